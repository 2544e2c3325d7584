import { join } from "node:path";
import { makeDatabase } from "./databases.ts";
import type { DatabaseFile, DatabaseSize } from "./databases.ts";

/** The sizes of the measurements. */
export interface Sizes {
  /** Counted rounds, after one for warm-up. */
  readonly rounds: number;
  /** Sales per round. */
  readonly sales: number;
  /** Sales of a day that a drawer is closed after. */
  readonly daySales: number;
  /** The database for sales and live changes. */
  readonly shop: DatabaseSize;
  readonly smallHistory: DatabaseSize;
  readonly largeHistory: DatabaseSize;
  /** Requests of each kind for reads. */
  readonly reads: number;
  readonly viewers: number;
  readonly liveSales: number;
  /** The database for server starts. */
  readonly start: DatabaseSize;
  readonly starts: number;
  /** The duration of each attack. */
  readonly attackMs: number;
  readonly idleMs: number;
  /** Products of a usual and of a very large import. */
  readonly imports: readonly [number, number];
  readonly powerCuts: {
    readonly shop: DatabaseSize;
    /** More than fit into one log, so that a checkpoint is recorded too. */
    readonly sales: number;
    /** In each way that a disk can lose what was not synced. */
    readonly cuts: number;
  };
  /** Own code compared with a library or the simple solution. */
  readonly machinery: {
    /** Numbers of products. */
    readonly products: readonly number[];
    readonly rounds: number;
    /** Searches typed letter by letter per round. */
    readonly searches: number;
    /** Calls of each kind per round. */
    readonly calls: number;
  };
  readonly screens: {
    /** Searches typed into the till. */
    readonly words: number;
    readonly scans: number;
    /** How often the till is opened with an empty cache. */
    readonly rounds: number;
    readonly sales: number;
  };
}

export const FULL: Sizes = {
  rounds: 5,
  sales: 2000,
  daySales: 2500,
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
  imports: [10_000, 100_000],
  powerCuts: { shop: { products: 200, movements: 0, days: 1 }, sales: 1200, cuts: 1000 },
  machinery: { products: [20_000, 100_000], rounds: 3, searches: 10, calls: 1500 },
  screens: { words: 45, scans: 200, rounds: 5, sales: 100 },
};

/** Small sizes to check that everything runs; the figures are meaningless. */
export const QUICK: Sizes = {
  rounds: 1,
  sales: 40,
  daySales: 60,
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
  imports: [50, 200],
  powerCuts: { shop: { products: 200, movements: 0, days: 1 }, sales: 40, cuts: 4 },
  machinery: { products: [300], rounds: 1, searches: 5, calls: 32 },
  screens: { words: 2, scans: 12, rounds: 1, sales: 3 },
};

/** The context of a measurement: a temporary folder, and shared databases. */
export interface Bench {
  readonly folder: string;
  readonly shelf: Shelf;
  readonly sizes: Sizes;
}

/** Databases by size. Copy one before writing to it. */
export interface Shelf {
  books(size: DatabaseSize): Promise<DatabaseFile>;
}

export function createShelf(folder: string): Shelf {
  const made = new Map<string, Promise<DatabaseFile>>();
  return {
    books(size) {
      const name = `${size.products}-${size.movements}-${size.days}`;
      const known = made.get(name) ?? makeDatabase(join(folder, name), size);
      made.set(name, known);
      return known;
    },
  };
}
