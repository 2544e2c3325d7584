import { expect, test } from "vitest";
import { DisplayGreeting } from "./display-greeting.ts";
import { DisplayState, MOST_DISPLAY_LINES } from "./display.ts";

const LINE = {
  name: "Mug",
  quantityMilli: 2000,
  unit: "each",
  unitPriceMinor: 450,
  basisMilli: 1000,
  amountMinor: 900,
  discountMinor: 0,
  picture: null,
  hue: null,
};
const STATE = {
  seq: 1,
  phase: "cart",
  lines: [LINE],
  moreLines: 0,
  goodsMinor: 900,
  discountMinor: 0,
  depositMinor: 0,
  taxes: [{ name: "VAT", ppm: 200_000, amountMinor: 150 }],
  totalMinor: 900,
  given: [],
  leftMinor: 900,
  leftInCashMinor: null,
  changeMinor: 0,
};

const accepts = (change: object) => DisplayState.safeParse({ ...STATE, ...change }).success;

test("[S17] what a display shows is bounded and exact", () => {
  expect(accepts({})).toBe(true);
  expect(accepts({ lines: Array.from({ length: MOST_DISPLAY_LINES }, () => LINE) })).toBe(true);
  expect(accepts({ lines: Array.from({ length: MOST_DISPLAY_LINES + 1 }, () => LINE) })).toBe(
    false,
  );
  expect(accepts({ lines: [{ ...LINE, name: "x".repeat(201) }] })).toBe(false);
  expect(accepts({ lines: [{ ...LINE, picture: "https://example.org/a.png" }] })).toBe(false);
  expect(accepts({ totalMinor: 9.5 })).toBe(false);
  expect(accepts({ seq: 0 })).toBe(false);
  expect(accepts({ phase: "ringing" })).toBe(false);
  // Nothing else is passed on: no cost, no customer, no person.
  expect(accepts({ customer: "Carla" })).toBe(false);
  expect(accepts({ lines: [{ ...LINE, costMinor: 100 }] })).toBe(false);
});

test("[S17] a greeting is one line without characters that change its direction", () => {
  const refused = (text: string) => DisplayGreeting.safeParse(text).success === false;
  expect(DisplayGreeting.parse("  Good morning! ")).toBe("Good morning!");
  expect(DisplayGreeting.parse("")).toBe("");
  expect(DisplayGreeting.parse("שלום <b>")).toBe("שלום <b>");
  expect(refused("x".repeat(121))).toBe(true);
  expect(refused("two\nlines")).toBe(true);
  expect(refused("gnp.exe \u202Efdp")).toBe(true);
});
