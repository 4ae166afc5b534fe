import { defineQueryOptions } from "@pinia/colada";
import type { AgreementEntry } from "@entente/contracts/views/agreements";
import type { AmbitionPage } from "@entente/contracts/views/ambition";
import type { CommitmentEntry } from "@entente/contracts/views/commitments";
import type { DecisionEntry } from "@entente/contracts/views/decisions";
import type { Ledger } from "@entente/contracts/views/ledger";
import type { TimelineEntry } from "@entente/contracts/views/timeline";
import { api, expectData } from "../api/client.ts";
import type { AllianceRecord } from "./record.ts";

interface Asked {
  allianceId: string;
  organisationId: string | undefined;
  asOf: string | undefined;
  /** The position that the answer must show; read when it is asked. */
  atLeast: () => string | undefined;
}

/** One alliance as the caller's organisation may see it, now or then. */
export const allianceRecord = defineQueryOptions(({ allianceId, organisationId, asOf, atLeast }: Asked) => ({
  key: ["alliances", organisationId ?? "", allianceId, asOf ?? "now"],
  query: () => readRecord(allianceId, asOf, atLeast()),
  // The socket keeps it up; coming back to the window does not make it older.
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
}));

async function readRecord(allianceId: string, asOf: string | undefined, atLeast: string | undefined): Promise<AllianceRecord> {
  const path = { allianceId };
  const answer = await expectData(
    api.GET("/api/alliances/{allianceId}", { params: { path, query: { ...(asOf && { asOf }), ...(atLeast && { atLeast }) } } }),
  );
  // The registers must not be older than the page they stand on: the folds go on from its cursor.
  const query = asOf ? { asOf } : answer.seat.left ? {} : { atLeast: answer.cursor };
  const [decisions, agreements, commitments, ambition, ledger, timeline] = await Promise.all([
    readAll((after) =>
      expectData(
        api.GET("/api/alliances/{allianceId}/decisions", { params: { path, query: { ...query, limit: 200, ...(after && { after }) } } }),
      ),
    ),
    readAll((after) =>
      expectData(
        api.GET("/api/alliances/{allianceId}/agreements", { params: { path, query: { ...query, limit: 200, ...(after && { after }) } } }),
      ),
    ),
    readAll((after) =>
      expectData(
        api.GET("/api/alliances/{allianceId}/commitments", { params: { path, query: { ...query, limit: 200, ...(after && { after }) } } }),
      ),
    ),
    expectData(api.GET("/api/alliances/{allianceId}/ambition", { params: { path, query } })),
    expectData(api.GET("/api/alliances/{allianceId}/ledger", { params: { path, query } })),
    expectData(api.GET("/api/alliances/{allianceId}/timeline", { params: { path, query: { ...query, limit: 60 } } })),
  ]);
  return {
    ...(answer as Pick<AllianceRecord, "alliance" | "seat" | "people" | "cursor" | "asOf">),
    decisions: new Map(decisions.flatMap((page) => page.decisions as DecisionEntry[]).map((entry) => [entry.decisionId, entry])),
    agreements: new Map(agreements.flatMap((page) => page.agreements as AgreementEntry[]).map((entry) => [entry.agreementId, entry])),
    commitments: new Map(commitments.flatMap((page) => page.commitments as CommitmentEntry[]).map((entry) => [entry.commitmentId, entry])),
    ambition: ambition as AmbitionPage,
    ledger: ledger as Ledger,
    entries: timeline.entries as TimelineEntry[],
    earlier: timeline.earlier,
  };
}

async function readAll<Page extends { next: string | null }>(read: (after: string | undefined) => Promise<Page>): Promise<Page[]> {
  const pages = [await read(undefined)];
  for (let next = pages[0]?.next ?? null; next !== null; next = pages.at(-1)?.next ?? null) pages.push(await read(next));
  return pages;
}

export async function readEarlier(
  allianceId: string,
  before: number,
  asOf: string | undefined,
): Promise<{ entries: TimelineEntry[]; earlier: number | null }> {
  const { entries, earlier } = await expectData(
    api.GET("/api/alliances/{allianceId}/timeline", {
      params: { path: { allianceId }, query: { before, limit: 100, ...(asOf && { asOf }) } },
    }),
  );
  return { entries: entries as TimelineEntry[], earlier };
}

export function readPeople(allianceId: string): Promise<Record<string, string>> {
  return expectData(api.GET("/api/alliances/{allianceId}/people", { params: { path: { allianceId } } }));
}
