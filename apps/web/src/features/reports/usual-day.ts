import { addDays } from "@daybook/contract/business-time";
import { mulDiv } from "@daybook/contract/exact";
import type { Dashboard, HourFigures } from "@daybook/contract/reports";

const PPM = 1_000_000;
const HOURS = 24;
const WEEK = 7;

/**
 * The difference of a figure from the usual one (negative: below), in parts per million of it; null without a usual
 * one.
 */
export function changePpm(now: number, usual: number): number | null {
  return usual > 0 ? mulDiv(now - usual, PPM, usual) : null;
}

/** The usual figures of this weekday up to and including an hour; the day starts at the shop's cutoff. */
export function usualUntil(
  usualByHour: readonly HourFigures[],
  { hour, dayCutoffMinutes }: { readonly hour: number; readonly dayCutoffMinutes: number },
): { readonly takingsMinor: number; readonly receipts: number } {
  const begins = Math.floor(dayCutoffMinutes / 60);
  const intoDay = (clock: number) => (clock - begins + HOURS) % HOURS;
  const before = usualByHour.filter((row) => intoDay(row.hour) <= intoDay(hour));
  return {
    takingsMinor: sum(before.map((row) => row.takingsMinor)),
    receipts: sum(before.map((row) => row.receipts)),
  };
}

/**
 * Profit, margin and average receipt of the same weekday over the last weeks with sales; null if there were none, and
 * profit and margin also for those who do not see costs.
 */
export interface UsualDay {
  readonly profitMinor: number | null;
  readonly marginPpm: number | null;
  readonly averageReceiptMinor: number | null;
}

/** From the last 30 days, as in the dashboard. */
export function usualDay({ lastDays, day }: Pick<Dashboard, "lastDays" | "day">): UsualDay {
  const days = sameWeekday(lastDays, day).filter(({ businessDate }) => businessDate !== day);
  const revenue = sum(days.map(({ revenueMinor }) => revenueMinor));
  const profits = days.map(({ profitMinor }) => profitMinor).filter((one) => one !== null);
  const profit = profits.length === days.length ? sum(profits) : null;
  const receipts = sum(days.map((one) => one.receipts));
  const takings = sum(days.map(({ takingsMinor }) => takingsMinor));
  return {
    profitMinor: profit !== null && days.length > 0 ? mulDiv(profit, 1, days.length) : null,
    marginPpm: profit !== null && revenue > 0 ? mulDiv(profit, PPM, revenue) : null,
    averageReceiptMinor: receipts > 0 ? mulDiv(takings, 1, receipts) : null,
  };
}

/** The average of the weekday for each of the last days, without the day itself. 0 if unknown. */
export function usualTakings(lastDays: Dashboard["lastDays"], day: string): number {
  const days = sameWeekday(lastDays, day).filter(({ businessDate }) => businessDate !== day);
  if (days.length === 0) return 0;
  return mulDiv(sum(days.map(({ takingsMinor }) => takingsMinor)), 1, days.length);
}

/** The days of this weekday with sales. */
function sameWeekday(lastDays: Dashboard["lastDays"], day: string): Dashboard["lastDays"] {
  const weeks = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((week) => addDays(day, week * WEEK));
  return lastDays.filter(
    ({ businessDate, receipts, returns }) =>
      weeks.includes(businessDate) && (receipts > 0 || returns > 0),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
