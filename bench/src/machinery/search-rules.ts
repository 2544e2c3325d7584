/** The rules of the shop's search, as in the tests of the own engine; see `search-rows.test.ts`. */
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { engineOf } from "./search-engines.ts";
import type { EngineName } from "./search-engines.ts";
import { rowOf } from "./search-shop.ts";

interface Rule {
  readonly name: string;
  readonly text: string;
  readonly finds: readonly string[];
}

const NOTHING = { barcodes: [], category: null, suppliers: [], soldMilli: 0 };

const SHOP: readonly Record<string, unknown>[] = [
  { sku: "MUG-01", name: "Blue mug", barcodes: ["00036000291452"], soldMilli: 3000 },
  { sku: "TOW-01", name: "Tea towel with mugs", soldMilli: 1000 },
  { sku: "MUG-02", name: "Mug, large", soldMilli: 1000 },
  {
    sku: "TEA-01",
    name: "Grüner Tee Großblatt",
    category: { id: "hot", name: "Hot drinks", hue: 0 },
    suppliers: [{ id: "nordhof", name: "Nordhof GmbH" }],
  },
  { sku: "SMUG", name: "Besmuggled", soldMilli: 9000 },
  { sku: "36", name: "Candle 36" },
  { sku: "KF-1.2", name: "Café Crème, T-Shirt" },
  { sku: "SHELF-OAK", name: "Oak shelf 7", soldMilli: 100 },
  { sku: "SHELF-ASH", name: "Ash shelf 8", soldMilli: 900 },
];

const RULES: readonly Rule[] = [
  { name: "every word, in any order", text: "towel tea", finds: ["Tea towel with mugs"] },
  { name: "beginnings of words", text: "mug la", finds: ["Mug, large"] },
  { name: "a part inside a word", text: "uggled", finds: ["Besmuggled"] },
  {
    name: "codes, then names that begin so, then words, then parts of words",
    text: "mug",
    finds: ["Blue mug", "Mug, large", "Tea towel with mugs", "Besmuggled"],
  },
  { name: "an exact code before a longer one", text: "36", finds: ["Candle 36", "Blue mug"] },
  { name: "a barcode as it is printed", text: "0 36000 29145 2", finds: ["Blue mug"] },
  { name: "a barcode that is begun", text: "0360", finds: ["Blue mug"] },
  { name: "codes without punctuation", text: "kf12", finds: ["Café Crème, T-Shirt"] },
  { name: "accents and ß", text: "GRUNER grossblatt", finds: ["Grüner Tee Großblatt"] },
  { name: "the category", text: "drinks", finds: ["Grüner Tee Großblatt"] },
  { name: "the supplier", text: "nordhof", finds: ["Grüner Tee Großblatt"] },
  {
    name: "the best seller first among equals",
    text: "shelf",
    finds: ["Ash shelf 8", "Oak shelf 7"],
  },
  { name: "one wrong letter", text: "tewel", finds: ["Tea towel with mugs"] },
  { name: "two letters swapped", text: "candel", finds: ["Candle 36"] },
  { name: "no mistake forgiven in a code", text: "mug-03", finds: [] },
  { name: "no mistake forgiven in a number", text: "candel 37", finds: [] },
  { name: "no mistake forgiven that brings another word's product", text: "blue towle", finds: [] },
];

export interface RulesKept {
  readonly of: number;
  /** The names of the rules that were not met. */
  readonly broken: readonly string[];
}

export function rulesKept(engine: EngineName): RulesKept {
  const rows: CatalogueRow[] = SHOP.map((fields, index) =>
    rowOf(index + 1, "", { ...NOTHING, ...fields }),
  );
  const beside = engineOf(engine);
  beside.put(rows);
  const broken = RULES.filter(({ text, finds }) => {
    const names = beside.search(text).map((row) => row.name);
    return JSON.stringify(names) !== JSON.stringify(finds);
  }).map(({ name }) => name);
  const [mug] = rows;
  if (mug !== undefined) beside.put([{ ...mug, name: "Red cup" }]);
  const changed = beside.search("cup").length === 1 && beside.search("blue").length === 0;
  return {
    of: RULES.length + 1,
    broken: changed ? broken : [...broken, "a changed product under its new name alone"],
  };
}
