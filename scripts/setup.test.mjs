// Tests setup in a temporary project of two packages, with a fake npm that only records its calls.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT } from "./tools.mjs";

const LOADS = "module.exports = class { close() {} };";
const BROKEN = "throw new Error('compiled against a different Node.js version');";

let project;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "daybook-setup-"));
  mkdirSync(join(project, "scripts"));
  cpSync(join(ROOT, "scripts/setup.mjs"), join(project, "scripts/setup.mjs"));
  write("packages/db/package.json", "{}");
  write("package-lock.json", lockfile("12.11.1"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

test("a fresh clone is installed once, and the next start does not run npm again", () => {
  npmInstalls(LOADS);
  expect(setUp()).toMatchObject({ status: 0, calls: 1 });
  expect(setUp()).toMatchObject({ status: 0, calls: 1 });
});

test("a changed lockfile is installed again", () => {
  npmInstalls(LOADS);
  setUp();
  write("package-lock.json", lockfile("12.11.2"));
  expect(setUp()).toMatchObject({ status: 0, calls: 2 });
});

test("dependencies that are installed already are not changed", () => {
  npmInstalls(LOADS);
  write("node_modules/.package-lock.json", lockfile("12.11.1"));
  write("node_modules/better-sqlite3/index.js", LOADS);
  expect(setUp()).toMatchObject({ status: 0, calls: 0 });
});

test("an engine compiled for another Node is installed again", () => {
  npmInstalls(LOADS);
  write("node_modules/.package-lock.json", lockfile("12.11.1"));
  write("node_modules/better-sqlite3/index.js", BROKEN);
  expect(setUp()).toMatchObject({ status: 0, calls: 1 });
});

test("an engine that does not load is explained, and the next start tries again", () => {
  npmInstalls(BROKEN);
  const { status, output } = setUp();
  expect(status).toBe(1);
  expect(output).toContain("does not load: compiled against a different Node.js version");
  expect(output).toContain("C++ compiler");
  expect(setUp().calls).toBe(2);
});

test("a failed install ends the start with a sentence", () => {
  write("npm.js", "process.exit(7);");
  const { status, output } = setUp();
  expect(status).toBe(1);
  expect(output).toContain("Installing the dependencies failed");
});

function lockfile(version) {
  return JSON.stringify({
    packages: {
      "": {},
      "node_modules/better-sqlite3": { version, integrity: `sha512-${version}` },
      "node_modules/@other/platform": { version: "1.0.0", os: ["other"], optional: true },
    },
  });
}

/** A fake npm that records each call and installs this engine. */
function npmInstalls(engine) {
  write(
    "npm.js",
    `const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
    appendFileSync("calls", process.argv[2] + "\\n");
    mkdirSync("node_modules/better-sqlite3", { recursive: true });
    writeFileSync("node_modules/better-sqlite3/index.js", ${JSON.stringify(engine)});`,
  );
}

function setUp() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs"], {
    cwd: project,
    encoding: "utf8",
    env: { ...process.env, npm_execpath: join(project, "npm.js") },
  });
  const calls = existsSync(join(project, "calls"))
    ? readFileSync(join(project, "calls"), "utf8").match(/^ci$/gm).length
    : 0;
  return { status, calls, output: stdout + stderr };
}

function write(path, text) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}
