import { expect, test } from "vitest";
import { createFormats } from "../../lib/format.ts";
import { isCodeNotMoney, looksLikeCode, readEntry } from "./read-entry.ts";

const shop = { currency: "EUR", exponent: 2, timeZone: "Europe/Berlin" };
const { parseQuantity } = createFormats({ ...shop, locale: "en" });
const german = createFormats({ ...shop, locale: "de" }).parseQuantity;

test("a number and an asterisk before the words or the scan are the quantity", () => {
  expect(readEntry("3*tea", parseQuantity)).toEqual({ quantityMilli: 3000, text: "tea" });
  expect(readEntry("3*", parseQuantity)).toEqual({ quantityMilli: 3000, text: "" });
  expect(readEntry(" 12 * green tea ", parseQuantity)).toEqual({
    quantityMilli: 12_000,
    text: "green tea",
  });
  expect(readEntry("0,25*käse", german)).toEqual({ quantityMilli: 250, text: "käse" });
});

test("an asterisk elsewhere belongs to the words", () => {
  for (const text of ["*tea", "tea*3", "a*b", "tea"])
    expect(readEntry(text, parseQuantity)).toEqual({ quantityMilli: null, text });
});

test("an invalid quantity is reported, not read as one", () => {
  for (const text of ["0*tea", "1.2.3*tea", "0.0001*tea"])
    expect(readEntry(text, parseQuantity).quantityMilli).toBeNaN();
});

test("text that looks like a code is offered as a new barcode, words are not", () => {
  expect(["5901234123457", "AB-123456", "036000291452"].every(looksLikeCode)).toBe(true);
  expect(["12", "green tea", "tea", "5901234 123457"].some(looksLikeCode)).toBe(false);
});

test("[X5] a barcode typed by a slow scanner as the amount received is never money", () => {
  expect(isCodeNotMoney("5901234123457", 590_123_412_345_700, 1240)).toBe(true);
  expect(isCodeNotMoney("5901234123457", Number.NaN, 1240)).toBe(true);
  expect(isCodeNotMoney("20", 2000, 1240)).toBe(false);
  expect(isCodeNotMoney("5000.00", 500_000, 1240)).toBe(false);
  // In a shop with eight-digit prices such amounts are normal.
  expect(isCodeNotMoney("12500000", 12_500_000, 11_900_000)).toBe(false);
});
