import { describe, expect, test } from "vitest";
import { ExchangeSale } from "@daybook/contract/exchanges";
import { pieces } from "@daybook/contract/quantity";
import { EXCHANGE } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { correctTender } from "../sales/correct-tender.ts";
import { getSale } from "../sales/sales.ts";
import { getSalesTotals } from "../sales/sales-totals.ts";
import { listTenders } from "../tenders/tenders.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { exchange, exchangeInput } from "../testing/exchange.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { returnGoods, sell, voidIt } from "../testing/trade.ts";
import { exchangeSale } from "./exchange-sale.ts";

/** A mug costs 10.00 and a pot 25.00. Two mugs were sold for cash. */
async function shopWithSale() {
  const shop = await createTestShop()
    .withProduct("MUG", { onHandMilli: pieces(9) })
    .withProduct("POT", { onHandMilli: pieces(9), priceMinor: 2500 });
  const sold = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]);
  return { shop, sold };
}

const isClean = async (shop: TestShop) =>
  (await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx))).clean;

const totals = (shop: TestShop) => shop.read((ctx) => getSalesTotals(ctx, { search: "" }));

describe("[R5] an exchange", () => {
  test("for dearer goods: the returned goods pay a part, and the customer the rest", async () => {
    const { shop, sold } = await shopWithSale();
    const { back, sale } = await exchange(shop, sold, {
      back: 1,
      sku: "POT",
      pieces: 1,
      priceMinor: 2500,
    });
    expect(back.payments).toMatchObject([{ tender: "exchange", amountMinor: 1000 }]);
    expect(sale.payments).toMatchObject([
      { tender: "exchange", kind: "exchange", amountMinor: 1000 },
      { tender: "cash", amountMinor: 1500 },
    ]);
    const { id, receiptNumber, totalMinor } = sale;
    expect(back.exchange).toEqual({ id, receiptNumber, totalMinor });
    expect(sale.exchange).toEqual({
      id: back.id,
      receiptNumber: back.receiptNumber,
      totalMinor: 1000,
    });
    expect(await shop.read((ctx) => getSale(ctx, sale))).toEqual(sale);
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(8));
    expect((await shop.level("POT")).onHandMilli).toBe(pieces(8));
    expect(await totals(shop)).toMatchObject({ sales: 2, returns: 1, takingsMinor: 3500 });
    expect(await isClean(shop)).toBe(true);
  });

  test("for cheaper goods: the difference is refunded as a return would refund it", async () => {
    const { shop, sold } = await shopWithSale();
    const { back, sale } = await exchange(shop, sold, {
      back: 2,
      sku: "MUG",
      pieces: 1,
      priceMinor: 1000,
    });
    expect(back.payments).toMatchObject([
      { tender: "exchange", amountMinor: 1000 },
      { tender: "cash", amountMinor: 1000 },
    ]);
    expect(sale.payments).toMatchObject([{ tender: "exchange", amountMinor: 1000 }]);
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(8));
    expect(await isClean(shop)).toBe(true);
  });

  test("for the same goods: no money moves", async () => {
    const { shop, sold } = await shopWithSale();
    const { back, sale } = await exchange(shop, sold, {
      back: 1,
      sku: "MUG",
      pieces: 1,
      priceMinor: 1000,
    });
    expect([...back.payments, ...sale.payments].map(({ kind }) => kind)).toEqual([
      "exchange",
      "exchange",
    ]);
    expect(await totals(shop)).toMatchObject({ takingsMinor: 2000 });
    expect(await isClean(shop)).toBe(true);
  });

  test("whose second half is refused leaves nothing of the first, and says at which part", async () => {
    const { shop, sold } = await shopWithSale();
    const wanted = { back: 1, sku: "POT", pieces: 10, priceMinor: 2500 };
    const path = "sale.lines.0.quantityMilli";
    await expectRefusal(exchange(shop, sold, wanted), "insufficient_stock", path);
    const tooMany = { back: 3, sku: "POT", pieces: 2, priceMinor: 2500 };
    await expectRefusal(
      exchange(shop, sold, tooMany),
      "return_too_much",
      "back.lines.0.quantityMilli",
    );
    expect(await totals(shop)).toMatchObject({ sales: 1, returns: 0 });
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(7));
  });

  test("is not refunded by another method without the right to do so", async () => {
    const { shop, sold } = await shopWithSale();
    const wanted = { back: 2, sku: "MUG", pieces: 1, priceMinor: 1000, tender: "card" };
    const input = exchangeInput(shop, sold, wanted);
    await expectRefusal(
      shop.work.write(shop.as("cashier"), (ctx) => exchangeSale(ctx, input)),
      "refund_exceeds_tender",
      "back.refunds.1.amountMinor",
    );
  });

  test("is not voided by half, and its payment is not corrected into another one", async () => {
    const { shop, sold } = await shopWithSale();
    const { sale } = await exchange(shop, sold, {
      back: 1,
      sku: "POT",
      pieces: 1,
      priceMinor: 2500,
    });
    await expectRefusal(voidIt(shop, sale), "wrong_state", "id");
    const correction = {
      key: newId(),
      id: sale.id,
      reference: "",
      reason: "Pressed the wrong key",
    };
    const from = { ...correction, from: EXCHANGE, to: sold.payments[0]?.tender ?? EXCHANGE };
    await expectRefusal(
      shop.write((ctx) => correctTender(ctx, from)),
      "not_found",
      "from",
    );
    // What was paid in goods needs the right to refund by another method; the owner has it.
    const back = await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
    expect(back.totalMinor).toBe(2500);
    expect(await isClean(shop)).toBe(true);
  });

  test("is the only way to pay with goods, and no list of methods offers it", async () => {
    const { shop, sold } = await shopWithSale();
    const { items } = await shop.read((ctx) => listTenders(ctx));
    expect(items.map(({ id }) => id)).not.toContain(EXCHANGE);
    const line = [{ sku: "MUG", quantityMilli: pieces(1) }];
    const paid = sell(shop, line, { tender: EXCHANGE });
    await expectRefusal(paid, "not_found", "tenders.0.tender");
    const refunded = returnGoods(shop, sold, [{ lineNo: 1, quantityMilli: pieces(1) }], {
      tender: EXCHANGE,
    });
    await expectRefusal(refunded, "not_found", "refunds.0.tender");
  });

  test("of which the parts do not agree is refused", () => {
    const parse = (given: number, taken: number, more: object[] = [], also: object[] = []) =>
      ExchangeSale.safeParse({
        key: newId(),
        back: {
          key: newId(),
          id: newId(),
          lines: [{ lineNo: 1, quantityMilli: 1000 }],
          refunds: [{ tender: "exchange", amountMinor: given }, ...more],
          expectedTotalMinor: 1000,
        },
        sale: {
          key: newId(),
          locationId: newId(),
          lines: [{ productId: newId(), quantityMilli: 1000 }],
          tenders: [{ tender: "exchange", amountMinor: taken }, ...also],
          expectedTotalMinor: 1000,
        },
      });
    const cash = [{ tender: "cash", amountMinor: 1 }];
    expect(parse(1000, 1000).success).toBe(true);
    expect(parse(1000, 999).error?.issues[0]?.path).toEqual(["sale", "tenders"]);
    expect(parse(1000, 1000, cash, cash).error?.issues[0]?.path).toEqual(["back", "refunds"]);
  });
});
