import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { CatalogueQuery } from "./catalogue-query.ts";
import { CategoryTree } from "./category-tree.ts";
import { KnownWords } from "./known-words.ts";
import { isOut, parseSearch } from "./parse-search.ts";
import type { WrittenAmounts } from "./parse-search.ts";
import type { ParsedSearch } from "./parse-search.ts";
import { RowOrders } from "./row-orders.ts";
import { codeFold, RowStore, withoutZeros } from "./row-store.ts";

/** A search result: the requested part, and the total number. */
export interface SearchHits {
  readonly rows: readonly CatalogueRow[];
  readonly total: number;
}

/** All products of the shop, searchable without a server, a DOM or a clock. */
export interface SearchEngine {
  put(rows: readonly CatalogueRow[]): void;
  search(query: CatalogueQuery): SearchHits;
  /** By barcode in any form and by the exact SKU; several if two products have the code. */
  findByCode(code: string): readonly CatalogueRow[];
  get(id: string): CatalogueRow | null;
  count(): number;
  /** In a stable order: a product keeps its position. */
  rows(): readonly CatalogueRow[];
  /** Prepares the data that the first search would wait for. */
  warmUp(): void;
}

const USUAL_LIMIT = 50;
/** Nobody reads further; a single letter would otherwise return the whole shop. */
const MOST_HITS = 2000;
/** A prefix shared by more codes is useless: it is the pattern of the shop's SKUs. */
const TELLING_CODES = 50;
/** Sorting this many rows is faster than scanning all rows. */
const FEW = 500;
/** The number of best sellers checked one by one before all texts are scanned. */
const FIRST_PASS = 3 * MOST_HITS;

export interface SearchEngineOptions {
  /** For `price>10`. */
  readonly amounts: WrittenAmounts;
  /** Sets the category tree, so a category includes those inside it. */
  readonly categories?: CategoryTree;
}

export function createSearchEngine({
  amounts,
  categories = new CategoryTree(),
}: SearchEngineOptions): SearchEngine {
  const store = new RowStore();
  const orders = new RowOrders(store);
  const words = new WordSearch(store, orders);
  const rowAt = (slot: number | undefined) =>
    slot === undefined ? null : (store.rows[slot] ?? null);
  return {
    put: (rows) => store.put(rows),
    findByCode: (code) => store.slotsOfCode(code).flatMap((slot) => rowAt(slot) ?? []),
    get: (id) => rowAt(store.slotOf(id)),
    count: () => store.rows.length,
    rows: () => store.rows,
    warmUp: () => words.warmUp(),
    search: (query) => {
      const parsed = parseSearch(query.text, amounts);
      const accepts = acceptance(store, query, { parsed, categories });
      const { sort = "best" } = query;
      if (query.everyWord === true && parsed.words.length === 0) return { rows: [], total: 0 };
      let slots: readonly number[];
      if (parsed.words.length === 0) slots = orders.sorted(sort, query).filter(accepts);
      else {
        slots = words.search(query.text, parsed, accepts);
        if (query.everyWord === true)
          slots = slots.filter((slot) => hasAll(store.texts[slot] ?? "", parsed.words));
        if (sort !== "best") {
          const hits = new Set(slots);
          slots = orders.sorted(sort, query).filter((slot) => hits.has(slot));
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
  const { filter = "all", categoryId, supplierId, locationIds } = query;
  const active = filter !== "inactive" && !parsed.archived;
  const demands: ((row: CatalogueRow) => boolean)[] = [];
  if (parsed.demands !== null) demands.push(parsed.demands);
  if (filter === "low") demands.push((row) => row.stockState === "low");
  if (filter === "out") demands.push((row) => isOut(row, locationIds));
  if (filter === "no_barcode") demands.push((row) => row.barcodes.length === 0);
  if (filter === "no_cost")
    demands.push((row) => row.kind === "stock" && row.unitCostMinor === null);
  if (filter === "ask_price") demands.push((row) => row.askPrice);
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

/** A search while typing; each further letter searches only the previous matches. */
class WordSearch {
  readonly #store: RowStore;
  readonly #orders: RowOrders;
  readonly #known: KnownWords;
  /** Every slot of the last search, the best sellers first. */
  #last: {
    readonly words: readonly string[];
    readonly version: number;
    readonly slots: readonly number[];
  } = { words: [], version: -1, slots: [] };

  constructor(store: RowStore, orders: RowOrders) {
    this.#store = store;
    this.#orders = orders;
    this.#known = new KnownWords(store);
  }

  warmUp(): void {
    this.#orders.sorted("best");
    this.#orders.codesBeginning("", 0);
    this.#store.blocks.containing(["\n\n"]);
    this.#known.learn();
  }

  /** The matching slots, the best first, at most `MOST_HITS`. */
  search(typed: string, { words, phrase }: ParsedSearch, accepts: Accepts): readonly number[] {
    const found = new Set<number>();
    const add = (slots: Iterable<number>) => {
      for (const slot of slots) {
        if (found.size >= MOST_HITS) return;
        if (accepts(slot)) found.add(slot);
      }
    };
    add(this.#store.slotsOfCode(typed));
    add(this.#codes(phrase));
    add(this.#bestFirst(this.#orders.namesBeginning(phrase)));
    const { begins, contains } = this.#containing(words, found, accepts);
    add(begins);
    add(contains);
    if (found.size === 0) add(this.#similar(words));
    return [...found];
  }

  #codes(text: string): readonly number[] {
    const found = new Set<number>();
    for (const beginning of new Set([codeFold(text), withoutZeros(text)]))
      for (const code of this.#orders.codesBeginning(beginning, TELLING_CODES))
        found.add(code.slot);
    return this.#bestFirst([...found]);
  }

  #bestFirst(slots: readonly number[]): readonly number[] {
    if (slots.length > FEW) {
      const marks = new Uint8Array(this.#store.rows.length);
      for (const slot of slots) marks[slot] = 1;
      return this.#orders.sorted("best").filter((slot) => marks[slot] === 1);
    }
    const { rows } = this.#store;
    const sold = (slot: number) => rows[slot]?.soldMilli ?? 0;
    return slots.toSorted((a, b) => sold(b) - sold(a));
  }

  /** Slots not yet in `found` that match all words: those where each word starts a word of the name, and the others. */
  #containing(words: readonly string[], found: ReadonlySet<number>, accepts: Accepts) {
    const { texts, names } = this.#store;
    const begins: number[] = [];
    const contains: number[] = [];
    const isFull = () => found.size + begins.length + contains.length >= MOST_HITS;
    const take = (slots: readonly number[]) => {
      for (const slot of slots) {
        if (isFull()) return;
        if (found.has(slot) || !accepts(slot)) continue;
        (words.every((word) => beginsWord(names[slot] ?? "", word)) ? begins : contains).push(slot);
      }
    };
    const narrowed = this.#narrowed(words);
    if (narrowed === null) {
      // One or two letters match nearly everything: then the best sellers are enough.
      const first = this.#orders.sorted("best").slice(0, FIRST_PASS);
      take(first.filter((slot) => hasAll(texts[slot] ?? "", words)));
      if (isFull()) return { begins, contains };
      begins.length = 0;
      contains.length = 0;
    }
    take(narrowed ?? this.#withAll(words.map((word) => [word])));
    return { begins, contains };
  }

  /** The previous matches that also match these words; null if the words are different. */
  #narrowed(words: readonly string[]): readonly number[] | null {
    const { words: before, version, slots } = this.#last;
    const narrower = before.every((old) => words.some((word) => word.includes(old)));
    if (version !== this.#store.version || !narrower) return null;
    const { texts } = this.#store;
    return this.#keep(
      words,
      slots.filter((slot) => hasAll(texts[slot] ?? "", words)),
    );
  }

  #keep(words: readonly string[], slots: readonly number[]): readonly number[] {
    this.#last = { words, version: this.#store.version, slots };
    return slots;
  }

  /** Slots that match at least one word of each group, the best sellers first. */
  #withAll(groups: readonly (readonly string[])[]): readonly number[] {
    const { texts, blocks } = this.#store;
    // Long words are rare: the group with the longest one is checked first.
    const [hardest = [], ...others] = groups.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    const marks = blocks.containing(hardest);
    const slots = this.#orders.sorted("best").filter((slot) => {
      if (marks[slot] !== 1) return false;
      const text = texts[slot] ?? "";
      return others.every((group) => group.some((word) => text.includes(word)));
    });
    return groups.every((group) => group.length === 1) ? this.#keep(groups.flat(), slots) : slots;
  }

  /** With a letter too many, missing, wrong or swapped in each word. */
  #similar(words: readonly string[]): readonly number[] {
    const meant = words.map((word) => this.#known.like(word));
    return meant.every((group) => group.length === 1) ? [] : this.#withAll(meant);
  }
}

const lengthOf = (group: readonly string[]) => Math.min(...group.map((word) => word.length));

function hasAll(text: string, words: readonly string[]): boolean {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

/** Whether the name contains the word or a word with this prefix. */
function beginsWord(name: string, word: string): boolean {
  let at = name.indexOf(word);
  while (at > 0 && LETTER.test(name.charAt(at - 1))) at = name.indexOf(word, at + 1);
  return at !== -1;
}

const LETTER = /[\p{L}\p{N}]/u;
