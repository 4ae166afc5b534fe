import { config } from "zod";
import type { Translate } from "./index.ts";

type RawIssue = Parameters<NonNullable<ReturnType<typeof config>["customError"]>>[0];

/** Words every fault that a schema finds, in the reader's language and without the schema's own terms. */
export function wordFaults(t: Translate) {
  config({ customError: (issue) => wordFault(issue, t) });
}

export function wordFault(issue: RawIssue, t: Translate): string | undefined {
  if (issue.input === undefined || issue.input === null || issue.input === "") return t("fault.missing");
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "number" || issue.expected === "int") return t("fault.number");
      if (issue.expected === "date") return t("fault.date");
      return t("fault.shape");
    case "too_small":
      return tooSmall(issue, t);
    case "too_big":
      return tooBig(issue, t);
    case "invalid_format":
      if (issue.format === "email") return t("fault.email");
      if (issue.format === "url") return t("fault.url");
      if (issue.format === "date" || issue.format === "datetime") return t("fault.date");
      return t("fault.format");
    case "invalid_value":
    case "invalid_union":
      return t("fault.choice");
    case "not_multiple_of":
      return t("fault.step", { step: String(issue.divisor) });
    case "unrecognized_keys":
      return t("fault.unknown", { names: issue.keys.join(", ") });
    default:
      return undefined;
  }
}

function tooSmall(issue: Extract<RawIssue, { code: "too_small" }>, t: Translate): string {
  const least = String(issue.minimum);
  if (issue.origin === "string") return t("fault.shorter", { least });
  if (issue.origin === "array" || issue.origin === "set") return t("fault.fewer", { least });
  if (issue.origin === "date") return t("fault.earlier");
  return issue.inclusive === false ? t("fault.notAbove", { least }) : t("fault.less", { least });
}

function tooBig(issue: Extract<RawIssue, { code: "too_big" }>, t: Translate): string {
  const most = String(issue.maximum);
  if (issue.origin === "string") return t("fault.longer", { most });
  if (issue.origin === "array" || issue.origin === "set") return t("fault.more", { most });
  if (issue.origin === "date") return t("fault.later");
  return issue.inclusive === false ? t("fault.notBelow", { most }) : t("fault.greater", { most });
}
