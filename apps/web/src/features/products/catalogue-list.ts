import type { CatalogueRow } from "@daybook/contract/catalogue";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { CatalogueQuery } from "../catalogue/catalogue-query.ts";
import { holdOrder } from "../../lib/hold-order.ts";

/** What is looked for; the list itself asks for the part that is on screen. */
export type ListQuery = Omit<CatalogueQuery, "offset" | "limit">;

/** The list as it stands on screen now. A new object for every change. */
export interface ListState {
  /** Of which question these are the answers; null before the first. */
  readonly query: ListQuery | null;
  readonly total: number;
  readonly rowAt: (index: number) => CatalogueRow | undefined;
  /** Rows that are new or stand elsewhere by now, and wait until somebody wants to see them move. */
  readonly waiting: number;
}

/** As much of the catalogue as a list needs. */
type Searched = Pick<Catalogue, "search" | "getMany" | "current">;

/** Rows asked for at a time: a few screens. */
const BLOCK = 100;

/**
 * A list over the catalogue that is read by window and never jumps: while the question stays the same, live changes alter
 * what stands in the rows and not where they stand.
 */
export class CatalogueList {
  readonly #catalogue: Searched;
  readonly #mayBeOwn: () => boolean;
  readonly #listeners = new Set<() => void>();
  readonly #loading = new Set<number>();
  /** Ids by block, in the order shown. */
  #blocks = new Map<number, readonly string[]>();
  #rows = new Map<string, CatalogueRow>();
  #query: ListQuery | null = null;
  #asked = 0;
  /** The answer was given while the catalogue was still being loaded, or of the copy of last time. */
  #arriving = false;
  #total = 0;
  #onScreen = { first: 0, last: 0 };
  #following: "no" | "yes" | "again" = "no";
  #state: ListState = { query: null, total: 0, rowAt: () => undefined, waiting: 0 };

  /** `mayBeOwn` says whether a change heard of now may be of the person who looks at the list. */
  constructor(catalogue: Searched, mayBeOwn: () => boolean = () => false) {
    this.#catalogue = catalogue;
    this.#mayBeOwn = mayBeOwn;
  }

  readonly state = (): ListState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks another question. The rows of the one before stay until the first answer has come. */
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

  /** Loads the rows between two places that are on screen, both included. */
  readonly show = (first: number, last: number): void => {
    this.#onScreen = { first, last };
    this.#load();
  };

  /** Takes the fresh order. */
  readonly release = async (): Promise<void> => {
    if (this.#query !== null) await this.ask(this.#query);
  };

  /** Takes over what has changed: contents at once, the order only where nothing is on screen that could move. */
  readonly follow = async (): Promise<void> => {
    if (this.#following !== "no") {
      this.#following = "again";
      return;
    }
    do {
      this.#following = "yes";
      await this.#compare();
      // Another change may have arrived meanwhile; the compiler takes the field for unchanged.
    } while (this.#wantsAgain());
    this.#following = "no";
  };

  /** Where a product stands among the rows that were loaded; -1 where it is none of them. */
  placeOf(id: string): number {
    for (const [block, ids] of this.#blocks) {
      const at = ids.indexOf(id);
      if (at >= 0) return block * BLOCK + at;
    }
    return -1;
  }

  /** Every product between two places, loaded or not. */
  async between(first: number, last: number): Promise<readonly CatalogueRow[]> {
    if (this.#query === null) return [];
    const offset = Math.min(first, last);
    const limit = Math.abs(last - first) + 1;
    const answer = await this.#catalogue.search({ ...this.#query, offset, limit });
    // Held rows are those that are seen; the rest is as the catalogue has it now.
    return answer.rows.map((row, index) => this.#rowAt(offset + index) ?? row);
  }

  #wantsAgain(): boolean {
    return this.#following === "again";
  }

  #read(query: ListQuery, block: number) {
    return this.#catalogue.search({ ...query, offset: block * BLOCK, limit: BLOCK });
  }

  #rowAt(index: number): CatalogueRow | undefined {
    return rowIn(this.#blocks, this.#rows, index);
  }

  #announce(waiting: number): void {
    // Kept apart from the next answer: a list that is still being drawn goes on with its own rows.
    const [blocks, rows] = [this.#blocks, this.#rows];
    this.#state = {
      query: this.#query,
      total: this.#total,
      rowAt: (index) => rowIn(blocks, rows, index),
      waiting,
    };
    for (const listener of this.#listeners) listener();
  }

  /** A row that says the same stays the same object, so that it is not drawn again. */
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
    const held = this.#blocksOnScreen().filter((block) => this.#blocks.has(block));
    const ids = held.flatMap((block) => this.#blocks.get(block) ?? []);
    const [current, answers] = await Promise.all([
      this.#catalogue.getMany(ids),
      Promise.all(held.map((block) => this.#read(query, block))),
    ]);
    if (number !== this.#asked) return;
    const [answer] = answers;
    // While the products are still arriving there is no order yet that could be held.
    const arriving = this.#arriving || !this.#catalogue.current();
    if (answer === undefined || this.#total === 0 || arriving || this.#mayBeOwn())
      return this.ask(query);
    this.#keep(current, this.#rows);
    // What is out of sight is read again when it comes into sight.
    for (const block of this.#blocks.keys()) if (!held.includes(block)) this.#blocks.delete(block);
    const fresh = answers.flatMap(({ rows }) => idsOf(rows));
    // One row more pushes another over the edge of what is read: that one has not moved.
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
