import { expect, test } from "vitest";
import { createFormats } from "./format.ts";
import { readPieces } from "./typed-pieces.ts";

const formats = createFormats({
  locale: "de-DE",
  currency: "EUR",
  exponent: 2,
  timeZone: "Europe/Berlin",
});
const read = (text: string) => readPieces(text, 50, formats);

test.each([
  ["12", 12],
  ["0", 0],
  ["3r", 150],
  ["R", 50],
  ["r+r", 100],
  ["2 r + 7", 107],
  ["2*50", 100],
  ["2 x 25 + 1", 51],
  ["4-1", 3],
  ["1.200", 1200],
  ["-3", -3],
])("[M14] %s is %s pieces where a roll has 50", (text, pieces) => {
  expect(read(text)).toBe(pieces);
});

test.each(["2,5", "2.5", "0,5r+0,1", "r2", "rolls", "1/0", "3rr", "12 coins"])(
  "[M6] %s is no number of pieces",
  (text) => {
    expect(read(text)).toBeNaN();
  },
);
