import { randomUUID } from "node:crypto";
import { ally, found } from "../support/api.ts";
import { openLive } from "../support/live.ts";
import { startServer } from "../support/server.ts";
import { percentile, type Bench } from "./figure.ts";

const COMMANDS = 200;

/** From sending a command to the frame at the other partner's socket. */
export const liveLatency: Bench = {
  names: ["live-latency"],
  async run() {
    const server = await startServer();
    try {
      const delta = await found(server.url, "Delta");
      const upland = await found(server.url, "Upland");
      const { allianceId } = await ally([delta, upland]);
      const live = await openLive(upland);
      live.send({ type: "subscribe", topic: "alliance", id: allianceId });
      await live.next((message) => message.type === "subscribed");
      const latencies: number[] = [];
      for (let index = 0; index < COMMANDS; index += 1) {
        const decisionId = randomUUID();
        const arrives = live.next((message) => message.type === "event" && message.event.data["decisionId"] === decisionId);
        const start = performance.now();
        await delta.api.done(`/api/alliances/${allianceId}/decisions`, { decisionId, question: `Question ${index}?` });
        await arrives;
        latencies.push(performance.now() - start);
      }
      live.close();
      const p50 = percentile(latencies, 0.5);
      return [
        {
          name: "live-latency",
          value: p50,
          unit: "ms",
          p50,
          p99: percentile(latencies, 0.99),
          ceiling: null,
          must: "p50 < 50 ms",
          holds: p50 < 50,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
