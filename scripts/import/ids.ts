import { createHash } from "node:crypto";

/** An id made from names: the same names always give the same id (UUID version 8), so an import can be repeated. */
export function idFor(...names: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(names)).digest().subarray(0, 16);
  // Version 8 and the RFC 9562 variant.
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
