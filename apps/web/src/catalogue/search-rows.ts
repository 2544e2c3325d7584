import UFuzzy from "@leeoniya/ufuzzy";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { CatalogueQuery } from "./catalogue.ts";
import { CategoryTree } from "./category-tree.ts";
import { isOut, parseSearch } from "./parse-search.ts";
import type { ParsedSearch } from "./parse-search.ts";
import { RowOrders } from "./row-orders.ts";
import { RowStore, withoutZeros } from "./row-store.ts";

/** What a search found: the asked part of it, and how many there are in all. */
export interface Found {
  readonly rows: readonly CatalogueRow[];
  readonly total: number;
}

/** All products of the shop, to be searched without a server, a DOM or a clock. */
export interface SearchEngine {
  put(rows: readonly CatalogueRow[]): void;
  search(query: CatalogueQuery): Found;
  /** By barcode in any spelling, else by the exact SKU. */
  findByCode(code: string): CatalogueRow | null;
  get(id: string): CatalogueRow | null;
  count(): number;
  /** In an order that stays: a product keeps its place. */
  rows(): readonly CatalogueRow[];
}

const USUAL_LIMIT = 50;
/** Nobody reads further; a single letter would otherwise bring the whole shop. */
const MOST_HITS = 2000;
/** A beginning that more codes share says nothing: it is the pattern by which the shop numbers its products. */
const TELLING_CODES = 50;
/** With fewer letters, one wrong one leaves nothing to recognise. */
const SHORTEST_TYPO = 3;

export interface SearchEngineOptions {
  /** How many decimals the shop's currency has, for `price>10`. */
  readonly exponent: number;
  /** Lets a category bring what is inside it. */
  readonly categories?: CategoryTree;
}

export function createSearchEngine({
  exponent,
  categories = new CategoryTree(),
}: SearchEngineOptions): SearchEngine {
  const store = new RowStore();
  const orders = new RowOrders(store);
  const words = new WordSearch(store, orders);
  const rowAt = (slot: number | undefined) =>
    slot === undefined ? null : (store.rows[slot] ?? null);
  return {
    put: (rows) => store.put(rows),
    findByCode: (code) => rowAt(store.slotOfCode(code)),
    get: (id) => rowAt(store.slotOf(id)),
    count: () => store.rows.length,
    rows: () => store.rows,
    search: (query) => {
      const parsed = parseSearch(query.text, exponent);
      const accepts = acceptance(store, query, { parsed, categories });
      const { sort = "best", locationId } = query;
      let slots: readonly number[];
      if (parsed.words.length === 0) slots = orders.sorted(sort, locationId).filter(accepts);
      else {
        slots = words.search(query.text, parsed.words, accepts);
        if (sort !== "best") {
          const hits = new Set(slots);
          slots = orders.sorted(sort, locationId).filter((slot) => hits.has(slot));
        }
      }
      if (query.descending === true && sort !== "best") slots = slots.toReversed();
      const { offset = 0, limit = USUAL_LIMIT } = query;
      const rows = slots.slice(offset, offset + limit).flatMap((slot) => rowAt(slot) ?? []);
      return { rows, total: slots.length };
    },
  };
}

type Accepts = (slot: number) => boolean;

function acceptance(
  store: RowStore,
  query: CatalogueQuery,
  { parsed, categories }: { readonly parsed: ParsedSearch; readonly categories: CategoryTree },
): Accepts {
  const { filter = "all", categoryId, supplierId, locationId } = query;
  const active = filter !== "inactive" && !parsed.archived;
  const demands: ((row: CatalogueRow) => boolean)[] = [];
  if (parsed.demands !== null) demands.push(parsed.demands);
  if (filter === "low") demands.push((row) => row.stockState === "low");
  if (filter === "out") demands.push((row) => isOut(row, locationId));
  if (filter === "no_barcode") demands.push((row) => row.barcodes.length === 0);
  if (filter === "no_cost")
    demands.push((row) => row.kind === "stock" && row.unitCostMinor === null);
  if (categoryId !== undefined) {
    const branch = categories.branch(categoryId);
    demands.push((row) => row.category !== null && branch.has(row.category.id));
  }
  if (supplierId !== undefined)
    demands.push((row) => row.suppliers.some((supplier) => supplier.id === supplierId));
  if (demands.length === 0) return (slot) => store.active[slot] === active;
  return (slot) => {
    const row = store.rows[slot];
    return row?.active === active && demands.every((demand) => demand(row));
  };
}

/** Words as somebody types them; each further letter searches only what the letters before it found. */
class WordSearch {
  readonly #store: RowStore;
  readonly #orders: RowOrders;
  readonly #fuzzy = new UFuzzy({ intraMode: 1 });
  #last: { readonly words: readonly string[]; readonly version: number; readonly slots: number[] } =
    { words: [], version: -1, slots: [] };

  constructor(store: RowStore, orders: RowOrders) {
    this.#store = store;
    this.#orders = orders;
  }

  /** The slots found, the best first, at most `MOST_HITS`. */
  search(typed: string, words: readonly string[], accepts: Accepts): readonly number[] {
    const found = new Set<number>();
    const add = (slots: Iterable<number>) => {
      for (const slot of slots) {
        if (found.size >= MOST_HITS) return;
        if (accepts(slot)) found.add(slot);
      }
    };
    const exact = this.#store.slotOfCode(typed);
    if (exact !== undefined) add([exact]);
    const text = words.join(" ");
    add(this.#codes(text));
    add(this.#bestFirst(this.#orders.namesBeginning(text)));
    const { begins, contains } = this.#containing(words, found, accepts);
    add(begins);
    add(contains);
    if (found.size === 0 && text.length >= SHORTEST_TYPO) add(this.#similar(text));
    return [...found];
  }

  #codes(text: string): readonly number[] {
    const found = new Set<number>();
    for (const beginning of new Set([text, withoutZeros(text)])) {
      const codes = this.#orders.codesBeginning(beginning);
      if (codes.length > TELLING_CODES) continue;
      for (const code of codes) found.add(code.slot);
    }
    return this.#bestFirst([...found]);
  }

  #bestFirst(slots: readonly number[]): readonly number[] {
    const { rows } = this.#store;
    const sold = (slot: number) => rows[slot]?.soldMilli ?? 0;
    return slots.toSorted((a, b) => sold(b) - sold(a));
  }

  /** Slots not `found` yet that have all words: those where each begins a word of the name, and the others. */
  #containing(words: readonly string[], found: ReadonlySet<number>, accepts: Accepts) {
    const { texts, names, version } = this.#store;
    const begins: number[] = [];
    const contains: number[] = [];
    const matching: number[] = [];
    const candidates = this.#candidates(words);
    let room = MOST_HITS - found.size;
    let index = 0;
    for (; index < candidates.length && room > 0; index++) {
      const slot = candidates[index] ?? 0;
      const text = texts[slot] ?? "";
      if (!hasAll(text, words)) continue;
      matching.push(slot);
      if (found.has(slot) || !accepts(slot)) continue;
      room--;
      (words.every((word) => beginsWord(names[slot] ?? "", word)) ? begins : contains).push(slot);
    }
    if (index === candidates.length) this.#last = { words, version, slots: matching };
    return { begins, contains };
  }

  /** What can have these words, best sellers first. */
  #candidates(words: readonly string[]): readonly number[] {
    const { words: before, version, slots } = this.#last;
    const narrower =
      version === this.#store.version &&
      before.every((old) => words.some((word) => word.includes(old)));
    return narrower ? slots : this.#orders.sorted("best");
  }

  /** With a letter too many, too few, wrong or swapped. */
  #similar(text: string): readonly number[] {
    const { texts } = this.#store;
    const [indexes, info, order] = this.#fuzzy.search(texts, text, 1, MOST_HITS);
    if (indexes === null) return [];
    if (order === null) return this.#bestFirst(indexes);
    return order.flatMap((place) => info.idx[place] ?? []);
  }
}

function hasAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

/** Whether the word, or a longer one, stands in the name. */
function beginsWord(name: string, word: string): boolean {
  let at = name.indexOf(word);
  while (at > 0 && LETTER.test(name.charAt(at - 1))) at = name.indexOf(word, at + 1);
  return at !== -1;
}

const LETTER = /[\p{L}\p{N}]/u;
