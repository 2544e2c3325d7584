// Builds the server and the web client only if a source changed since the last build. Used by other scripts, and
// directly before `npm run shop`.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, runNode, tool } from "./tools.mjs";

const SOURCES = [
  "packages",
  "apps/server",
  "apps/web",
  "package-lock.json",
  "CHANGELOG.md",
  "tsconfig.base.json",
  "turbo.json",
];
const SKIP = new Set(["node_modules", "dist", ".turbo", "coverage"]);
const RESULTS = ["apps/server/dist/main.js", "apps/web/dist/index.html"];
const STAMP = join(ROOT, "apps/server/dist/.built-from");

/** True if the build matches the current sources. Takes a few milliseconds: compares sizes and times, no contents. */
export function isBuilt() {
  if (!RESULTS.every((file) => existsSync(join(ROOT, file))) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, "utf8") === fingerprint();
}

/**
 * Builds if needed. Resolves to null on success, or to the output of the tools on failure. If the contents are
 * unchanged, Turbo uses its cache.
 */
export async function build() {
  if (isBuilt()) return null;
  const before = fingerprint();
  const args = ["run", "build", "--ui=stream", "--output-logs=errors-only", "--no-update-notifier"];
  const { code, output } = await runNode([tool("turbo"), ...args]);
  if (code !== 0) return output;
  const missing = RESULTS.filter((file) => !existsSync(join(ROOT, file)));
  if (missing.length > 0) return `The build did not create ${missing.join(" and ")}.\n${output}`;
  mkdirSync(join(ROOT, "apps/server/dist"), { recursive: true });
  writeFileSync(STAMP, before);
  return null;
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const source of SOURCES) describe(join(ROOT, source), hash);
  return hash.digest("hex");
}

function describe(path, hash) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort())
    if (!SKIP.has(name)) describe(join(path, name), hash);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href && !isBuilt()) {
  // Standard output belongs to the following command.
  console.error("Building Daybook …");
  const problem = await build();
  if (problem !== null) {
    console.error(`${problem}\nThe build failed; see the reason above.`);
    process.exitCode = 1;
  }
}
