import { expect, test } from "vitest";
import { instantOf } from "./local-time.ts";

test("local time in London is read in winter, in summer and around the changes", () => {
  const london = (time: string) => instantOf(time, "Europe/London");
  expect(london("2010-12-01 08:26:00")).toBe("2010-12-01T08:26:00.000Z");
  expect(london("2011-06-01 08:26:00")).toBe("2011-06-01T07:26:00.000Z");
  // The clocks go forward at one and back at two.
  expect(london("2011-03-27 00:59:00")).toBe("2011-03-27T00:59:00.000Z");
  expect(london("2011-03-27 02:00:00")).toBe("2011-03-27T01:00:00.000Z");
  expect(london("2011-10-30 00:59:00")).toBe("2011-10-29T23:59:00.000Z");
  expect(london("2011-10-30 02:00:00")).toBe("2011-10-30T02:00:00.000Z");
});
