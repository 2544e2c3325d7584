import { expect, test } from "vitest";
import { sharedData, sharedJson } from "./shared-data.ts";
import { workedExample } from "./worked-example.ts";

const README = sharedData("README.md");

test("data that is not there is null, not an error", () => {
  expect(sharedData("no/such/file.csv")).toBeNull();
  expect(sharedJson("no/such/file.json")).toBeNull();
});

test.skipIf(README === null)("data that is there has an absolute path", () => {
  expect(README).toMatch(/^(\/|[A-Z]:).*shared.data.README\.md$/);
});

test.skipIf(README === null)(
  "a worked example that does not exist is an error where the data is present",
  () => {
    expect(() => workedExample("no-such-example")).toThrow("no worked example no-such-example");
  },
);
