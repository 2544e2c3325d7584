import { count, max } from "drizzle-orm";
import type { TestShop } from "./create-test-shop.ts";

/** How many records of selling there are: a refused or repeated request leaves all of them as they were. */
export function fingerprint(shop: TestShop): Promise<string> {
  return shop.read(async ({ db, t }) => {
    const tables = [t.sale, t.saleLine, t.payment, t.movement, t.auditEntry, t.tillEvent] as const;
    const found: unknown[] = [];
    for (const table of tables)
      found.push(await db.select({ rows: count(), last: max(table.id) }).from(table));
    found.push(
      await db.select({ rows: count(), last: max(t.saleInvoice.seq) }).from(t.saleInvoice),
    );
    found.push(await db.select({ seen: max(t.parkedSale.lastSeenAt) }).from(t.parkedSale));
    found.push(await db.select({ seq: max(t.device.lastSeq) }).from(t.device));
    return JSON.stringify(found);
  });
}
