import { expect, test } from "vitest";
import { Dashboard } from "@daybook/contract/reports";
import { addDays } from "@daybook/contract/business-time";
import { changePpm, usualDay, usualTakings, usualUntil } from "./usual-day.ts";

const hour = (at: number, takings: number) => ({ hour: at, takingsMinor: takings, receipts: 1 });
const hours = Dashboard.shape.usualByHour.parse([hour(1, 50), hour(9, 100), hour(10, 200)]);

/** Thirty days up to Thursday 5 March, all closed except those given. */
function daysWith(traded: Readonly<Record<string, number>>): Dashboard["lastDays"] {
  return Dashboard.shape.lastDays.parse(
    Array.from({ length: 30 }, (_, index) => {
      const businessDate = addDays("2026-03-05", index - 29);
      const takingsMinor = traded[businessDate] ?? 0;
      return {
        businessDate,
        takingsMinor,
        pastMinor: 0,
        pastSales: 0,
        revenueMinor: takingsMinor,
        costOfGoodsSoldMinor: takingsMinor / 2,
        profitMinor: takingsMinor / 2,
        marginPpm: null,
        taxMinor: 0,
        roundingMinor: 0,
        discountMinor: 0,
        receipts: takingsMinor / 100,
        returns: 0,
        averageReceiptMinor: null,
        unitsMilli: 0,
      };
    }),
  );
}

test("[RP1] a figure is above or below the usual one by a percentage of it", () => {
  expect(changePpm(150, 100)).toBe(500_000);
  expect(changePpm(25, 100)).toBe(-750_000);
  expect(changePpm(25, 0)).toBeNull();
});

test("[RP1] the usual figure up to now ends with this hour, and the hours after midnight are the last of the day", () => {
  expect(usualUntil(hours, { hour: 9, dayCutoffMinutes: 0 }).takingsMinor).toBe(150);
  expect(usualUntil(hours, { hour: 9, dayCutoffMinutes: 240 }).takingsMinor).toBe(100);
  expect(usualUntil(hours, { hour: 1, dayCutoffMinutes: 240 })).toEqual({
    takingsMinor: 350,
    receipts: 3,
  });
});

test("[RP1] the usual day is that of the weeks with sales, without the day itself", () => {
  const lastDays = daysWith({
    "2026-02-19": 1000,
    "2026-02-26": 3000,
    "2026-03-04": 9000,
    "2026-03-05": 7000,
  });
  expect(usualDay({ lastDays, day: "2026-03-05" })).toEqual({
    profitMinor: 1000,
    marginPpm: 500_000,
    averageReceiptMinor: 100,
  });
  expect(usualTakings(lastDays, "2026-03-05")).toBe(2000);
  expect(usualTakings(lastDays, "2026-03-04")).toBe(0);
  expect(usualDay({ lastDays: daysWith({}), day: "2026-03-05" }).profitMinor).toBeNull();
});
