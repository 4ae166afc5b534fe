import { describe, expect, test } from "vitest";
import {
  agreements,
  commitments,
  decisions,
  endedRecord,
  id,
  meetings,
  partners,
  richRecord,
  transition,
  workingRecord,
} from "../../../test/factories/alliance.ts";
import { agendaOf, comingMeetings, unrecordedMeetings } from "./agenda.ts";

const today = "2026-11-21";
const agenda = (own: string[]) => agendaOf(richRecord(), own, today);

describe("the agenda", () => {
  test("begins with what waits for oneself, and each leads to its place", () => {
    const items = agenda([partners.water]);
    expect(items.filter((item) => item.mine).map((item) => item.anchor)).toEqual([
      `decision-${decisions.pay}`,
      `transition-${transition}`,
      `agreement-${agreements.covenant}`,
    ]);
    expect(items.slice(0, 3).every((item) => item.mine)).toBe(true);
  });

  test("says on whom the rest waits", () => {
    const items = agenda([partners.city]);
    expect(items.find((item) => item.id === decisions.pay)).toMatchObject({ waits: "objection", partnerIds: [partners.school] });
    expect(items.find((item) => item.id === transition)).toMatchObject({
      waits: "others",
      partnerIds: [partners.water, partners.school, partners.residents],
    });
    expect(items.find((item) => item.id === decisions.open)).toMatchObject({ waits: "proposal", title: "Do we open the data?" });
  });

  test("a reopened question keeps its own words", () => {
    expect(agenda([]).find((item) => item.id === decisions.meet)?.title).toBe("How often do we meet?");
  });

  test("a review is on it when its day has come", () => {
    expect(agenda([]).find((item) => item.kind === "review")).toMatchObject({ id: decisions.measure, waits: "review" });
    expect(agendaOf(richRecord(), [], "2026-10-01").some((item) => item.kind === "review")).toBe(false);
  });

  describe("of partners at work", () => {
    const working = (own: string[], day = today) => agendaOf(workingRecord(), own, day);
    const found = (kind: string, own: string[], day = today) => working(own, day).filter((item) => item.kind === kind);

    test("has what is late, for who promised it first", () => {
      expect(found("commitment", [partners.water])).toMatchObject([
        { id: commitments.sensors, waits: "you", mine: true, on: "2026-10-20" },
      ]);
      expect(found("commitment", [partners.city])).toMatchObject([{ mine: false, partnerIds: [partners.water] }]);
      expect(found("commitment", [partners.water], "2026-10-20")).toEqual([]);
    });

    test("has requests for more time, for whoever can grant them", () => {
      expect(found("time", [partners.water])).toMatchObject([{ id: commitments.permit, mine: true, on: "2027-03-31" }]);
      expect(found("time", [partners.city])).toMatchObject([{ mine: false }]);
      expect(found("time", [])).toMatchObject([{ mine: false }]);
    });

    test("has amendments that wait for a signature, and what ends soon", () => {
      expect(found("amendment", [partners.water])).toMatchObject([{ id: agreements.rules, mine: true, partnerIds: [partners.water] }]);
      expect(found("amendment", [partners.city])).toMatchObject([{ mine: false }]);
      expect(found("expiring", [])).toMatchObject([{ waits: "end", on: "2026-12-31" }]);
    });

    test("has what was received and waits for another's word, leading to its own page", () => {
      expect(found("claim", [partners.water])).toMatchObject([{ anchor: `claim-${id(232)}`, mine: true, partnerIds: [partners.city] }]);
      expect(found("claim", [partners.city])).toMatchObject([{ mine: false }]);
    });

    test("has what was agreed for the time being, once its day has come and until the partners meet again", () => {
      expect(found("workable", [])).toMatchObject([{ anchor: `meeting-${meetings.kickoff}`, on: "2026-11-15" }]);
      expect(found("workable", [], "2026-11-14")).toEqual([]);
    });
  });

  test("is empty once the alliance ended", () => {
    expect(agendaOf(endedRecord(), [partners.water], today)).toEqual([]);
  });
});

test("the next meeting is the soonest that is not over", () => {
  const { alliance } = richRecord();
  expect(comingMeetings(alliance, new Date("2099-12-04T14:00:00.000Z")).map((meeting) => meeting.title)).toEqual(["Midterm conversation"]);
  expect(comingMeetings(alliance, new Date("2099-12-05T14:00:00.000Z"))).toEqual([]);
});

test("a meeting whose time has passed waits to be recorded, until it is held or called off", () => {
  const { alliance } = workingRecord();
  const titles = (now: string) => unrecordedMeetings(alliance, new Date(now)).map((meeting) => meeting.title);
  expect(titles("2026-10-20T08:30:00.000Z")).toEqual([]);
  expect(titles("2026-10-20T09:00:00.000Z")).toEqual(["Talk about the trees"]);
});
