import type { CatalogueRow } from "@daybook/contract/catalogue";
import { useFormats } from "../../lib/shop-context.tsx";

/** A product that a search offers: its name, its SKU and its price. */
export function ProductOption({
  row,
}: {
  readonly row: Pick<CatalogueRow, "name" | "sku" | "priceMinor">;
}) {
  const formats = useFormats();
  return (
    <>
      <bdi>{row.name}</bdi> <span className="muted code">{row.sku}</span>{" "}
      <span className="muted num">{formats.money(row.priceMinor)}</span>
    </>
  );
}
