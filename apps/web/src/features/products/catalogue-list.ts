import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { CatalogueQuery } from "../catalogue/catalogue-query.ts";
import { holdOrder } from "../../lib/hold-order.ts";

/** The search; the list itself requests the visible part. */
export type ListQuery = Omit<CatalogueQuery, "offset" | "limit">;

/** The list as it is on screen. A new object for every change. */
export interface ListState {
  /** The search of these results; null before the first one. */
  readonly query: ListQuery | null;
  readonly total: number;
  readonly rowAt: (index: number) => CatalogueRow | undefined;
  /** The number of new or moved rows, which wait until the user shows them. */
  readonly waiting: number;
}

/** The parts of the catalogue that a list uses. */
type Searched = Pick<Catalogue, "search" | "getMany" | "current">;

/** Rows per request: a few screens. */
const BLOCK = 100;

/**
 * A list of catalogue rows that loads by window and keeps its order: while the search stays the same, live changes
 * update the contents of the rows but not their positions.
 */
export class CatalogueList {
  readonly #catalogue: Searched;
  readonly #mayBeOwn: () => boolean;
  readonly #listeners = new Set<() => void>();
  readonly #loading = new Set<number>();
  /** Ids by block, in the displayed order. */
  #blocks = new Map<number, readonly string[]>();
  #rows = new Map<string, CatalogueRow>();
  #query: ListQuery | null = null;
  #asked = 0;
  /** The result is from the cached copy, or from before the catalogue was fully loaded. */
  #arriving = false;
  #total = 0;
  #onScreen = { first: 0, last: 0 };
  #following: "no" | "yes" | "again" = "no";
  #state: ListState = { query: null, total: 0, rowAt: () => undefined, waiting: 0 };

  /** `mayBeOwn` tells whether a change may have been made by this user. */
  constructor(catalogue: Searched, mayBeOwn: () => boolean = () => false) {
    this.#catalogue = catalogue;
    this.#mayBeOwn = mayBeOwn;
  }

  readonly state = (): ListState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Starts another search. The previous rows stay until the first result. */
  readonly ask = async (query: ListQuery): Promise<void> => {
    const number = (this.#asked += 1);
    const arriving = !this.#catalogue.current();
    const answer = await this.#read(query, 0);
    if (number !== this.#asked) return;
    this.#arriving = arriving;
    const before = this.#rows;
    this.#query = query;
    this.#total = answer.total;
    this.#blocks = new Map([[0, idsOf(answer.rows)]]);
    this.#rows = new Map();
    this.#loading.clear();
    this.#keep(answer.rows, before);
    this.#announce(0);
    this.#load();
  };

  /** Loads the visible rows between two indexes, both included. */
  readonly show = (first: number, last: number): void => {
    this.#onScreen = { first, last };
    this.#load();
  };

  /** Applies the new order. */
  readonly release = async (): Promise<void> => {
    if (this.#query !== null) await this.ask(this.#query);
  };

  /** Applies changes: contents immediately, the order only if no visible row can move. */
  readonly follow = async (): Promise<void> => {
    if (this.#following !== "no") {
      this.#following = "again";
      return;
    }
    do {
      this.#following = "yes";
      await this.#compare();
      // Another change may have arrived since; the compiler assumes the field is unchanged.
    } while (this.#isOutdated());
    this.#following = "no";
  };

  /** The index of a product among the loaded rows; -1 if it is not loaded. */
  placeOf(id: string): number {
    for (const [block, ids] of this.#blocks) {
      const at = ids.indexOf(id);
      if (at >= 0) return block * BLOCK + at;
    }
    return -1;
  }

  /** Every product between two indexes, loaded or not. */
  async between(first: number, last: number): Promise<readonly CatalogueRow[]> {
    if (this.#query === null) return [];
    const offset = Math.min(first, last);
    const limit = Math.abs(last - first) + 1;
    const answer = await this.#catalogue.search({ ...this.#query, offset, limit });
    // Visible rows are fixed; the others are read from the current catalogue.
    return answer.rows.map((row, index) => this.#rowAt(offset + index) ?? row);
  }

  #isOutdated(): boolean {
    return this.#following === "again";
  }

  #read(query: ListQuery, block: number) {
    return this.#catalogue.search({ ...query, offset: block * BLOCK, limit: BLOCK });
  }

  #rowAt(index: number): CatalogueRow | undefined {
    return rowIn(this.#blocks, this.#rows, index);
  }

  #announce(waiting: number): void {
    // A copy: a list that is still rendering continues with its own rows.
    const [blocks, rows] = [this.#blocks, this.#rows];
    this.#state = {
      query: this.#query,
      total: this.#total,
      rowAt: (index) => rowIn(blocks, rows, index),
      waiting,
    };
    for (const listener of this.#listeners) listener();
  }

  /** An unchanged row keeps its object, so it does not render again. */
  #keep(fresh: readonly CatalogueRow[], known: ReadonlyMap<string, CatalogueRow>): void {
    for (const row of fresh) {
      const before = known.get(row.id);
      const same = before !== undefined && JSON.stringify(before) === JSON.stringify(row);
      this.#rows.set(row.id, same ? before : row);
    }
  }

  #blocksOnScreen(): number[] {
    const first = Math.floor(this.#onScreen.first / BLOCK);
    const last = Math.floor(Math.min(this.#onScreen.last, Math.max(0, this.#total - 1)) / BLOCK);
    return Array.from({ length: Math.max(0, last - first) + 1 }, (_, index) => first + index);
  }

  #load(): void {
    if (this.#query === null) return;
    for (const block of this.#blocksOnScreen())
      if (!this.#blocks.has(block) && !this.#loading.has(block))
        void this.#fill(this.#query, block);
  }

  async #fill(query: ListQuery, block: number): Promise<void> {
    const number = this.#asked;
    this.#loading.add(block);
    const answer = await this.#read(query, block);
    if (number !== this.#asked) return;
    this.#loading.delete(block);
    this.#blocks.set(block, idsOf(answer.rows));
    this.#keep(answer.rows, this.#rows);
    this.#announce(this.#state.waiting);
  }

  async #compare(): Promise<void> {
    const query = this.#query;
    const number = this.#asked;
    if (query === null) return;
    const loadedOnScreen = this.#blocksOnScreen().filter((block) => this.#blocks.has(block));
    const ids = loadedOnScreen.flatMap((block) => this.#blocks.get(block) ?? []);
    const [current, answers] = await Promise.all([
      this.#catalogue.getMany(ids),
      Promise.all(loadedOnScreen.map((block) => this.#read(query, block))),
    ]);
    if (number !== this.#asked) return;
    const [answer] = answers;
    // While products are loading there is no order to keep.
    const arriving = this.#arriving || !this.#catalogue.current();
    if (answer === undefined || this.#total === 0 || arriving || this.#mayBeOwn())
      return this.ask(query);
    this.#keep(current, this.#rows);
    // Rows out of view are read again when they become visible.
    for (const block of this.#blocks.keys())
      if (!loadedOnScreen.includes(block)) this.#blocks.delete(block);
    const fresh = answers.flatMap(({ rows }) => idsOf(rows));
    // An additional row pushes another one out of the window: that one has not moved.
    const { waiting } = holdOrder(ids, fresh, (id) => id);
    this.#announce(Math.max(waiting, Math.abs(answer.total - this.#total)));
  }
}

function rowIn(
  blocks: ReadonlyMap<number, readonly string[]>,
  rows: ReadonlyMap<string, CatalogueRow>,
  index: number,
): CatalogueRow | undefined {
  const id = blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK];
  return id === undefined ? undefined : rows.get(id);
}

const idsOf = (rows: readonly CatalogueRow[]): readonly string[] => rows.map(({ id }) => id);
