import { agreementKindIds, agreementKinds } from "@entente/contracts/method/agreementKinds";
import { phaseIds, phaseOrder, phases, type PhaseId } from "@entente/contracts/method/phases";
import type { AlliancePage, Transition } from "@entente/contracts/views/alliance";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { ripenessOf } from "../ripeness.ts";
import { missingOnTheWay, skippedOnTheWay } from "../track.ts";
import { act, linesOf, orNull, type Act } from "./act.ts";
import { once } from "./decisionActs.ts";
import type { Setting } from "./setting.ts";
import { speakerOf } from "./speaker.ts";

/** What can be done on the phase track. */
export function trackActs({ record: { alliance }, stand, today, t, language }: Setting): Act[] {
  const from = alliance.phase ?? "explore";
  const nameOf = (id: PhaseId) => phases[phaseOrder(id)]?.name[language] ?? id;
  const acts: Act[] = [];
  if (stand.readOnly || stand.voices.length === 0) return acts;
  if (stand.may("/transitions") && !alliance.transitions.some((transition) => transition.status === "open")) {
    const transitionId = newId();
    const next = phaseIds[phaseOrder(from) + 1];
    const places = phaseIds.filter((id) => id !== from).map((id) => ({ value: id, label: stepInWords(from, id, nameOf(id), t) }));
    const toOf = (to: string | undefined) => ((phaseIds as readonly string[]).includes(to ?? "") ? (to as PhaseId) : null);
    acts.push(
      act({
        name: "move",
        look: "act",
        command: "ProposeTransition",
        path: {},
        verb: t("alliance.move.verb"),
        label: t("alliance.move.label"),
        sentence: t("alliance.move.sentence", {
          from: nameOf(from).toLocaleLowerCase(language),
          ...asBlanks("to", "reason", "leftUndone", "respondBy"),
        }),
        blanks: {
          to: {
            kind: "choice",
            label: t("alliance.blank.toPhase"),
            prompt: t("alliance.blank.toPhasePrompt"),
            options: [
              ...places,
              { value: "completed", label: t("alliance.move.toCompleted") },
              { value: "terminated", label: t("alliance.move.toTerminated") },
            ],
          },
          reason: { kind: "prose", label: t("alliance.blank.reason"), placeholder: t("alliance.blank.moveHint") },
          leftUndone: { kind: "prose", label: t("alliance.blank.leftUndone"), placeholder: t("alliance.blank.leftUndoneHint") },
          respondBy: { kind: "date", label: t("alliance.blank.respondBy"), min: today },
        },
        initial: { to: next ?? "", reason: "", leftUndone: "", respondBy: "" },
        foresee: ({ to }) =>
          to === ""
            ? []
            : [
                ...skippedOnTheWay(from, toOf(to)).map((phase) =>
                  t("alliance.move.skips", { phase: phase.name[language].toLocaleLowerCase(language) }),
                ),
                ...missingOnTheWay(alliance, toOf(to)).map((phase) =>
                  t("alliance.move.missing", { phase: phase.name[language].toLocaleLowerCase(language), result: phase.result[language] }),
                ),
              ],
        consequence: t("alliance.move.consequence"),
        body: once(({ to, reason, leftUndone, respondBy }) => ({
          transitionId,
          to: toOf(to),
          ending: to === "completed" || to === "terminated" ? to : null,
          reason: reason ?? "",
          leftUndone: linesOf(leftUndone ?? "").map((text) => ({ debtId: newId(), phase: from, text })),
          respondBy: orNull(respondBy ?? ""),
        })),
      }),
    );
  }
  if (stand.may("/phase-results")) acts.push(resultAct({ alliance, from, t, language, nameOf }));
  if (stand.core && alliance.started === null && phaseOrder(from) >= phaseOrder("shape") && stand.may("/start")) {
    acts.push(
      act({
        name: "start",
        command: "StartCollaboration",
        path: {},
        verb: t("alliance.start.verb"),
        label: t("alliance.start.label"),
        sentence: t("alliance.start.sentence"),
        blanks: {},
        initial: {},
        body: () => ({}),
      }),
    );
  }
  return acts;
}

interface ResultSetting extends Pick<Setting, "t" | "language"> {
  alliance: AlliancePage;
  from: PhaseId;
  nameOf: (id: PhaseId) => string;
}

function resultAct({ alliance, from, t, language, nameOf }: ResultSetting): Act {
  const resultId = newId();
  const expected: readonly string[] = phases[phaseOrder(from)]?.resultKinds ?? [];
  const kinds = [...agreementKindIds].sort((a, b) => Number(expected.includes(b)) - Number(expected.includes(a)));
  const reached = phaseIds.filter((id) => phaseOrder(id) <= phaseOrder(from) || alliance.phases.some((entered) => entered.phase === id));
  return act({
    name: "result",
    command: "SubmitPhaseResult",
    path: {},
    verb: t("alliance.result.verb"),
    label: t("alliance.result.label"),
    sentence: t("alliance.result.sentence", asBlanks("kind", "phase", "title", "text")),
    blanks: {
      kind: {
        kind: "choice",
        label: t("alliance.blank.resultKind"),
        options: kinds.map((id) => ({ value: id, label: agreementKinds[id][language] })),
      },
      phase: {
        kind: "choice",
        label: t("alliance.blank.phase"),
        options: reached.map((id) => ({ value: id, label: nameOf(id).toLocaleLowerCase(language) })),
      },
      title: { kind: "text", label: t("alliance.blank.title") },
      text: { kind: "prose", label: t("alliance.blank.resultText"), placeholder: t("alliance.blank.resultTextHint") },
    },
    initial: { kind: expected[0] ?? kinds[0] ?? "", phase: from, title: "", text: "" },
    consequence: t("alliance.seen.partners"),
    body: ({ kind, phase, title, text }) => ({
      resultId,
      kind: kind as (typeof agreementKindIds)[number],
      phase: phase as PhaseId,
      title,
      text: orNull(text),
    }),
  });
}

/** What can be done with a proposed transition. */
export function transitionActs(transition: Transition, { record: { alliance }, stand, today, t, language }: Setting): Act[] {
  if (transition.status !== "open" || stand.readOnly) return [];
  const { transitionId, answers, respondBy } = transition;
  const speaker = speakerOf(stand.voices, t);
  const told = speakerOf(
    stand.reportable.filter((partner) => partner.ring !== "free-space"),
    t,
  );
  const mine = stand.voices.map((partner) => answers.find((given) => given.partnerId === partner.partnerId));
  const answered = mine.every((given) => given !== undefined);
  const position = {
    kind: "choice",
    label: t("alliance.blank.position"),
    prompt: t("alliance.blank.positionPrompt"),
    options: [
      { value: "agree", label: t("alliance.position.agree") },
      { value: "disagree", label: t("alliance.position.disagree") },
      { value: "abstain", label: t("alliance.position.abstain") },
      { value: "object", label: t("alliance.position.object") },
    ],
  } as const;
  const reason = { kind: "prose", label: t("alliance.blank.reasons"), placeholder: t("alliance.blank.reasonsHint") } as const;
  const acts: Act[] = [];
  if (
    stand.core &&
    stand.may("/transitions/:transitionId/enter") &&
    ripenessOf({ partners: alliance.partners, answers, respondBy, today }).state === "ripe"
  ) {
    const phase = transition.to === null ? "" : (phases[phaseOrder(transition.to)]?.name[language].toLocaleLowerCase(language) ?? "");
    acts.push(
      act({
        name: "enter",
        look: transition.to === null ? "alarm" : "act",
        grave: transition.to === null,
        command: "EnterPhase",
        path: { transitionId },
        verb: transition.to === null ? t("alliance.enter.end") : t("alliance.enter.verb", { phase }),
        label: t("alliance.enter.label"),
        sentence: transition.to === null ? t("alliance.enter.endSentence") : t("alliance.enter.sentence", { phase }),
        blanks: {},
        initial: {},
        body: () => ({}),
      }),
    );
  }
  if (stand.voices.length > 0 && stand.may("/transitions/:transitionId/positions")) {
    acts.push(
      act({
        name: "position",
        ...(!answered && { look: "act" }),
        command: "TakeTransitionPosition",
        path: { transitionId },
        verb: answered ? t("alliance.decision.position.change") : t("alliance.decision.position.verb"),
        confirm: t("alliance.decision.position.confirm"),
        label: t("alliance.decision.position.label"),
        sentence: t("alliance.move.position", { partner: speaker.words, ...asBlanks("position", "reason") }),
        blanks: { ...speaker.blanks, position, reason },
        initial: { ...speaker.initial, position: mine[0]?.position ?? "", reason: mine[0]?.reasons ?? "" },
        consequence: t("alliance.seen.partners"),
        body: (values) => ({ partnerId: speaker.idOf(values), position: values.position as "agree", reason: orNull(values.reason) }),
      }),
    );
  }
  if (stand.reportable.some((partner) => partner.ring !== "free-space") && stand.may("/transitions/:transitionId/positions")) {
    acts.push(
      act({
        name: "report",
        command: "TakeTransitionPosition",
        path: { transitionId },
        verb: t("alliance.report.position.verb"),
        label: t("alliance.report.position.label"),
        sentence: t("alliance.report.position.sentenceMove", { partner: told.words, ...asBlanks("position", "reason") }),
        blanks: { ...told.blanks, position, reason: { ...reason, placeholder: t("alliance.blank.reasonsReported") } },
        initial: { ...told.initial, position: "", reason: "" },
        consequence: t("alliance.report.consequence"),
        body: (values) => ({
          partnerId: told.idOf(values),
          onBehalfOf: told.idOf(values),
          position: values.position as "agree",
          reason: orNull(values.reason),
        }),
      }),
    );
  }
  if (transition.proposed.by.organisationId === stand.organisationId && stand.may("/transitions/:transitionId/withdraw")) {
    acts.push(
      act({
        name: "withdraw",
        command: "WithdrawTransition",
        path: { transitionId },
        verb: t("alliance.move.withdraw.verb"),
        label: t("alliance.move.withdraw.label"),
        sentence: t("alliance.move.withdraw.sentence", asBlanks("reason")),
        blanks: { reason: { kind: "text", label: t("alliance.blank.reason") } },
        initial: { reason: "" },
        body: ({ reason }) => ({ reason: orNull(reason) }),
      }),
    );
  }
  return acts;
}

/** Repairing something that was left undone. */
export function debtActs(debt: AlliancePage["debts"][number], { stand, t }: Setting): Act[] {
  if (stand.readOnly || debt.repaired !== null || stand.voices.length === 0 || !stand.may("/debts/:debtId/repair")) return [];
  return [
    act({
      name: "repair",
      command: "RepairDebt",
      path: { debtId: debt.debtId },
      verb: t("alliance.debt.repair.verb"),
      label: t("alliance.debt.repair.label"),
      sentence: t("alliance.debt.repair.sentence", asBlanks("how")),
      blanks: { how: { kind: "prose", label: t("alliance.blank.repaired") } },
      initial: { how: "" },
      body: ({ how }) => ({ how }),
    }),
  ];
}

function stepInWords(from: PhaseId, to: PhaseId, name: string, t: Setting["t"]): string {
  const steps = phaseOrder(to) - phaseOrder(from);
  const phase = name.toLocaleLowerCase();
  return steps < 0 ? t("alliance.move.toBack", { phase }) : steps > 1 ? t("alliance.move.toSkip", { phase }) : phase;
}
