import type { PortfolioRow } from "@entente/contracts/views/portfolio";
import type { Translate } from "../../i18n/index.ts";

type NextDate = NonNullable<PortfolioRow["next"]>;

/** What happens on a date, as a clause with its subject. */
export function dateSentence({ kind, title }: NextDate, t: Translate): string {
  switch (kind) {
    case "session":
      return t("portfolio.dates.session", { title });
    case "respond":
      return t("portfolio.dates.respond", { title });
    case "decide":
      return t("portfolio.dates.decide", { title });
    case "review":
      return title ? t("portfolio.dates.reviewOf", { title }) : t("portfolio.dates.review");
    case "workable":
      return t("portfolio.dates.workable", { title });
    case "commitment":
      return t("portfolio.dates.commitment", { title });
    case "evaluation":
      return t("portfolio.dates.evaluation");
    case "pulse":
      return t("portfolio.dates.pulse");
    case "begins":
      return t("portfolio.dates.begins", { title });
    case "ends":
      return t("portfolio.dates.ends", { title });
  }
}

/** The same in one word, for a cell. */
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
