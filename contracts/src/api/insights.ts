import { z } from "zod";
import { Actor, Instant, Uuid } from "../events/envelope.ts";
import { AgreementEntry } from "../views/agreements.ts";
import { AlliancePage } from "../views/alliance.ts";
import { CommitmentEntry } from "../views/commitments.ts";
import { DecisionEntry } from "../views/decisions.ts";
import { AllianceCard, PortfolioRow } from "../views/portfolio.ts";
import { TimelineEntry } from "../views/timeline.ts";

/** Names of people by id; erased people are not in it. */
export const People = z.record(z.string(), z.string()).meta({ id: "People" });

/** What the caller's organisation may see and is, in this alliance. */
export const Seat = z
  .strictObject({
    parts: z.array(z.enum(["core", "complementary", "free-space", "facilitator"])),
    left: z.boolean(),
    partnerIds: z.array(Uuid).meta({ description: "The places the organisation fills now" }),
  })
  .meta({ id: "Seat" });

export const AllianceAnswer = z
  .strictObject({
    alliance: AlliancePage,
    card: AllianceCard,
    seat: Seat,
    people: People,
    cursor: z.string().meta({ description: "Where a live subscription goes on from" }),
    asOf: z
      .strictObject({ revision: z.int(), recordedAt: Instant.nullable() })
      .nullable()
      .meta({ description: "Set when this is the past" }),
  })
  .meta({ id: "AllianceAnswer" });
export type AllianceAnswer = z.infer<typeof AllianceAnswer>;

export const DecisionsAnswer = z
  .strictObject({ decisions: z.array(DecisionEntry), next: z.string().nullable() })
  .meta({ id: "DecisionsAnswer" });
export const AgreementsAnswer = z
  .strictObject({ agreements: z.array(AgreementEntry), next: z.string().nullable() })
  .meta({ id: "AgreementsAnswer" });
export const CommitmentsAnswer = z
  .strictObject({ commitments: z.array(CommitmentEntry), next: z.string().nullable() })
  .meta({ id: "CommitmentsAnswer" });

export const TimelineAnswer = z
  .strictObject({
    entries: z.array(z.strictObject({ ...TimelineEntry.shape, sentence: z.string() })).meta({ description: "Newest first" }),
    earlier: z.int().nullable().meta({ description: "Pass as ?before= for what came before; null at the beginning" }),
  })
  .meta({ id: "TimelineAnswer" });

/** An event as those who may see it get it: without keys, salts and positions. */
export const SharedEvent = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    stream: z.string(),
    revision: z.int(),
    data: z.record(z.string(), z.unknown()),
    meta: z.strictObject({
      actor: Actor,
      onBehalfOf: Uuid.optional(),
      effectiveAt: Instant,
      recordedAt: Instant,
      correlationId: z.string(),
      causationId: z.string().optional(),
      schema: z.int(),
    }),
  })
  .meta({ id: "SharedEvent" });
export type SharedEvent = z.infer<typeof SharedEvent>;
export const EventsAnswer = z.strictObject({ events: z.array(SharedEvent), next: z.int().nullable() }).meta({ id: "EventsAnswer" });

export const PortfolioAnswer = z
  .strictObject({
    organisationId: Uuid,
    total: z.int(),
    counts: z.strictObject({ status: z.record(z.string(), z.int()), phase: z.record(z.string(), z.int()) }),
    waitingForMe: z.int().meta({ description: "Matters that wait for this organisation, over all alliances" }),
    rows: z.array(PortfolioRow),
    next: z.string().nullable(),
  })
  .meta({ id: "PortfolioAnswer" });
export type PortfolioAnswer = z.infer<typeof PortfolioAnswer>;

export const InstallationAnswer = z
  .strictObject({
    alliances: z.strictObject({ total: z.int(), status: z.record(z.string(), z.int()), phase: z.record(z.string(), z.int()) }),
    organisations: z.int(),
    participations: z.int().meta({ description: "Places taken over time, also by partners that left" }),
  })
  .meta({ id: "InstallationAnswer" });

export const ViewsAnswer = z
  .strictObject({
    views: z.array(
      z.strictObject({
        view: z.string(),
        version: z.int(),
        documents: z.int(),
        fault: z.strictObject({ position: z.string(), reason: z.string() }).nullable(),
      }),
    ),
  })
  .meta({ id: "ViewsAnswer" });
