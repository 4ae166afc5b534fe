import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { StoreRefused, StoreUnavailable } from "../port.ts";
import { Head } from "./head.ts";
import type { AppendOutcome, AppendRequest, FromWriter, ToWriter, WriterOptions } from "./messages.ts";

const APPENDS_PER_MESSAGE = 1000;

interface Append {
  readonly request: AppendRequest;
  readonly settle: (outcome: AppendOutcome) => void;
}

/**
 * The thread that owns the log's file, as the other threads see it. Appends made in one turn of the event loop travel in one message;
 * the thread answers in the order it was asked.
 */
export class WriterThread {
  readonly head: Head;
  readonly #worker: Worker;
  #outbox: Append[] = [];
  #unanswered: Append[] = [];
  #probes: ((reason: string | null) => void)[] = [];
  #ended: string | undefined;

  /** @throws {StoreRefused} when the log is in use by another process or cannot be used. */
  static async start(options: WriterOptions): Promise<WriterThread> {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: options, execArgv: [] });
    const exited = new Promise((resolve) => worker.once("exit", resolve)); // from the start: it may come in one turn with the last message
    const [answer]: FromWriter[] = await once(worker, "message");
    if (answer?.kind === "opened") return new WriterThread(worker, new Head(answer.head));
    await exited;
    throw new StoreRefused(answer?.kind === "refused" ? answer.reason : `${options.file} could not be opened`);
  }

  private constructor(worker: Worker, head: Head) {
    this.#worker = worker;
    this.head = head;
    worker.on("message", (message: FromWriter) => this.#answered(message));
    worker.on("error", (error) => this.#end(`the log's thread failed: ${String(error)}`));
    worker.on("exit", () => this.#end("the log is closed"));
  }

  /** Resolves once the append is durable or refused; never rejects. */
  append(request: AppendRequest): Promise<AppendOutcome> {
    if (this.#ended !== undefined) return Promise.resolve({ kind: "unavailable", reason: this.#ended });
    if (this.#outbox.length === 0) setImmediate(() => this.#send());
    return new Promise((settle) => this.#outbox.push({ request, settle }));
  }

  /** Why appends fail at present, or null. */
  probe(): Promise<string | null> {
    if (this.#ended !== undefined) return Promise.resolve(this.#ended);
    return new Promise((settle) => {
      this.#probes.push(settle);
      this.#tell({ kind: "probe" });
    });
  }

  /** Writes what is queued, closes the file and gives up the lock. The caller has closed its own connections, so that one whole file is left. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    this.#send();
    this.#ended = "the log is closed";
    this.#tell({ kind: "close" });
    await once(this.#worker, "exit");
  }

  #send(): void {
    const appends = this.#outbox;
    this.#outbox = [];
    for (let start = 0; start < appends.length; start += APPENDS_PER_MESSAGE) {
      const part = appends.slice(start, start + APPENDS_PER_MESSAGE);
      this.#unanswered.push(...part);
      this.#tell({ kind: "append", requests: part.map(({ request }) => request) });
    }
  }

  #answered(message: FromWriter): void {
    if (message.kind === "outcomes") {
      this.head.advance(message.head);
      const answered = this.#unanswered.splice(0, message.outcomes.length);
      message.outcomes.forEach((outcome, index) => answered[index]?.settle(outcome));
    } else if (message.kind === "health") {
      this.#probes.shift()?.(message.reason);
    }
  }

  #end(reason: string): void {
    this.#ended ??= reason;
    this.head.lose(new StoreUnavailable(this.#ended));
    const open = [...this.#unanswered, ...this.#outbox];
    this.#unanswered = [];
    this.#outbox = [];
    for (const { settle } of open) settle({ kind: "unavailable", reason });
    for (const settle of this.#probes.splice(0)) settle(reason);
  }

  #tell(message: ToWriter): void {
    this.#worker.postMessage(message);
  }
}
