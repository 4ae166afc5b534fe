/** The import cannot go on; the message says why and what to do. */
export class ImportFailed extends Error {
  override readonly name = "ImportFailed";
}
