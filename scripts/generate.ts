import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asyncApiDocument } from "./generate/asyncApi.ts";
import { openApiDocument } from "./generate/openApi.ts";
import { clientTypes } from "./generate/clientTypes.ts";
import { contractsFolder } from "./generate/folders.ts";

// The published documents and the client's types, made from the schemas. A test fails when what is committed has drifted.
const openApi = await openApiDocument();
writeFileSync(join(contractsFolder, "openapi.json"), openApi);
writeFileSync(join(contractsFolder, "asyncapi.json"), asyncApiDocument());
writeFileSync(join(contractsFolder, "client", "src", "schema.d.ts"), await clientTypes(openApi));
