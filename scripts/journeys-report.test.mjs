import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LEFT_TO_ALL } from "../apps/e2e/matrix.mjs";
import JourneysReport from "./journeys-report.mjs";
import { ROOT } from "./tools.mjs";

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "journeys-report-"));
  vi.stubEnv("TEST_REPORT", join(folder, "report.json"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A test as Playwright describes it. */
function walked(outcome, ...results) {
  return {
    outcome: () => outcome,
    location: { file: join(ROOT, "apps/e2e/src/till.test.ts") },
    titlePath: () => ["", "", "till.test.ts", "on a desk", outcome],
    annotations: [],
    results,
  };
}

function reportOf(tests, ...errors) {
  const report = new JourneysReport();
  report.onBegin({}, { allTests: () => tests });
  for (const error of errors) report.onError(error);
  report.onEnd();
  return JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
}

test("a flaky journey counts as passed and is listed with its first error, one that fails twice as failed", () => {
  const slip = { duration: 20, error: { message: "a press was lost\nat line 3" } };
  const { tests, files } = reportOf([
    walked("expected", { duration: 10 }),
    walked("flaky", slip, { duration: 30 }),
    walked("unexpected", slip, slip),
    walked("skipped"),
  ]);
  expect(tests.map(({ name, state, unsteady }) => [name, state, unsteady])).toEqual([
    ["on a desk > expected", "passed", null],
    ["on a desk > flaky", "passed", "a press was lost"],
    ["on a desk > unexpected", "failed", null],
    ["on a desk > skipped", "skipped", null],
  ]);
  expect(tests[3].reason).toBe("a test before it failed");
  expect(files).toEqual([{ project: "e2e", file: "apps/e2e/src/till.test.ts", ms: 100 }]);
});

test("a journey that a short run leaves out is left, not skipped, and one that it runs in part is listed as such", () => {
  const left = walked("skipped");
  left.annotations.push({ type: "skip", description: `${LEFT_TO_ALL}: other windows` });
  const partly = walked("expected", { duration: 10 });
  partly.annotations.push({ type: LEFT_TO_ALL, description: "both themes" });
  const { tests } = reportOf([left, partly]);
  expect(tests).toMatchObject([
    { state: "left", reason: "other windows", partly: [] },
    { state: "passed", reason: null, partly: ["both themes"] },
  ]);
});

test("a run that finds no journey is reported as an error", () => {
  expect(reportOf([], { message: "Error: No tests found" }).errors).toEqual([
    "outside any journey: Error: No tests found",
  ]);
});
