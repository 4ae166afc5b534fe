/** A link as it is handed to somebody: with the address of this Entente. */
export const absolute = (path: string) => new URL(path, location.origin).href;
