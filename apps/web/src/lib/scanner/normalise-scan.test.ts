import { expect, test } from "vitest";
import { normaliseScan } from "./normalise-scan.ts";

test.each([
  ["4006381333931", "4006381333931", "a bare code stays as it is"],
  ["]E04006381333931", "4006381333931", "the announcement of EAN-13 goes"],
  ["]C10104006381333931", "0104006381333931", "the announcement of GS1-128 goes"],
  ["]d2\u001d0104006381333931", "0104006381333931", "group separators go"],
  ["\u00024006381333931\r\n", "4006381333931", "control characters around it go"],
  ["*AB-12*", "AB-12", "the start and stop signs of Code 39 go"],
  ["*000122521", "000122521", "an asterisk in front of digits goes"],
  ["*", "*", "a lone asterisk is a code"],
  ["A*B", "A*B", "an asterisk in the middle belongs to the code"],
  ["  R-000123 ", "R-000123", "blanks around it go"],
  ["]E0]E0", "]E0", "the announcement is taken once"],
])("%j is read as %j: %s", (raw, code) => {
  expect(normaliseScan(raw)).toBe(code);
});
