// Runs before `npm start`, `npm test`, `npm run dev` and `npm run shop`. Uses only Node's own modules, because
// node_modules may not exist yet.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const at = (path) => new URL(path, root);
const stampFile = at("node_modules/.daybook-setup");

refuseOldNode();
const stamp = wantedStamp();
if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
  if (!isInstalled() || loadDatabase() !== null) install();
  explainDatabase();
  mkdirSync(at("node_modules/"), { recursive: true });
  writeFileSync(stampFile, stamp);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Daybook needs Node 20.19 or newer; this is ${process.version}.\n` +
      "Install a newer one from https://nodejs.org (22 or newer is best: it needs no compiler) and try again.",
  );
  process.exit(1);
}

/** Lockfile, Node ABI, operating system and architecture: everything that affects a compiled dependency. */
function wantedStamp() {
  const { modules } = process.versions;
  return createHash("sha256")
    .update(readFileSync(at("package-lock.json")))
    .update(`${modules} ${process.platform} ${process.arch}`)
    .digest("hex");
}

/** Compares npm's record of the installed packages with the lockfile: true if an install would change nothing. */
function isInstalled() {
  const record = at("node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/") || !belongsHere(entry)) return true;
    const found = present[path];
    // npm omits dependencies of packages for other platforms.
    if (!found && (entry.optional || entry.devOptional) && !entry.os && !entry.cpu) return true;
    if (entry.link) return found?.link === true;
    return found?.version === entry.version && found?.integrity === entry.integrity;
  });
}

function belongsHere(entry) {
  const fits = (list, value) => !list || list.includes(value) || list[0]?.startsWith("!");
  const libc = process.platform === "linux" ? libcName() : undefined;
  return (
    fits(entry.os, process.platform) &&
    fits(entry.cpu, process.arch) &&
    (!libc || fits(entry.libc, libc))
  );
}

function libcName() {
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

function install() {
  console.log("First start, or the dependencies have changed: installing them (a few minutes) …");
  const npm = process.env.npm_execpath;
  const options = { stdio: "inherit", cwd: fileURLToPath(root) };
  const args = ["ci", "--no-audit", "--no-fund"];
  const result = npm?.endsWith("js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (result.status === 0) return;
  console.error(
    "\nInstalling the dependencies failed; see the message of npm above.\n" +
      "The first installation needs a network connection. If a compiler is missing:\n" +
      compilerAdvice(),
  );
  process.exit(1);
}

/** Opens a database: an installed package may be compiled for another Node version. Null if it works. */
function loadDatabase() {
  try {
    const Database = createRequire(at("packages/db/package.json"))("better-sqlite3");
    new Database(":memory:").close();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function explainDatabase() {
  const problem = loadDatabase();
  if (problem === null) return;
  console.error(
    `The database engine (better-sqlite3) does not load: ${problem}\n${compilerAdvice()}`,
  );
  process.exit(1);
}

function compilerAdvice() {
  const advice = {
    linux: "  Debian and Ubuntu: sudo apt install build-essential python3",
    darwin: "  macOS: xcode-select --install",
    win32: "  Windows: run Node's installer again and tick “Tools for Native Modules”",
  };
  return (
    "  Node 22 and newer use a prebuilt engine; for Node 20 it is compiled here, which needs a C++ compiler.\n" +
    (advice[process.platform] ?? "  Install a C++ compiler, make and python3.")
  );
}
