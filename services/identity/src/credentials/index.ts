export { openCredentials, type CredentialsOptions } from "./open.ts";
export type * from "./port.ts";
