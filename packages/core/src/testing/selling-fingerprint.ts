import { count, max, sum } from "drizzle-orm";
import type { TestShop } from "./create-test-shop.ts";

/** How many records of selling there are: a refused or repeated request leaves all of them as they were. */
export function fingerprint(shop: TestShop): Promise<string> {
  return shop.read(async ({ db, t }) => {
    const documents = [t.sale, t.saleLine, t.payment, t.movement] as const;
    const tables = [...documents, t.auditEntry, t.tillEvent, t.approval] as const;
    const found: unknown[] = [];
    for (const table of tables)
      found.push(await db.select({ rows: count(), last: max(table.id) }).from(table));
    found.push(
      await db.select({ rows: count(), last: max(t.saleInvoice.seq) }).from(t.saleInvoice),
    );
    const { id, version, lastSeenAt, closedAt } = t.parkedSale;
    found.push(
      await db
        .select({
          rows: count(),
          last: max(id),
          versions: sum(version),
          open: count(lastSeenAt),
          seen: max(lastSeenAt),
          closed: count(closedAt),
        })
        .from(t.parkedSale),
      await db.select({ used: count(t.approval.usedAt) }).from(t.approval),
      await db.select({ seq: max(t.outboxEvent.seq) }).from(t.outboxEvent),
      await db.select({ keys: count() }).from(t.idempotencyKey),
      await db.select({ onHand: sum(t.stockLevel.onHandMilli) }).from(t.stockLevel),
    );
    found.push(await db.select({ seq: max(t.device.lastSeq) }).from(t.device));
    return JSON.stringify(found);
  });
}
