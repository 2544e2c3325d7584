import type { Dialect } from "../../types.ts";

/** One writer at a time holds everything, so there is nothing left to lock. */
export const sqliteDialect: Dialect = {
  engine: "sqlite",
  lockStock: () => Promise.resolve(),
  lockLedger: () => Promise.resolve(),
  takeJob: () => Promise.resolve(true),
  lockOutbox: () => Promise.resolve(),
};
