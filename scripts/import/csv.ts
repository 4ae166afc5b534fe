import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse, type CsvError } from "csv-parse/sync";
import { z } from "zod";
import { ImportFailed } from "./failed.ts";
import type { Fault, From } from "./source.ts";

/** A row that could not be read, by file and line. */
export interface RowFault extends Fault {
  /** The row's key as far as it could be read, so that what depends on it can be left out. */
  readonly key: string | null;
}

export interface Row<Value> {
  readonly value: Value;
  readonly from: From;
}

export interface Table<Value> {
  readonly rows: Row<Value>[];
  readonly faults: RowFault[];
}

/** Reads a CSV file with a header row. Broken rows are named and left out; the rest is unharmed. */
export function readCsv<Schema extends z.ZodType>(path: string, schema: Schema, key: string): Table<z.output<Schema>> {
  const file = basename(path);
  const faults: RowFault[] = [];
  const rows: Row<z.output<Schema>>[] = [];
  // With `info` each record comes beside its line, which the types of csv-parse do not say.
  const records = parse(text(path), {
    columns: true,
    info: true,
    bom: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      faults.push({
        file,
        line: Number(error?.["lines"] ?? 0),
        message: error?.message ?? "cannot be read",
        key: firstOf(error?.["record"]),
      });
      return undefined;
    },
  }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
  for (const { record, info } of records) {
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push({ value: parsed.data, from: { file, line: info.lines } });
    else {
      const message = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
      faults.push({ file, line: info.lines, message, key: record[key] ?? null });
    }
  }
  return { rows, faults };
}

/** A day; `maybeDay` may be left empty. */
export const day = z.iso.date();
export const maybeDay = z.union([day, z.literal("").transform(() => null)]);
export const bool = z.enum(["true", "false"]).transform((value) => value === "true");

/** Money with at most two decimals as whole cents, exactly; null when the source leaves it empty, which is unknown and never nothing. */
export const cents = z
  .string()
  .regex(/^(\d{1,13}(\.\d{1,2})?)?$/, { error: "is no amount with at most two decimals" })
  .transform((text) => {
    if (text === "") return null;
    const [whole = "", decimals = ""] = text.split(".");
    return Number(`${whole}${decimals.padEnd(2, "0")}`);
  });

/** Cents as the amount people write: `1234.50`. */
export function euros(amount: number): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function text(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ImportFailed(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const firstOf = (record: unknown): string | null => (Array.isArray(record) && typeof record[0] === "string" ? record[0] : null);
