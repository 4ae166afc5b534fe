export { openEventStore } from "./open.ts";
export * from "./port.ts";
