import { pino, type Logger } from "pino";
import pretty from "pino-pretty";

export type { Logger };

/** JSON lines for machines, readable lines on a terminal. Nothing personal is logged: ids only. */
export function openLog(service: string, level: string): Logger {
  const options = { level, base: { service }, redact: ["headers", "req.headers", "body"] };
  return process.stdout.isTTY
    ? pino(options, pretty({ colorize: true, ignore: "pid,hostname,service", translateTime: "SYS:HH:MM:ss" }))
    : pino(options);
}
