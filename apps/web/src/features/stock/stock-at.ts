import type { CatalogueRow } from "@daybook/contract/catalogue";

/** The stock of a location, in thousandths; of the whole shop without one. */
export function stockAt(
  row: Pick<CatalogueRow, "onHandMilli" | "stock">,
  locationId: string | undefined,
): number {
  if (locationId === undefined || locationId === "") return row.onHandMilli;
  return row.stock.find((level) => level.locationId === locationId)?.onHandMilli ?? 0;
}
