import { expect, test } from "vitest";
import { closedOn } from "./closed-on.ts";

test("[M6] the reports of a day are those of the drawers closed on it, until the shop's day ends", () => {
  const clock = { timeZone: "Europe/London", dayCutoffMinutes: 120 };
  const closing = (number: number, closedAt: string, supplementOf: number | null = null) => ({
    number,
    closedAt,
    supplementOf,
  });
  const found = closedOn(
    "2026-11-30",
    [
      closing(1, "2026-11-30T01:59:00Z"),
      closing(2, "2026-11-30T08:00:00Z"),
      closing(3, "2026-11-30T08:00:00Z", 1),
      closing(4, "2026-12-01T01:59:00Z"),
      closing(5, "2026-12-01T02:00:00Z"),
    ],
    clock,
  );
  expect(found.map(({ number }) => number)).toEqual([2, 4]);
});
