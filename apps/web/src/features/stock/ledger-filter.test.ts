import { expect, test } from "vitest";
import { ListMovements, MovementKind } from "@daybook/contract/stock";
import { newId } from "@daybook/contract/uuid";
import { ledgerFilter } from "./ledger-filter.ts";
import { LedgerSearch } from "./stock-searches.ts";

test("[I5] the ledger accepts every filter of the address", () => {
  const [product, location] = [newId(), newId()];
  for (const kind of MovementKind.options) {
    const search = { product, location, kind, from: "2026-03-01", to: "2026-03-31" };
    const filter = ledgerFilter(LedgerSearch.parse(search));
    expect(filter).toEqual({
      productId: product,
      locationId: location,
      kind,
      from: "2026-03-01",
      to: "2026-03-31",
    });
    expect(ListMovements.safeParse(filter).success).toBe(true);
  }
});

test("an invalid value in the address is not used as a filter", () => {
  const search = {
    product: "MUG",
    location: 7,
    kind: "stolen",
    from: "yesterday",
    to: "2026-02-30",
  };
  expect(ledgerFilter(LedgerSearch.parse(search))).toEqual({});
});
