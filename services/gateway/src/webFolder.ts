import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the built web front-end stands in this checkout. */
export const webFolder = join(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))), "web", "dist");
