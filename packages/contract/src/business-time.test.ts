import { expect, test } from "vitest";
import { addDays, businessTime, localInstant, startOfBusinessDay } from "./business-time.ts";

const CLOCKS = [
  ["Europe/London", 0, "2026-03-29"],
  ["Europe/London", 90, "2026-03-29"],
  ["Europe/London", 240, "2026-10-25"],
  ["America/New_York", 150, "2026-03-08"],
  ["America/New_York", 0, "2026-11-01"],
  ["America/Santiago", 0, "2026-09-06"],
  ["America/Havana", 0, "2026-03-08"],
  ["America/Havana", 0, "2026-11-01"],
  ["Africa/Cairo", 0, "2026-04-24"],
  ["Asia/Beirut", 0, "2026-03-29"],
  ["Australia/Lord_Howe", 120, "2026-10-04"],
  ["Pacific/Auckland", 180, "2026-09-27"],
  ["Pacific/Auckland", 37, "2026-09-27"],
  ["Asia/Kathmandu", 240, "2026-06-01"],
] as const;

for (const [timeZone, dayCutoffMinutes, day] of CLOCKS) {
  test(`${day} begins in ${timeZone}, ${dayCutoffMinutes} minutes after midnight, where its business date does`, () => {
    const clock = { timeZone, dayCutoffMinutes };
    for (const date of [day, addDays(day, 1)]) {
      const start = startOfBusinessDay(clock, date);
      expect(businessTime(clock, start).businessDate).toBe(date);
      expect(businessTime(clock, start - 1).businessDate).toBe(addDays(date, -1));
    }
  });
}

test.each([
  ["Europe/Berlin", "2026-03-29T00:59:59.900Z", "2026-03-29T01:59:59+01:00"],
  ["Europe/Berlin", "2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00+02:00"],
  ["Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T05:45:00+05:45"],
  ["America/St_Johns", "2026-01-01T01:00:00Z", "2025-12-31T21:30:00-03:30"],
  ["UTC", "2026-01-01T01:00:00+02:00", "2025-12-31T23:00:00+00:00"],
  // Before zones had whole minutes: 53 minutes and 28 seconds ahead.
  ["Europe/Berlin", "1890-01-01T00:00:00Z", "1890-01-01T00:53:00+00:53"],
])("[fault A10] in %s, %s is written as %s", (zone, instant, written) => {
  expect(localInstant(zone, instant)).toBe(written);
  expect(Date.parse(localInstant(zone, instant))).toBe(
    Math.floor(Date.parse(instant) / 1000) * 1000,
  );
});
