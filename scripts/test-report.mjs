// A vitest reporter with data that vitest's JSON lacks: the project of a test and why it was skipped.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { LEFT_TO_ALL } from "../apps/e2e/matrix.mjs";
import { ROOT } from "./tools.mjs";

export default class TestReport {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map(describe));
    const errors = unhandledErrors.map((error) => `outside any test: ${headline(error)}`);
    for (const module of modules) errors.push(...moduleErrors(module));
    writeReport({ tests, errors, files: modules.map(timeOf) });
  }
}

/**
 * How a test counts that did not run: as left to `npm run test:all` where its reason says so, else as skipped.
 *
 * @param {string | null} reason
 */
export function notRun(reason) {
  const mark = `${LEFT_TO_ALL}: `;
  if (reason?.startsWith(mark)) return { state: "left", reason: reason.slice(mark.length) };
  return { state: "skipped", reason };
}

/**
 * Writes what a run met to the file named by TEST_REPORT, where one is named.
 *
 * @param {{ tests: { project: string, file: string, name: string, state: string, reason: string | null, unsteady: string | null }[], errors: string[], files: { project: string, file: string, ms: number }[] }} report
 */
export function writeReport(report) {
  const target = process.env.TEST_REPORT;
  if (!target) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(report));
}

function describe(test) {
  const { state, note, errors } = test.result();
  const flaky = test.diagnostic()?.flaky ?? false;
  return {
    project: test.project.name,
    file: pathOf(test.module),
    name: test.fullName,
    ...(state === "skipped"
      ? notRun(note ?? (test.options.mode === "todo" ? "not written yet" : null))
      : { state, reason: null }),
    // What a short run left of a test that it ran.
    partly: test.meta().partly ?? [],
    // Why the first attempt failed, of a test that only passed at the second.
    unsteady: flaky ? headline(errors?.[0] ?? { message: "failed without an error" }) : null,
  };
}

/** The duration of a file, from loading it to the last of its hooks. */
function timeOf(module) {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    module.diagnostic();
  const ms = [environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration];
  return {
    project: module.project.name,
    file: pathOf(module),
    ms: ms.reduce((sum, one) => sum + one, 0),
  };
}

/**
 * A file that fails to load has no tests, so its error is counted instead; the same is true of a failed hook of a
 * suite.
 */
function moduleErrors(module) {
  const own = module.errors().map((error) => `${pathOf(module)}: ${headline(error)}`);
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => `${pathOf(module)} > ${suite.fullName}: ${headline(error)}`),
  );
  return [...own, ...suites];
}

const pathOf = (module) => relative(ROOT, module.moduleId).split(sep).join("/");

/** The summary has one line for each; the full error is in the output above. */
export const headline = ({ message, value }) =>
  stripVTControlCharacters(message ?? value ?? "").split("\n")[0];
