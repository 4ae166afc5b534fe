import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Caller } from "@entente/contracts/access";
import { actorOf } from "@entente/contracts/access";
import { allianceCommands, clockCommands, type AllianceCommand } from "@entente/contracts/commands/catalogue";
import { allianceEvents, type AllianceEvent } from "@entente/contracts/events/catalogue";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { cast, examplePersonIds, exampleOrganisationIds, partnerOrganisations } from "@entente/contracts/example/cast";
import { dueOn, morningsBetween } from "@entente/contracts/example/mornings";
import { scenesOf, storyOf, type Telling } from "@entente/contracts/example/story";
import { balanceOf } from "@entente/contracts/measures/balance";
import { isRejection } from "@entente/contracts/rejections";
import { tell, type Names } from "@entente/contracts/telling/tell";
import { ledgerView, type Ledger } from "@entente/contracts/views/ledger";
import { scheduleView, type Schedule } from "@entente/contracts/views/schedule";
import { timelineView } from "@entente/contracts/views/timeline";
import { decide, evolve, initialState, type AllianceState } from "./decider.ts";
import { decide as decideDossier, emptyDossier, evolve as evolveDossier, type DossierState } from "./dossier/decide.ts";

/**
 * The example network, played from its founding to today through the deciders: whoever adds a chapter adds its scenes to the script, or
 * names here why it has none.
 */
const untold: Readonly<Record<string, string>> = {
  WithdrawInvitation: "nobody is uninvited in a story that shows working together",
  DeclineInvitation: "everybody accepts",
  ReportPartner: "all partners are on the platform",
  LeaveAlliance: "nobody leaves for good",
  ReleaseFacilitator: "the facilitator stays",
  WithdrawTransition: "each proposed transition is decided",
  ReportPhase: "an import's affair",
  ReportEnding: "an import's affair",
  ReleaseMatch: "the matches last",
  ValueLine: "values are laid down in the covenant",
  WithdrawContributionDelivery: "no delivery was recorded wrongly",
  WithdrawBenefitClaim: "the dispute ends in a confirmation",
  WithdrawObjection: "objections are met, not dropped",
  FailDecision: "questions find their decision, or wait",
  ScheduleReview: "reviews are set when a decision is taken",
  ReopenDecision: "the rule about costs holds",
  TerminateAgreement: "agreements run on or end by themselves",
  RenewAgreement: "to be done by whoever looks around: the night team ends soon",
  CancelSession: "each meeting was held, or is still to come",
};

const idOf = (name: string) => {
  const hash = createHash("sha256").update(name).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};
const tellings = (today: string): Telling[] => (["en", "nl"] as const).map((language) => ({ language, today, id: idOf }));
const allianceId = idOf("alliance");
const clock: Caller = { kind: "system", id: "clock" };
const callerOf = (who: keyof typeof cast): Caller => ({
  kind: "person",
  personId: idOf(who),
  organisationId: idOf(cast[who].organisation),
  role: cast[who].role,
});

/** Plays a telling; every command must be accepted and change something. */
function play(telling: Telling) {
  let state: AllianceState = initialState;
  let schedule: Schedule | null = null;
  let ledger: Ledger = ledgerView.initial(allianceId);
  let dossier: DossierState = emptyDossier;
  const dossierEvents: unknown[] = [];
  const events: AllianceEvent[] = [];
  const give = (caller: Caller, command: AllianceCommand, now: string): number => {
    const facts = decide(state, command, { now, actor: actorOf(caller), operator: false, onBehalfOf: null });
    if (isRejection(facts)) throw new Error(`${now} ${command.type} was refused: ${facts.code} ${JSON.stringify(command)}`);
    for (const fact of facts) {
      const data: unknown = allianceEvents[fact.type].data.parse(fact.data);
      const event = {
        id: "",
        type: fact.type,
        data,
        stream: `alliance-${allianceId}`,
        revision: events.length,
        position: `${events.length}`,
        meta: { actor: actorOf(caller), effectiveAt: now, recordedAt: now, correlationId: "", schema: 1, salt: "" },
      } as unknown as AllianceEvent & RecordedEvent;
      events.push(event);
      state = evolve(state, event);
      if (scheduleView.keys(event).length > 0)
        schedule = scheduleView.evolve(schedule ?? scheduleView.initial(allianceId), event, allianceId);
      if (ledgerView.keys(event).length > 0) ledger = ledgerView.evolve(ledger, event, allianceId);
    }
    return facts.length;
  };
  let before = "";
  for (const { who, at, command } of storyOf(telling)) {
    expect(at > before, `${at} comes after ${before}`).toBe(true);
    for (const morning of before === "" ? [] : morningsBetween(before, at))
      for (const { note } of dueOn(morning, schedule)) give(clock, note as AllianceCommand, morning);
    before = at;
    if (command.of === "alliance") {
      expect(give(callerOf(who), command.is, at), `${at} ${who}: ${command.is.type} changes nothing`).toBeGreaterThan(0);
      continue;
    }
    const knowsLine = (lineId: string) => state.exchange.lines[lineId] !== undefined;
    const facts = decideDossier(dossier, command.is, { now: at, actor: actorOf(callerOf(who)), timeZone: "Europe/Amsterdam", knowsLine });
    if (isRejection(facts)) throw new Error(`${at} ${command.is.type} was refused: ${facts.code}`);
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) {
      dossierEvents.push(fact);
      dossier = evolveDossier(dossier, { ...fact, meta: {} } as never);
    }
  }
  return { state, events, ledger, dossierEvents };
}

// A story that leans on the weekday or the month of its last day would fail on another.
const days = ["2026-11-21", "2026-02-28", "2027-01-01", "2028-02-29", ...Array.from({ length: 7 }, (_, n) => `2026-07-0${n + 1}`)];

describe.each(days.flatMap(tellings))("the story in $language, told on $today", (telling) => {
  test("is accepted command by command, and ends well with something left to do", () => {
    const { state, events, ledger } = play(telling);
    const partners = partnerOrganisations.map((name) => ({
      partnerId: idOf(`partner ${name}`),
      ring: state.partners.partners[idOf(`partner ${name}`)]?.ring ?? ("core" as const),
      present: true,
    }));
    expect(balanceOf(ledger, partners).outcome).toEqual({ label: "win-win", more: [], less: [] });
    expect(state.phases).toMatchObject({ current: "run", debts: {}, ended: null });
    expect(Object.values(state.ambition.versions.at(-1)?.endorsements ?? {}).filter(({ withdrawn }) => !withdrawn)).toHaveLength(3);
    const noted = events.filter(({ meta }) => meta.actor.kind === "system").map(({ type }) => type);
    expect([...new Set(noted)].toSorted()).toEqual(["AgreementExpiring", "CommitmentOverdue", "DecisionReviewDue", "EvaluationDue"]);
    const statuses = Object.values(state.commitments.commitments).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(["open", "fulfilled", "waived"]));
    expect(Object.values(state.decisions.decisions).filter(({ status }) => status === "proposed")).toHaveLength(1);
  });
});

describe.each(tellings("2026-11-21"))("the story in $language", (telling) => {
  test("tells every event in a sentence, and names nothing by id", () => {
    const { events } = play(telling);
    const known = new Map<string, string>();
    for (const { data } of events) {
      const { title, question, description, text, name } = data as Readonly<Record<string, string>>;
      for (const [field, value] of Object.entries(data))
        if (field.endsWith("Id") && typeof value === "string" && !known.has(value))
          known.set(value, title ?? question ?? description ?? text ?? name ?? "?");
    }
    const named = (id: string) => known.get(id) ?? null;
    const names: Names = {
      partner: named,
      organisation: () => "Quayside",
      decision: named,
      agreement: named,
      commitment: named,
      line: named,
    };
    for (const event of events) {
      const keys = timelineView.keys(event);
      expect(keys.length, event.type).toBeGreaterThan(0);
      const doc = timelineView.evolve(timelineView.initial(keys[0] ?? ""), event, keys[0] ?? "");
      const entry = doc.entries.at(-1);
      if (!entry) throw new Error(`${event.type} is not on the timeline`);
      const sentence = tell(entry, names, telling.language, "Europe/Amsterdam");
      expect(sentence, event.type).toMatch(/^[^…{}]+ [^{}]+[.!?…][”’]?\)?\.?$/);
      expect(sentence).not.toMatch(/[0-9a-f]{8}-|undefined|…/);
    }
  });
});

test("every person acts, and two years are spanned", () => {
  const [telling] = tellings("2026-11-21");
  if (!telling) throw new Error("there are two languages");
  const scenes = scenesOf(telling);
  expect(new Set(scenes.map(({ who }) => who))).toEqual(new Set(examplePersonIds));
  expect(new Set(examplePersonIds.map((person) => cast[person].organisation))).toEqual(new Set(exampleOrganisationIds));
  expect(scenes[0]?.before).toBe(730);
  // What somebody must answer today is not dated tomorrow.
  expect(Math.min(...scenes.map(({ before }) => before))).toBeGreaterThanOrEqual(1);
});

test("the same things happen in both languages, and no text is the same in both", () => {
  const [en, nl] = tellings("2026-11-21").map((telling) => storyOf(telling));
  expect(en?.map(({ who, at, command }) => [who, at, command.is.type])).toEqual(
    nl?.map(({ who, at, command }) => [who, at, command.is.type]),
  );
  const texts = (story: typeof en) => (story ?? []).map(({ command }) => JSON.stringify(command.is));
  expect(texts(en).filter((text, index) => text === texts(nl)[index] && / [a-z]+ [a-z]+ /.test(text))).toEqual([]);
});

test("every command is told, or is named as one that is not", () => {
  const [telling] = tellings("2026-11-21");
  if (!telling) throw new Error("there are two languages");
  const told = new Set<string>(storyOf(telling).map(({ command }) => command.is.type));
  const silent = Object.keys(allianceCommands).filter((type) => !told.has(type) && !clockCommands.has(type as AllianceCommand["type"]));
  expect(silent.toSorted(), "tell it in contracts/src/example, or give its reason in `untold`").toEqual(Object.keys(untold).toSorted());
});
