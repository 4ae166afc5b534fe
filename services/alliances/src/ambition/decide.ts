import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import type { AmbitionFact } from "@entente/contracts/events/ambition";
import type { CommandOf } from "@entente/contracts/commands/define";
import type { ambitionCommands } from "@entente/contracts/commands/ambition";
import { reject, type Rejection } from "@entente/contracts/rejections";
import { spokeItself } from "../assent.ts";
import type { Context } from "../context.ts";
import type { AllianceState } from "../decider.ts";
import { atTheTable, speakingFor, type Partner } from "../partners/decide.ts";

type Command<Name extends keyof typeof ambitionCommands> = CommandOf<(typeof ambitionCommands)[Name]>;
type Decision = readonly AmbitionFact[] | Rejection;
type Text = Pick<Command<"DraftAmbition">, "text" | "partners" | "noGoAreas">;

/** A partner's endorsement of one version; a withdrawn one is kept, so that the same withdrawal may come twice. */
export interface Endorsement {
  readonly reported: boolean;
  readonly withdrawn: boolean;
}

export interface AmbitionVersion extends Text {
  readonly versionId: string;
  readonly version: number;
  readonly endorsements: Readonly<Record<string, Endorsement>>;
}

/** The shared ambition: one per alliance, in versions. Source: domain.md 11. */
export interface AmbitionState {
  /** In order; the last is the current one. */
  readonly versions: readonly AmbitionVersion[];
  readonly invocations: Readonly<Record<string, true>>;
  /** Who reaffirmed, by the id of the reaffirmation. */
  readonly reaffirmations: Readonly<Record<string, string>>;
}
export const noAmbition: AmbitionState = { versions: [], invocations: {}, reaffirmations: {} };

export function evolveAmbition(state: AmbitionState, event: AllianceEvent): AmbitionState {
  switch (event.type) {
    case "AmbitionDrafted":
    case "AmbitionVersionProposed": {
      const { versionId, version, text, partners, noGoAreas } = event.data;
      return { ...state, versions: [...state.versions, { versionId, version, text, partners, noGoAreas, endorsements: {} }] };
    }
    case "AmbitionEndorsed": {
      const { version, partnerId } = event.data;
      return endorsed(state, version, partnerId, { reported: event.meta.onBehalfOf !== undefined, withdrawn: false });
    }
    case "AmbitionEndorsementWithdrawn": {
      const { version, partnerId } = event.data;
      return endorsed(state, version, partnerId, { reported: event.meta.onBehalfOf !== undefined, withdrawn: true });
    }
    case "AmbitionInvoked":
      return { ...state, invocations: { ...state.invocations, [event.data.invocationId]: true } };
    case "AmbitionReaffirmed":
      return { ...state, reaffirmations: { ...state.reaffirmations, [event.data.reaffirmationId]: event.data.partnerId } };
    default:
      return state;
  }
}

const endorsed = (state: AmbitionState, version: number, partnerId: string, endorsement: Endorsement): AmbitionState => ({
  ...state,
  versions: state.versions.map((known) =>
    known.version === version ? { ...known, endorsements: { ...known.endorsements, [partnerId]: endorsement } } : known,
  ),
});

/** The version that counts: the newest. */
export const currentAmbition = (state: AmbitionState): AmbitionVersion | undefined => state.versions.at(-1);

export const ambitionDeciders = {
  DraftAmbition(state: AllianceState, command: Command<"DraftAmbition">, context: Context): Decision {
    const { versionId, text, partners, noGoAreas } = command;
    const known = state.ambition.versions.find((version) => version.versionId === versionId);
    if (known) return sameText(known, command) ? [] : reject("id-taken");
    const fault = atTheTable(state, context);
    if (fault) return fault;
    if (currentAmbition(state.ambition)) return reject("ambition-exists");
    return takingPart(state, command) ?? [{ type: "AmbitionDrafted", data: { versionId, version: 1, text, partners, noGoAreas } }];
  },

  ProposeAmbitionVersion(state: AllianceState, command: Command<"ProposeAmbitionVersion">, context: Context): Decision {
    const { versionId, text, partners, noGoAreas, change } = command;
    const known = state.ambition.versions.find((version) => version.versionId === versionId);
    if (known) return sameText(known, command) ? [] : reject("id-taken");
    const fault = atTheTable(state, context);
    if (fault) return fault;
    const current = currentAmbition(state.ambition);
    if (!current) return reject("no-ambition");
    if (sameText(current, command)) return [];
    const version = current.version + 1;
    return (
      takingPart(state, command) ?? [{ type: "AmbitionVersionProposed", data: { versionId, version, text, partners, noGoAreas, change } }]
    );
  },

  EndorseAmbition(state: AllianceState, command: Command<"EndorseAmbition">, context: Context): Decision {
    const { version, partnerId, reason } = command;
    const current = currentAmbition(state.ambition);
    if (!current) return reject("no-ambition");
    const reported = context.onBehalfOf !== null;
    const given = current.version === version ? current.endorsements[partnerId] : undefined;
    // A reported endorsement adds nothing to one the partner gave itself; its own takes the place of a reported one.
    if (given && !given.withdrawn && (reported || !given.reported)) return [];
    const partner = standingBehind(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (current.version !== version) return reject("other-ambition", { version: String(current.version) });
    if (given && spokeItself(given, context)) return reject("partner-speaks-for-itself", { partner: partner.name });
    return [{ type: "AmbitionEndorsed", data: { version, partnerId, reason } }];
  },

  WithdrawAmbitionEndorsement(state: AllianceState, command: Command<"WithdrawAmbitionEndorsement">, context: Context): Decision {
    const { version, partnerId, reason } = command;
    if (!currentAmbition(state.ambition)) return reject("no-ambition");
    const given = state.ambition.versions.find((known) => known.version === version)?.endorsements[partnerId];
    if (given?.withdrawn) return [];
    const partner = standingBehind(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (!given) return reject("not-endorsed", { partner: partner.name });
    if (spokeItself(given, context)) return reject("partner-speaks-for-itself", { partner: partner.name });
    return [{ type: "AmbitionEndorsementWithdrawn", data: { version, partnerId, reason } }];
  },

  InvokeAmbition(state: AllianceState, command: Command<"InvokeAmbition">, context: Context): Decision {
    const { invocationId, occasion, whatWeWereDoing, sameFilm, higherGoal, decisionId, sessionId } = command;
    if (state.ambition.invocations[invocationId]) return [];
    const fault = atTheTable(state, context);
    if (fault) return fault;
    const current = currentAmbition(state.ambition);
    if (!current) return reject("no-ambition");
    if (decisionId !== null && !state.decisions.decisions[decisionId]) return reject("unknown-decision");
    if (sessionId !== null && !state.sessions.sessions[sessionId]) return reject("unknown-session");
    const { version } = current;
    return [
      { type: "AmbitionInvoked", data: { invocationId, version, occasion, whatWeWereDoing, sameFilm, higherGoal, decisionId, sessionId } },
    ];
  },

  ReaffirmAmbition(state: AllianceState, command: Command<"ReaffirmAmbition">, context: Context): Decision {
    const { reaffirmationId, version, partnerId, note } = command;
    const known = state.ambition.reaffirmations[reaffirmationId];
    if (known !== undefined) return known === partnerId ? [] : reject("id-taken");
    const current = currentAmbition(state.ambition);
    if (!current) return reject("no-ambition");
    const partner = standingBehind(state, partnerId, context);
    if ("kind" in partner) return partner;
    if (current.version !== version) return reject("other-ambition", { version: String(current.version) });
    const given = current.endorsements[partnerId];
    if (!given || given.withdrawn) return reject("not-endorsed", { partner: partner.name });
    if (spokeItself(given, context)) return reject("partner-speaks-for-itself", { partner: partner.name });
    return [{ type: "AmbitionReaffirmed", data: { reaffirmationId, version, partnerId, note } }];
  },
};

/** Standing behind the ambition is like signing: for one's own partner in core or ring, by a person unless it is reported. */
function standingBehind(state: AllianceState, partnerId: string, context: Context): Partner | Rejection {
  const partner = speakingFor(state, partnerId, context);
  if ("kind" in partner) return partner;
  if (partner.ring === "free-space") return reject("ring-takes-no-position");
  return context.onBehalfOf === null && context.actor.kind !== "person" ? reject("endorsement-by-person") : partner;
}

function takingPart(state: AllianceState, { partners }: Text): Rejection | null {
  for (const { partnerId } of partners) {
    const partner = state.partners.partners[partnerId];
    if (!partner) return reject("unknown-partner");
    if (partner.left) return reject("partner-left", { partner: partner.name });
  }
  return null;
}

const sameText = (known: Text, { text, partners, noGoAreas }: Text): boolean =>
  known.text === text && JSON.stringify([wordsOf(known), known.noGoAreas]) === JSON.stringify([wordsOf({ partners }), noGoAreas]);
const wordsOf = ({ partners }: Pick<Text, "partners">) => partners.map(({ partnerId, gain, input }) => [partnerId, gain, input]);
