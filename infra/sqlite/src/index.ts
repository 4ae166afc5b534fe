export { openSqlite, type OpenOptions } from "./open.ts";
export { kyselyOnSqlite } from "./kysely.ts";
