/** Products and searches: the names of the test database, and names with a larger vocabulary. */
import { CatalogueRow } from "@daybook/contract/catalogue";
import { newId } from "@daybook/contract/uuid";
import { barcodeOf, NAMES, skuOf } from "../fill-products.ts";
import { searchOf } from "../searched-words.ts";

/** `bench`: ten names with a number, so each word is in a tenth of the products. `varied`: some 1,700 words. */
export type ShopKind = "bench" | "varied";

export const CATEGORIES = [
  "Kitchen",
  "Bath",
  "Garden",
  "Textiles",
  "Paper",
  "Light",
  "Storage",
  "Gifts",
];
export const SUPPLIERS = ["Nordhof", "Harbour Trading", "Linwood & Sons"];
const SYLLABLES = ["ba", "ko", "li", "mer", "tan", "sol", "vi", "dru", "pe", "gra", "nem", "ost"];
const TAX_CLASS = newId();

export function shopRows(kind: ShopKind, count: number): CatalogueRow[] {
  const random = randomOf(1);
  return Array.from({ length: count }, (_, index) => {
    const nth = index + 1;
    const name =
      kind === "bench"
        ? `${NAMES[nth % NAMES.length]} ${nth}`
        : [variedWord(random), variedWord(random), variedWord(random)].join(" ");
    return rowOf(nth, name);
  });
}

/**
 * The searches, typed letter by letter and the same in every run; two in five of the `varied` ones have a typing error.
 */
export function searchesOf(kind: ShopKind, count: number): string[] {
  const random = randomOf(2);
  return Array.from({ length: count }, (_, nth) => {
    if (kind === "bench") return searchOf(nth);
    const [first, second] = [variedWord(random), variedWord(random)];
    return nth % 5 < 2
      ? `${first.slice(0, 3)}x${first.slice(4)}`
      : `${first} ${second.slice(0, 3)}`;
  });
}

/** A catalogue row with the same SKUs and barcodes as in the test database. */
export function rowOf(
  nth: number,
  name: string,
  fields: Record<string, unknown> = {},
): CatalogueRow {
  const category = nth % CATEGORIES.length;
  const supplier = nth % SUPPLIERS.length;
  return CatalogueRow.parse({
    id: newId(),
    sku: skuOf(nth),
    name,
    category: { id: `category-${category}`, name: CATEGORIES[category], hue: category % 8 },
    picture: null,
    suppliers: [{ id: `supplier-${supplier}`, name: SUPPLIERS[supplier] }],
    unit: "each",
    quantityStepMilli: 1000,
    kind: "stock",
    taxClassId: TAX_CLASS,
    priceMinor: 100 + (nth % 1900),
    basisMilli: 1000,
    barcodes: [`0${barcodeOf(nth)}`],
    stock: [],
    onHandMilli: 5000,
    reorderPointMilli: null,
    stockState: "ok",
    unitCostMinor: 100,
    lastCost: null,
    soldMilli: ((nth * 7919) % 1000) * 1000,
    askPrice: false,
    ageLimit: null,
    stopReason: "",
    depositId: null,
    active: true,
    version: 1,
    updatedAt: "2026-03-02T10:00:00.000Z",
    ...fields,
  });
}

/** One of up to 1,728 words; the first ones are much more frequent, as in real texts. */
function variedWord(random: () => number): string {
  const nth = Math.floor(SYLLABLES.length ** 3 * random() ** 2);
  const syllable = (at: number) => SYLLABLES[at % SYLLABLES.length] ?? "";
  return syllable(nth) + syllable(Math.floor(nth / 12)) + syllable(Math.floor(nth / 144));
}

/** Numbers from 0 to 1 that are the same in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
