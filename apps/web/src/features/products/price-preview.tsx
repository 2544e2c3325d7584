import type { CatalogueRow } from "@daybook/contract/catalogue";
import { changedPrice } from "@daybook/contract/price-change";
import type { PriceChange } from "@daybook/contract/price-change";
import { DataTable } from "../../components/data-table.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { productTexts as texts } from "../../texts/en/products.ts";
import { priceWithBasis } from "./price-with-basis.ts";
import classes from "./price-preview.module.css";

interface PricePreviewProps {
  readonly rows: readonly CatalogueRow[];
  readonly change: PriceChange;
}

/** The current and the new price of each selected product, before anything is saved. */
export function PricePreview({ rows, change }: PricePreviewProps) {
  const formats = useFormats();
  const after = (row: CatalogueRow) => ({
    ...row,
    priceMinor: changedPrice(row.priceMinor, change, formats.style.exponent),
  });
  return (
    // It scrolls, so it must be focusable.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={texts.newPrices} className={classes.preview} tabIndex={0}>
      <DataTable
        label={texts.newPrices}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: "name", title: texts.name, phone: "name", cell: ({ name }) => name },
          {
            key: "now",
            title: texts.priceNow,
            figure: true,
            named: true,
            cell: (row) => priceWithBasis(row, formats),
          },
          {
            key: "new",
            title: texts.priceNew,
            figure: true,
            phone: "number",
            cell: (row) => priceWithBasis(after(row), formats),
          },
        ]}
      />
    </section>
  );
}
