// A process that appends with 64 callers until it is killed, and says on stdout what was acknowledged: the id of each append, one a line.
// Arguments: the log's file, and when to say it: `acknowledged`, or `asked`, which is too early and must show as loss.
import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { newEvent } from "../../conformance/events.ts";
import { openSqliteEventStore } from "../store.ts";

const CALLERS = 64;
const LARGEST_APPEND = 5;

const [file = "", when = "acknowledged"] = process.argv.slice(2);
const store = await openSqliteEventStore({ file });
say("open");

await Promise.all(
  Array.from({ length: CALLERS }, async (_, caller) => {
    for (let n = 0; ; n++) {
      const append = randomUUID();
      const size = 1 + (n % LARGEST_APPEND);
      const appended = store.append(
        `alliance-${caller}`,
        Array.from({ length: size }, () => newEvent({ append, size })),
        "any",
      );
      if (when === "acknowledged") await appended;
      say(append);
      await appended;
    }
  }),
);

/** Written at once, so that a kill right after it cannot take it back; a pipe that is full is waited for. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
