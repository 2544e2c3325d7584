import { expect, test } from "vitest";
import { calculate, isSum } from "./calculate.ts";
import { createFormats } from "./format.ts";

const style = { locale: "en-GB", currency: "GBP", exponent: 2, timeZone: "Europe/London" };
const { plainDecimal } = createFormats(style);
const german = createFormats({ ...style, locale: "de-DE" }).plainDecimal;
const cents = (text: string, from = Number.NaN) =>
  calculate(text, { plain: plainDecimal, from, places: 2 });

test.each([
  ["12*1.2", 1440],
  ["12 × 1.2", 1440],
  ["10/3", 333],
  ["2/3", 67],
  ["1+2*3", 700],
  ["(1+2)*3", 900],
  ["20+10%", 2200],
  ["20-10%", 1800],
  ["50*20%", 1000],
  ["-(3-5)", 200],
  ["1,200+1", 120_100],
  ["0.1+0.2", 30],
  ["5", 500],
])("%s is calculated exactly", (text, expected) => {
  expect(cents(text)).toBe(expected);
});

test("a sum that begins with a sign continues from the value in the field", () => {
  expect(cents("+10%", 450)).toBe(495);
  expect(cents("*1.2", 1000)).toBe(1200);
  expect(cents("-0.50", 450)).toBe(400);
  expect(cents("/3", 1000)).toBe(333);
  expect(cents("-0.50")).toBe(-50);
});

test("numbers are read in the shop's format", () => {
  expect(calculate("1.200,50*2", { plain: german, from: Number.NaN, places: 2 })).toBe(240_100);
});

test("a comma that groups nothing is a decimal comma, alone and in a sum, and grouped thousands are thousands", () => {
  expect(cents("12*1,5")).toBe(1800);
  expect(cents("12*1,50")).toBe(1800);
  expect(cents("2*1,500")).toBe(300_000);
  expect(cents("12*1,5,0")).toBeNaN();
  expect(cents("12*1,23,456")).toBeNaN();
  expect(cents("100+1,5%")).toBe(10_150);
});

test("[fault A4] a number in a sum is read by the same rule as one alone", () => {
  const grams = (text: string) => calculate(text, { plain: german, from: Number.NaN, places: 3 });
  expect(grams("0.575*2")).toBe(1150);
  expect(grams("1.234*2")).toBe(2_468_000);
  expect(grams("١٫٥+0,5")).toBe(2000);
  expect(grams("5 5*2")).toBeNaN();
});

test("halves are rounded away from zero, once", () => {
  expect(cents("0.01/2")).toBe(1);
  expect(cents("-(0.01/2)")).toBe(-1);
  expect(cents("0.01/2*2")).toBe(1);
});

test.each([
  "",
  "*",
  "1+",
  "(1",
  "1)",
  "1//2",
  "5/0",
  "abc",
  "1e9*2",
  "9".repeat(30),
  "2**3",
  "1 % 2",
])("“%s” is not a sum", (text) => {
  expect(cents(text)).toBeNaN();
});

test("a single number is not a sum, even a negative one", () => {
  expect(isSum("12.50")).toBe(false);
  expect(isSum("-3")).toBe(false);
  expect(isSum("+10%")).toBe(true);
  expect(isSum("12*1.2")).toBe(true);
});
