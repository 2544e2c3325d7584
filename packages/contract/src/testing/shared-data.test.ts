import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { sharedData, sharedJson } from "./shared-data.ts";
import { workedExample } from "./worked-example.ts";

const README = sharedData("README.md");

afterEach(() => void vi.unstubAllEnvs());

test("the folder of the data is the one in DAYBOOK_TEST_DATA", () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-data-"));
  try {
    writeFileSync(join(folder, "here.json"), "[1]");
    expect(sharedData("here.json")).toBeNull();
    vi.stubEnv("DAYBOOK_TEST_DATA", folder);
    expect(sharedData("here.json")).toBe(join(folder, "here.json"));
    expect(sharedJson("here.json")).toEqual([1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("missing data is null, not an error", () => {
  expect(sharedData("no/such/file.csv")).toBeNull();
  expect(sharedJson("no/such/file.json")).toBeNull();
});

test.skipIf(README === null)("existing data has an absolute path", () => {
  expect(README !== null && isAbsolute(README)).toBe(true);
});

test.skipIf(README === null)(
  "a worked example that does not exist is an error if the data is present",
  () => {
    expect(() => workedExample("no-such-example")).toThrow("no worked example no-such-example");
  },
);
