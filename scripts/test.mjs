// `npm test`: the checks, the build, every test that can run on this machine, and the list of skipped tests.
// The last line is always `N passed, N failed, N skipped`.
//   npm run test:all               every test on every engine, every journey in every window, theme and way to press
//   npm test -- --changed          only tests that reach a file that is not committed
//   npm test -- --changed=main     only tests that reach a file that differs from a branch or commit
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium } from "../apps/e2e/chromium.mjs";
import { build } from "./build.mjs";
import { runChecks } from "./check.mjs";
import { compareWithReport } from "./features.mjs";
import { leftToAll } from "./left-to-all.mjs";
import { timeSpent } from "./time-spent.mjs";
import { ROOT, runNode, tool } from "./tools.mjs";

/** The minimum coverage of packages/core and packages/contract by the tests on SQLite, in percent. */
const COVERAGE_FLOOR = 90;
const COVERED = ["packages/core/", "packages/contract/"];

/** Coverage is a separate run: it slows every test, and one engine is enough. */
const MEASURED = ["contract", "sqlite"];
const PLAIN = ["scripts", "db", "web", "pglite", "client", "server", "load", "examples"];

/** One sale in the browser, which depends on every part of the product. */
const BROWSER_SMOKE = "apps/e2e/src/first-sale.test.ts";

const { all, changed } = readOptions(process.argv.slice(2));

const passed = [];
const failed = [];
const skipped = [];
const unsteady = [];
/** The durations in the summary: the parts of the run, and every file. */
const steps = [];
const files = [];
/** Every test that was met. */
const met = [];
const started = performance.now();

// An empty variable means not set, here and in every test.
if (!process.env.TEST_POSTGRES_URL) delete process.env.TEST_POSTGRES_URL;

await main();

async function main() {
  title("Checks");
  for (const { name, problem } of await runChecks()) settle(`check: ${name}`, problem, true);

  title("Build");
  settle("build of server and web client", await build());

  const postgres = Boolean(process.env.TEST_POSTGRES_URL);
  const chromium = findChromium();
  if (!postgres)
    skipped.push("tests of core and api on a PostgreSQL server: TEST_POSTGRES_URL is not set");
  if (chromium === null)
    skipped.push("journeys in the browser: no chromium (install it, or set CHROMIUM_PATH)");

  const plain = [...PLAIN, ...(postgres ? ["postgres"] : [])];
  if (changed === null) await testEverything(plain, chromium);
  else await testChanged(plain, chromium);
  summary();
}

/** `--changed` has an optional value, which parseArgs does not support. */
function readOptions(given) {
  const args = given.map((one) => (one === "--changed" ? "--changed=HEAD" : one));
  const options = { all: { type: "boolean", default: false }, changed: { type: "string" } };
  const { values } = parseArgs({ args, options });
  return { all: values.all, changed: values.changed ?? null };
}

async function testEverything(plain, chromium) {
  title("Tests with coverage");
  rmSync(join(ROOT, "coverage"), { recursive: true, force: true });
  const measured = await runTests(MEASURED, ["--coverage", "--coverage.reportOnFailure"]);
  for (const folder of COVERED) settle(`check: coverage of ${folder}`, coverageProblem(folder));

  title("Tests");
  const others = await runTests(plain, []);

  title("Journeys in the browser");
  const journeys = chromium === null ? [] : await runJourneys([]);

  const tests = [...measured, ...others, ...journeys];
  const { unproven, notHere } = compareWithReport(ROOT, { tests });
  settle("check: features marked as working are proven", unproven.join("\n") || null);
  skipped.push(...notHere);
}

/** The tests that import a changed file, and one sale in the browser if the product itself changed. */
async function testChanged(plain, chromium) {
  title(`Tests of the changes since ${changed}`);
  await runTests([...MEASURED, ...plain], [`--changed=${changed}`]);
  if (chromium !== null) await testChangedJourneys();
  skipped.push("coverage, and the proof of the feature list: only a full run checks them");
  skipped.push("tests that start the built server or a browser: only a full run starts them");
}

async function testChangedJourneys() {
  title("Journeys in the browser");
  await runJourneys([`--only-changed=${changed}`, "--pass-with-no-tests"]);
  if (changedFiles().some((file) => /^(apps|packages)\/.+(?<!\.test)\.tsx?$/.test(file)))
    await runJourneys([BROWSER_SMOKE]);
}

/** Files that differ from the commit, and untracked files. */
function changedFiles() {
  const git = (...args) => spawnSync("git", args, { cwd: ROOT, encoding: "utf8" }).stdout ?? "";
  const known = git("diff", "--name-only", changed);
  const unknown = git("ls-files", "--others", "--exclude-standard");
  return `${known}${unknown}`.split("\n").filter(Boolean);
}

/** Runs the given vitest projects and returns all tests. */
function runTests(projects, options) {
  const reporters = ["--reporter=default", "--reporter=./scripts/test-report.mjs"];
  const chosen = projects.map((name) => `--project=${name}`);
  const args = [tool("vitest"), "run", "--passWithNoTests", ...chosen, ...reporters, ...options];
  return runAndCount(args, `vitest (${projects.join(", ")})`);
}

/** Runs the browser tests and returns all tests; fails if there are none, or with a `test.only`. */
function runJourneys(options) {
  const config = "--config=apps/e2e/playwright.config.ts";
  const args = [tool("@playwright/test", "playwright"), "test", config, "--forbid-only"];
  return runAndCount([...args, ...options], "playwright");
}

/** Runs a test runner that writes a report, and counts the results. */
async function runAndCount(args, runner) {
  const file = join(ROOT, "reports", "tests.json");
  rmSync(file, { force: true });
  const env = { TEST_REPORT: file, TEST_MATRIX: all ? "all" : "short" };
  const { code } = await runNode(args, { show: true, env });
  if (!existsSync(file)) {
    failed.push(`${runner} ended with code ${code} before it could report`);
    return [];
  }
  const { tests, errors, files: timed } = JSON.parse(readFileSync(file, "utf8"));
  for (const { project, name, state, reason, unsteady: trouble } of tests) {
    const label = `${project}: ${name}`;
    if (trouble) unsteady.push(`${label}: ${trouble}`);
    if (state === "passed") passed.push(label);
    else if (state === "skipped") skipped.push(reason ? `${label}: ${reason}` : label);
    else if (state !== "left") failed.push(label);
  }
  failed.push(...errors);
  files.push(...timed);
  met.push(...tests);
  const clean = errors.length === 0 && tests.every(({ state }) => state !== "failed");
  if (code !== 0 && clean) failed.push(`${runner} ended with code ${code}`);
  return tests;
}

function coverageProblem(folder) {
  const file = join(ROOT, "coverage/coverage-summary.json");
  if (!existsSync(file)) return "the run wrote no coverage report.";
  const files = Object.entries(JSON.parse(readFileSync(file, "utf8"))).filter(([path]) =>
    path.replaceAll("\\", "/").includes(`/${folder}`),
  );
  const total = files.reduce((sum, [, { lines }]) => sum + lines.total, 0);
  const covered = files.reduce((sum, [, { lines }]) => sum + lines.covered, 0);
  const percent = total === 0 ? 0 : (100 * covered) / total;
  console.log(`${folder.padEnd(20)} ${percent.toFixed(1)} % of ${total} lines reached`);
  if (percent >= COVERAGE_FLOOR) return null;
  const worst = files
    .filter(([, { lines }]) => lines.covered < lines.total)
    .sort(([, a], [, b]) => b.lines.total - b.lines.covered - (a.lines.total - a.lines.covered))
    .slice(0, 10)
    .map(
      ([path, { lines }]) =>
        `  ${lines.total - lines.covered} lines not covered in ${path.slice(ROOT.length + 1)}`,
    );
  return [`${percent.toFixed(1)} % is below ${COVERAGE_FLOOR} %.`, ...worst].join("\n");
}

/** Counts one step of the run; a step that prints its own problems is counted without them. */
function settle(name, problem, alreadyShown = false) {
  if (problem === null) return passed.push(name);
  if (!alreadyShown) console.log(`✗ ${name}\n${problem}`);
  return failed.push(name);
}

/** Starts a part of the run, and ends the previous one. */
function title(text) {
  const now = performance.now();
  const last = steps.at(-1);
  if (last !== undefined) last.ms = now - last.began;
  steps.push({ name: text, began: now, ms: 0 });
  console.log(`\n── ${text} ${"─".repeat(Math.max(0, 76 - text.length))}`);
}

function summary() {
  title("Summary");
  for (const name of failed) console.log(`failed   ${name}`);
  for (const name of skipped) console.log(`skipped  ${name}`);
  for (const name of unsteady) console.log(`unsteady ${name}`);
  if (!all) for (const group of leftToAll(met, files)) console.log(`left to test:all: ${group}`);
  console.log(`\n${timeSpent(steps.slice(0, -1), files).join("\n")}`);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`\nIn ${minutes} minutes.`);
  process.exitCode = failed.length > 0 ? 1 : 0;
  console.log(`${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
}
