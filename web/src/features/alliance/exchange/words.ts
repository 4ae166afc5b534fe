import type { NoOutcomeReason, Outcome } from "@entente/contracts/measures/balance";
import type { Translate } from "../../../i18n/index.ts";

/** What is said of the balance, the ledger and one's own file where a value chooses the words. */

export function noOutcome(reason: NoOutcomeReason, coverage: { readonly valued: number; readonly lines: number }, t: Translate): string {
  switch (reason) {
    case "nothing-realised":
      return t("exchange.none.nothing-realised");
    case "benefits-unconfirmed":
      return t("exchange.none.benefits-unconfirmed");
    case "reimburses-cost":
      return t("exchange.none.reimburses-cost");
    case "several-currencies":
      return t("exchange.none.several-currencies");
    case "too-little-valued":
      return t("exchange.none.too-little-valued", { ...coverage });
    case "one-partner":
      return t("exchange.none.one-partner");
  }
}

export const outcomeWords = (t: Translate): Readonly<Record<NonNullable<Outcome["label"]>, string>> => ({
  "win-win": t("exchange.outcome.win-win"),
  compromise: t("exchange.outcome.compromise"),
  "win-lose": t("exchange.outcome.win-lose"),
  "lose-lose": t("exchange.outcome.lose-lose"),
});

export const positionWords = (t: Translate) => ({
  better: t("exchange.position.better"),
  worse: t("exchange.position.worse"),
  even: t("exchange.position.even"),
  unknown: t("exchange.position.unknown"),
});

export const claimWords = (t: Translate) => ({
  confirmed: t("exchange.state.confirmed"),
  disputed: t("exchange.state.disputed"),
  waiting: t("exchange.state.waiting"),
  withdrawn: t("exchange.state.withdrawn"),
});

export const entryWords = (t: Translate) => ({
  cost: t("exchange.file.kind.cost"),
  valuation: t("exchange.file.kind.valuation"),
  benefit: t("exchange.file.kind.benefit"),
});

export const mandateWords = (t: Translate) => ({
  granted: t("exchange.file.status.granted"),
  withdrawn: t("exchange.file.status.withdrawn"),
  expired: t("exchange.file.status.expired"),
});
