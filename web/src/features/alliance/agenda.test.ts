import { describe, expect, test } from "vitest";
import { agreements, decisions, endedRecord, partners, richRecord, transition } from "../../../test/factories/alliance.ts";
import { agendaOf, comingMeetings } from "./agenda.ts";

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

  test("is empty once the alliance ended", () => {
    expect(agendaOf(endedRecord(), [partners.water], today)).toEqual([]);
  });
});

test("the next meeting is the soonest that is not over", () => {
  const { alliance } = richRecord();
  expect(comingMeetings(alliance, new Date("2099-12-04T14:00:00.000Z")).map((meeting) => meeting.title)).toEqual(["Midterm conversation"]);
  expect(comingMeetings(alliance, new Date("2099-12-05T14:00:00.000Z"))).toEqual([]);
});
