import { expect, test } from "vitest";
import { dashboardLinks } from "./dashboard-links.ts";

const PLACE = "0199a000-0000-7000-8000-000000000001";
const MUG = "0199a000-0000-7000-8000-000000000002";
const day = { day: "2026-03-02", topProductsFrom: "2026-02-01" };

test("[RP12] a figure of today leads to today's rows, of the place that is looked at", () => {
  const here = dashboardLinks(day, PLACE);
  const today = { from: "2026-03-02", to: "2026-03-02", location: PLACE };
  expect(here.takings).toEqual({ to: "/sales", search: today });
  expect(here.profit).toEqual({ to: "/reports/sales", search: today });
  expect(here.receipts).toEqual({ to: "/sales", search: { ...today, kind: "sale" } });
  expect(here.lowStock).toEqual({ to: "/reports/low-stock", search: { location: PLACE } });
});

test("[RP12] a best seller leads to the sales of it in the very days it is best of", () => {
  expect(dashboardLinks(day, undefined).soldOf(MUG)).toEqual({
    to: "/sales",
    search: { product: MUG, from: "2026-02-01", to: "2026-03-02" },
  });
});

test("[RP12] a bar leads to its own day", () => {
  expect(dashboardLinks(day, undefined).day("2026-02-11")).toEqual({
    to: "/sales",
    search: { from: "2026-02-11", to: "2026-02-11" },
  });
});
