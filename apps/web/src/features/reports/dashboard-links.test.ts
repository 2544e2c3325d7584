import { expect, test } from "vitest";
import { dashboardLinks } from "./dashboard-links.ts";

const PLACE = "0199a000-0000-7000-8000-000000000001";
const MUG = "0199a000-0000-7000-8000-000000000002";
const day = { day: "2026-03-02", topProductsFrom: "2026-02-01" };

test("[RP12] a figure of today links to the rows of today, of the chosen location", () => {
  const here = dashboardLinks(day, PLACE);
  const today = { from: "2026-03-02", to: "2026-03-02", location: PLACE };
  expect(here.takings).toEqual({ to: "/sales", search: today });
  expect(here.profit).toEqual({ to: "/reports/sales", search: today });
  expect(here.receipts).toEqual({ to: "/sales", search: { ...today, kind: "sale" } });
  expect(here.lowStock).toEqual({ to: "/reports/low-stock", search: { location: PLACE } });
});

test("[RP12] a best seller links to its sales in the days of the figure", () => {
  expect(dashboardLinks(day, undefined).soldOf(MUG)).toEqual({
    to: "/sales",
    search: { product: MUG, from: "2026-02-01", to: "2026-03-02" },
  });
});

test("[RP12] a bar links to its own day", () => {
  expect(dashboardLinks(day, undefined).day("2026-02-11")).toEqual({
    to: "/sales",
    search: { from: "2026-02-11", to: "2026-02-11" },
  });
});
