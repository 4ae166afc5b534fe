import { z } from "zod";
import { Instant, Uuid } from "../events/envelope.ts";
import { line, prose } from "../text.ts";
import { defineCommand, type CommandsOf } from "./define.ts";

const correction = z.discriminatedUnion("fact", [
  z.strictObject({ fact: z.literal("allianceName"), becomes: line() }),
  z.strictObject({ fact: z.literal("alliancePurpose"), becomes: prose(2_000) }),
  z.strictObject({ fact: z.literal("partnerName"), partnerId: Uuid, becomes: line() }),
  z.strictObject({ fact: z.literal("partnerJoinedAt"), partnerId: Uuid, becomes: Instant }),
  z.strictObject({ fact: z.literal("partnerLeftAt"), partnerId: Uuid, becomes: Instant }),
  z.strictObject({ fact: z.literal("decisionQuestion"), decisionId: Uuid, becomes: line(500) }),
  z.strictObject({ fact: z.literal("agreementTitle"), agreementId: Uuid, becomes: line() }),
]);

export const CorrectFact = defineCommand(
  "CorrectFact",
  "Mend a mistake in the record; the page shows the right value and that it was corrected",
  {
    correctionId: Uuid,
    correction,
    reason: prose(2_000),
  },
);

export const correctionCommands = { CorrectFact };
export type CorrectionCommand = CommandsOf<typeof correctionCommands>;
