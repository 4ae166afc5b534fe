import createClient, { type ClientOptions } from "openapi-fetch";
import type { paths } from "./schema.d.ts";

export type { components, operations, paths } from "./schema.d.ts";

/** A typed client of the public API, made from the published OpenAPI document. */
export const createEntenteClient = (options: ClientOptions) => createClient<paths>(options);
export type EntenteClient = ReturnType<typeof createEntenteClient>;
