import { COST_FIELDS } from "@daybook/contract/costs";
import type { Column } from "drizzle-orm";
import { eq, sql } from "drizzle-orm";
import type { TestShop } from "./create-test-shop.ts";
import { tamper } from "./tamper.ts";

/**
 * Makes every stored cost three times as high and changes nothing else, so a test can show which answers depend on
 * costs.
 */
export async function tripleCosts(shop: TestShop): Promise<void> {
  await tamper(shop, async ({ db, t }) => {
    const tripled = (column: Column) => sql`${column} * 3`;
    await db.update(t.movement).set({ costMinor: tripled(t.movement.costMinor) });
    await db.update(t.stockValue).set({ valueMinor: tripled(t.stockValue.valueMinor) });
    await db.update(t.saleLine).set({ costMinor: tripled(t.saleLine.costMinor) });
    await db.update(t.salesDaily).set({ costMinor: tripled(t.salesDaily.costMinor) });
    await db.update(t.productDaily).set({ costMinor: tripled(t.productDaily.costMinor) });
    const packPriceMinor = tripled(t.productSupplier.packPriceMinor);
    await db.update(t.productSupplier).set({ packPriceMinor });
    for (const { id, before, after } of await db.select().from(t.auditEntry))
      await db
        .update(t.auditEntry)
        .set({ before: withTripledCosts(before), after: withTripledCosts(after) })
        .where(eq(t.auditEntry.id, id));
  });
}

function withTripledCosts(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (name: string, value: unknown) =>
    COST_FIELDS.has(name) && typeof value === "number" ? value * 3 : value,
  );
}
