import type { Purpose } from "./limits.ts";
import type { OnNotified } from "./pg-listener.ts";

/** One statement. A `name` makes it a prepared statement of the connection. */
export interface WireStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
  /** Rows as arrays of columns instead of objects. */
  readonly arrays: boolean;
}

/**
 * The connection interface that Daybook needs; node-postgres and PGlite both implement it. Integers are returned as
 * numbers.
 */
export interface Wire {
  query(statement: WireStatement): Promise<unknown[]>;
  /**
   * Runs statements without parameters one after another; stops at the first failure. Returns the rows of the last one.
   */
  script(text: string): Promise<unknown[]>;
}

export interface TakenWire extends Wire {
  /** The same object each time this connection is used: a cache key for prepared statements. */
  readonly connection: object;
  /** Returns the connection to the pool, or discards it if it is broken. */
  release(broken: boolean): void;
}

export interface WirePool extends Wire {
  /**
   * Reserves one connection. Throws `StoreBusyError` if none becomes free in time and, like every statement,
   * `StoreUnavailableError` if the server is unavailable.
   */
  take(purpose: Purpose): Promise<TakenWire>;
  /**
   * Calls `onNotified` for each notification on these channels, on a separate connection that reconnects automatically;
   * returns the function that stops it.
   */
  listen(channels: readonly string[], onNotified: OnNotified): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Advisory locks of a transaction, by number, shared by all programs on the database. */
export const LOCKS = {
  ledger: 7_301,
  outbox: 7_302,
  migrate: 7_303,
  jobs: 7_304,
  drawers: 7_305,
} as const;

export const OUTBOX_CHANNEL = "daybook_outbox";
/** What servers tell each other without writing anything. */
export const TOLD_CHANNEL = "daybook_told";

const INT8 = 20;
const NUMERIC = 1700;

/** The two types that node-postgres would return as text. A stored value that is not a safe integer throws. */
export const NUMBER_TYPES: ReadonlyMap<number, (text: string) => number> = new Map([
  [INT8, wholeNumber],
  [NUMERIC, decimalNumber],
]);

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(`${text} from the database is too large to be exact.`);
}

/**
 * Sums of bigint are numeric; averages have decimals. A sum beyond the safe integers is not exact here, as on SQLite:
 * callers limit displayed sums, and the contracts refuse the rest.
 */
function decimalNumber(text: string): number {
  return Number(text);
}
