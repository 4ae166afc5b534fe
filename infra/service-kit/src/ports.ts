/** The ports a service may name in its types; their engines are opened by {@link openEngines} only. */
export type { PersonKeys } from "@entente/person-keys";
export type { ReadStore, Document, Generation } from "@entente/read-store";
export type { Feed, Batch } from "@entente/feed";
