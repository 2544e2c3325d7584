import { expect, test } from "vitest";
import { reportDays } from "./report-days.ts";

const TODAY = "2026-03-02";

test.each([
  [{}, { from: "2026-02-01", to: TODAY }],
  [{ from: "2026-02-20" }, { from: "2026-02-20", to: TODAY }],
  [{ to: "2026-02-20" }, { from: "2026-02-20", to: "2026-02-20" }],
  [
    { from: "2026-02-20", to: "2026-02-10" },
    { from: "2026-02-10", to: "2026-02-20" },
  ],
])("a report always has a range of days: %j", (asked, days) => {
  expect(reportDays(asked, TODAY)).toEqual(days);
});
