import { expect, test } from "vitest";
import { leftToAll } from "./left-to-all.mjs";

const met = (state, reason = null, partly = []) => ({ state, reason, partly });

test("each group has one line, with the tests that were left out and those that ran in part", () => {
  const tests = [
    met("passed"),
    met("skipped", "no strace"),
    met("left", "other windows"),
    met("left", "other windows"),
    met("passed", null, ["other windows"]),
    met("failed", null, ["both themes", "other windows"]),
  ];
  expect(leftToAll(tests, [])).toEqual([
    "other windows (tests: 2, tests in part: 2)",
    "both themes (tests in part: 1)",
  ]);
});

test("an engine that ran is listed with the number of files it ran", () => {
  const files = ["sqlite", "sqlite", "postgres", "web"].map((project) => ({ project }));
  expect(leftToAll([], files)).toEqual([
    "what does not differ on postgres (1 files of core and api ran there, 2 on sqlite)",
  ]);
});
