import { expect, test } from "vitest";
import { isFiltered, salesFilter } from "./sales-filter.ts";
import { SalesSearch } from "./sales-searches.ts";

const PLACE = "0199a000-0000-7000-8000-000000000001";

test("the filters of an address are those sent to the server", () => {
  const search = SalesSearch.parse({
    q: 1042,
    from: "2026-03-01",
    to: "2026-03-31",
    kind: "return",
    location: PLACE,
    sheet: "return",
  });
  expect(salesFilter(search)).toEqual({
    search: "1042",
    from: "2026-03-01",
    to: "2026-03-31",
    kind: "return",
    locationId: PLACE,
  });
});

test("an invalid address is not filtered, and does not fail", () => {
  const search = SalesSearch.parse({ from: "yesterday", customer: "me", status: "lost" });
  expect(salesFilter(search)).toEqual({});
  expect(isFiltered(salesFilter(search))).toBe(false);
});
