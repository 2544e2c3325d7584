import { startOfBusinessDay } from "@daybook/contract/business-time";

const DAY_MS = 86_400_000;

/** This many days from now, as an instant. */
export function daysFromNow(days: number, now: number): string {
  return new Date(now + days * DAY_MS).toISOString();
}

/**
 * The start of a calendar day in a time zone, as an instant: "2026-07-01" in Berlin is 22:00 of the day before in UTC.
 */
export function startOfDay(date: string, timeZone: string): string {
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) return "";
  return new Date(startOfBusinessDay({ timeZone, dayCutoffMinutes: 0 }, date)).toISOString();
}
