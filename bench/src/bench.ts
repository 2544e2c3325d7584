import { join } from "node:path";
import { makeBooks } from "./books.ts";
import type { Books, BooksSize } from "./books.ts";

/** How much is measured. */
export interface Sizes {
  /** Rounds that count; one more warms up. */
  readonly rounds: number;
  /** Sales per round. */
  readonly sales: number;
  /** The books that sales and live changes are measured on. */
  readonly shop: BooksSize;
  readonly smallHistory: BooksSize;
  readonly largeHistory: BooksSize;
  /** Requests of each kind that reads are measured with. */
  readonly reads: number;
  readonly viewers: number;
  readonly liveSales: number;
  /** The books that a server is started on. */
  readonly start: BooksSize;
  readonly starts: number;
  /** How long each attack goes on. */
  readonly attackMs: number;
  readonly idleMs: number;
  /** Own machinery beside a library or the plain way. */
  readonly machinery: {
    /** Shops of so many products. */
    readonly products: readonly number[];
    readonly rounds: number;
    /** Searches that are typed letter by letter in a round. */
    readonly searches: number;
    /** Calls of each kind in a round. */
    readonly calls: number;
  };
  readonly screens: {
    /** Searches that are typed into the till. */
    readonly words: number;
    readonly scans: number;
    /** How often the till is opened with nothing cached. */
    readonly rounds: number;
    readonly sales: number;
  };
}

export const FULL: Sizes = {
  rounds: 5,
  sales: 2000,
  shop: { products: 10_000, movements: 0, days: 1 },
  smallHistory: { products: 10_000, movements: 100_000, days: 365 },
  largeHistory: { products: 10_000, movements: 1_000_000, days: 365 },
  reads: 300,
  viewers: 50,
  liveSales: 200,
  start: { products: 100_000, movements: 0, days: 1 },
  starts: 5,
  attackMs: 8000,
  idleMs: 5000,
  machinery: { products: [20_000, 100_000], rounds: 3, searches: 10, calls: 1500 },
  screens: { words: 45, scans: 200, rounds: 5, sales: 100 },
};

/** Small enough to see that everything still runs; the figures mean nothing. */
export const QUICK: Sizes = {
  rounds: 1,
  sales: 40,
  shop: { products: 200, movements: 0, days: 1 },
  smallHistory: { products: 200, movements: 800, days: 10 },
  largeHistory: { products: 200, movements: 2000, days: 10 },
  reads: 10,
  viewers: 5,
  liveSales: 20,
  start: { products: 500, movements: 0, days: 1 },
  starts: 1,
  attackMs: 300,
  idleMs: 100,
  machinery: { products: [300], rounds: 1, searches: 5, calls: 32 },
  screens: { words: 2, scans: 12, rounds: 1, sales: 3 },
};

/** What a measurement is handed: a folder of its own, removed afterwards, and books made once for all. */
export interface Bench {
  readonly folder: string;
  readonly shelf: Shelf;
  readonly sizes: Sizes;
}

/** Books by size. Who writes into them takes a copy. */
export interface Shelf {
  books(size: BooksSize): Promise<Books>;
}

export function createShelf(folder: string): Shelf {
  const made = new Map<string, Promise<Books>>();
  return {
    books(size) {
      const name = `${size.products}-${size.movements}-${size.days}`;
      const known = made.get(name) ?? makeBooks(join(folder, name), size);
      made.set(name, known);
      return known;
    },
  };
}
