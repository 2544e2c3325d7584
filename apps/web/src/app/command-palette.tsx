import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { searchFold } from "@daybook/contract/fold";
import { useCatalogueSearch } from "../features/catalogue/catalogue.ts";
import { Keys } from "../components/keys.tsx";
import { Palette } from "../components/palette.tsx";
import type { PaletteEntry } from "../components/palette.tsx";
import { useFormats, useShop } from "../lib/shop-context.tsx";
import { useListedShortcuts } from "../lib/shortcuts.tsx";
import { shellSheetTexts } from "../texts/en/shell-sheets.ts";
import { shellTexts } from "../texts/en/shell.ts";
import { paths } from "../lib/paths.ts";
import { placesFor, SCAN } from "./places.ts";

const MOST_PRODUCTS = 8;
const texts = shellSheetTexts.palette;

/** The command palette: products, pages and the actions of this screen. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState("");
  const formats = useFormats();
  const navigate = useNavigate();
  const { permissions } = useShop().me;
  const shortcuts = useListedShortcuts();
  const wanted = query.trim();
  const { answer } = useCatalogueSearch({ text: wanted, limit: MOST_PRODUCTS });

  const product = (row: CatalogueRow): PaletteEntry => ({
    id: row.id,
    label: row.name,
    detail: [row.sku, row.active ? undefined : texts.deactivated].filter(Boolean).join(" · "),
    aside: <span className="num">{formats.money(row.priceMinor)}</span>,
    run: () => void navigate({ to: paths.product, params: { id: row.id } }),
  });
  const places = [...placesFor(permissions), SCAN]
    .flatMap((place) => [
      { to: place.to, label: place.label, permission: place.permission, keys: place.keys },
      ...(place.pages ?? [])
        .filter(({ to }) => to !== place.to)
        .map((page) => Object.assign({ keys: null }, page)),
    ])
    .filter(({ permission, label }) => permissions.includes(permission) && has(label, wanted))
    .map(({ to, label, keys }) => ({
      id: to,
      label: shellTexts.goTo(label),
      aside: keys === null ? undefined : <Keys keys={keys} />,
      run: () => void navigate({ to }),
    }));
  const actions = shortcuts
    .filter(({ keys, label }) => !keys.startsWith("g ") && keys !== "Mod+K" && has(label, wanted))
    .map(({ keys, label, run }) => ({ id: keys, label, aside: <Keys keys={keys} />, run }));

  return (
    <Palette
      title={texts.title}
      placeholder={texts.placeholder}
      nothing={texts.nothing}
      query={query}
      onQuery={setQuery}
      onClose={onClose}
      groups={[
        { title: texts.products, entries: wanted === "" ? [] : (answer?.rows ?? []).map(product) },
        { title: texts.places, entries: places },
        { title: texts.actions, entries: actions },
      ]}
    />
  );
}

function has(label: string, wanted: string): boolean {
  return searchFold(label).includes(searchFold(wanted));
}
