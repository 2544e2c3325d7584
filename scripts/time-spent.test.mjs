import { expect, test } from "vitest";
import { timeSpent } from "./time-spent.mjs";

test("the summary lists the time per step and project, and the slowest files first", () => {
  const files = [
    { project: "db", file: "packages/db/src/a.test.ts", ms: 1500 },
    { project: "e2e", file: "apps/e2e/src/b.test.ts", ms: 61_040 },
    { project: "db", file: "packages/db/src/c.test.ts", ms: 2000 },
  ];
  expect(timeSpent([{ name: "Build", ms: 12_340 }], files)).toEqual([
    "Time per step:",
    "   12.3 s  Build",
    "Time per project, its files added up:",
    "   61.0 s  e2e       1 files",
    "    3.5 s  db        2 files",
    "The 3 slowest files:",
    "   61.0 s  e2e       apps/e2e/src/b.test.ts",
    "    2.0 s  db        packages/db/src/c.test.ts",
    "    1.5 s  db        packages/db/src/a.test.ts",
  ]);
});

test("at most fifteen files are listed", () => {
  const files = Array.from({ length: 20 }, (_, index) => ({
    project: "web",
    file: `${index}.test.ts`,
    ms: index,
  }));
  const lines = timeSpent([], files);
  const named = lines.slice(lines.indexOf("The 15 slowest files:") + 1);
  expect(named).toHaveLength(15);
  expect(named[0]).toContain("19.test.ts");
});
