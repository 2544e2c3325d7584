import { expect, test } from "vitest";
import { timeOfDay } from "./time-of-day.ts";

test("minutes after midnight are shown as a time of day", () => {
  expect([0, 270, 23 * 60 + 59, null].map(timeOfDay)).toEqual(["00:00", "04:30", "23:59", ""]);
});
