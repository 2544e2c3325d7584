import type { CatalogueRow } from "@daybook/contract/catalogue";
import { productMarginPpm } from "@daybook/contract/linked-prices";
import { sortKey } from "@daybook/contract/fold";
import type { CatalogueQuery, CatalogueSort } from "./catalogue-query.ts";
import { onHandAt } from "./parse-search.ts";
import type { Code, RowStore } from "./row-store.ts";

const HAS_DIGIT = /[0-9]/;

interface Order {
  readonly slots: number[];
  /** The version of the store that the order is based on. */
  version: number;
}

/** The additional data of some orders: locations for `onHand`, taxes by tax class for `margin`. */
type OrderedBy = Pick<CatalogueQuery, "locationIds" | "taxes">;

/**
 * The rows in every requested order. An order is created on demand and sorted again after a change: since it is nearly
 * sorted, that takes one or two passes.
 */
export class RowOrders {
  readonly #store: RowStore;
  readonly #orders = new Map<string, Order>();
  #codes: Code[] = [];
  /** How many of the store's renamed products are in `#codes`. */
  #codesRead = 0;
  /** The sort key of each name; empty until a list is sorted by name. */
  readonly #sortKeys: string[] = [];
  /** The rank of each slot by name: breaks all ties. */
  #nameRanks: Int32Array = new Int32Array(0);

  constructor(store: RowStore) {
    this.#store = store;
  }

  /** All slots in ascending order; `best` has the best sellers first. */
  sorted(sort: CatalogueSort, by: OrderedBy = {}): readonly number[] {
    if (sort === "name") return this.#bySortKey();
    this.#byName();
    const name = orderName(sort, by);
    const order = this.#orderCalled(name);
    if (order.version === this.#store.version) return order.slots;
    order.version = this.#store.version;
    if (sort === "sku") {
      const { skus } = this.#store;
      return order.slots.sort((a, b) => compareText(skus[a], skus[b]));
    }
    const keys = Float64Array.from(this.#store.rows, keyOf(sort, by));
    const ranks = this.#nameRanks;
    return order.slots.sort(
      (a, b) => compare(keys[a], keys[b]) || (ranks[a] ?? 0) - (ranks[b] ?? 0),
    );
  }

  /** The slots whose folded name starts with this. */
  namesBeginning(text: string): readonly number[] {
    const slots = this.#byName();
    const { names } = this.#store;
    return rangeBeginning(slots, (slot) => names[slot] ?? "", text);
  }

  /** The codes with this prefix; none if there are more than `most`. */
  codesBeginning(text: string, most: number): readonly Code[] {
    this.#readCodes();
    return rangeBeginning(this.#codes, (code) => code.text, text, most);
  }

  #readCodes(): void {
    const { respelled } = this.#store;
    if (this.#codesRead === respelled.length) return;
    const changed = new Set(respelled.slice(this.#codesRead));
    // The rest is already sorted, so sorting takes little more than one pass.
    const kept = this.#codes.filter(({ slot }) => !changed.has(slot));
    this.#codes = kept.concat(this.#store.codesOf(changed));
    this.#codes.sort((a, b) => compareText(a.text, b.text));
    this.#codesRead = respelled.length;
  }

  /** The order of names in every list: numbers by value, as on the server. */
  #bySortKey(): readonly number[] {
    const order = this.#orderCalled("name by number");
    const { respelled, rows, names } = this.#store;
    if (order.version === respelled.length) return order.slots;
    for (const slot of respelled.slice(Math.max(0, order.version))) {
      const name = names[slot] ?? "";
      // Without a number the key is the folded name.
      this.#sortKeys[slot] = HAS_DIGIT.test(name) ? sortKey(rows[slot]?.name ?? "") : name;
    }
    order.version = respelled.length;
    const keys = this.#sortKeys;
    order.slots.sort((a, b) => compareText(keys[a], keys[b]) || a - b);
    return order.slots;
  }

  #byName(): readonly number[] {
    const order = this.#orderCalled("name");
    const spellings = this.#store.respelled.length;
    if (order.version === spellings) return order.slots;
    order.version = spellings;
    const { names } = this.#store;
    order.slots.sort((a, b) => compareText(names[a], names[b]) || a - b);
    this.#nameRanks = new Int32Array(names.length);
    for (const [rank, slot] of order.slots.entries()) this.#nameRanks[slot] = rank;
    return order.slots;
  }

  #orderCalled(name: string): Order {
    const known = this.#orders.get(name) ?? { slots: [], version: -1 };
    this.#orders.set(name, known);
    for (let slot = known.slots.length; slot < this.#store.rows.length; slot++)
      known.slots.push(slot);
    return known;
  }
}

/** Two unknown margins are equal; the difference of two infinities would be NaN. */
function compare(a = 0, b = 0): number {
  return a === b ? 0 : a - b;
}

/** By code units: the texts are folded, and a hundred thousand locale comparisons would take a second. */
function compareText(a: string | undefined = "", b: string | undefined = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The number to sort by. For sorting only: shares of money are compared here, not calculated. */
function keyOf(
  sort: Exclude<CatalogueSort, "name" | "sku">,
  { locationIds, taxes = {} }: OrderedBy,
): (row: CatalogueRow) => number {
  switch (sort) {
    case "best":
      return (row) => -row.soldMilli;
    case "price":
      return (row) => row.priceMinor / row.basisMilli;
    case "onHand":
      return (row) => onHandAt(row, locationIds);
    case "updated":
      return (row) => Date.parse(row.updatedAt);
    case "margin":
      return (row) => {
        const tax = taxes[row.taxClassId];
        const marginPpm = tax === undefined ? null : productMarginPpm(row, tax);
        // Values that the column cannot show sort below every known margin.
        return marginPpm ?? Number.NEGATIVE_INFINITY;
      };
  }
}

/** Orders that differ by more than their sort are stored separately. */
function orderName(sort: CatalogueSort, { locationIds, taxes }: OrderedBy): string {
  if (sort === "onHand") return `${sort} ${locationIds?.join(" ") ?? ""}`;
  return sort === "margin" ? `${sort} ${JSON.stringify(taxes)}` : sort;
}

/** The range of a sorted list with this prefix, by bisection; empty if it is longer than `most`. */
function rangeBeginning<Item>(
  sorted: readonly Item[],
  textOf: (item: Item) => string,
  beginning: string,
  most = Number.POSITIVE_INFINITY,
): Item[] {
  const boundary = (isBefore: (text: string) => boolean) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const item = sorted[middle];
      if (item !== undefined && isBefore(textOf(item))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const from = boundary((text) => text < beginning);
  const to = boundary((text) => text < beginning || text.startsWith(beginning));
  return to - from > most ? [] : sorted.slice(from, to);
}
