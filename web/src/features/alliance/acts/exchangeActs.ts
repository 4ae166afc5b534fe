import { exchangeCategories, exchangeCategoryIds, type ExchangeCategory } from "@entente/contracts/method/exchangeCategories";
import { claimState } from "@entente/contracts/measures/balance";
import { amountInWords } from "@entente/contracts/telling/tell";
import type { Claim, LedgerLine } from "@entente/contracts/views/ledger";
import { newId } from "../../../api/ids.ts";
import { asBlanks } from "../../../i18n/index.ts";
import { amountIn, blanksOf, currencyOptions, moneyIn, unitOptions } from "../exchange/amounts.ts";
import { act, orNull, type Act } from "./act.ts";
import type { Setting } from "./setting.ts";

const termNames = ["quantity", "unit", "of", "description", "category", "from", "until", "condition"] as const;
type TermName = (typeof termNames)[number];
const fields = { amount: "quantity" } as const;

/** Saying what one brings and what one wants to get: one of each for every place one's organisation speaks from. */
export function offerActs(setting: Setting): Act[] {
  const { stand, t } = setting;
  if (!stand.may("/brings")) return [];
  const speakers = [
    ...stand.voices.map((partner) => ({ partner, reported: false })),
    ...stand.reportable.map((partner) => ({ partner, reported: true })),
  ];
  return speakers.flatMap(({ partner, reported }) => {
    const lineIds = { bring: newId(), get: newId() };
    const of = (direction: "bring" | "get") => ({
      name: `${direction}-${partner.partnerId}`,
      further: reported,
      look: direction === "bring" ? ("act" as const) : ("plain" as const),
      path: {},
      fields,
      verb: said(direction, reported, partner.name, setting),
      label: direction === "bring" ? t("exchange.bring.label") : t("exchange.get.label"),
      ...reading(
        direction === "bring"
          ? t("exchange.bring.sentence", { partner: partner.name, ...asBlanks(...termNames) })
          : t("exchange.get.sentence", { partner: partner.name, ...asBlanks(...termNames) }),
      ),
      blanks: termBlanks(setting),
      initial: { quantity: "", unit: "hours", of: "", description: "", category: "people", from: "", until: "", condition: "" },
      consequence: reported ? t("alliance.report.consequence") : t("exchange.shared"),
      body: (values: Readonly<Record<TermName, string>>) => ({
        lineId: lineIds[direction],
        partnerId: partner.partnerId,
        ...termsIn(values, setting),
        ...(reported && { onBehalfOf: partner.partnerId }),
      }),
    });
    return [act({ command: "OfferBring", ...of("bring") }), act({ command: "RequestGet", ...of("get") })];
  });
}

function said(direction: "bring" | "get", reported: boolean, name: string, { stand, t }: Setting): string {
  if (reported) return direction === "bring" ? t("exchange.bring.report", { name }) : t("exchange.get.report", { name });
  const several = stand.voices.length > 1;
  if (direction === "bring") return several ? t("exchange.bring.verbOf", { name }) : t("exchange.bring.verb");
  return several ? t("exchange.get.verbOf", { name }) : t("exchange.get.verb");
}

/** The terms in one sentence: of what is asked of pieces alone, and money is means until somebody says otherwise. */
const reading = (sentence: string): Pick<Act, "sentence" | "reads" | "follow"> => ({
  sentence,
  reads: ({ unit }) => (unit === "count" ? sentence : sentence.replace(" {of}", "")),
  follow: (typed, before) => {
    const [was, is] = [before, typed].map(({ unit = "" }) => currencyOptions.some(({ value }) => value === unit));
    const [from, to] = is ? ["people", "means"] : ["means", "people"];
    return { category: was !== is && typed["category"] === from ? to : (typed["category"] ?? "") };
  },
});

/** Lines of other partners that go the other way and are matched to nothing yet. */
export function unmatchedAcross(line: LedgerLine, { lines, matches }: Setting["record"]["ledger"]): readonly LedgerLine[] {
  const matched = new Set(matches.filter((match) => match.released === null).flatMap((match) => [match.bringId, match.getId]));
  return lines.filter(
    (other) =>
      other.direction !== line.direction && other.partnerId !== line.partnerId && other.withdrawn === null && !matched.has(other.lineId),
  );
}

/** What can be done with a line: by the partner it belongs to, and by any partner at the table. */
export function lineActs(line: LedgerLine, setting: Setting): Act[] {
  const { record, stand, t, language } = setting;
  const { lineId, partnerId } = line;
  if (stand.readOnly || line.withdrawn) return [];
  const own = stand.voices.some((partner) => partner.partnerId === partnerId);
  const reporting = stand.reportable.some((partner) => partner.partnerId === partnerId);
  const onBehalf = reporting ? { onBehalfOf: partnerId } : {};
  const acts: Act[] = [];
  if ((own || reporting) && stand.may("/lines/:lineId/deliveries")) {
    const id = newId();
    const bring = line.direction === "bring";
    const blanks = {
      quantity: { kind: "number", label: t("exchange.blank.quantity") },
      note: { kind: "text", label: t("exchange.blank.note"), placeholder: t("exchange.blank.noteHint") },
    } as const;
    const unit = blanksOf(line.amount);
    const told = [...line.deliveries.map(({ amount, withdrawn }) => ({ amount, withdrawn })), ...line.claims]
      .filter(({ withdrawn }) => withdrawn === null)
      .reduce((sum, { amount }) => sum + amount.quantity, 0);
    const common = {
      // What is laid down waits for it; what is done, or only said, does not press.
      look: line.committed && told < line.committed.amount.quantity ? ("act" as const) : ("plain" as const),
      path: { lineId },
      fields,
      blanks,
      initial: { quantity: "", note: "" },
    };
    const inUnit = (quantity: string) => amountIn({ ...unit, quantity }, language);
    acts.push(
      bring
        ? act({
            ...common,
            name: "deliver",
            command: "DeliverContribution",
            verb: t("exchange.deliver.verb"),
            label: t("exchange.deliver.label"),
            sentence: t("exchange.deliver.sentence", { unit: unitInWords(line, setting), ...asBlanks("quantity", "note") }),
            body: ({ quantity, note }) => ({ deliveryId: id, amount: inUnit(quantity), note: orNull(note), ...onBehalf }),
          })
        : act({
            ...common,
            name: "claim",
            command: "ClaimBenefit",
            verb: t("exchange.claim.verb"),
            label: t("exchange.claim.label"),
            sentence: t("exchange.claim.sentence", { unit: unitInWords(line, setting), ...asBlanks("quantity", "note") }),
            consequence: t("exchange.claim.consequence"),
            body: ({ quantity, note }) => ({ claimId: id, amount: inUnit(quantity), note: orNull(note), ...onBehalf }),
          }),
    );
  }
  if (stand.voices.length > 0 && stand.may("/matches")) acts.push(...matchActs(line, setting));
  if ((own || reporting) && stand.may("/lines/:lineId/revise")) {
    acts.push(
      act({
        name: "revise",
        further: true,
        command: "ReviseBringGetLine",
        path: { lineId },
        fields,
        verb: t("exchange.revise.verb"),
        label: t("exchange.revise.label"),
        ...reading(t("exchange.revise.sentence", asBlanks(...termNames, "reason"))),
        blanks: {
          ...termBlanks(setting),
          reason: { kind: "text", label: t("alliance.blank.reason"), placeholder: t("exchange.blank.reasonHint") },
        },
        initial: {
          ...blanksOf(line.amount),
          description: line.description,
          category: line.category,
          from: line.from ?? "",
          until: line.until ?? "",
          condition: line.condition ?? "",
          reason: "",
        },
        consequence: line.committed ? t("exchange.revise.committed") : t("exchange.shared"),
        body: (values) => ({ ...termsIn(values, setting), reason: orNull(values.reason), ...onBehalf }),
      }),
    );
    if (!line.committed) {
      acts.push(
        act({
          name: "withdraw",
          further: true,
          command: "WithdrawBringGetLine",
          path: { lineId },
          verb: t("exchange.withdraw.verb"),
          label: t("exchange.withdraw.label"),
          sentence: t("exchange.withdraw.sentence", { what: line.description, ...asBlanks("reason") }),
          blanks: { reason: { kind: "text", label: t("alliance.blank.reason"), placeholder: t("exchange.blank.reasonHint") } },
          initial: { reason: "" },
          body: ({ reason }) => ({ reason: orNull(reason), ...onBehalf }),
        }),
      );
    }
  }
  if (stand.core && line.amount.unit !== "money" && stand.may("/lines/:lineId/value")) {
    const taken = [...record.decisions.values()].filter((decision) => decision.status === "taken");
    acts.push(
      act({
        name: "value",
        further: true,
        command: "ValueLine",
        path: { lineId },
        fields: { value: "quantity" },
        verb: t("exchange.value.verb"),
        label: t("exchange.value.label"),
        sentence: t("exchange.value.sentence", {
          what: amountInWords(line.amount, language),
          ...asBlanks("currency", "quantity", "decisionId"),
        }),
        blanks: {
          currency: { kind: "choice", label: t("exchange.blank.currency"), options: currencyOptions },
          quantity: { kind: "number", label: t("exchange.blank.quantity") },
          decisionId: {
            kind: "choice",
            label: t("alliance.blank.decision"),
            prompt: t("alliance.blank.decisionPrompt"),
            options: taken.map((decision) => ({ value: decision.decisionId, label: decision.question })),
          },
        },
        initial: { currency: "EUR", quantity: "", decisionId: "" },
        consequence: taken.length === 0 ? t("exchange.value.noDecision") : t("exchange.value.consequence"),
        body: (values) => ({ value: moneyIn(values, language), decisionId: orNull(values.decisionId) }),
      }),
    );
  }
  return acts;
}

/** Matching a line to those of other partners that go the other way. */
function matchActs(line: LedgerLine, { record, t, language }: Setting): Act[] {
  const { lines, matches } = record.ledger;
  const matched = matches.filter((match) => match.released === null && (match.bringId === line.lineId || match.getId === line.lineId));
  const others = lines.filter(
    (other) =>
      other.direction !== line.direction &&
      other.partnerId !== line.partnerId &&
      other.withdrawn === null &&
      !matched.some((match) => match.bringId === other.lineId || match.getId === other.lineId),
  );
  if (others.length === 0) return [];
  const nameOf = (id: string) => record.alliance.partners.find((partner) => partner.partnerId === id)?.name ?? "";
  const matchId = newId();
  return [
    act({
      name: "match",
      // In sight while it is what comes next.
      further: matched.length > 0 || unmatchedAcross(line, record.ledger).length === 0,
      command: "MatchOfferToRequest",
      path: {},
      fields: { bringId: "other", getId: "other" },
      verb: t("exchange.match.verb"),
      label: t("exchange.match.label"),
      sentence: line.direction === "bring" ? t("exchange.match.bring", asBlanks("other")) : t("exchange.match.get", asBlanks("other")),
      blanks: {
        other: {
          kind: "choice",
          label: t("exchange.blank.line"),
          prompt: t("exchange.blank.linePrompt"),
          options: others.map((other) => ({
            value: other.lineId,
            label: `${nameOf(other.partnerId)}: ${other.description} (${amountInWords(other.amount, language)})`,
          })),
        },
      },
      initial: { other: "" },
      body: ({ other }) =>
        line.direction === "bring" ? { matchId, bringId: line.lineId, getId: other } : { matchId, bringId: other, getId: line.lineId },
    }),
  ];
}

/** Answering what another received, or taking back what one said oneself. */
export function claimActs(line: LedgerLine, claim: Claim, { record, stand, t, language }: Setting): Act[] {
  const { claimId } = claim;
  if (stand.readOnly || claim.withdrawn) return [];
  const acts: Act[] = [];
  const what = { amount: amountInWords(claim.amount, language), what: line.description };
  const claimant = record.alliance.partners.find((partner) => partner.partnerId === line.partnerId);
  const mine = claimant?.organisationId != null && claimant.organisationId === stand.organisationId;
  const waiting = claimState(claim) === "waiting";
  const answer = (partnerId: string) => claim.answers.find((given) => given.partnerId === partnerId)?.answer;
  if (!mine && stand.may("/claims/:claimId/confirm")) {
    for (const partner of stand.voices) {
      if (answer(partner.partnerId) !== "confirmed")
        acts.push(
          act({
            name: `confirm-${partner.partnerId}`,
            // One word is enough; those that come after it need no pressing.
            look: waiting ? "act" : "quiet",
            command: "ConfirmBenefit",
            path: { claimId },
            verb: t("exchange.confirm.verb"),
            label: t("exchange.confirm.label"),
            sentence: t("exchange.confirm.sentence", { partner: partner.name, claimant: claimant?.name ?? "", ...what }),
            blanks: {},
            initial: {},
            body: () => ({ partnerId: partner.partnerId }),
          }),
        );
      if (answer(partner.partnerId) !== "disputed")
        acts.push(
          act({
            name: `dispute-${partner.partnerId}`,
            look: waiting ? "plain" : "quiet",
            command: "DisputeBenefit",
            path: { claimId },
            verb: t("exchange.dispute.verb"),
            label: t("exchange.dispute.label"),
            sentence: t("exchange.dispute.sentence", { partner: partner.name, ...what, ...asBlanks("reason") }),
            blanks: { reason: { kind: "prose", label: t("alliance.blank.reason") } },
            initial: { reason: "" },
            consequence: t("exchange.dispute.consequence"),
            body: ({ reason }) => ({ partnerId: partner.partnerId, reason }),
          }),
        );
    }
  }
  const reporting = stand.reportable.some((partner) => partner.partnerId === line.partnerId);
  if ((stand.voices.some((partner) => partner.partnerId === line.partnerId) || reporting) && stand.may("/claims/:claimId/withdraw")) {
    acts.push(
      act({
        name: "withdraw",
        look: "quiet",
        command: "WithdrawBenefitClaim",
        path: { claimId },
        verb: t("exchange.back.verb"),
        label: t("exchange.back.label"),
        sentence: t("exchange.back.sentence", { ...what, ...asBlanks("reason") }),
        blanks: { reason: { kind: "text", label: t("alliance.blank.reason") } },
        initial: { reason: "" },
        body: ({ reason }) => ({ reason, ...(reporting && { onBehalfOf: line.partnerId }) }),
      }),
    );
  }
  return acts;
}

/** Taking back a delivery that was recorded wrongly. */
export function deliveryActs(line: LedgerLine, delivery: LedgerLine["deliveries"][number], { stand, t, language }: Setting): Act[] {
  if (delivery.withdrawn || !stand.may("/deliveries/:deliveryId/withdraw")) return [];
  const reporting = stand.reportable.some((partner) => partner.partnerId === line.partnerId);
  if (!reporting && !stand.voices.some((partner) => partner.partnerId === line.partnerId)) return [];
  return [
    act({
      name: "withdraw",
      look: "quiet",
      command: "WithdrawContributionDelivery",
      path: { deliveryId: delivery.deliveryId },
      verb: t("exchange.back.verb"),
      label: t("exchange.back.label"),
      sentence: t("exchange.back.sentence", {
        amount: amountInWords(delivery.amount, language),
        what: line.description,
        ...asBlanks("reason"),
      }),
      blanks: { reason: { kind: "text", label: t("alliance.blank.reason") } },
      initial: { reason: "" },
      body: ({ reason }) => ({ reason, ...(reporting && { onBehalfOf: line.partnerId }) }),
    }),
  ];
}

function unitInWords({ amount }: LedgerLine, { t }: Setting): string {
  if (amount.unit === "money") return amount.currency;
  if (amount.unit === "count") return amount.of;
  return amount.unit === "hours" ? t("exchange.unit.hours") : t("exchange.unit.points");
}

const termBlanks = ({ t, language }: Setting) =>
  ({
    quantity: { kind: "number", label: t("exchange.blank.quantity") },
    unit: { kind: "choice", label: t("exchange.blank.unit"), options: unitOptions(t) },
    of: { kind: "text", label: t("exchange.blank.of"), placeholder: t("exchange.blank.ofHint") },
    description: { kind: "text", label: t("exchange.blank.description"), placeholder: t("exchange.blank.descriptionHint") },
    category: {
      kind: "choice",
      label: t("exchange.blank.category"),
      options: exchangeCategoryIds.map((id) => ({ value: id, label: exchangeCategories[id][language] })),
    },
    from: { kind: "date", label: t("exchange.blank.from") },
    until: { kind: "date", label: t("exchange.blank.until") },
    condition: { kind: "text", label: t("exchange.blank.condition"), placeholder: t("exchange.blank.conditionHint") },
  }) as const;

function termsIn(values: Readonly<Record<TermName, string>>, { language }: Setting) {
  return {
    // Its blank offers these alone.
    category: values.category as ExchangeCategory,
    description: values.description,
    amount: amountIn(values, language),
    from: orNull(values.from),
    until: orNull(values.until),
    condition: orNull(values.condition),
  };
}
