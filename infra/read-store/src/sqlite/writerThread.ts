import { parentPort, workerData } from "node:worker_threads";
import { openSqliteWriter } from "./writer.ts";
import type { Asked, Answered } from "./writerPort.ts";

// One thread writes, so that saving views never holds up an answer.
// The store that starts this thread gives the file's name as its data.
const writer = openSqliteWriter((workerData as { file: string }).file);

parentPort?.on("message", ({ id, write, given }: Asked) => {
  let answer: Answered;
  try {
    // The message was made from the very signature of that write.
    answer = { id, result: (writer[write] as (...args: unknown[]) => unknown)(...given) };
  } catch (error) {
    answer = {
      id,
      fault: { name: error instanceof Error ? error.name : "Error", message: error instanceof Error ? error.message : String(error) },
    };
  }
  parentPort?.postMessage(answer);
  if (write === "close") parentPort?.close();
});
