import { afterAll, beforeAll } from "vitest";
import { startEventStoreDbDouble, type EventStoreDbDouble } from "@entente/doubles/eventstoredb";
import { eventStoreConformance } from "../conformance.ts";
import { openEventStore } from "../open.ts";

let double: EventStoreDbDouble;
beforeAll(async () => void (double = await startEventStoreDbDouble()));
afterAll(() => double.stop());

eventStoreConformance("EventStoreDB's double", () => openEventStore(double.connectionString));

const server = process.env["ENTENTE_TEST_ESDB"];
if (server) eventStoreConformance("EventStoreDB", () => openEventStore(server));
