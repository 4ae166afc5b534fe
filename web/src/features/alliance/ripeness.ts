import type { PartnerOfAlliance } from "@entente/contracts/views/alliance";
import type { Answered } from "@entente/contracts/views/provenance";

/** Whether something can be decided, and if not, on whom it waits. */
export interface Ripeness {
  readonly state: "ripe" | "objection" | "awaiting" | "disagreement";
  readonly partnerIds: readonly string[];
}

interface Asked {
  readonly partners: readonly PartnerOfAlliance[];
  readonly answers: readonly Answered[];
  /** Partners whose objection is open. */
  readonly objectors?: readonly string[];
  readonly respondBy: string | null;
  /** The day in the alliance's own time zone. */
  readonly today: string;
}

/**
 * The rule of the house, as the server applies it when the decision is taken: each of the core says yes, nobody of the ring objects,
 * and the ring's silence counts as consent only after the day to respond.
 */
export function ripenessOf({ partners, answers, objectors = [], respondBy, today }: Asked): Ripeness {
  const here = partners.filter((partner) => partner.left === null);
  const core = here.filter((partner) => partner.ring === "core").map((partner) => partner.partnerId);
  const ring = here.filter((partner) => partner.ring === "complementary").map((partner) => partner.partnerId);
  const given = new Map(answers.map((answer) => [answer.partnerId, answer.position]));

  const objecting = here
    .map((partner) => partner.partnerId)
    .filter((id) => objectors.includes(id) || (given.get(id) === "object" && [...core, ...ring].includes(id)));
  if (objecting.length > 0) return { state: "objection", partnerIds: objecting };

  const ringWaited = respondBy !== null && today > respondBy;
  const silent = [...core, ...(ringWaited ? [] : ring)].filter((id) => !given.has(id));
  if (silent.length > 0) return { state: "awaiting", partnerIds: silent };

  const disagreeing = core.filter((id) => given.get(id) !== "agree");
  if (disagreeing.length > 0) return { state: "disagreement", partnerIds: disagreeing };
  return { state: "ripe", partnerIds: [] };
}

/** Today's date in a time zone, as due dates are written: `2026-11-21`. */
export function dayIn(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}
