import type { Assent } from "@entente/contracts/events/assent";
import { reject, type Rejection } from "@entente/contracts/rejections";
import type { Context } from "./context.ts";
import { coreOf, present, ringOf, type PartnersState } from "./partners/decide.ts";

/** A partner's answer, and whether somebody else reported it. */
export interface Answer {
  readonly position: "agree" | "disagree" | "abstain" | "object";
  readonly reported: boolean;
}

/** Whether a partner spoke for itself before and is now only reported on: what is reported never takes the place of its own word. */
export const spokeItself = (before: { readonly reported: boolean }, context: Context): boolean =>
  !before.reported && context.onBehalfOf !== null;

/**
 * Whether the partners assent, by the rule of the house: consensus of the strategic core (each agrees) and consent of the complementary
 * ring (nobody objects). Silence of the ring counts as consent only after the day to respond.
 * Source: domain.md 22 and 32 (`dec-consensus-core`, `dec-consent-ring`), design.md 6.
 */
export function assess(
  partners: PartnersState,
  answers: Readonly<Record<string, Answer>>,
  objectors: readonly string[],
  deadline: { readonly respondBy: string | null; readonly today: string },
): Assent | Rejection {
  const nameOf = (id: string) => partners.partners[id]?.name ?? id;
  const names = (ids: readonly string[]) => ({ missing: ids.map(nameOf).join(", ") });
  const core = coreOf(partners).map((partner) => partner.partnerId);
  const ring = ringOf(partners).map((partner) => partner.partnerId);
  const heard = (id: string) => answers[id] !== undefined;
  const here = new Set(present(partners).map((partner) => partner.partnerId));

  const objecting = [...new Set([...objectors, ...[...core, ...ring].filter((id) => answers[id]?.position === "object")])].filter((id) =>
    here.has(id),
  );
  if (objecting.length > 0) return reject("objection-open", names(objecting));

  const waited = deadline.respondBy !== null && deadline.today > deadline.respondBy;
  const silent = [...core.filter((id) => !heard(id)), ...(waited ? [] : ring.filter((id) => !heard(id)))];
  if (silent.length > 0) return reject("awaiting-positions", names(silent));

  const disagreeing = core.filter((id) => answers[id]?.position !== "agree");
  if (disagreeing.length > 0) return reject("core-disagrees", names(disagreeing));

  return {
    rule: "consensus-and-consent",
    agreed: core,
    consented: ring,
    reported: [...core, ...ring].filter((id) => answers[id]?.reported),
  };
}
