import { memo, useEffect, useMemo, useState } from "react";
import type { CSSProperties } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import {
  useCatalogue,
  useCatalogueProducts,
  useCatalogueReading,
  useCatalogueSearch,
} from "../catalogue/catalogue.ts";
import { NotLoaded } from "../../components/notices.tsx";
import { ProductThumb } from "../../components/product-thumb.tsx";
import { useDeviceValue } from "../../lib/device-storage.ts";
import type { Formats } from "../../lib/format.ts";
import { useSteady } from "../../lib/press.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { keptTiles } from "./kept-tiles.ts";
import { ArrangedTiles, OwnTiles } from "./late-parts.ts";
import { tileNote } from "./tile-note.ts";
import classes from "./product-tiles.module.css";
import { dayOf, placesOf, tileOrder, withPlaces } from "./tile-order.ts";

/** With more tiles, typing is faster. */
const TILES = 24;
/** The categories of these are offered. */
const LOOKED_AT = 200;
const CATEGORIES = 8;

export interface ProductTilesProps {
  /** The ids of the locations a sale takes from. */
  readonly soldFrom: readonly string[];
  readonly onPick: (row: CatalogueRow) => void;
}

/** The tiles of this till, or else the best sellers. Renders when the products change, not at every scan. */
export const ProductTiles = memo(function ProductTiles(props: ProductTilesProps) {
  const [{ pages }] = useDeviceValue(keptTiles);
  const best = <BestTiles {...props} />;
  return (
    <>
      <OwnTiles />
      {pages.length > 0 ? <ArrangedTiles {...{ pages, best, ...props }} /> : best}
    </>
  );
});

/** Best sellers by category. */
function BestTiles({ soldFrom, onPick }: ProductTilesProps) {
  const formats = useFormats();
  const catalogue = useCatalogue();
  const reading = useCatalogueReading();
  const [categoryId, setCategoryId] = useState<string>();
  const best = useSteady(useCatalogueSearch({ text: "", limit: LOOKED_AT }));
  const chosen = useSteady(useCatalogueSearch({ text: "", categoryId, limit: TILES }));
  const rows = useSteady(usePlacedRows(categoryId, chosen));
  // The first result contains ids only; names and prices follow a moment later.
  const named = rows.length > 0 || chosen.answer?.rows.length === 0;
  // A result from before the products were loaded is incomplete; on a phone the cart is below it.
  const isOld = [best, chosen].some(
    ({ answer }) => answer?.rows.length === 0 && answer.version < catalogue.version(),
  );
  if (best.state !== "ready" || best.answer === undefined || !named || isOld)
    return <NotLoaded query={reading} shape="tiles" lines={12} />;
  const categories = categoriesOf(best.answer.rows);
  const hues = huesOf(categories);
  return (
    <section aria-label={texts.tiles}>
      {categories.length < 2 ? null : (
        <div className={classes.categories}>
          {[{ id: undefined, name: texts.allCategories }, ...categories].map(({ id, name }) => (
            <button
              key={id ?? ""}
              type="button"
              className={classes.category}
              aria-pressed={categoryId === id}
              style={hueStyle(hueOf(id, hues))}
              onClick={() => setCategoryId(id)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      {rows.length === 0 ? <p className="muted">{texts.noTiles}</p> : null}
      <ul className={classes.tiles}>
        {rows.map((row) => (
          <Tile
            key={row.id}
            {...{ row, soldFrom, formats, onPick }}
            hue={hueOf(row.category?.id, hues)}
          />
        ))}
      </ul>
    </section>
  );
}

interface TileProps extends ProductTilesProps {
  readonly row: CatalogueRow;
  readonly formats: Formats;
  readonly hue: number | undefined;
}

/** One product, recognizable by color and position, with a large price. */
export function Tile({ row, soldFrom, formats, hue, onPick }: TileProps) {
  const { text, out } = tileNote(row, soldFrom, formats);
  return (
    <li>
      <button
        type="button"
        className={classes.tile}
        style={hueStyle(hue)}
        data-out={out}
        onClick={() => onPick(row)}
      >
        <span className={classes.name} title={row.name}>
          {row.name}
        </span>
        <span className={classes.foot}>
          <ProductThumb name={row.name} picture={row.picture} hue={hue} large />
          <span className={classes.figures}>
            <span className={classes.note}>{text}</span>
            <span className={classes.price}>
              {row.askPrice ? null : formats.money(row.priceMinor)}
            </span>
          </span>
        </span>
      </button>
    </li>
  );
}

/** The products of the tiles in today's fixed positions. */
function usePlacedRows(
  categoryId: string | undefined,
  { answer, state }: ReturnType<typeof useCatalogueSearch>,
): readonly CatalogueRow[] {
  const [order, keepOrder] = useDeviceValue(tileOrder);
  const [day] = useState(() => dayOf(new Date()));
  const category = categoryId ?? "";
  const before = order.day === day ? order.places[category] : undefined;
  const best = useMemo(() => (answer?.rows ?? []).map(({ id }) => id), [answer]);
  const places = useMemo(() => placesOf(before, best, TILES), [before, best]);
  // An incomplete list has no reliable best sellers.
  const news = state === "ready" && places.join() !== before?.join() ? places.join() : null;
  useEffect(() => {
    if (news !== null)
      keepOrder(withPlaces(tileOrder.get(), day, category, news === "" ? [] : news.split(",")));
  }, [keepOrder, news, day, category]);
  const rows = useCatalogueProducts(places);
  return useMemo(() => {
    const byId = new Map<string, CatalogueRow>(rows.map((row) => [row.id, row]));
    return places.flatMap((id) => byId.get(id) ?? []).filter(({ active }) => active);
  }, [rows, places]);
}

/** The categories of the best sellers, in that order, without duplicates. */
function categoriesOf(rows: readonly CatalogueRow[]): readonly { id: string; name: string }[] {
  const categories = new Map<string, { id: string; name: string }>();
  for (const { category } of rows) if (category !== null) categories.set(category.id, category);
  return [...categories.values()].slice(0, CATEGORIES);
}

/** A color for each category. New categories have the highest ids, so the others keep their color. */
function huesOf(categories: readonly { id: string }[]): ReadonlyMap<string, number> {
  const ids = categories.map(({ id }) => id).toSorted();
  return new Map(ids.map((id, index) => [id, index % CATEGORIES]));
}

function hueOf(id: string | undefined, hues: ReadonlyMap<string, number>): number | undefined {
  return id === undefined ? undefined : hues.get(id);
}

function hueStyle(hue: number | undefined): CSSProperties {
  return hue === undefined ? {} : { borderInlineStartColor: `var(--hue-${hue})` };
}
