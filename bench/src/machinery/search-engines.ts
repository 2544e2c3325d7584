/** The browser's own search and MiniSearch behind one shape. */
import { numberSigns } from "@daybook/contract/typed-number";
import MiniSearch from "minisearch";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { keyItself, searchFold } from "@daybook/contract/fold";
import { joinedWords, searchWords } from "@daybook/contract/search-text";
import { createSearchEngine } from "@daybook/web/catalogue/search-rows";

export type EngineName = "own" | "minisearch";

export interface BesideEngine {
  /** Adds new and changed rows, and prepares what the first search would wait for. */
  put(rows: readonly CatalogueRow[]): void;
  /** The first 50 results. */
  search(text: string): readonly CatalogueRow[];
}

const SHOWN = 50;

export function engineOf(name: EngineName): BesideEngine {
  return name === "own" ? ownEngine() : miniSearchEngine();
}

function ownEngine(): BesideEngine {
  const engine = createSearchEngine({ amounts: { exponent: 2, signs: numberSigns("en") } });
  return {
    put: (rows) => {
      engine.put(rows);
      engine.warmUp();
    },
    search: (text) => engine.search({ text, limit: SHOWN }).rows,
  };
}

const FIELDS: Readonly<Record<string, (row: CatalogueRow) => string>> = {
  id: (row) => row.id,
  name: (row) => row.name,
  codes: (row) =>
    [row.sku, ...row.barcodes.flatMap((code) => [code, withoutZeros(code)])].join(" "),
  category: (row) => row.category?.name ?? "",
  suppliers: (row) => row.suppliers.map((supplier) => supplier.name).join(" "),
};

/** Shorter words and words with digits are not corrected. */
const FORGIVEN = /^\p{L}{3,}$/u;

/**
 * MiniSearch configured as similarly as possible: the shop's folding and words, every word, prefixes, codes before
 * names before other text, best sellers first, and typing errors corrected only if there are no results.
 */
function miniSearchEngine(): BesideEngine {
  const rows = new Map<string, CatalogueRow>();
  const index = new MiniSearch<CatalogueRow>({
    fields: ["name", "codes", "category", "suppliers"],
    extractField: (row, field) => FIELDS[field]?.(row) ?? "",
    tokenize: (text) => [...searchFold(text).split(" "), ...joinedWords(text)],
    // Already folded.
    processTerm: (word) => (word === "" ? null : word),
    searchOptions: {
      tokenize: searchWords,
      combineWith: "AND",
      prefix: true,
      boost: { codes: 4, name: 2 },
      boostDocument: (id) => 1 + Math.log10(1 + (rows.get(String(id))?.soldMilli ?? 0)) / 10,
    },
  });
  const found = (text: string, fuzzy: boolean) =>
    index.search(text, fuzzy ? { fuzzy: (word) => (FORGIVEN.test(word) ? 1 : false) } : {});
  return {
    put: (changed) => {
      for (const row of changed) {
        if (rows.has(row.id)) index.replace(row);
        else index.add(row);
        rows.set(row.id, row);
      }
    },
    search: (text) => {
      const exact = found(text, false);
      const hits = exact.length > 0 ? exact : found(text, true);
      return hits.slice(0, SHOWN).flatMap((hit) => rows.get(String(hit.id)) ?? []);
    },
  };
}

function withoutZeros(code: string): string {
  return keyItself(code).replace(/^0+(?=\d)/, "");
}
