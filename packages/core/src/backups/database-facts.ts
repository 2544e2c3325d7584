import { desc } from "drizzle-orm";
import { lastMigration, readMigrations, upTo } from "@daybook/db/migrate";
import type { DatabaseFacts } from "@daybook/db/engines/sqlite/backup-file";
import type { ReadTx } from "@daybook/db/types";
import { findShop } from "../settings/shop.ts";
import { findLastSale } from "./last-sale.ts";

/** What is in a database of this version, for a `tx` of `store.snapshot`. */
export async function readDatabaseFacts(tx: ReadTx): Promise<DatabaseFacts> {
  const { db, t, dialect } = tx;
  const shop = await findShop(tx);
  const [closing] = await db
    .select({ hash: t.closing.hash })
    .from(t.closing)
    .orderBy(desc(t.closing.number))
    .limit(1);
  const [change] = await db
    .select({ seq: t.outboxEvent.seq })
    .from(t.outboxEvent)
    .orderBy(desc(t.outboxEvent.seq))
    .limit(1);
  const devices = await db.select({ prefix: t.device.receiptPrefix }).from(t.device);
  return {
    schemaVersion: schemaVersionOf(lastMigration(dialect.engine)),
    shopName: shop?.identity.name ?? null,
    timeZone: shop?.timeZone ?? null,
    lastSaleAt: await findLastSale(tx),
    counts: {
      sales: await db.$count(t.sale),
      products: await db.$count(t.product),
      customers: await db.$count(t.customer),
      movements: await db.$count(t.movement),
    },
    closings: await db.$count(t.closing),
    lastSeal: closing?.hash ?? "",
    prefixes: devices.map(({ prefix }) => prefix),
    closingSeries: shop?.closingSeries ?? 1,
    lastChange: change?.seq ?? 0,
  };
}

/** The number of migrations of the schema that this one ends, which this version has. */
export function schemaVersionOf(migration: string): number {
  return upTo(readMigrations("sqlite"), migration).length;
}
