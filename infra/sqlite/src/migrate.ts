import type { DatabaseSync } from "node:sqlite";
import { DatabaseRefused, refusingDamage } from "./refused.ts";

/** The ordered steps that bring a file from empty to what this Entente expects. */
export interface Migrations {
  /** Four ASCII characters that say whose file this is; stored as SQLite's `application_id`. */
  readonly application: string;
  /** Step n takes the schema from version n to n + 1. A step that was released is never changed: add another. */
  readonly steps: readonly ((db: DatabaseSync) => void)[];
  /** For a file that several parts of Entente share: the part these steps belong to. Parts are versioned apart. */
  readonly part?: string;
}

/**
 * Brings a file to the newest schema, all missing steps in one transaction: the file is as it was, or wholly up to date.
 * A file that is up to date is only read.
 * @returns the version that the file has now, which is the number of steps.
 * @throws {DatabaseRefused} for a file that is newer than these steps, belongs to another application, or is damaged.
 */
export function migrate(db: DatabaseSync, migrations: Migrations): number {
  const file = db.location() ?? "(in memory)";
  return refusingDamage(file, () => {
    const application = applicationId(migrations.application);
    refuseForeign(db, file, migrations.application, application);
    if (versionOf(db, migrations) === migrations.steps.length) return migrations.steps.length;
    db.exec("BEGIN IMMEDIATE");
    try {
      // Read again under the lock: another process may have migrated in between.
      const version = versionOf(db, migrations);
      if (version > migrations.steps.length) {
        throw new DatabaseRefused(
          "newer",
          `${file} was written by a newer Entente (schema ${version}, this one knows ${migrations.steps.length}). Start that newer Entente, or restore a backup made before the upgrade.`,
        );
      }
      for (const step of migrations.steps.slice(version)) step(db);
      db.exec(`PRAGMA application_id = ${application}`);
      setVersion(db, migrations);
      db.exec("COMMIT");
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
    return migrations.steps.length;
  });
}

function refuseForeign(db: DatabaseSync, file: string, name: string, application: number): void {
  const found = pragma(db, "application_id");
  if (found === application) return;
  const empty = found === 0 && db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (empty) return;
  throw new DatabaseRefused(
    "foreign",
    `${file} is a database of something else, not Entente's "${name}". Name another data folder, or restore a backup of the right file.`,
  );
}

function versionOf(db: DatabaseSync, { part }: Migrations): number {
  if (part === undefined) return pragma(db, "user_version");
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_part'").get();
  return known ? Number(db.prepare("SELECT version FROM schema_part WHERE part = ?").get(part)?.["version"] ?? 0) : 0;
}

function setVersion(db: DatabaseSync, { part, steps }: Migrations): void {
  if (part === undefined) {
    db.exec(`PRAGMA user_version = ${steps.length}`);
    return;
  }
  db.exec("CREATE TABLE IF NOT EXISTS schema_part (part TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
  db.prepare("INSERT INTO schema_part (part, version) VALUES (?, ?) ON CONFLICT (part) DO UPDATE SET version = excluded.version").run(
    part,
    steps.length,
  );
}

const pragma = (db: DatabaseSync, name: "application_id" | "user_version"): number =>
  Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);

function applicationId(name: string): number {
  if (!/^[\x21-\x7e]{4}$/.test(name)) throw new TypeError(`an application is named by four printable ASCII characters, not "${name}"`);
  return Buffer.from(name, "ascii").readInt32BE();
}
