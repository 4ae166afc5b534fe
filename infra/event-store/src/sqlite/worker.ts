import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { StoreRefused } from "../port.ts";
import { lockLog } from "./lock.ts";
import { openLog } from "./log-file.ts";
import type { FromWriter, ToWriter, WriterOptions } from "./messages.ts";
import { LogWriter } from "./writer.ts";

/** At most about this many appends share a transaction, so that the first of a long queue is not kept waiting for the last. */
const APPENDS_PER_TRANSACTION = 1000;

if (parentPort === null) throw new Error("worker.ts runs as a worker thread");
const port = parentPort;
const answer = (message: FromWriter): void => port.postMessage(message);
const waiting = (): ToWriter | undefined => receiveMessageOnPort(port)?.message;

try {
  serve(workerData);
} catch (error) {
  if (!(error instanceof StoreRefused)) throw error;
  answer({ kind: "refused", reason: error.message });
  port.close();
}

function serve({ file, maxPages }: WriterOptions): void {
  const lock = lockLog(file);
  const db = openLog(file);
  if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
  const writer = new LogWriter(db);

  port.on("message", (first: ToWriter) => {
    let message: ToWriter | undefined = first;
    while (message !== undefined) {
      if (message.kind === "append") {
        const requests = [...message.requests];
        message = waiting();
        while (message?.kind === "append" && requests.length < APPENDS_PER_TRANSACTION) {
          requests.push(...message.requests);
          message = waiting();
        }
        const outcomes = writer.write(requests);
        answer({ kind: "outcomes", outcomes, head: writer.head });
      } else if (message.kind === "probe") {
        answer({ kind: "health", reason: writer.probe() });
        message = waiting();
      } else {
        db.close(); // the last connection to close folds the write-ahead log into the file
        lock.close();
        port.close();
        return;
      }
    }
  });
  answer({ kind: "opened", head: writer.head });
}
