import type { Dialect } from "../../types.ts";

/** There is only one writer, so no locks are needed. */
export const sqliteDialect: Dialect = {
  engine: "sqlite",
  lockStock: () => Promise.resolve(),
  lockLedger: () => Promise.resolve(),
  lockDrawer: () => Promise.resolve(),
  takeJob: () => Promise.resolve(true),
  lockOutbox: () => Promise.resolve(),
};
