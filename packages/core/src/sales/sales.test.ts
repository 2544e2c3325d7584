import { describe, expect, test } from "vitest";
import { ListSales } from "@daybook/contract/sales";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createCustomer } from "../customers/customers.ts";
import { CreateCustomer } from "@daybook/contract/customers";
import { updateProduct } from "../products/update-product.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack } from "../testing/inputs.ts";
import { expectDbRefusal, expectRefusal } from "../testing/refusal.ts";
import { returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale, listSales } from "./sales.ts";

const mugShop = () =>
  createTestShop({ taxPpm: 200_000 })
    .withProduct("MUG", { priceMinor: 999, onHandMilli: pieces(10), costMinor: 3000 })
    .withProduct("CUP", { priceMinor: 250, onHandMilli: pieces(4), costMinor: 400 });

const line = (shop: TestShop, sku: string, count: number, more: object = {}) => ({
  productId: shop.productId(sku),
  quantityMilli: count * 1000,
  ...more,
});

const sell = (
  shop: TestShop,
  fields: { lines: object[]; expectedTotalMinor: number },
  more: object = {},
) => shop.write((w) => ringUpSale(w, cart({ locationId: shop.locationId(), ...fields, ...more })));

/** Everything a sale writes, counted: a refused sale must leave all of it alone. */
const traces = (shop: TestShop) =>
  shop.read(async (r) => ({
    sales: (await r.db.select().from(r.t.sale)).length,
    lines: (await r.db.select().from(r.t.saleLine)).length,
    payments: (await r.db.select().from(r.t.payment)).length,
    movements: (await r.db.select().from(r.t.movement)).length,
    audit: (await r.db.select().from(r.t.auditEntry)).length,
    outbox: (await r.db.select().from(r.t.outboxEvent)).length,
    figures: await r.db.select().from(r.t.salesDaily),
    device: await r.db.select().from(r.t.device),
  }));

describe("ringing up", () => {
  test("[S2] one sale changes stock, money, tax and figures together", async () => {
    const shop = await mugShop();
    const sale = await sell(shop, {
      lines: [line(shop, "MUG", 2), line(shop, "CUP", 1)],
      expectedTotalMinor: 2248,
    });
    expect(sale).toMatchObject({
      receiptNumber: "S-1",
      goodsMinor: 2248,
      netMinor: 1665 + 208,
      taxMinor: 333 + 42,
      totalMinor: 2248,
      businessDate: "2026-03-02",
      soldBy: { name: "Olive Owner" },
    });
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(8));
    expect(await shop.valueMinor("MUG")).toBe(2400);
    expect((await shop.ledger("CUP")).at(-1)).toMatchObject({
      kind: "sale",
      costMinor: 100,
      document: { type: "sale", id: sale.id, number: "S-1" },
    });
    expect((await traces(shop)).figures).toMatchObject([
      {
        businessDate: "2026-03-02",
        hour: 10,
        kind: "sale",
        documents: 1,
        netMinor: 1873,
        taxMinor: 375,
        costMinor: 700,
        unitsMilli: 3000,
      },
    ]);
  });

  test("[S2] the response to the till equals the stored sale", async () => {
    const shop = await mugShop();
    const lines = [
      line(shop, "MUG", 1, { discount: { kind: "percent", ppm: 100_000 } }),
      line(shop, "CUP", 2),
    ];
    const sale = await sell(
      shop,
      { lines, expectedTotalMinor: 1399 },
      { tenders: [{ tender: "cash", amountMinor: 2000 }] },
    );
    expect(sale.changeMinor).toBe(601);
    expect(await shop.read((r) => getSale(r, { id: sale.id }))).toEqual(sale);
  });

  test("[S2] a refused sale leaves no trace", async () => {
    const shop = await mugShop();
    const before = await traces(shop);
    const lines = [line(shop, "MUG", 1), line(shop, "CUP", 5)];
    await expectRefusal(
      sell(shop, { lines, expectedTotalMinor: 2249 }),
      "insufficient_stock",
      "lines.1.quantityMilli",
    );
    await expectRefusal(
      sell(shop, { lines, expectedTotalMinor: 1 }),
      "total_mismatch",
      "expectedTotalMinor",
    );
    expect(await traces(shop)).toEqual(before);
    expect(
      (await sell(shop, { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 999 })).receiptNumber,
    ).toBe("S-1");
  });

  test("[L8] two lines of one product are added up before the check", async () => {
    const shop = await mugShop();
    const lines = [line(shop, "CUP", 3), line(shop, "CUP", 2)];
    const refusal = await expectRefusal(
      sell(shop, { lines, expectedTotalMinor: 1250 }),
      "insufficient_stock",
      "lines.0.quantityMilli",
      "lines.1.quantityMilli",
    );
    expect(refusal.details).toMatchObject({
      shortages: [{ sku: "CUP", requestedMilli: 5000, availableMilli: 4000 }],
    });
  });

  test("[L8] of two tills selling the last unit exactly one succeeds", async () => {
    const shop = await createTestShop().withProduct("LAST", {
      priceMinor: 100,
      onHandMilli: pieces(1),
      costMinor: 50,
    });
    const tills = [1, 2].map(() =>
      sell(shop, { lines: [line(shop, "LAST", 1)], expectedTotalMinor: 100 }),
    );
    const outcomes = await Promise.allSettled(tills);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await shop.level("LAST")).onHandMilli).toBe(0);
  });

  test("[L8] 40 tills selling the last 10 units at once: ten sales, thirty clear refusals, stock 0", async () => {
    const shop = await createTestShop().withProduct("LAST", {
      priceMinor: 100,
      onHandMilli: pieces(10),
      costMinor: 505,
    });
    const tills = Array.from({ length: 40 }, () =>
      sell(shop, { lines: [line(shop, "LAST", 1)], expectedTotalMinor: 100 }).then(
        (sale) => sale.receiptNumber,
        (error: unknown) => (error as { code: string }).code,
      ),
    );
    const outcomes = await Promise.all(tills);
    expect(outcomes.filter((outcome) => outcome === "insufficient_stock")).toHaveLength(30);
    expect(new Set(outcomes.filter((outcome) => outcome !== "insufficient_stock")).size).toBe(10);
    expect((await shop.level("LAST")).onHandMilli).toBe(0);
    expect(await shop.valueMinor("LAST")).toBe(0);
  });

  test("tills that sell the same products in opposite order do not deadlock", async () => {
    const shop = await mugShop();
    const both = [line(shop, "MUG", 1), line(shop, "CUP", 1)];
    const tills = Array.from({ length: 4 }, (_, till) =>
      sell(shop, { lines: till % 2 === 0 ? both : both.toReversed(), expectedTotalMinor: 1249 }),
    );
    await Promise.all(tills);
    expect((await shop.level("CUP")).onHandMilli).toBe(0);
  });
});

describe("paying", () => {
  test("[M1] several tenders pay one sale", async () => {
    const shop = await mugShop();
    const tenders = [
      { tender: "card", amountMinor: 1000, reference: "4711" },
      { tender: "cash", amountMinor: 1000 },
    ];
    const sale = await sell(
      shop,
      { lines: [line(shop, "MUG", 2)], expectedTotalMinor: 1998 },
      { tenders },
    );
    expect(sale.payments).toMatchObject([
      { tender: "card", amountMinor: 1000, changeMinor: 0, reference: "4711" },
      { tender: "cash", amountMinor: 998, tenderedMinor: 1000, changeMinor: 2 },
    ]);
  });

  test("[M2] change is given in cash only", async () => {
    const shop = await mugShop();
    const lines = [line(shop, "MUG", 1)];
    const paying = (...tenders: object[]) =>
      sell(shop, { lines, expectedTotalMinor: 999 }, { tenders });
    await expectRefusal(
      paying({ tender: "card", amountMinor: 1000 }),
      "change_only_from_cash",
      "tenders",
    );
    await expectRefusal(
      paying({ tender: "card", amountMinor: 1000 }, { tender: "cash", amountMinor: 500 }),
      "change_only_from_cash",
      "tenders",
    );
    const refusal = await expectRefusal(
      paying({ tender: "cash", amountMinor: 500 }),
      "tenders_short",
      "tenders",
    );
    expect(refusal.details).toEqual({ dueMinor: 999, tenderedMinor: 500 });
    const sale = await paying(
      { tender: "card", amountMinor: 900 },
      { tender: "cash", amountMinor: 500 },
    );
    expect(sale.changeMinor).toBe(401);
  });

  test("a gift costs nothing and needs no tender", async () => {
    const shop = await mugShop();
    const lines = [line(shop, "MUG", 1, { discount: { kind: "percent", ppm: 1_000_000 } })];
    const more = { discountReason: "Won the raffle" };
    const sale = await sell(shop, { lines, expectedTotalMinor: 0 }, more);
    expect(sale).toMatchObject({ totalMinor: 0, taxMinor: 0, payments: [] });
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(9));
  });
});

describe("refusals of the till", () => {
  test("a deactivated product, an unknown product, a fraction and an unknown location are refused at their fields", async () => {
    const shop = await mugShop();
    const { deactivateProduct } = await import("../products/product-state.ts");
    const id = shop.productId("CUP");
    await shop.write((w) => deactivateProduct(w, { key: newId(), id, version: 1 } as never));
    const selling = (fields: object, more: object = {}) =>
      sell(
        shop,
        { lines: [{ ...line(shop, "MUG", 1), ...fields }], expectedTotalMinor: 999 },
        more,
      );
    await expectRefusal(selling({ productId: id }), "inactive", "lines.0.productId");
    await expectRefusal(selling({ productId: newId() }), "not_found", "lines.0.productId");
    await expectRefusal(
      selling({ quantityMilli: 500 }),
      "fraction_not_allowed",
      "lines.0.quantityMilli",
    );
    await expectRefusal(selling({}, { locationId: newId() }), "not_found", "locationId");
    await expectRefusal(selling({}, { customerId: newId() }), "not_found", "customerId");
  });

  test("nothing is sold from quarantine", async () => {
    const shop = await mugShop().withLocation("Broken", { kind: "quarantine" });
    const work = sell(
      shop,
      { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 999 },
      { locationId: shop.locationId("Broken") },
    );
    await expectRefusal(work, "location_not_sellable", "locationId");
  });

  test("a sale keeps the name, price and tax of its time", async () => {
    const shop = await mugShop();
    const sale = await sell(shop, { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 999 });
    const id = shop.productId("MUG");
    shop.advance(1000);
    await shop.write((w) =>
      updateProduct(w, { key: newId(), id, version: 1, name: "Beaker", priceMinor: 1 } as never),
    );
    expect((await shop.read((r) => getSale(r, { id: sale.id }))).lines).toMatchObject([
      { name: "MUG", unitPriceMinor: 999 },
    ]);
  });

  test("a completed sale cannot be edited or deleted, not even directly in the database", async () => {
    const shop = await mugShop();
    await sell(shop, { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 999 });
    const tamperings = [
      () => shop.write((w) => w.db.update(w.t.sale).set({ note: "changed" })),
      () => shop.write((w) => w.db.delete(w.t.sale)),
      () => shop.write((w) => w.db.update(w.t.payment).set({ reference: "changed" })),
    ];
    for (const work of tamperings) await expectDbRefusal(work(), "append_only");
  });
});

describe("past sales", () => {
  test("[CU2] [I5] are found by customer, product, day and number", async () => {
    const shop = await mugShop();
    const customer = await shop.write((w) =>
      createCustomer(w, CreateCustomer.parse({ key: newId(), name: "Ann" })),
    );
    const first = await sell(
      shop,
      { lines: [line(shop, "MUG", 1)], expectedTotalMinor: 999 },
      { customerId: customer.id },
    );
    shop.advance(24 * 3600_000);
    const second = await sell(shop, { lines: [line(shop, "CUP", 1)], expectedTotalMinor: 250 });
    const back = goodsBack(first, {
      lines: [{ lineNo: 1, quantityMilli: 1000 }],
      expectedTotalMinor: 999,
    });
    const third = await shop.write((w) => returnSale(w, back));
    const found = async (fields: object) => {
      const { items } = await shop.read((r) => listSales(r, ListSales.parse(fields)));
      return items.map(({ id }) => id);
    };
    expect(await found({})).toEqual([third.id, second.id, first.id]);
    expect(await found({ customerId: customer.id })).toEqual([third.id, first.id]);
    expect(await found({ productId: shop.productId("CUP") })).toEqual([second.id]);
    expect(await found({ from: "2026-03-03", kind: "sale" })).toEqual([second.id]);
    expect(await found({ search: "S-3" })).toEqual([third.id]);
  });
});
