export { openSqlite, type OpenOptions } from "./open.ts";
export { kyselyOnSqlite } from "./kysely.ts";
export { migrate, type Migrations } from "./migrate.ts";
export { DatabaseRefused } from "./refused.ts";
