import type { Inputs } from "@daybook/api/client";
import type { SalesSearch } from "./sales-searches.ts";

/** The request to the server: the list, its totals and its files use the same filter. */
export type SalesFilter = Inputs["sales"]["totals"];

/** The search parameters as the server's filter. Omitted ones do not filter. */
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

/** Whether any filter is active. */
export function isFiltered(filter: SalesFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
