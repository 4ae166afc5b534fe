import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse, type CsvError } from "csv-parse/sync";
import { z } from "zod";
import { ImportFailed } from "./failed.ts";

/** A row that could not be read, by file and line. */
export interface RowFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** The row's key as far as it could be read, so that what depends on it can be left out. */
  readonly key: string | null;
}

export interface Row<Value> {
  readonly value: Value;
  readonly line: number;
}

/** Reads a CSV file with a header row. Broken rows are named and left out; the rest is unharmed. */
export function readCsv<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  key: string,
): { rows: Row<z.output<Schema>>[]; faults: RowFault[] } {
  const file = basename(path);
  const faults: RowFault[] = [];
  const rows: Row<z.output<Schema>>[] = [];
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
    if (parsed.success) rows.push({ value: parsed.data, line: info.lines });
    else {
      const message = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
      faults.push({ file, line: info.lines, message, key: record[key] ?? null });
    }
  }
  return { rows, faults };
}

function text(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ImportFailed(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const firstOf = (record: unknown): string | null => (Array.isArray(record) && typeof record[0] === "string" ? record[0] : null);
