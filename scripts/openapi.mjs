/**
 * Writes the OpenAPI document of all procedures:   node scripts/openapi.mjs
 * Fails where the file no longer says what they do: node scripts/openapi.mjs --check
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { tsImport } from "tsx/esm/api";

const file = fileURLToPath(new URL("../openapi.json", import.meta.url));
const manifest = new URL("../package.json", import.meta.url);
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const { version } = JSON.parse(readFileSync(manifest, "utf8"));
const { openApiDocument } = await tsImport("../packages/api/src/openapi.ts", import.meta.url);
const text = `${JSON.stringify(openApiDocument(version), null, 2)}\n`;

if (!values.check) {
  writeFileSync(file, text);
  console.log(`openapi.json: ${(text.length / 1024).toFixed(0)} KiB`);
} else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
  console.error("openapi.json is not fresh: run `node scripts/openapi.mjs`");
  process.exitCode = 1;
}
