import type { Purpose } from "./limits.ts";

/** One statement for the server. A `name` makes it a prepared statement of the connection. */
export interface WireStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string | undefined;
  /** Rows as arrays of columns instead of objects. */
  readonly arrays: boolean;
}

/** What Daybook needs of a connection; node-postgres and PGlite both give it. Whole numbers arrive as numbers. */
export interface Wire {
  query(statement: WireStatement): Promise<unknown[]>;
  /** Statements without parameters, one after another; stops at the first that fails. Answers the last one's rows. */
  script(text: string): Promise<unknown[]>;
}

export interface TakenWire extends Wire {
  /** The same object each time this connection is taken: what was built for it can be kept under it. */
  readonly connection: object;
  /** Gives the connection back, or throws it away when it is broken. */
  release(broken: boolean): void;
}

export interface WirePool extends Wire {
  /**
   * A connection alone. Throws `StoreBusyError` when none becomes free in time and, as every statement does,
   * `StoreUnavailableError` when the server is away.
   */
  take(purpose: Purpose): Promise<TakenWire>;
  /** Calls `heard` for each notification, on a connection of its own that comes back by itself; answers how to stop. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Locks that hold for a transaction, by number: any two programs on the database agree on them. */
export const LOCKS = { ledger: 7_301, outbox: 7_302, migrate: 7_303, jobs: 7_304 } as const;

export const OUTBOX_CHANNEL = "daybook_outbox";

const INT8 = 20;
const NUMERIC = 1700;

/** The two types whose values node-postgres would hand over as text. A stored value beyond the exact numbers throws. */
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
 * Sums of bigint come as numeric; averages carry decimals. A sum beyond the exact numbers is no safe integer here, as on
 * SQLite: whoever shows sums bounds them, and the contracts refuse the rest.
 */
function decimalNumber(text: string): number {
  return Number(text);
}
