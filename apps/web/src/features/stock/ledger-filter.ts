import { MovementKind } from "@daybook/contract/stock";
import type { LedgerSearch } from "./stock-searches.ts";

/** The request to the server; an unknown kind in the address means all kinds. */
export function ledgerFilter({ product, location, kind, from, to }: LedgerSearch) {
  const known = MovementKind.safeParse(kind);
  return {
    ...(product === undefined ? {} : { productId: product }),
    ...(location === undefined ? {} : { locationId: location }),
    ...(known.success ? { kind: known.data } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
