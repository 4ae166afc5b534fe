import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { act, orNull, type Act } from "./act.ts";
import { restingOn } from "./resting.ts";
import type { Setting } from "./setting.ts";

/** Agreeing how often the partners evaluate. */
export function rhythmActs(setting: Setting): Act[] {
  const { record, stand, today, t } = setting;
  if (!stand.core || !stand.may("/evaluation-cycle")) return [];
  const cycleId = newId();
  const known = record.alliance.evaluation;
  const { blank: decisionId, missing } = restingOn(setting);
  return [
    act({
      name: "set",
      ...(known === null && { look: "act" }),
      command: "SetEvaluationCycle",
      path: {},
      fields: { fullEveryMonths: "full", pulseEveryMonths: "pulse" },
      verb: known === null ? t("alliance.evaluation.set.verb") : t("alliance.evaluation.set.change"),
      label: t("alliance.evaluation.set.label"),
      sentence: t("alliance.evaluation.set.sentence", asBlanks("full", "firstOn", "pulse", "decisionId")),
      blanks: {
        full: { kind: "number", label: t("alliance.blank.fullMonths") },
        firstOn: { kind: "date", label: t("alliance.blank.firstOn"), min: today },
        pulse: { kind: "number", label: t("alliance.blank.pulseMonths") },
        decisionId,
      },
      initial: {
        full: known === null ? "" : String(known.fullEveryMonths),
        firstOn: "",
        pulse: known?.pulseEveryMonths == null ? "" : String(known.pulseEveryMonths),
        decisionId: "",
      },
      consequence: missing ? t("alliance.terminate.noDecision") : t("alliance.evaluation.set.consequence"),
      body: (values) => ({
        cycleId,
        firstOn: values.firstOn,
        fullEveryMonths: wholeNumber(values.full),
        pulseEveryMonths: values.pulse.trim() === "" ? null : wholeNumber(values.pulse),
        decisionId: orNull(values.decisionId),
      }),
    }),
  ];
}

/** NaN for what is no number, so that no schema takes it. */
const wholeNumber = (typed: string): number => (typed.trim() === "" ? Number.NaN : Number(typed));
