/**
 * Writes the OpenAPI document of all procedures and the client's types of their refusals: node scripts/openapi.mjs
 * Fails where a file no longer says what they do: node scripts/openapi.mjs --check
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const manifest = new URL("../package.json", import.meta.url);
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const { version } = JSON.parse(readFileSync(manifest, "utf8"));
const { openApiDocument } = await tsImport("../packages/api/src/openapi.ts", import.meta.url);
const { refusalTypes } = await tsImport("../packages/api/src/refusal-types.ts", import.meta.url);
const files = {
  "openapi.json": `${JSON.stringify(openApiDocument(version), null, 2)}\n`,
  "packages/client/src/declared-refusals.generated.ts": refusalTypes(),
};

for (const [name, text] of Object.entries(files)) {
  if (!values.check) {
    writeFileSync(at(name), text);
    console.log(`${name}: ${(text.length / 1024).toFixed(0)} KiB`);
  } else if (!existsSync(at(name)) || readFileSync(at(name), "utf8") !== text) {
    console.error(`${name} is out of date: run \`node scripts/openapi.mjs\``);
    process.exitCode = 1;
  }
}
