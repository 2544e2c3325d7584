import { getTableConfig } from "drizzle-orm/sqlite-core";
import { tables } from "../../schema/tables.ts";
import type { Dialect } from "../../types.ts";
import { LOCKS, OUTBOX_CHANNEL } from "./wire.ts";
import type { Wire } from "./wire.ts";

const IDS = "SELECT id FROM unnest(string_to_array($1::text, ',')::bigint[]) AS wanted(id)";
const LOCK_ROWS = `SELECT product_id FROM stock_value WHERE product_id IN (${IDS}) ORDER BY product_id FOR UPDATE`;
const TAKE_JOB = `SELECT pg_try_advisory_xact_lock(${LOCKS.jobs}, hashtext($1))`;
const LOCK_LEDGER = `SELECT pg_advisory_xact_lock(${LOCKS.ledger})`;
const LOCK_DRAWER = {
  shared: `SELECT pg_advisory_xact_lock_shared(${LOCKS.drawers}, $1::int)`,
  alone: `SELECT pg_advisory_xact_lock(${LOCKS.drawers}, $1::int)`,
} as const;
const LOCK_OUTBOX = `SELECT pg_advisory_xact_lock(${LOCKS.outbox}), pg_notify('${OUTBOX_CHANNEL}', '')`;

/** PostgreSQL statements that SQLite does not need, on the connection of one transaction. */
export function postgresDialect(wire: Wire): Dialect {
  return {
    engine: "postgres",
    async lockStock(_tx, productIds) {
      // Always in the same order, so two documents with the same products cannot deadlock.
      const wanted = [...new Set(productIds)].sort((a, b) => a - b);
      if (wanted.length === 0) return;
      const values = [wanted.join(",")];
      const lock = () =>
        wire.query({ text: LOCK_ROWS, values, name: "daybook_lock_stock", arrays: true });
      const locked = await lock();
      if (locked.length === wanted.length) return;
      // A product without movements has no row yet, and a missing row cannot be locked.
      await wire.query({ text: INSERT_MISSING, values, name: "daybook_make_stock", arrays: true });
      await lock();
    },
    async lockLedger() {
      // Every write holds it shared from the start. If two request it exclusively at the same moment, they deadlock;
      // the server detects this, and one of them is retried.
      await wire.query({
        text: LOCK_LEDGER,
        values: [],
        name: "daybook_lock_ledger",
        arrays: true,
      });
    },
    async lockDrawer(_tx, drawerId, mode) {
      await wire.query({
        text: LOCK_DRAWER[mode],
        values: [drawerId],
        name: `daybook_lock_drawer_${mode}`,
        arrays: true,
      });
    },
    async takeJob(_tx, job) {
      const [taken] = await wire.query({ text: TAKE_JOB, values: [job], arrays: true });
      return Array.isArray(taken) && taken[0] === true;
    },
    async lockOutbox() {
      await wire.query({
        text: LOCK_OUTBOX,
        values: [],
        name: "daybook_lock_outbox",
        arrays: true,
      });
    },
  };
}

const INSERT_MISSING = insertMissing();

/** Every figure of a new row is zero. */
function insertMissing(): string {
  const figures = getTableConfig(tables.stockValue)
    .columns.filter((column) => !column.primary && column.notNull)
    .map((column) => column.name);
  const columns = ["product_id", ...figures].join(", ");
  const values = ["id", ...figures.map(() => "0")].join(", ");
  return `INSERT INTO stock_value (${columns}) SELECT ${values} FROM (${IDS}) AS missing ORDER BY id ON CONFLICT DO NOTHING`;
}
