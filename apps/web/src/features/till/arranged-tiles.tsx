import { useState } from "react";
import type { ReactNode } from "react";
import type { TilePage } from "@daybook/contract/tiles";
import { useSteady } from "../../lib/press.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { arrangedTileTexts as texts } from "../../texts/en/arranged-tiles.ts";
import { tillTexts } from "../../texts/en/till.ts";
import { useCatalogueProducts } from "../catalogue/catalogue.ts";
import { Tile } from "./product-tiles.tsx";
import type { ProductTilesProps } from "./product-tiles.tsx";
import classes from "./product-tiles.module.css";

interface ArrangedTilesProps extends ProductTilesProps {
  readonly pages: readonly TilePage[];
  /** The best sellers, the last tab. */
  readonly best: ReactNode;
}

/** The tabs of an arrangement with their tiles. Loaded on demand. */
export function ArrangedTiles({ pages, best, ...props }: ArrangedTilesProps) {
  const [open, setOpen] = useState(0);
  const shown = Math.min(open, pages.length);
  const page = pages[shown];
  return (
    <section aria-label={page?.name ?? tillTexts.tiles}>
      <fieldset className={classes.categories} aria-label={texts.tabs}>
        {[...pages.map(({ name }) => name), tillTexts.tiles].map((name, index) => (
          <button
            // Two tabs may have the same name.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="button"
            className={classes.category}
            aria-pressed={index === shown}
            onClick={() => setOpen(index)}
          >
            {name}
          </button>
        ))}
      </fieldset>
      {page === undefined ? best : <PageOfTiles page={page} {...props} />}
    </section>
  );
}

function PageOfTiles({ page, ...props }: ProductTilesProps & { readonly page: TilePage }) {
  const formats = useFormats();
  const rows = useSteady(useCatalogueProducts(page.productIds));
  const byId = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
  const tiles = page.productIds.flatMap((id) => byId.get(id) ?? []).filter(({ active }) => active);
  if (tiles.length === 0) return <p className="muted">{tillTexts.noTiles}</p>;
  return (
    <ul className={classes.tiles}>
      {tiles.map((row) => (
        <Tile key={row.id} {...{ row, formats, ...props }} hue={undefined} />
      ))}
    </ul>
  );
}
