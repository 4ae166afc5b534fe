import { z } from "zod";
import type { AllianceEvent } from "../events/catalogue.ts";
import { Assent } from "../events/assent.ts";
import { idOf, LocalDate, Uuid } from "../events/envelope.ts";
import { lensIds } from "../method/lenses.ts";
import { Answered, Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

const Proposal = z.strictObject({
  proposal: z.int(),
  text: z.string(),
  optionId: Uuid.nullable(),
  respondBy: LocalDate.nullable(),
  made: Provenance,
  positions: z.array(Answered),
});

/** One decision with its whole lineage: question, options, proposals, positions with reasons, objections, outcome. */
export const DecisionEntry = z
  .strictObject({
    allianceId: Uuid,
    decisionId: Uuid,
    question: z.string(),
    background: z.string().nullable(),
    lenses: z.array(z.enum(lensIds)),
    decideBy: LocalDate.nullable(),
    status: z.enum(["requested", "proposed", "taken", "failed", "reopened", "superseded"]),
    requested: Provenance.nullable(),
    options: z.array(z.strictObject({ optionId: Uuid, text: z.string(), added: Provenance })),
    proposals: z.array(Proposal),
    objections: z.array(
      z.strictObject({
        objectionId: Uuid,
        partnerId: Uuid,
        reason: z.string(),
        wayOut: z.string().nullable(),
        status: z.enum(["open", "integrated", "withdrawn"]),
        how: z.string().nullable(),
        raised: Provenance,
      }),
    ),
    minorityViews: z.array(z.strictObject({ partnerId: Uuid, view: z.string(), recorded: Provenance })),
    /** The outcomes in order; a reopened decision may have several. */
    outcomes: z.array(
      z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("taken"),
          proposal: z.int(),
          text: z.string(),
          assent: Assent,
          workableUntil: LocalDate.nullable(),
          noted: Provenance,
        }),
        z.strictObject({ kind: z.literal("failed"), reason: z.string(), noted: Provenance }),
        z.strictObject({ kind: z.literal("reopened"), reason: z.string(), noted: Provenance }),
      ]),
    ),
    reviewOn: LocalDate.nullable(),
    reviewDue: Provenance.nullable().meta({ description: "Set once the day of the review has come" }),
    reviews: z.array(z.strictObject({ finding: z.string(), held: Provenance })),
    supersededBy: Uuid.nullable(),
    supersedes: z.array(Uuid),
    corrected: z.boolean(),
    revision: z.int(),
  })
  .meta({ id: "DecisionEntry" });
export type DecisionEntry = z.infer<typeof DecisionEntry>;

export const decisionsView: View<DecisionEntry, AllianceEvent> = {
  name: "decisions",
  version: 2,
  category: "alliance",
  keys(event) {
    const allianceId = idOf(event.stream);
    if (event.type === "DecisionSuperseded") return [`${allianceId}/${event.data.decisionId}`, `${allianceId}/${event.data.by}`];
    if (event.type === "FactCorrected") {
      const { correction } = event.data;
      return correction.fact === "decisionQuestion" ? [`${allianceId}/${correction.decisionId}`] : [];
    }
    return concernsDecision(event) ? [`${allianceId}/${event.data.decisionId}`] : [];
  },
  initial(key) {
    const [allianceId = "", decisionId = ""] = key.split("/");
    return {
      allianceId,
      decisionId,
      question: "",
      background: null,
      lenses: [],
      decideBy: null,
      status: "requested",
      requested: null,
      options: [],
      proposals: [],
      objections: [],
      minorityViews: [],
      outcomes: [],
      reviewOn: null,
      reviewDue: null,
      reviews: [],
      supersededBy: null,
      supersedes: [],
      corrected: false,
      revision: -1,
    };
  },
  evolve: (doc, event) => ({ ...doc, ...change(doc, event), revision: event.revision }),
};

const decisionTypes = [
  "DecisionRequested",
  "OptionAdded",
  "DecisionProposed",
  "PositionTaken",
  "PositionChanged",
  "ObjectionRaised",
  "ObjectionIntegrated",
  "ObjectionWithdrawn",
  "MinorityViewRecorded",
  "DecisionTaken",
  "DecisionFailed",
  "DecisionReviewScheduled",
  "DecisionReviewDue",
  "DecisionReviewed",
  "DecisionReopened",
] as const;
type Concerning = Extract<AllianceEvent, { type: (typeof decisionTypes)[number] }>;
const types: ReadonlySet<string> = new Set(decisionTypes);
const concernsDecision = (event: AllianceEvent): event is Concerning => types.has(event.type);

function change(doc: DecisionEntry, event: AllianceEvent): Partial<DecisionEntry> {
  const provenance = provenanceOf(event);
  switch (event.type) {
    case "DecisionRequested": {
      const { question, background, lenses, decideBy } = event.data;
      return { question, background, lenses, decideBy, requested: provenance };
    }
    case "OptionAdded":
      return { options: [...doc.options, { optionId: event.data.optionId, text: event.data.text, added: provenance }] };
    case "DecisionProposed": {
      const { proposal, text, optionId, respondBy } = event.data;
      return {
        status: "proposed",
        proposals: [...doc.proposals, { proposal, text, optionId, respondBy, made: provenance, positions: [] }],
      };
    }
    case "PositionTaken":
    case "PositionChanged": {
      const { proposal, partnerId, position, reasons } = event.data;
      const answer: Answered = { partnerId, position, reasons, given: provenance };
      return {
        proposals: replaced(
          doc.proposals,
          (made) => made.proposal === proposal,
          (made) => ({ ...made, positions: [...made.positions.filter((given) => given.partnerId !== partnerId), answer] }),
        ),
      };
    }
    case "ObjectionRaised": {
      const { objectionId, partnerId, reason, wayOut } = event.data;
      return { objections: [...doc.objections, { objectionId, partnerId, reason, wayOut, status: "open", how: null, raised: provenance }] };
    }
    case "ObjectionIntegrated":
      return objection(doc, event.data.objectionId, "integrated", event.data.how);
    case "ObjectionWithdrawn":
      return objection(doc, event.data.objectionId, "withdrawn", null);
    case "MinorityViewRecorded": {
      const { partnerId, view } = event.data;
      return {
        minorityViews: [...doc.minorityViews.filter((known) => known.partnerId !== partnerId), { partnerId, view, recorded: provenance }],
      };
    }
    case "DecisionTaken": {
      const { proposal, text, assent, workableUntil } = event.data;
      return { status: "taken", outcomes: [...doc.outcomes, { kind: "taken", proposal, text, assent, workableUntil, noted: provenance }] };
    }
    case "DecisionFailed":
      return { status: "failed", outcomes: [...doc.outcomes, { kind: "failed", reason: event.data.reason, noted: provenance }] };
    case "DecisionReopened":
      return { status: "reopened", outcomes: [...doc.outcomes, { kind: "reopened", reason: event.data.reason, noted: provenance }] };
    case "DecisionReviewScheduled":
      return { reviewOn: event.data.reviewOn, reviewDue: null };
    case "DecisionReviewDue":
      return { reviewDue: provenance };
    case "DecisionReviewed":
      return { reviewOn: null, reviewDue: null, reviews: [...doc.reviews, { finding: event.data.finding, held: provenance }] };
    case "DecisionSuperseded":
      return doc.decisionId === event.data.by
        ? { supersedes: [...doc.supersedes, event.data.decisionId] }
        : { status: "superseded", supersededBy: event.data.by };
    case "FactCorrected":
      return event.data.correction.fact === "decisionQuestion" ? { question: event.data.correction.becomes, corrected: true } : {};
    default:
      return {};
  }
}

const objection = (doc: DecisionEntry, objectionId: string, status: "integrated" | "withdrawn", how: string | null) => ({
  objections: replaced(
    doc.objections,
    (raised) => raised.objectionId === objectionId,
    (raised) => ({ ...raised, status, how }),
  ),
});
