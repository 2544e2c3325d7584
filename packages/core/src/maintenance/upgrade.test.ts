import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SaleId } from "@daybook/contract/ids";
import { ParkSale } from "@daybook/contract/parked-sales";
import { ListProducts } from "@daybook/contract/products";
import {
  GetSalesByDay,
  GetSalesByProduct,
  GetSalesByTax,
  GetValuation,
} from "@daybook/contract/reports";
import { GetSalesTotals, ListSales } from "@daybook/contract/sales";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { parkSale } from "../parked-sales/parked-sales.ts";
import { listProducts } from "../products/products.ts";
import { getSalesByDay } from "../reports/sales-by-day.ts";
import { getSalesByProduct } from "../reports/sales-by-product.ts";
import { getSalesByTax } from "../reports/sales-by-tax.ts";
import { getValuation } from "../reports/valuation.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { getSale, listSales } from "../sales/sales.ts";
import { getSalesTotals } from "../sales/sales-totals.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import former from "../testing/former/0007_discount_reason.json" with { type: "json" };
import { cart } from "../testing/inputs.ts";
import { openFormerShop } from "../testing/open-former-shop.ts";
import { returnGoods, sell, voidIt } from "../testing/trade.ts";

const idOf = (id: string): SaleId => SaleId.parse(id);
const RANGE = { from: "2026-03-01", to: "2026-03-10" };

/** A shop with sales, returns, voids, split payments, discounts and deliveries, before receipts had an identity. */
describe("[F1] a database of the version before", () => {
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openFormerShop("0007_discount_reason", former);
  });
  afterAll(() => shop.close());

  const verify = () => shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));

  test("passes every check", async () => {
    const { clean, checks } = await verify();
    expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
    expect(clean).toBe(true);
  });

  test("shows every document as before", async () => {
    for (const before of former.reports.sales) {
      const sale = await shop.read((ctx) => getSale(ctx, { id: idOf(before.id) }));
      // The present name of the customer is the only one that the earlier version stored. The reversed payments of a
      // voided sale are now those of its void.
      const payments = before.payments.slice(0, sale.payments.length);
      const changeMinor = payments.reduce((sum, payment) => sum + payment.changeMinor, 0);
      expect(sale).toMatchObject({ ...before, payments, changeMinor });
      expect(sale.shop).toMatchObject({ name: "Test shop", legalName: "", receiptFooter: "" });
      expect(sale.startedAt).toBeNull();
    }
  });

  test("has the same reports", async () => {
    const { list, totals, byDay, byProduct, valuation } = former.reports;
    await shop.read(async (ctx) => {
      const { items } = await listSales(ctx, ListSales.parse({ limit: 200 }));
      expect(items.filter(({ kind }) => kind !== "void")).toMatchObject(list.items);
      expect(await getSalesTotals(ctx, GetSalesTotals.parse({}))).toMatchObject(totals);
      expect(await getSalesByDay(ctx, GetSalesByDay.parse(RANGE))).toMatchObject(byDay);
      expect(await getSalesByProduct(ctx, GetSalesByProduct.parse(RANGE))).toMatchObject(byProduct);
      expect(await getValuation(ctx, GetValuation.parse({}))).toMatchObject(valuation);
    });
  });

  test("[F3] has a void document of each voided sale, numbered after the last receipt", async () => {
    const { items } = await shop.read((ctx) => listSales(ctx, ListSales.parse({ limit: 200 })));
    const voided = former.reports.sales.filter(({ status }) => status === "voided");
    const voids = items.filter(({ kind }) => kind === "void");
    expect(voids.map(({ receiptNumber }) => receiptNumber).toSorted()).toEqual(
      voided.map((_, index) => `S-${former.reports.sales.length + 1 + index}`),
    );
    for (const before of voided) {
      const sale = await shop.read((ctx) => getSale(ctx, { id: idOf(before.id) }));
      const id = sale.voidDocument?.id ?? idOf("");
      const document = await shop.read((ctx) => getSale(ctx, { id }));
      expect(document).toMatchObject({
        kind: "void",
        origin: { id: before.id },
        reason: before.voidReason,
        occurredAt: before.voidedAt,
        totalMinor: before.totalMinor,
        taxes: sale.taxes,
        payments: before.payments
          .slice(sale.payments.length)
          .map(({ tender, amountMinor }) => ({ tender, amountMinor })),
      });
      expect(document.lines.map(({ sku, totalMinor }) => [sku, totalMinor])).toEqual(
        before.lines.map(({ sku, totalMinor }) => [sku, totalMinor]),
      );
    }
    expect(voided.length).toBeGreaterThan(0);
  });

  test("[RP15] has the tax of each rate and day, as the lines add up", async () => {
    const { taxMinor } = await shop.read((ctx) => getSalesByTax(ctx, GetSalesByTax.parse(RANGE)));
    expect(taxMinor).toBe(former.reports.byDay.total.taxMinor);
  });

  test("gives the lines of old receipts the present category of their product", async () => {
    const lines = await shop.read((ctx) => ctx.db.select().from(ctx.t.saleLine));
    expect(lines.filter(({ sku }) => sku === "PAN").map((line) => line.categoryId)).toContain(1);
    expect(lines.filter(({ sku }) => sku !== "PAN").map((line) => line.categoryId)).not.toContain(
      1,
    );
  });

  test("continues to sell: the next number, returns of old sales, and clean checks", async () => {
    const { items } = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
    for (const { sku, id } of items) shop.products.set(sku, id);
    const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
    const voids = former.reports.sales.filter(({ status }) => status === "voided");
    expect(sale.receiptNumber).toBe(`S-${former.reports.sales.length + voids.length + 1}`);
    const old = former.reports.sales.find((one) => one.kind === "sale" && one.note === "gift");
    const back = await shop.read((ctx) => getSale(ctx, { id: idOf(old?.id ?? "") }));
    await returnGoods(shop, back, [{ lineNo: 1, quantityMilli: pieces(1) }], { tender: "card" });
    await voidIt(shop, sale);
    expect((await verify()).clean).toBe(true);
  });

  test("[S3] parks sales and sells them", async () => {
    const { items } = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
    const lines = items.slice(0, 1).map(({ id }) => ({ productId: id, quantityMilli: 1000 }));
    const place = { locationId: shop.locationId() };
    const input = { key: newId(), ...place, cart: { lines }, totalMinor: 1000 };
    const { id } = await shop.write((ctx) => parkSale(ctx, ParkSale.parse(input)));
    const { priceMinor: expectedTotalMinor = 0 } = items[0] ?? {};
    const sale = cart({ ...place, lines, expectedTotalMinor, parkedId: id });
    await shop.write((ctx) => ringUpSale(ctx, sale));
    expect((await verify()).clean).toBe(true);
  });
});
