/**
 * Writes .env.example and docs/configuration.md from the table of the variables: node scripts/configuration.mjs
 * Fails if one of them is out of date: node scripts/configuration.mjs --check
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tsImport } from "tsx/esm/api";
import { ROOT } from "./tools.mjs";

const { configurationPage, envExample } = await tsImport(
  "../apps/server/src/env-documents.ts",
  import.meta.url,
);
const files = { ".env.example": envExample(), "docs/configuration.md": configurationPage() };

for (const [name, text] of Object.entries(files)) {
  const path = join(ROOT, name);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`${name} is out of date: run \`node scripts/configuration.mjs\``);
    process.exitCode = 1;
  }
}
