// A Playwright reporter that writes the same format as scripts/test-report.mjs.
import { relative, sep } from "node:path";
import { LEFT_TO_ALL } from "../apps/e2e/matrix.mjs";
import { headline, notRun, writeReport } from "./test-report.mjs";
import { ROOT } from "./tools.mjs";

/** The name of the browser tests in the summary, next to the vitest projects. */
const PROJECT = "e2e";

export default class JourneysReport {
  #suite = null;
  #errors = [];

  printsToStdio() {
    return false;
  }

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  /** An error without a test: a file that does not load, a worker that exits. */
  onError(error) {
    this.#errors.push(`outside any journey: ${headline(error)}`);
  }

  onEnd() {
    const tests = this.#suite?.allTests() ?? [];
    writeReport({
      tests: tests.map(describe),
      errors: this.#errors,
      files: timePerFile(tests),
    });
  }
}

const STATES = { expected: "passed", flaky: "passed", unexpected: "failed" };

function describe(test) {
  const outcome = test.outcome();
  const firstError = test.results.find(({ error }) => error)?.error;
  return {
    project: PROJECT,
    file: pathOf(test),
    // The first three are the root, the project and the file.
    name: test.titlePath().slice(3).join(" > "),
    ...(outcome === "skipped" ? notRun(reasonOf(test)) : { state: STATES[outcome], reason: null }),
    // What a short run left of a test that it walked.
    partly: test.annotations.flatMap(({ type, description }) =>
      type === LEFT_TO_ALL ? [description] : [],
    ),
    // Why the first attempt failed, of a test that only passed at the second.
    unsteady: outcome === "flaky" ? headline(firstError ?? { message: "failed" }) : null,
  };
}

function reasonOf(test) {
  const annotation = test.annotations.find(({ type }) => type === "skip" || type === "fixme");
  return annotation ? (annotation.description ?? null) : "a test before it failed";
}

/** The duration of the tests of each file, with all attempts and fixtures. */
function timePerFile(tests) {
  const files = new Map();
  for (const test of tests) {
    const file = pathOf(test);
    const ms = test.results.reduce((sum, { duration }) => sum + duration, 0);
    files.set(file, (files.get(file) ?? 0) + ms);
  }
  return [...files].map(([file, ms]) => ({ project: PROJECT, file, ms }));
}

const pathOf = (test) => relative(ROOT, test.location.file).split(sep).join("/");
