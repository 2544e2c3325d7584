import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
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

test("[RP2] the usual hours are all there, those without a sale at zero", () => {
  const bars = hourBars([hour(10, 500)], formats);
  expect(bars.map(({ label }) => label)).toEqual([
    "08",
    "09",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
  ]);
  expect(bars.map(({ value }) => value).filter((value) => value > 0)).toEqual([500]);
});

test("a sale before opening or after closing widens the day", () => {
  const bars = hourBars([hour(6, 100), hour(22, 300)], formats);
  expect([bars[0]?.label, bars.at(-1)?.label, bars.length]).toEqual(["06", "22", 17]);
});

test("an hour in which all was given back still shows its receipts", () => {
  const bars = hourBars([hour(12, 0, 2)], formats);
  expect(bars.find(({ label }) => label === "12")).toMatchObject({ text: "£0.00", note: "2" });
});
