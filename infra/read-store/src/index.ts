export * from "./port.ts";
export { openReadStore } from "./open.ts";
