import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Scope } from "@entente/contracts/access";
import type { AllianceFact } from "@entente/contracts/events/catalogue";
import type { StreamName } from "@entente/contracts/events/envelope";
import { openEngines, openLog, readSettings, type Engines } from "@entente/service-kit";

export interface TestHouse {
  readonly engines: Engines;
  /** Records facts as a person of the organisation. @returns the last revision. */
  record(allianceId: string, facts: readonly AllianceFact[], as?: { personId: string; organisationId: string }): Promise<number>;
  /** Closes the engines and opens them on the same folder. */
  restart(): Promise<TestHouse>;
  close(): Promise<void>;
}

/** Real engines in a folder that is thrown away. */
export async function openTestHouse(folder = mkdtempSync(join(tmpdir(), "entente-insights-"))): Promise<TestHouse> {
  const engines = await openEngines(readSettings({ ENTENTE_DATA: folder, ENTENTE_LOG_LEVEL: "silent" }), openLog("test", "silent"));
  return {
    engines,
    async record(allianceId, facts, { personId, organisationId } = { personId: randomUUID(), organisationId: randomUUID() }) {
      const stream: StreamName = `alliance-${allianceId}`;
      // In a test nobody signs in; the person is whoever the test says.
      const scope = { caller: { kind: "person", personId, organisationId, role: "owner" } } as unknown as Scope;
      const events = await engines.events.record(scope, stream, facts, {
        expected: "any",
        now: new Date().toISOString(),
        correlationId: "test",
      });
      return events.at(-1)?.revision ?? -1;
    },
    async restart() {
      await engines.close();
      return openTestHouse(folder);
    },
    async close() {
      await engines.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The facts with which an alliance begins. */
export const founding = (organisationId: string, partnerId = randomUUID()): AllianceFact[] => [
  {
    type: "AllianceInitiated",
    data: { name: "Clean water", purpose: "Bring the salt out", timeZone: "Europe/Amsterdam", initiatorId: partnerId },
  },
  { type: "PartnerJoined", data: { partnerId, organisationId, name: "Delta", ring: "core", under: null } },
  { type: "PhaseEntered", data: { phase: "explore", from: null, direction: "start", transitionId: null, leftUndone: [] } },
];
export const asking = (question: string, decisionId = randomUUID()): AllianceFact => ({
  type: "DecisionRequested",
  data: { decisionId, question, background: null, lenses: [], decideBy: null },
});
