import { expect, test } from "vitest";
import { createFormats } from "../../lib/format.ts";
import { readDiscount } from "./cart-discount.ts";

const shop = { currency: "EUR", exponent: 2, timeZone: "Europe/Berlin" };
const english = createFormats({ ...shop, locale: "en" });
const german = createFormats({ ...shop, locale: "de" });

test("a plain number is read as chosen: a percentage or an amount of money", () => {
  expect(readDiscount("10", "percent", english).discount).toEqual({
    kind: "percent",
    ppm: 100_000,
  });
  expect(readDiscount("10", "amount", english).discount).toEqual({
    kind: "amount",
    amountMinor: 1000,
  });
  expect(readDiscount("2,5", "percent", german).discount).toEqual({ kind: "percent", ppm: 25_000 });
});

test("a percent sign overrides the choice", () => {
  expect(readDiscount("12.5 %", "amount", english).discount).toEqual({
    kind: "percent",
    ppm: 125_000,
  });
});

test("an empty entry and zero remove the discount", () => {
  for (const text of ["", " ", "0", "0.00"])
    expect(readDiscount(text, "amount", english)).toEqual({ discount: null, wrong: null });
});

test("an invalid discount is reported", () => {
  expect(readDiscount("100.001", "percent", english).wrong).toBe("above100");
  for (const text of ["ten", "-5", "%", "1.2.3"])
    expect(readDiscount(text, "percent", english).wrong).toBe("notRead");
  for (const text of ["-5", "0.001", "x"])
    expect(readDiscount(text, "amount", english).wrong).toBe("notRead");
});
