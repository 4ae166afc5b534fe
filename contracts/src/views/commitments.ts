import { z } from "zod";
import type { AllianceEvent } from "../events/catalogue.ts";
import { idOf, LocalDate, Uuid } from "../events/envelope.ts";
import { Provenance, provenanceOf } from "./provenance.ts";
import { replaced, type View } from "./view.ts";

/** One commitment: what a partner promised, by when, and what became of it. */
export const CommitmentEntry = z
  .strictObject({
    allianceId: Uuid,
    commitmentId: Uuid,
    partnerId: Uuid.meta({ description: "The partner that owns it" }),
    text: z.string(),
    dueOn: LocalDate.meta({ description: "The day it is due now, after what was granted" }),
    firstDueOn: LocalDate,
    agreementId: Uuid.nullable(),
    decisionId: Uuid.nullable(),
    sessionId: Uuid.nullable(),
    lineId: Uuid.nullable(),
    status: z.enum(["open", "fulfilled", "waived"]),
    made: Provenance.nullable(),
    postponements: z.array(
      z.strictObject({
        postponementId: Uuid,
        dueOn: LocalDate,
        reason: z.string(),
        asked: Provenance,
        granted: z.strictObject({ partnerId: Uuid, noted: Provenance }).nullable(),
      }),
    ),
    overdue: z
      .strictObject({ dueOn: LocalDate, noted: Provenance })
      .nullable()
      .meta({ description: "Set while the day it is due has passed and it is open" }),
    fulfilled: z.strictObject({ on: LocalDate, note: z.string().nullable(), noted: Provenance }).nullable(),
    waived: z.strictObject({ partnerId: Uuid, reason: z.string(), noted: Provenance }).nullable(),
    revision: z.int(),
  })
  .meta({ id: "CommitmentEntry" });
export type CommitmentEntry = z.infer<typeof CommitmentEntry>;

export const commitmentsView: View<CommitmentEntry, AllianceEvent> = {
  name: "commitments",
  version: 1,
  category: "alliance",
  keys(event) {
    switch (event.type) {
      case "CommitmentMade":
      case "CommitmentFulfilled":
      case "CommitmentPostponementAsked":
      case "CommitmentPostponed":
      case "CommitmentOverdue":
      case "CommitmentWaived":
        return [`${idOf(event.stream)}/${event.data.commitmentId}`];
      default:
        return [];
    }
  },
  initial(key) {
    const [allianceId = "", commitmentId = ""] = key.split("/");
    return {
      allianceId,
      commitmentId,
      partnerId: "",
      text: "",
      dueOn: "",
      firstDueOn: "",
      agreementId: null,
      decisionId: null,
      sessionId: null,
      lineId: null,
      status: "open",
      made: null,
      postponements: [],
      overdue: null,
      fulfilled: null,
      waived: null,
      revision: -1,
    };
  },
  evolve: (doc, event) => ({ ...doc, ...change(doc, event), revision: event.revision }),
};

function change(doc: CommitmentEntry, event: AllianceEvent): Partial<CommitmentEntry> {
  const noted = provenanceOf(event);
  switch (event.type) {
    case "CommitmentMade":
      return { ...event.data, firstDueOn: event.data.dueOn, made: noted };
    case "CommitmentFulfilled":
      return { status: "fulfilled", overdue: null, fulfilled: { on: event.data.fulfilledOn, note: event.data.note, noted } };
    case "CommitmentPostponementAsked": {
      const { postponementId, dueOn, reason } = event.data;
      return { postponements: [...doc.postponements, { postponementId, dueOn, reason, asked: noted, granted: null }] };
    }
    case "CommitmentPostponed": {
      const { postponementId, dueOn, partnerId } = event.data;
      return {
        dueOn,
        overdue: null,
        postponements: replaced(
          doc.postponements,
          (asked) => asked.postponementId === postponementId,
          (asked) => ({ ...asked, granted: { partnerId, noted } }),
        ),
      };
    }
    case "CommitmentOverdue":
      return { overdue: { dueOn: event.data.dueOn, noted } };
    case "CommitmentWaived":
      return { status: "waived", overdue: null, waived: { partnerId: event.data.partnerId, reason: event.data.reason, noted } };
    default:
      return {};
  }
}
