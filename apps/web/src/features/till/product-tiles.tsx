import { memo, useEffect, useMemo, useState } from "react";
import type { CSSProperties } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { useCatalogue, useCatalogueProducts, useCatalogueSearch } from "../catalogue/catalogue.ts";
import { Loading } from "../../components/notices.tsx";
import { useKept } from "../../lib/device-storage.ts";
import type { Formats } from "../../lib/format.ts";
import { useSteady } from "../../lib/press.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { tillTexts as texts } from "../../texts/en/till.ts";
import { tileNote } from "./tile-note.ts";
import classes from "./product-tiles.module.css";
import { dayOf, placesOf, tileOrder, withPlaces } from "./tile-order.ts";

/** As many as a person looks through before typing is faster. */
const TILES = 24;
/** The categories of these are offered. */
const LOOKED_AT = 200;
const CATEGORIES = 8;

interface ProductTilesProps {
  /** The places (ids) a sale takes from. */
  readonly soldFrom: readonly string[];
  readonly onPick: (row: CatalogueRow) => void;
}

/** What sells best, by category, to be tapped. Drawn again when the shelves change, not at every scan. */
export const ProductTiles = memo(function ProductTiles({ soldFrom, onPick }: ProductTilesProps) {
  const formats = useFormats();
  const catalogue = useCatalogue();
  const [categoryId, setCategoryId] = useState<string>();
  const best = useSteady(useCatalogueSearch({ text: "", limit: LOOKED_AT }));
  const chosen = useSteady(useCatalogueSearch({ text: "", categoryId, limit: TILES }));
  const rows = useSteady(usePlacedRows(categoryId, chosen));
  if (best.state === "failed") return <p role="alert">{texts.catalogueFailed}</p>;
  if (best.answer === undefined || chosen.answer === undefined || best.state === "loading")
    return <Loading lines={5} />;
  // The first answer names them; what they are called and cost comes a moment later.
  if (rows.length === 0 && chosen.answer.rows.length > 0) return <Loading lines={5} />;
  // What was answered before the products came says nothing about them; below it stands the cart of a phone.
  const isOld = [best, chosen].some(
    ({ answer }) => answer?.rows.length === 0 && answer.version < catalogue.version(),
  );
  if (isOld) return <Loading lines={5} />;
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
              style={hueStyle(id, hues)}
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
            style={hueStyle(row.category?.id, hues)}
          />
        ))}
      </ul>
    </section>
  );
});

interface TileProps extends ProductTilesProps {
  readonly row: CatalogueRow;
  readonly formats: Formats;
  readonly style: CSSProperties;
}

/** One product: known by its colour and its place, its price read from a metre away. */
function Tile({ row, soldFrom, formats, style, onPick }: TileProps) {
  const { text, out } = tileNote(row, soldFrom, formats);
  return (
    <li>
      <button
        type="button"
        className={classes.tile}
        style={style}
        data-out={out}
        onClick={() => onPick(row)}
      >
        <span className={classes.name} title={row.name}>
          {row.name}
        </span>
        <span className={classes.foot}>
          <span className={classes.note}>{text}</span>
          <span className={classes.price}>{formats.money(row.priceMinor)}</span>
        </span>
      </button>
    </li>
  );
}

/** The products of the tiles, each where it has stood since this morning. */
function usePlacedRows(
  categoryId: string | undefined,
  { answer, state }: ReturnType<typeof useCatalogueSearch>,
): readonly CatalogueRow[] {
  const [order, keepOrder] = useKept(tileOrder);
  const [day] = useState(() => dayOf(new Date()));
  const category = categoryId ?? "";
  const before = order.day === day ? order.places[category] : undefined;
  const best = useMemo(() => (answer?.rows ?? []).map(({ id }) => id), [answer]);
  const places = useMemo(() => placesOf(before, best, TILES), [before, best]);
  // Of a list that still loads nobody can say what sells best.
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

/** The categories that sell best, each once, in that order. */
function categoriesOf(rows: readonly CatalogueRow[]): readonly { id: string; name: string }[] {
  const categories = new Map<string, { id: string; name: string }>();
  for (const { category } of rows) if (category !== null) categories.set(category.id, category);
  return [...categories.values()].slice(0, CATEGORIES);
}

/** A colour for each category. New categories come last among the ids, so those of the others stay. */
function huesOf(categories: readonly { id: string }[]): ReadonlyMap<string, number> {
  const ids = categories.map(({ id }) => id).toSorted();
  return new Map(ids.map((id, index) => [id, index % CATEGORIES]));
}

function hueStyle(id: string | undefined, hues: ReadonlyMap<string, number>): CSSProperties {
  const hue = id === undefined ? undefined : hues.get(id);
  return hue === undefined ? {} : { borderInlineStartColor: `var(--hue-${hue})` };
}
