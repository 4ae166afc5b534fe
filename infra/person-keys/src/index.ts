export { PersonErased, PersonKeyMissing, SealBroken, type Erasure, type PersonKeys } from "./port.ts";
export { openPersonKeys, type PersonKeysOptions } from "./sqlite.ts";
