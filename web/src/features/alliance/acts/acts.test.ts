import { allianceCommands } from "@entente/contracts/commands/catalogue";
import { dossierCommands } from "@entente/contracts/commands/dossier";
import type { RoleId } from "@entente/contracts/roles";
import { describe, expect, test } from "vitest";
import {
  agreements,
  commitments,
  decisions,
  endedRecord,
  foundedRecord,
  id,
  leftRecord,
  meetings,
  partners,
  richRecord,
  workingRecord,
} from "../../../../test/factories/alliance.ts";
import type { AllianceRecord } from "../../../history/record.ts";
import { t } from "../../../i18n/index.ts";
import { partsOf } from "../../../ui/sentence.ts";
import { standOf } from "../stand.ts";
import type { Act } from "./act.ts";
import { agreementActs } from "./agreementActs.ts";
import { endorsementActs, invokeActs } from "./ambitionActs.ts";
import { commitmentActs, promiseActs } from "./commitmentActs.ts";
import { correctAgreementActs, correctAllianceActs, correctDecisionActs, correctPartnerActs } from "./correctionActs.ts";
import { decisionActs, objectionActs, once, requestActs } from "./decisionActs.ts";
import { localOf, meetingActs, momentOf, planActs } from "./meetingActs.ts";
import { rhythmActs } from "./evaluationActs.ts";
import { facilitatorActs, gatheringActs, invitationActs, partnerActs } from "./partnerActs.ts";
import { debtActs, trackActs, transitionActs } from "./phaseActs.ts";
import type { Setting } from "./setting.ts";

function setting(
  record: AllianceRecord,
  who: { organisationId?: string; role?: RoleId; parts?: AllianceRecord["seat"]["parts"] } = {},
): Setting {
  const { organisationId = "o-water", role = "manager", parts = record.seat.parts } = who;
  const seated = { ...record, seat: { ...record.seat, parts } };
  return { record: seated, stand: standOf(seated, { personId: "p", organisationId, role }), today: "2026-11-21", t, language: "en" };
}

function everything(at: Setting): Act[] {
  const { alliance, decisions: register, agreements: texts } = at.record;
  return [
    ...trackActs(at),
    ...alliance.transitions.flatMap((each) => transitionActs(each, at)),
    ...alliance.debts.flatMap((each) => debtActs(each, at)),
    ...requestActs(at),
    ...[...register.values()].flatMap((each) => [
      ...decisionActs(each, at),
      ...correctDecisionActs(each, at),
      ...each.objections.flatMap((raised) => objectionActs(each.decisionId, raised, at)),
    ]),
    ...[...texts.values()].flatMap((each) => [...agreementActs(each, at), ...correctAgreementActs(each, at)]),
    ...gatheringActs(at),
    ...alliance.partners.flatMap((each) => [...partnerActs(each, at), ...correctPartnerActs(each, at)]),
    ...alliance.invitations.flatMap((each) => invitationActs(each, at)),
    ...alliance.facilitators.flatMap((each) => facilitatorActs(each, at)),
    ...planActs(at),
    ...alliance.sessions.flatMap((each) => meetingActs(each, at, now)),
    ...correctAllianceActs(at),
    ...endorsementActs(at),
    ...invokeActs(at),
    ...promiseActs(at),
    ...[...at.record.commitments.values()].flatMap((each) => commitmentActs(each, at)),
    ...rhythmActs(at),
  ];
}

const now = new Date("2026-11-21T09:00:00.000Z");
const names = (acts: readonly Act[]) => acts.map((act) => act.name);
const decision = (at: Setting, which: string) => at.record.decisions.get(which)!;

/** Something that fits every blank. */
function filled(act: Act): Record<string, string> {
  return Object.fromEntries(
    Object.entries(act.blanks).map(([name, blank]) => {
      if (blank.kind === "date") return [name, "2027-01-04"];
      if (blank.kind === "choice") return [name, act.initial[name] || (blank.options.find((option) => option.value !== "")?.value ?? "")];
      if (blank.kind === "several") return [name, blank.options.map((option) => option.value).join("\n")];
      return [name, blank.kind === "number" ? "3" : "something"];
    }),
  );
}

describe("every act", () => {
  const all = [
    ...everything(setting(richRecord())),
    ...everything(setting(foundedRecord())),
    ...everything(setting(workingRecord())),
    ...everything(setting(workingRecord(), { organisationId: "o-city" })),
  ];

  test.each(all.map((act) => [act.command, act.name, act] as const))(
    "%s (%s) becomes a command that its own schema takes",
    (_command, _name, act) => {
      const { error } = { ...allianceCommands, ...dossierCommands }[act.command].body.safeParse({ ...act.path, ...act.body(filled(act)) });
      expect(error?.issues ?? []).toEqual([]);
    },
  );

  test("asks in its sentence for nothing but its blanks, and starts each of them", () => {
    for (const act of all) {
      for (const part of partsOf(act.sentence))
        if ("blank" in part) expect(Object.keys(act.blanks), `${act.command}: ${part.blank}`).toContain(part.blank);
      expect(Object.keys(act.initial).toSorted()).toEqual(Object.keys(act.blanks).toSorted());
    }
  });
});

describe("what is offered", () => {
  test("nothing that writes, once it ended, one left, or it is the past", () => {
    expect(everything(setting(endedRecord()))).toEqual([]);
    expect(everything(setting(leftRecord()))).toEqual([]);
    expect(everything(setting({ ...richRecord(), asOf: { revision: 3, recordedAt: null } }))).toEqual([]);
  });

  test("nothing to an auditor, and nothing that binds to a representative", () => {
    expect(everything(setting(richRecord(), { role: "auditor" }))).toEqual([]);
    const offered = everything(setting(richRecord(), { role: "member" })).map((act) => act.command);
    expect(offered).toContain("RequestDecision");
    for (const binding of ["TakePosition", "TakeDecision", "SignAgreement", "InvitePartner", "LeaveAlliance", "CorrectFact"])
      expect(offered).not.toContain(binding);
  });

  test("a facilitator convenes and steps down, no more", () => {
    const offered = everything(setting(richRecord(), { organisationId: "o-help", parts: ["facilitator"] })).map((act) => act.command);
    expect(new Set(offered)).toEqual(new Set(["ScheduleSession", "RescheduleSession", "CancelSession", "ReleaseFacilitator"]));
  });

  test("a partner of the ring answers and objects, and decides for nobody else", () => {
    const at = setting(richRecord(), { organisationId: "o-school", parts: ["complementary"] });
    expect(names(decisionActs(decision(at, decisions.pay), at))).toEqual(["position", "object", "minority", "propose", "option"]);
    expect(names(gatheringActs(at))).toEqual([]);
  });

  test("only the objector can say that its objection is met", () => {
    const raised = (at: Setting) => objectionActs(decisions.pay, decision(at, decisions.pay).objections[0]!, at);
    expect(raised(setting(richRecord()))).toEqual([]);
    expect(raised(setting(richRecord(), { organisationId: "o-school", parts: ["complementary"] }))).toHaveLength(2);
  });

  test("signing is offered for what one has not signed; termination rests on a decision", () => {
    const at = setting(richRecord());
    expect(names(agreementActs(at.record.agreements.get(agreements.covenant)!, at))).toEqual([
      `sign-${partners.water}`,
      `report-${partners.residents}`,
    ]);
    expect(names(agreementActs(at.record.agreements.get(agreements.rules)!, at))).toEqual(["suspend", "terminate"]);
  });

  test("what is in force can be renewed, set aside and ended, each by a decision; what is set aside resumes; what ended is renewed", () => {
    const at = setting(workingRecord());
    const of = (title: string) =>
      names(
        agreementActs(
          [...at.record.agreements.values()].find((each) => each.title.startsWith(title))!,
          at,
        ),
      );
    expect(of("Licence")).toEqual(["renew", "suspend", "terminate"]);
    expect(of("Staff")).toEqual(["resume", "terminate"]);
    expect(of("Lease")).toEqual(["renew"]);
    const ring = setting(workingRecord(), { organisationId: "o-school", parts: ["complementary"] });
    expect(names([...ring.record.agreements.values()].flatMap((each) => agreementActs(each, ring)))).toEqual([]);
  });

  test("an amendment is signed by who has not signed it", () => {
    const at = setting(workingRecord());
    const acts = agreementActs(at.record.agreements.get(agreements.rules)!, at);
    expect(names(acts)).toEqual([`sign-${partners.water}`, "suspend", "terminate"]);
    expect(acts[0]!.body({})).toEqual({ version: 2, partnerId: partners.water });
    const city = setting(workingRecord(), { organisationId: "o-city" });
    expect(names(agreementActs(city.record.agreements.get(agreements.rules)!, city))).not.toContain(`sign-${partners.city}`);
  });

  test("an ambition is endorsed once, then reaffirmed or withdrawn; for who is not on the platform it is reported", () => {
    expect(names(endorsementActs(setting(workingRecord())))).toEqual([`endorse-${partners.water}`]);
    expect(names(endorsementActs(setting(workingRecord(), { organisationId: "o-city" })))).toEqual([
      `reaffirm-${partners.city}`,
      `withdraw-${partners.city}`,
    ]);
    expect(endorsementActs(setting(richRecord()))).toEqual([]);
    expect(names(endorsementActs(setting(workingRecord(), { role: "member" })))).toEqual([]);
    expect(names(invokeActs(setting(workingRecord(), { role: "member" })))).toEqual(["invoke"]);
  });

  test("a commitment is fulfilled by its owner; the others grant time and let it off", () => {
    const at = setting(workingRecord());
    const of = (which: string, who = at) => names(commitmentActs(who.record.commitments.get(which)!, who));
    expect(of(commitments.sensors)).toEqual(["fulfil", "more"]);
    expect(of(commitments.permit)).toEqual([`grant-${id(351)}`, "waive"]);
    expect(of(commitments.survey)).toEqual([]);
    const city = setting(workingRecord(), { organisationId: "o-city" });
    expect(of(commitments.permit, city)).toEqual(["fulfil", "more"]);
    expect(of(commitments.sensors, city)).toEqual(["waive"]);
  });

  test("a commitment is one's own by default, and what was done earlier is told with its day", () => {
    const at = setting(workingRecord());
    const make = promiseActs(at)[0]!;
    expect(make.body({ ...make.initial, from: `decision ${decisions.measure}` })).toMatchObject({
      partnerId: partners.water,
      decisionId: decisions.measure,
      agreementId: null,
    });
    const fulfil = commitmentActs(at.record.commitments.get(commitments.sensors)!, at)[0]!;
    expect(fulfil.body({ doneOn: "2026-11-21", note: "" })).toEqual({ note: null });
    expect(fulfil.body({ doneOn: "2026-11-19", note: "" })).toEqual({ note: null, effectiveAt: "2026-11-19T11:00:00.000Z" });
  });

  test("a meeting is prepared until it was held, and told as held once it has begun", () => {
    const at = setting(workingRecord());
    const of = (which: string, then = now) => {
      const meeting = at.record.alliance.sessions.find((each) => each.sessionId === which)!;
      return names(meetingActs(meeting, at, then));
    };
    expect(of(meetings.kickoff)).toEqual(["insight", "agree"]);
    expect(of(meetings.midterm)).toEqual(["hold", `prepare-${partners.water}`, "move", "cancel"]);
    expect(of(meetings.midterm, new Date("2026-10-20T07:00:00.000Z"))).not.toContain("hold");
  });

  test("the rhythm of evaluations is for the core to set", () => {
    expect(rhythmActs(setting(workingRecord()))[0]!.initial).toMatchObject({ full: "6", pulse: "2" });
    expect(rhythmActs(setting(workingRecord(), { organisationId: "o-school", parts: ["complementary"] }))).toEqual([]);
  });

  test("the last core partner neither leaves nor moves", () => {
    const at = setting(foundedRecord());
    expect(partnerActs(at.record.alliance.partners[0]!, at)).toEqual([]);
  });

  test("what others answered to is not corrected any more", () => {
    const at = setting(richRecord());
    expect(correctDecisionActs(decision(at, decisions.measure), at)).toEqual([]);
    expect(correctDecisionActs(decision(at, decisions.leader), at)).toHaveLength(1);
    expect(correctAllianceActs(setting(richRecord(), { organisationId: "o-city" }))).toEqual([]);
  });

  test("a second transition only when none is open", () => {
    expect(names(trackActs(setting(richRecord())))).toEqual(["result"]);
    expect(names(trackActs(setting(foundedRecord())))).toEqual(["move", "result"]);
  });
});

test("a move names what is left undone, one thing a line, with ids that stay", () => {
  const move = trackActs(setting(foundedRecord()))[0]!;
  const values = { to: "agree", reason: "Ready", leftUndone: "Ask the residents\n\nCount the trees", respondBy: "" };
  expect(move.foresee?.(values)).toEqual([
    "The phase share would be skipped.",
    "Left undone in explore: a start memo or a presentation of findings.",
    "Left undone in share: a declaration of intent.",
  ]);
  const body = move.body(values);
  expect(body.leftUndone).toMatchObject([{ phase: "explore", text: "Ask the residents" }, { text: "Count the trees" }]);
  expect(move.body(values)).toBe(body);
  expect(move.body({ ...values, to: "terminated" })).toMatchObject({ to: null, ending: "terminated" });
});

test("once makes what it made before", () => {
  const make = once(() => id(Math.floor(Math.random() * 1e9)));
  expect(make({ a: "1" })).toBe(make({ a: "1" }));
});

describe("a meeting", () => {
  test.each([
    ["2026-11-30", "10:00", "2026-11-30T09:00:00.000Z"],
    ["2026-07-01", "10:00", "2026-07-01T08:00:00.000Z"],
    // The night the clock goes back.
    ["2026-10-25", "07:00", "2026-10-25T06:00:00.000Z"],
  ])("on %s at %s in Amsterdam is at %s", (day, time, moment) => {
    expect(momentOf(day, time, "Europe/Amsterdam")).toBe(moment);
    expect(localOf(moment, "Europe/Amsterdam")).toEqual({ day, time });
  });

  test("without a day is no moment", () => {
    expect(momentOf("", "10:00", "Europe/Amsterdam")).toBe("");
  });
});
