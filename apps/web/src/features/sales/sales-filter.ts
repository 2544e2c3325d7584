import type { Inputs } from "@daybook/api/client";
import type { SalesSearch } from "./sales-searches.ts";

/** What the server is asked for: the list, its totals and its files are given the very same filter. */
export type SalesFilter = Inputs["sales"]["totals"];

/** The address as the server's filter. What is left out does not narrow. */
export function salesFilter(search: SalesSearch): SalesFilter {
  return {
    search: search.q,
    from: search.from,
    to: search.to,
    kind: search.kind,
    status: search.status,
    locationId: search.location,
    customerId: search.customer,
    userId: search.seller,
    productId: search.product,
  };
}

/** Whether anything narrows the list down. */
export function isFiltered(filter: SalesFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
