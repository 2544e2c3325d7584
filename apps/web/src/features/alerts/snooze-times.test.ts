import { expect, test } from "vitest";
import { daysFromNow, startOfDay } from "./snooze-times.ts";

test("a day begins at midnight of the shop's time zone", () => {
  expect(startOfDay("2026-07-01", "Europe/Berlin")).toBe("2026-06-30T22:00:00.000Z");
  expect(startOfDay("2026-01-01", "Europe/London")).toBe("2026-01-01T00:00:00.000Z");
  expect(startOfDay("2026-03-01", "America/Los_Angeles")).toBe("2026-03-01T08:00:00.000Z");
  expect(startOfDay("2026-03-01", "Asia/Kathmandu")).toBe("2026-02-28T18:15:00.000Z");
});

test("also on the days when the clocks change", () => {
  expect(startOfDay("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z");
  expect(startOfDay("2026-10-25", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
  expect(startOfDay("2026-03-08", "America/Los_Angeles")).toBe("2026-03-08T08:00:00.000Z");
});

test("an empty day gives no instant, which the contract then refuses", () => {
  expect(startOfDay("", "Europe/Berlin")).toBe("");
});

test("a week is seven times 24 hours", () => {
  const now = Date.parse("2026-03-01T09:30:00Z");
  expect(daysFromNow(7, now)).toBe("2026-03-08T09:30:00.000Z");
});
