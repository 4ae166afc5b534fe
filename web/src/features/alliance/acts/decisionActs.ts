import { lenses, lensIds, type LensId } from "@entente/contracts/method/lenses";
import type { DecisionEntry } from "@entente/contracts/views/decisions";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { ripenessOf } from "../ripeness.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";
import { speakerOf } from "./speaker.ts";

/** Asking the partners for a decision. */
export function requestActs({ stand, today, t, language }: Setting): Act[] {
  if (!stand.may("/decisions") || stand.voices.length === 0) return [];
  const decisionId = newId();
  return [
    act({
      name: "request",
      look: "act",
      command: "RequestDecision",
      path: {},
      verb: t("alliance.decision.request.verb"),
      label: t("alliance.decision.request.label"),
      sentence: t("alliance.decision.request.sentence", asBlanks("question", "background", "lens", "decideBy")),
      blanks: {
        question: { kind: "prose", label: t("alliance.blank.question"), placeholder: t("alliance.blank.questionHint") },
        background: { kind: "prose", label: t("alliance.blank.background"), placeholder: t("alliance.blank.backgroundHint") },
        lens: {
          kind: "choice",
          label: t("alliance.blank.lens"),
          options: [
            { value: "", label: t("alliance.blank.noLens") },
            ...lensIds.map((id) => ({ value: id, label: lenses[id].name[language] })),
          ],
        },
        decideBy: { kind: "date", label: t("alliance.blank.decideBy"), min: today },
      },
      initial: { question: "", background: "", lens: "", decideBy: "" },
      body: ({ question, background, lens, decideBy }) => ({
        decisionId,
        question: question.replace(/\s*\n\s*/g, " "),
        background: orNull(background),
        lenses: lens === "" ? [] : [lens as LensId],
        decideBy: orNull(decideBy),
      }),
      consequence: t("alliance.seen.partners"),
    }),
  ];
}

/** What can be done with one decision, the nearest first. */
export function decisionActs(decision: DecisionEntry, setting: Setting): Act[] {
  const { stand } = setting;
  if (stand.readOnly) return [];
  const open = ["requested", "proposed", "reopened"].includes(decision.status);
  return (open ? [...onProposal(decision, setting), ...onQuestion(decision, setting)] : onOutcome(decision, setting)).filter(
    (each) => each !== null,
  );
}

function onProposal(decision: DecisionEntry, { record, stand, today, t }: Setting): (Act | null)[] {
  const { decisionId } = decision;
  const made = decision.proposals.at(-1);
  if (decision.status !== "proposed" || !made) return [];
  const { proposal } = made;
  const speaker = speakerOf(stand.voices, t);
  const told = speakerOf(
    stand.reportable.filter((partner) => partner.ring !== "free-space"),
    t,
  );
  const mine = stand.voices.map((partner) => made.positions.find((given) => given.partnerId === partner.partnerId));
  const answered = mine.every((given) => given !== undefined);
  const objectors = decision.objections.filter((objection) => objection.status === "open").map((objection) => objection.partnerId);
  const ripe =
    ripenessOf({ partners: record.alliance.partners, answers: made.positions, objectors, respondBy: made.respondBy, today }).state ===
    "ripe";
  const position = {
    kind: "choice",
    label: t("alliance.blank.position"),
    prompt: t("alliance.blank.positionPrompt"),
    options: [
      { value: "agree", label: t("alliance.position.agree") },
      { value: "disagree", label: t("alliance.position.disagree") },
      { value: "abstain", label: t("alliance.position.abstain") },
    ],
  } as const;
  const reasons = { kind: "prose", label: t("alliance.blank.reasons"), placeholder: t("alliance.blank.reasonsHint") } as const;
  return [
    ripe && stand.core && stand.may("/decisions/:decisionId/take")
      ? act({
          name: "take",
          look: "act",
          command: "TakeDecision",
          path: { decisionId },
          verb: t("alliance.decision.take.verb"),
          label: t("alliance.decision.take.label"),
          sentence: t("alliance.decision.take.sentence", asBlanks("workableUntil", "reviewOn")),
          blanks: {
            workableUntil: { kind: "date", label: t("alliance.blank.workableUntil"), min: today },
            reviewOn: { kind: "date", label: t("alliance.blank.reviewOn"), min: today },
          },
          initial: { workableUntil: "", reviewOn: "" },
          consequence: t("alliance.decision.take.consequence"),
          body: ({ workableUntil, reviewOn }) => ({ workableUntil: orNull(workableUntil), reviewOn: orNull(reviewOn) }),
        })
      : null,
    stand.voices.length > 0 && stand.may("/decisions/:decisionId/positions")
      ? act({
          name: "position",
          ...(!answered && { look: "act" }),
          command: "TakePosition",
          path: { decisionId },
          verb: answered ? t("alliance.decision.position.change") : t("alliance.decision.position.verb"),
          label: t("alliance.decision.position.label"),
          confirm: t("alliance.decision.position.confirm"),
          sentence: t("alliance.decision.position.sentence", { partner: speaker.words, ...asBlanks("position", "reasons") }),
          blanks: { ...speaker.blanks, position, reasons },
          initial: { ...speaker.initial, position: mine[0]?.position ?? "", reasons: mine[0]?.reasons ?? "" },
          body: (values) => ({
            proposal,
            partnerId: speaker.idOf(values),
            position: values.position as "agree",
            reasons: orNull(values.reasons),
          }),
          consequence: t("alliance.seen.partners"),
        })
      : null,
    stand.voices.length > 0 && stand.may("/decisions/:decisionId/objections")
      ? act({
          name: "object",
          command: "RaiseObjection",
          path: { decisionId },
          verb: t("alliance.decision.object.verb"),
          label: t("alliance.decision.object.label"),
          sentence: t("alliance.decision.object.sentence", { partner: speaker.words, ...asBlanks("reason", "wayOut") }),
          blanks: {
            ...speaker.blanks,
            reason: { kind: "prose", label: t("alliance.blank.harm"), placeholder: t("alliance.blank.harmHint") },
            wayOut: { kind: "prose", label: t("alliance.blank.wayOut"), placeholder: t("alliance.blank.wayOutHint") },
          },
          initial: { ...speaker.initial, reason: "", wayOut: "" },
          body: once((values) => ({
            objectionId: newId(),
            partnerId: speaker.idOf(values),
            reason: values.reason ?? "",
            wayOut: orNull(values.wayOut ?? ""),
          })),
          consequence: t("alliance.decision.object.consequence"),
        })
      : null,
    stand.reportable.some((partner) => partner.ring !== "free-space") && stand.may("/decisions/:decisionId/positions")
      ? act({
          name: "report",
          further: true,
          command: "TakePosition",
          path: { decisionId },
          verb: t("alliance.report.position.verb"),
          label: t("alliance.report.position.label"),
          sentence: t("alliance.report.position.sentence", { partner: told.words, ...asBlanks("position", "reasons") }),
          blanks: { ...told.blanks, position, reasons: { ...reasons, placeholder: t("alliance.blank.reasonsReported") } },
          initial: { ...told.initial, position: "", reasons: "" },
          body: (values) => ({
            proposal,
            partnerId: told.idOf(values),
            onBehalfOf: told.idOf(values),
            position: values.position as "agree",
            reasons: orNull(values.reasons),
          }),
          consequence: t("alliance.report.consequence"),
        })
      : null,
    stand.voices.length > 0 && stand.may("/decisions/:decisionId/minority-views")
      ? act({
          name: "minority",
          further: true,
          command: "RecordMinorityView",
          path: { decisionId },
          verb: t("alliance.decision.minority.verb"),
          label: t("alliance.decision.minority.label"),
          sentence: t("alliance.decision.minority.sentence", { partner: speaker.words, ...asBlanks("view") }),
          blanks: { ...speaker.blanks, view: { kind: "prose", label: t("alliance.blank.view") } },
          initial: { ...speaker.initial, view: "" },
          body: (values) => ({ partnerId: speaker.idOf(values), view: values.view }),
        })
      : null,
  ];
}

function onQuestion(decision: DecisionEntry, { stand, today, t }: Setting): (Act | null)[] {
  const { decisionId } = decision;
  const made = decision.status === "proposed" ? decision.proposals.at(-1) : undefined;
  const options = decision.options.map((option) => ({ value: option.optionId, label: shortened(option.text) }));
  const text = { kind: "prose", label: t("alliance.blank.proposal"), placeholder: t("alliance.blank.proposalHint") } as const;
  const respondBy = { kind: "date", label: t("alliance.blank.respondBy"), min: today } as const;
  const proposing = {
    name: "propose",
    command: "ProposeDecision",
    path: { decisionId },
    label: t("alliance.decision.propose.label"),
    verb: made ? t("alliance.decision.propose.changed") : t("alliance.decision.propose.verb"),
    consequence: made && made.positions.length > 0 ? t("alliance.decision.propose.anew") : t("alliance.decision.propose.consequence"),
  } as const;
  return [
    stand.voices.length > 0 && stand.may("/decisions/:decisionId/proposals")
      ? options.length > 0
        ? act({
            ...proposing,
            ...(!made && { look: "act" }),
            sentence: t("alliance.decision.propose.sentenceOption", asBlanks("text", "optionId", "respondBy")),
            blanks: {
              text,
              respondBy,
              optionId: {
                kind: "choice",
                label: t("alliance.blank.option"),
                options: [{ value: "", label: t("alliance.blank.noOption") }, ...options],
              },
            },
            initial: { text: made?.text ?? "", optionId: made?.optionId ?? "", respondBy: "" },
            body: (values) => ({ text: values.text, optionId: orNull(values.optionId), respondBy: orNull(values.respondBy) }),
          })
        : act({
            ...proposing,
            ...(!made && { look: "act" }),
            sentence: t("alliance.decision.propose.sentence", asBlanks("text", "respondBy")),
            blanks: { text, respondBy },
            initial: { text: made?.text ?? "", respondBy: "" },
            body: (values) => ({ text: values.text, respondBy: orNull(values.respondBy) }),
          })
      : null,
    stand.voices.length > 0 && stand.may("/decisions/:decisionId/options")
      ? act({
          name: "option",
          ...(made && { further: true }),
          command: "AddOption",
          path: { decisionId },
          verb: t("alliance.decision.option.verb"),
          label: t("alliance.decision.option.label"),
          sentence: t("alliance.decision.option.sentence", asBlanks("text")),
          blanks: { text: { kind: "prose", label: t("alliance.blank.optionText") } },
          initial: { text: "" },
          body: once(({ text: written }) => ({ optionId: newId(), text: written ?? "" })),
        })
      : null,
    stand.core && stand.may("/decisions/:decisionId/fail")
      ? act({
          name: "fail",
          further: true,
          command: "FailDecision",
          path: { decisionId },
          verb: t("alliance.decision.fail.verb"),
          label: t("alliance.decision.fail.label"),
          sentence: t("alliance.decision.fail.sentence", asBlanks("reason")),
          blanks: { reason: { kind: "prose", label: t("alliance.blank.reason") } },
          initial: { reason: "" },
          body: ({ reason }) => ({ reason }),
        })
      : null,
  ];
}

function onOutcome(decision: DecisionEntry, { record, stand, today, t }: Setting): (Act | null)[] {
  const { decisionId, status } = decision;
  const others = [...record.decisions.values()].filter((other) => other.status === "taken" && other.decisionId !== decisionId);
  return [
    status === "taken" && decision.reviewOn !== null && stand.voices.length > 0 && stand.may("/decisions/:decisionId/reviews")
      ? act({
          name: "review",
          ...(decision.reviewOn <= today && { look: "act" }),
          command: "ReviewDecision",
          path: { decisionId },
          verb: t("alliance.decision.review.verb"),
          label: t("alliance.decision.review.label"),
          sentence: t("alliance.decision.review.sentence", asBlanks("finding")),
          blanks: { finding: { kind: "prose", label: t("alliance.blank.finding") } },
          initial: { finding: "" },
          body: ({ finding }) => ({ finding }),
        })
      : null,
    status === "taken" && stand.voices.length > 0 && stand.may("/decisions/:decisionId/review-date")
      ? act({
          name: "reviewDate",
          ...(decision.reviewOn !== null && { further: true }),
          command: "ScheduleReview",
          path: { decisionId },
          verb: decision.reviewOn === null ? t("alliance.decision.reviewDate.verb") : t("alliance.decision.reviewDate.change"),
          label: t("alliance.decision.reviewDate.label"),
          sentence: t("alliance.decision.reviewDate.sentence", asBlanks("reviewOn")),
          blanks: { reviewOn: { kind: "date", label: t("alliance.blank.reviewOn"), min: today } },
          initial: { reviewOn: decision.reviewOn ?? "" },
          body: ({ reviewOn }) => ({ reviewOn }),
        })
      : null,
    (status === "taken" || status === "failed") && stand.voices.length > 0 && stand.may("/decisions/:decisionId/reopen")
      ? act({
          name: "reopen",
          command: "ReopenDecision",
          path: { decisionId },
          verb: t("alliance.decision.reopen.verb"),
          label: t("alliance.decision.reopen.label"),
          sentence: t("alliance.decision.reopen.sentence", asBlanks("reason")),
          blanks: { reason: { kind: "prose", label: t("alliance.blank.reason") } },
          initial: { reason: "" },
          consequence: status === "taken" ? t("alliance.decision.reopen.holds") : t("alliance.seen.partners"),
          body: ({ reason }) => ({ reason }),
        })
      : null,
    status === "taken" && others.length > 0 && stand.core && stand.may("/decisions/:decisionId/supersede")
      ? act({
          name: "supersede",
          further: true,
          command: "SupersedeDecision",
          path: { decisionId },
          fields: {},
          verb: t("alliance.decision.supersede.verb"),
          label: t("alliance.decision.supersede.label"),
          sentence: t("alliance.decision.supersede.sentence", asBlanks("by")),
          blanks: {
            by: {
              kind: "choice",
              label: t("alliance.blank.laterDecision"),
              prompt: t("alliance.blank.decisionPrompt"),
              options: others.map((other) => ({ value: other.decisionId, label: shortened(other.question) })),
            },
          },
          initial: { by: "" },
          body: ({ by }) => ({ by }),
        })
      : null,
  ];
}

/** What the objector can do with its objection. */
export function objectionActs(decisionId: string, objection: DecisionEntry["objections"][number], { stand, t }: Setting): Act[] {
  if (objection.status !== "open" || stand.readOnly || !stand.may("/decisions/:decisionId/objections")) return [];
  const own = stand.voices.some((partner) => partner.partnerId === objection.partnerId);
  const told = stand.reportable.some((partner) => partner.partnerId === objection.partnerId);
  if (!own && !told) return [];
  const { objectionId } = objection;
  const reporting = own ? {} : { onBehalfOf: objection.partnerId };
  return [
    act({
      name: `integrate-${objectionId}`,
      command: "IntegrateObjection",
      path: { decisionId, objectionId },
      verb: t("alliance.objection.integrate.verb"),
      label: t("alliance.objection.integrate.label"),
      sentence: t("alliance.objection.integrate.sentence", asBlanks("how")),
      blanks: { how: { kind: "prose", label: t("alliance.blank.how") } },
      initial: { how: "" },
      body: ({ how }) => ({ how, ...reporting }),
    }),
    act({
      name: `withdraw-${objectionId}`,
      command: "WithdrawObjection",
      path: { decisionId, objectionId },
      verb: t("alliance.objection.withdraw.verb"),
      label: t("alliance.objection.withdraw.label"),
      sentence: t("alliance.objection.withdraw.sentence"),
      blanks: {},
      initial: {},
      body: () => reporting,
    }),
  ];
}

/** Makes the same body of the same values, so that a repeated command keeps the ids it made. */
export function once<Values extends Readonly<Record<string, string | undefined>>, Body>(
  make: (values: Values) => Body,
): (values: Values) => Body {
  const made = new Map<string, Body>();
  return (values) => {
    const key = JSON.stringify(values);
    const known = made.get(key) ?? make(values);
    made.set(key, known);
    return known;
  };
}

const shortened = (text: string) => (text.length > 70 ? `${text.slice(0, 69).trimEnd()}…` : text);
