import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import type { HourFigures } from "@daybook/contract/reports";
import { createFormats } from "../../lib/format.ts";
import { hourBars } from "./dashboard-bars.ts";

const formats = createFormats({
  locale: "en-GB",
  currency: "GBP",
  exponent: 2,
  timeZone: "Europe/London",
});
const hour = (n: number, takings: number, receipts = 1) => ({
  hour: n,
  takingsMinor: minor(takings),
  receipts,
});

const barsOf = (byHour: HourFigures[], usualByHour: HourFigures[] = []) =>
  hourBars({ byHour, usualByHour }, formats);

test("[RP2] without any history all hours of a day are shown, those without a sale at zero", () => {
  const bars = barsOf([hour(10, 500)]);
  expect(bars.map(({ label }) => label).join(" ")).toBe("08 09 10 11 12 13 14 15 16 17 18 19");
  expect(bars.map(({ value }) => value).filter((value) => value > 0)).toEqual([500]);
});

test("[RP2] the hours shown are those in which the shop usually sells, each next to its usual figure", () => {
  const bars = barsOf([hour(10, 500)], [hour(9, 300), hour(11, 200)]);
  expect(bars.map(({ label, value, usual }) => [label, value, usual])).toEqual([
    ["09", 0, 300],
    ["10", 500, 0],
    ["11", 0, 200],
  ]);
});

test("a sale long before opening is shown, without the empty hours of the night", () => {
  const bars = barsOf([hour(1, 100), hour(22, 300)], [hour(9, 300), hour(10, 200)]);
  expect(bars.map(({ label }) => label).join(" ")).toBe("01 09 10 22");
});

test("an hour whose sales were all refunded still shows its receipts", () => {
  const bars = barsOf([hour(12, 0, 2)]);
  expect(bars.find(({ label }) => label === "12")).toMatchObject({ text: "£0.00", note: "2" });
});
