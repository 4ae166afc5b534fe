import type { DossierEntry } from "@entente/contracts/views/dossier";
import type { Dossier } from "@entente/contracts/views/dossier";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { currencyOptions, moneyIn } from "../exchange/amounts.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

/** What one's organisation writes in its own file, which nobody else reads. */
export function ownFileActs({ record, stand, today, t, language }: Setting): Act[] {
  if (stand.readOnly || stand.own.length === 0) return [];
  const nameOf = (id: string) => record.alliance.partners.find((partner) => partner.partnerId === id)?.name ?? "";
  const lines = record.ledger.lines
    .filter((line) => line.withdrawn === null)
    .map((line) => ({ value: line.lineId, label: `${nameOf(line.partnerId)}: ${line.description}` }));
  const own = record.ledger.lines
    .filter((line) => line.withdrawn === null && stand.own.some((partner) => partner.partnerId === line.partnerId))
    .map((line) => ({ value: line.lineId, label: line.description }));
  const money = {
    currency: { kind: "choice", label: t("exchange.blank.currency"), options: currencyOptions },
    quantity: { kind: "number", label: t("exchange.blank.quantity") },
    description: { kind: "text", label: t("exchange.blank.description") },
  } as const;
  const any = {
    kind: "choice",
    label: t("exchange.blank.line"),
    options: [{ value: "", label: t("exchange.blank.noLine") }, ...lines],
  } as const;
  const initial = { currency: "EUR", quantity: "", description: "", lineId: "" };
  const entryId = newId();
  const acts: Act[] = [];
  if (stand.may("/dossier/costs"))
    acts.push(
      act({
        name: "cost",
        look: "act",
        command: "RecordOwnCost",
        path: {},
        fields: { cost: "quantity" },
        verb: t("exchange.file.cost.verb"),
        label: t("exchange.file.cost.label"),
        sentence: t("exchange.file.cost.sentence", asBlanks("currency", "quantity", "description", "lineId")),
        blanks: { ...money, lineId: any },
        initial,
        consequence: t("exchange.file.private"),
        body: (values) => ({ entryId, lineId: orNull(values.lineId), cost: moneyIn(values, language), description: values.description }),
      }),
    );
  if (own.length > 0 && stand.may("/dossier/valuations"))
    acts.push(
      act({
        name: "valuation",
        command: "RecordOwnValuation",
        path: {},
        fields: { value: "quantity" },
        verb: t("exchange.file.valuation.verb"),
        label: t("exchange.file.valuation.label"),
        sentence: t("exchange.file.valuation.sentence", asBlanks("lineId", "currency", "quantity", "description")),
        blanks: {
          ...money,
          lineId: { kind: "choice", label: t("exchange.blank.line"), prompt: t("exchange.blank.linePrompt"), options: own },
        },
        initial,
        consequence: t("exchange.file.private"),
        body: (values) => ({ entryId, lineId: values.lineId, value: moneyIn(values, language), description: values.description }),
      }),
    );
  if (stand.may("/dossier/benefits"))
    acts.push(
      act({
        name: "benefit",
        command: "RecordOwnBenefit",
        path: {},
        fields: { value: "quantity" },
        verb: t("exchange.file.benefit.verb"),
        label: t("exchange.file.benefit.label"),
        sentence: t("exchange.file.benefit.sentence", asBlanks("currency", "quantity", "description", "lineId")),
        blanks: { ...money, lineId: any },
        initial,
        consequence: t("exchange.file.private"),
        body: (values) => ({ entryId, lineId: orNull(values.lineId), value: moneyIn(values, language), description: values.description }),
      }),
    );
  if (stand.may("/dossier/mandates")) {
    const mandateId = newId();
    acts.push(
      act({
        name: "mandate",
        further: true,
        command: "GrantMandate",
        path: {},
        verb: t("exchange.file.mandate.verb"),
        label: t("exchange.file.mandate.label"),
        sentence: t("exchange.file.mandate.sentence", asBlanks("scope", "validUntil")),
        blanks: {
          scope: { kind: "prose", label: t("exchange.blank.scope"), placeholder: t("exchange.blank.scopeHint") },
          validUntil: { kind: "date", label: t("exchange.blank.until"), min: today },
        },
        initial: { scope: "", validUntil: "" },
        consequence: t("exchange.file.private"),
        body: (values) => ({ mandateId, scope: values.scope, validUntil: orNull(values.validUntil) }),
      }),
    );
  }
  return acts;
}

export function entryActs(entry: DossierEntry, { stand, t }: Setting): Act[] {
  if (entry.withdrawn || !stand.may("/dossier/entries/:entryId/withdraw")) return [];
  return [
    act({
      name: "withdraw",
      look: "quiet",
      command: "WithdrawDossierEntry",
      path: { entryId: entry.entryId },
      verb: t("exchange.back.verb"),
      label: t("exchange.back.label"),
      sentence: t("exchange.file.withdraw", { what: entry.description, ...asBlanks("reason") }),
      blanks: { reason: { kind: "text", label: t("alliance.blank.reason"), placeholder: t("exchange.blank.reasonHint") } },
      initial: { reason: "" },
      body: ({ reason }) => ({ reason: orNull(reason) }),
    }),
  ];
}

export function mandateActs(mandate: Dossier["mandates"][number], { stand, t }: Setting): Act[] {
  if (mandate.status !== "granted" || !stand.may("/dossier/mandates/:mandateId/withdraw")) return [];
  return [
    act({
      name: "withdraw",
      look: "quiet",
      command: "WithdrawMandate",
      path: { mandateId: mandate.mandateId },
      verb: t("exchange.file.mandate.withdraw"),
      label: t("exchange.file.mandate.label"),
      sentence: t("exchange.file.mandate.withdrawSentence", asBlanks("reason")),
      blanks: { reason: { kind: "text", label: t("alliance.blank.reason"), placeholder: t("exchange.blank.reasonHint") } },
      initial: { reason: "" },
      body: ({ reason }) => ({ reason: orNull(reason) }),
    }),
  ];
}
