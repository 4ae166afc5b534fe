import type { PortfolioRow } from "@entente/contracts/views/portfolio";
import type { Translate } from "../../i18n/index.ts";

type NextDate = NonNullable<PortfolioRow["next"]>;

/** What happens on a date in one word, for a cell; `dateWording` tells it whole. */
export function dateWord({ kind }: NextDate, t: Translate): string {
  switch (kind) {
    case "session":
      return t("portfolio.ledger.sessionOn");
    case "respond":
      return t("portfolio.ledger.respondOn");
    case "decide":
      return t("portfolio.ledger.decideOn");
    case "review":
      return t("portfolio.ledger.reviewOn");
    case "workable":
      return t("portfolio.ledger.reviewOn");
    case "commitment":
      return t("portfolio.ledger.commitmentOn");
    case "evaluation":
      return t("portfolio.ledger.evaluationOn");
    case "pulse":
      return t("portfolio.ledger.pulseOn");
    case "begins":
      return t("portfolio.ledger.beginsOn");
    case "ends":
      return t("portfolio.ledger.endsOn");
  }
}
