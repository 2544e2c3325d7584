import { expect, test } from "vitest";
import { createScanReceivers } from "./scan-receivers.ts";

test("only the newest receiver gets the code", () => {
  const receivers = createScanReceivers();
  const got: string[] = [];
  receivers.add(1, (code) => got.push(`page ${code}`));
  const closeSheet = receivers.add(2, (code) => got.push(`sheet ${code}`));
  expect(receivers.give("4006381333931")).toBe(true);
  closeSheet();
  expect(receivers.give("4006381333931")).toBe(true);
  expect(got).toEqual(["sheet 4006381333931", "page 4006381333931"]);
});

test("a sheet inside a page is above it, though its effects run first", () => {
  const receivers = createScanReceivers();
  const got: string[] = [];
  receivers.add(2, () => got.push("sheet"));
  receivers.add(1, () => got.push("page"));
  receivers.give("12345");
  expect(got).toEqual(["sheet"]);
});

test("a code that no receiver takes is returned", () => {
  const receivers = createScanReceivers();
  expect(receivers.give("12345")).toBe(false);
  receivers.add(1, () => {})();
  expect(receivers.give("12345")).toBe(false);
});
