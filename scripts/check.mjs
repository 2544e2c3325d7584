// `npm run check`: all static checks. Every step runs, even after one fails.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkFeatureList } from "./features.mjs";
import { checkFeatureNames } from "./checks/feature-names.mjs";
import { checkIgnored } from "./checks/ignored.mjs";
import { checkConfirmations, checkDecisionNumbers, checkLinks } from "./checks/links.mjs";
import { checkLockfile } from "./checks/lockfile.mjs";
import { checkStyles } from "./checks/styles.mjs";
import { checkVersions } from "./checks/versions.mjs";
import { checkWords } from "./checks/words.mjs";
import { ROOT, runNode, tool } from "./tools.mjs";
import { checkTypes } from "./typecheck.mjs";

/** The maximum output of a failed step; the tool itself shows the rest. */
const SHOWN_LINES = 40;

/** How many steps run at once: on two cores a third would only wait. */
const SIDE_BY_SIDE = 2;

/** Each step resolves to null (fine) or to the text that says what is wrong. */
const STEPS = [
  // The longest first: all others fit beside it.
  ["types", checkTypes],
  ["format", () => run([tool("oxfmt"), "--check"])],
  ["lint", () => run([tool("oxlint"), "--deny-warnings"])],
  ["boundaries", () => run([tool("turbo"), "boundaries", "--no-update-notifier"])],
  ["dead code", () => run([tool("knip"), "--no-progress"])],
  ["one version of each dependency", () => list(checkVersions(ROOT))],
  ["lockfile complete", () => list(checkLockfile(ROOT))],
  ["migrations up to date", () => runScript("scripts/db-generate.mjs")],
  ["openapi.json up to date", () => runScript("scripts/openapi.mjs")],
  ["variables documented", () => runScript("scripts/configuration.mjs")],
  ["no source ignored by git", () => list(checkIgnored(ROOT))],
  ["paths in the documentation", () => list(checkLinks(ROOT))],
  ["plain English in the documentation", () => list(checkWords(ROOT))],
  ["sizes from the scale", () => list(checkStyles(ROOT))],
  ["names of the features", () => list(checkFeatureNames(ROOT))],
  ["numbers of the decisions", () => list(checkDecisionNumbers(ROOT))],
  ["tests in the decisions", () => list(checkConfirmations(ROOT))],
  ["feature list", () => list(checkFeatureList(ROOT))],
];

/**
 * Runs every step, two at a time, and prints each with its time when it ends.
 * @returns {Promise<{ name: string, problem: string | null }[]>} in the order of the steps
 */
export async function runChecks() {
  const results = [];
  const waiting = STEPS.entries();
  const runOneByOne = async () => {
    // Each worker takes the next one when it is free.
    for (const [index, [name, step]] of waiting) results[index] = await runStep(name, step);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, runOneByOne));
  return results;
}

async function runStep(name, step) {
  const started = performance.now();
  const problem = await step().catch((error) => String(error));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problem === null ? "✓" : "✗"} ${name.padEnd(28)} ${seconds.padStart(5)} s`);
  if (problem !== null) console.log(indent(shorten(problem)));
  return { name, problem };
}

async function run(args, options) {
  const { code, output } = await runNode(args, options);
  return code === 0 ? null : output.trim() || `ended with code ${code}`;
}

const list = async (problems) => (problems.length === 0 ? null : problems.join("\n"));

async function runScript(path) {
  if (!existsSync(join(ROOT, path))) return `${path} is missing.`;
  return run([path, "--check"]);
}

function shorten(text) {
  const lines = text.split("\n");
  if (lines.length <= SHOWN_LINES) return text;
  return [...lines.slice(0, SHOWN_LINES), `… and ${lines.length - SHOWN_LINES} more lines`].join(
    "\n",
  );
}

const indent = (text) => text.replace(/^/gm, "    ");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const results = await runChecks();
  process.exitCode = results.some(({ problem }) => problem !== null) ? 1 : 0;
}
