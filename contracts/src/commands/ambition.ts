import { z } from "zod";
import { Uuid } from "../events/envelope.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const partner = z.strictObject({
  partnerId: Uuid,
  gain: prose(2_000).nullable().default(null),
  input: prose(2_000).nullable().default(null),
});
const text = {
  versionId: Uuid,
  text: prose(8_000),
  partners: z.array(partner).max(500).default([]),
  noGoAreas: z.array(line(300)).max(50).default([]),
};
const version = z.int().min(1);
const note = prose(2_000).nullable().default(null);

export const DraftAmbition = defineCommand("DraftAmbition", "Draft the shared ambition", text);
export const ProposeAmbitionVersion = defineCommand(
  "ProposeAmbitionVersion",
  "Propose a new version of the ambition; it is endorsed anew",
  {
    ...text,
    change: prose(2_000),
  },
);
export const EndorseAmbition = defineCommand("EndorseAmbition", "Endorse this version of the ambition for a partner", {
  version,
  partnerId: Uuid,
  reason: note,
});
export const WithdrawAmbitionEndorsement = defineCommand(
  "WithdrawAmbitionEndorsement",
  "Withdraw a partner's endorsement, with the reason",
  {
    version,
    partnerId: Uuid,
    reason: prose(2_000),
  },
);
export const InvokeAmbition = defineCommand("InvokeAmbition", "Fall back on the ambition and answer its three questions", {
  invocationId: Uuid,
  occasion: prose(2_000).meta({ description: "What makes the partners fall back on the ambition" }),
  whatWeWereDoing: prose(2_000).meta({ description: "What were we doing again?" }),
  sameFilm: prose(2_000).meta({ description: "Are we still in the same film?" }),
  higherGoal: prose(2_000).meta({ description: "Are we still working towards the higher goal?" }),
  decisionId: Uuid.nullable().default(null),
  sessionId: Uuid.nullable().default(null),
});
export const ReaffirmAmbition = defineCommand("ReaffirmAmbition", "Say anew that a partner stands behind the version it endorsed", {
  reaffirmationId: Uuid,
  version,
  partnerId: Uuid,
  note,
});

export const ambitionCommands = {
  DraftAmbition,
  ProposeAmbitionVersion,
  EndorseAmbition,
  WithdrawAmbitionEndorsement,
  InvokeAmbition,
  ReaffirmAmbition,
};
export type AmbitionCommand = CommandsOf<typeof ambitionCommands>;
