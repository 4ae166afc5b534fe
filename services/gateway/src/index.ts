export { apiDocument, apiPage } from "./apiDocument.ts";
export { publicOrigin } from "./publicOrigin.ts";
export { webFolder } from "./webFolder.ts";
