import { expect, test } from "vitest";
import { withOne } from "./waiting-scans.ts";

const unknown = (code: string, quantityMilli: number | null = null) =>
  ({ kind: "unknown", code, quantityMilli }) as const;

test("[fault G19] an unknown code waits for as many as were typed before it and scanned after it", () => {
  const once = withOne([], unknown("036000291452", 3000));
  expect(once).toMatchObject([{ code: "036000291452", quantityMilli: 3000 }]);
  const again = withOne(once, unknown("036000291452"));
  const other = withOne(again, unknown("042100005264"));
  expect(other).toMatchObject([unknown("036000291452", 4000), unknown("042100005264")]);
  expect(other).toHaveLength(2);
});
