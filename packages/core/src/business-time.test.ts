import { expect, test } from "vitest";
import { addDays, businessTime, startOfBusinessDay } from "./business-time.ts";

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
