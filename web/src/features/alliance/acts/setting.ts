import type { Language } from "@entente/contracts/rejections";
import type { AllianceRecord } from "../../../history/record.ts";
import type { Translate } from "../../../i18n/index.ts";
import type { Stand } from "../stand.ts";

/** What is known wherever acts are offered. */
export interface Setting {
  readonly record: Pick<AllianceRecord, "alliance" | "decisions" | "agreements" | "commitments" | "ambition" | "ledger">;
  readonly stand: Stand;
  /** The day in the alliance's own time zone. */
  readonly today: string;
  readonly t: Translate;
  readonly language: Language;
}
