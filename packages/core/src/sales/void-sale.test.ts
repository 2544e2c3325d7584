import { eq } from "drizzle-orm";
import { assert, describe, expect, test } from "vitest";
import { GetSalesByDay } from "@daybook/contract/reports";
import type { Sale } from "@daybook/contract/sales";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { goodsBack, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { piecesBack, soldThree } from "../testing/sold-three.ts";
import { returnSale } from "../returns/return-sale.ts";
import { getSale } from "./sales.ts";
import { voidSale } from "./void-sale.ts";

describe("voiding", () => {
  test("[F3] a void is a numbered document; the sale returns all its goods and is not changed", async () => {
    const { shop, sale } = await soldThree();
    const rows = () =>
      shop.read(async ({ db, t }) => ({
        sales: await db.select().from(t.sale).where(eq(t.sale.kind, "sale")),
        figures: await db.select().from(t.salesDaily).where(eq(t.salesDaily.kind, "sale")),
      }));
    const before = await rows();
    const voided = await shop.write((w) => voidSale(w, voiding(sale)));
    expect(voided).toMatchObject({
      ...sale,
      status: "voided",
      voidReason: "typed wrong",
      voidedBy: sale.soldBy,
      voidedAt: expect.any(String),
      voidDocument: { receiptNumber: "S-2" },
    });
    expect(await rows()).toEqual(before);
    const { voidDocument } = voided;
    assert(voidDocument !== null);
    const document = await shop.read((r) => getSale(r, { id: voidDocument.id }));
    expect(document).toMatchObject({
      kind: "void",
      status: "completed",
      origin: { id: sale.id, receiptNumber: sale.receiptNumber },
      reason: "typed wrong",
      totalMinor: sale.totalMinor,
      taxes: sale.taxes,
      businessDate: sale.businessDate,
    });
    const amounts = (one: Sale) =>
      one.lines.map((line) => [line.sku, line.quantityMilli, line.totalMinor, line.taxMinor]);
    expect(amounts(document)).toEqual(amounts(sale));
    expect(await shop.valueMinor("MUG")).toBe(500);
    expect((await shop.ledger("MUG")).at(-1)).toMatchObject({
      kind: "reversal",
      costMinor: 500,
      to: { name: "Shop" },
    });
    const paid = [...sale.payments, ...document.payments];
    expect(paid.reduce((sum, payment) => sum + payment.amountMinor, 0)).toBe(0);
    const [sold] = before.figures;
    const [back] = await shop.read((r) =>
      r.db.select().from(r.t.salesDaily).where(eq(r.t.salesDaily.kind, "void")),
    );
    expect({ ...back, kind: "sale" }).toEqual(sold);
    const { total } = await shop.read((r) =>
      getSalesByDay(r, GetSalesByDay.parse({ from: sale.businessDate, to: sale.businessDate })),
    );
    expect(total).toMatchObject({ receipts: 0, takingsMinor: 0, taxMinor: 0, unitsMilli: 0 });
  });

  test("a sale is voided once", async () => {
    const { shop, sale } = await soldThree();
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => shop.write((w) => voidSale(w, voiding(sale)))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expectRefusal(
      shop.write((w) => voidSale(w, voiding(sale))),
      "wrong_state",
      "id",
    );
    await expectRefusal(
      shop.write((w) =>
        returnSale(w, goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 333 })),
      ),
      "wrong_state",
      "id",
    );
  });

  test("a sale with returns, and a sale of another day, cannot be voided", async () => {
    const { shop, sale } = await soldThree();
    shop.advance(24 * 3600_000);
    await expectRefusal(
      shop.write((w) => voidSale(w, voiding(sale))),
      "void_too_late",
      "id",
    );
    shop.advance(-24 * 3600_000);
    await shop.write((w) =>
      returnSale(w, goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 333 })),
    );
    await expectRefusal(
      shop.write((w) => voidSale(w, voiding(sale))),
      "wrong_state",
      "id",
    );
  });
});
