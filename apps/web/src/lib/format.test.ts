import { describe, expect, test } from "vitest";
import { createFormats } from "./format.ts";
import type { ShopStyle } from "./format.ts";

const london: ShopStyle = {
  locale: "en-GB",
  currency: "GBP",
  exponent: 2,
  timeZone: "Europe/London",
};
const berlin: ShopStyle = {
  locale: "de-DE",
  currency: "EUR",
  exponent: 2,
  timeZone: "Europe/Berlin",
};
const zurich: ShopStyle = {
  ...berlin,
  locale: "de-CH",
  currency: "CHF",
  timeZone: "Europe/Zurich",
};
const tokyo: ShopStyle = { locale: "ja-JP", currency: "JPY", exponent: 0, timeZone: "Asia/Tokyo" };
const tunis: ShopStyle = {
  locale: "fr-TN",
  currency: "TND",
  exponent: 3,
  timeZone: "Africa/Tunis",
};

test("amounts have the decimals of the currency", () => {
  expect(createFormats(london).money(123_450)).toBe("£1,234.50");
  expect(createFormats(tokyo).money(1234)).toMatch(/1,234$/);
  expect(createFormats(tunis).moneyText(1500)).toBe("1,500");
});

test("a negative amount has a minus as wide as a digit", () => {
  expect(createFormats(london).money(-5)).toBe("\u2212£0.05");
});

describe("reading an amount", () => {
  test.each([
    [london, "4.50", 450],
    [london, "4,50", 450],
    [london, " 1,234.5 ", 123_450],
    [london, "1,234", 123_400],
    [berlin, "1.234,50", 123_450],
    [berlin, "4.50", 450],
    [berlin, "4,5", 450],
    [berlin, "1.234", 123_400],
    [zurich, "1’234.50", 123_450],
    [zurich, "1'234.50", 123_450],
    [tokyo, "1,234", 1234],
    [london, "-2", -200],
    [london, "\u22122", -200],
  ])("%o %s", (style, text, minor) => {
    expect(createFormats(style).parseMoney(text)).toBe(minor);
  });

  test.each([
    [london, ""],
    [london, "four"],
    [london, "4.505"],
    [london, "1.2.3"],
    [london, "1,23,4"],
    [tokyo, "4.5"],
    [london, "£"],
    [london, "1e3"],
  ])("%o %s cannot be read", (style, text) => {
    expect(createFormats(style).parseMoney(text)).toBeNaN();
  });
});

test("[fault A4] a decimal point typed in a German shop is never read as a thousands separator", () => {
  const formats = createFormats(berlin);
  expect(formats.parseQuantity("0.575")).toBe(575);
  expect(formats.parseMoney("0.575")).toBeNaN();
  expect(formats.parseMoney("0.57")).toBe(57);
  expect(formats.parseQuantity("1.234")).toBe(1_234_000);
  expect(createFormats(london).parseQuantity("0,575")).toBe(575);
  expect(createFormats(tunis).parseMoney("0.575")).toBe(575);
  expect(createFormats(tokyo).parseMoney("0.575")).toBeNaN();
  expect(createFormats(london).parseWhole("1e3")).toBeNaN();
});

test("[fault A6] a barcode that a scanner typed into a quantity is not a quantity", () => {
  const { parseQuantity } = createFormats(london);
  for (const code of ["5901234123457", " 036000291452 ", "96385074", "00012348"])
    expect(parseQuantity(code), code).toBeNaN();
  expect(["5901234123458", "12345678", "1000000"].map(parseQuantity)).toEqual([
    5_901_234_123_458_000, 12_345_678_000, 1_000_000_000,
  ]);
});

test("a formatted value can be read back in every locale", () => {
  for (const style of [london, berlin, zurich, tokyo, tunis]) {
    const formats = createFormats(style);
    for (const value of [0, 1, 99, 100, 123_456, 100_000_000, -1, -123_456])
      expect(formats.parseMoney(formats.moneyText(value)), `${style.locale} ${value}`).toBe(value);
    for (const value of [0, 1, 500, 1000, 1250, 12_345_678, -1250])
      expect(formats.parseQuantity(formats.quantityText(value)), `${style.locale} ${value}`).toBe(
        value,
      );
  }
});

test("quantities show decimals only if there are any", () => {
  const formats = createFormats(berlin);
  expect([formats.quantity(3000), formats.quantity(1250), formats.quantity(-500)]).toEqual([
    "3",
    "1,25",
    "\u22120,5",
  ]);
});

test("[fault G17] a shop in Kuwait sees one set of digits, and can type both", () => {
  const kuwait = createFormats({
    locale: "ar-KW",
    currency: "KWD",
    exponent: 3,
    timeZone: "Asia/Kuwait",
  });
  const shown = [
    kuwait.money(1_234_500),
    kuwait.moneyText(1_234_500),
    kuwait.quantity(1250),
    kuwait.quantityText(1250),
    kuwait.count(4894),
    kuwait.percent(385_000),
    kuwait.shortDay("2026-03-01"),
    kuwait.fullMoment("2026-07-01T09:30:00Z"),
  ];
  for (const text of shown) expect(text).not.toMatch(/(?![0-9])\p{Nd}/u);
  expect(kuwait.money(1_234_500)).toContain("1,234.500");
  expect(kuwait.parseMoney("١٬٢٣٤٫٥٠٠")).toBe(1_234_500);
  expect(kuwait.parseMoney("1,234.500")).toBe(1_234_500);
});

test("a margin is a percentage with one decimal", () => {
  expect(createFormats(london).percent(385_000)).toBe("38.5%");
  expect(createFormats(london).percent(-12_000)).toBe("\u22121.2%");
});

test("a business date is the same day in every time zone of the browser", () => {
  const formats = createFormats({ ...london, timeZone: "Pacific/Auckland" });
  expect(formats.shortDay("2026-03-01")).toBe("1 Mar");
  expect(formats.weekday("2026-03-01")).toBe("Sunday");
});

test("a moment is shown in the shop's time zone", () => {
  expect(createFormats(london).moment("2026-07-01T09:30:00Z")).toBe("1 Jul, 10:30");
});

test("[fault A4] an Austrian shop reads amounts in its own format, also within a sum", () => {
  const formats = createFormats({
    locale: "de-AT",
    currency: "EUR",
    exponent: 2,
    timeZone: "Europe/Vienna",
  });
  expect(formats.money(123_050)).toContain("1.230,50");
  expect(formats.parseMoney("1.230,50")).toBe(123_050);
  expect(formats.parseMoney("1.230")).toBe(123_000);
  expect(formats.plainAmount("1.230")).toBe("1230.");
});
