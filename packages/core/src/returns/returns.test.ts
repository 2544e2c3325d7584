import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { createTestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, goodsWithoutReceipt } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { piecesBack, soldThree } from "../testing/sold-three.ts";
import { quoteReturn, returnSale } from "./return-sale.ts";
import { returnWithoutReceipt } from "./return-without-receipt.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";

describe("returns of a sale", () => {
  test("[R1] any part of a line can be returned, exactly, and the last piece takes the remainder", async () => {
    const { shop, sale } = await soldThree();
    const amounts: number[] = [];
    for (let piece = 0; piece < 3; piece++) {
      const quote = await shop.read((r) =>
        quoteReturn(r, {
          id: sale.id,
          lines: goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 1 }).lines,
        }),
      );
      const input = goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: quote.totalMinor });
      const back = await shop.write((w) => returnSale(w, input));
      amounts.push(back.totalMinor);
    }
    expect(amounts).toEqual([333, 334, 333]);
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(3));
    expect(await shop.valueMinor("MUG")).toBe(500);
    const figures = await shop.read((r) => r.db.select().from(r.t.salesDaily));
    const [back, sold] = figures.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    expect([back, sold]).toMatchObject([
      { kind: "return", documents: 3 },
      { kind: "sale", documents: 1 },
    ]);
    expect({ ...back, kind: "sale", documents: 1 }).toEqual(sold);
  });

  test("[R1] any split of any line adds up to what was sold: money, tax, discount and cost", async () => {
    const parts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 5000 }),
        async (split, price, cost) => {
          const count = split.reduce((sum, part) => sum + part, 0);
          const shop = await createTestShop({ taxPpm: 190_000 }).withProduct("MUG", {
            priceMinor: price,
            onHandMilli: pieces(count),
            costMinor: cost,
          });
          const lines = [{ productId: shop.productId("MUG"), quantityMilli: count * 1000 }];
          const selling = cart({
            locationId: shop.locationId(),
            lines,
            expectedTotalMinor: price * count,
          });
          const sale = await shop.write((w) => ringUpSale(w, selling));
          const sums = { net: 0, tax: 0, total: 0 };
          for (const part of split) {
            const wanted = goodsBack(sale, {
              lines: piecesBack(part),
              expectedTotalMinor: 1,
            }).lines;
            const { totalMinor } = await shop.read((r) =>
              quoteReturn(r, { id: sale.id, lines: wanted }),
            );
            const input = goodsBack(sale, {
              lines: piecesBack(part),
              expectedTotalMinor: totalMinor,
            });
            const back = await shop.write((w) => returnSale(w, input));
            sums.net += back.netMinor;
            sums.tax += back.taxMinor;
            sums.total += back.totalMinor;
          }
          expect(sums).toEqual({ net: sale.netMinor, tax: sale.taxMinor, total: sale.totalMinor });
          expect(await shop.valueMinor("MUG")).toBe(cost);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("[R2] no more is returned than was sold, over many returns", async () => {
    const { shop, sale } = await soldThree();
    await shop.write((w) =>
      returnSale(w, goodsBack(sale, { lines: piecesBack(2), expectedTotalMinor: 667 })),
    );
    const work = shop.write((w) =>
      returnSale(w, goodsBack(sale, { lines: piecesBack(2), expectedTotalMinor: 667 })),
    );
    const refusal = await expectRefusal(work, "return_too_much", "lines.0.quantityMilli");
    expect(refusal.details).toEqual({ returnableMilli: 1000 });
  });

  test("[R2] of two returns of the same pieces at once, one succeeds", async () => {
    const { shop, sale } = await soldThree();
    const both = [1, 2].map(() =>
      shop.write((w) =>
        returnSale(w, goodsBack(sale, { lines: piecesBack(2), expectedTotalMinor: 667 })),
      ),
    );
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(2));
  });

  test("[R2] a line named twice in one return is refused", async () => {
    const { shop, sale } = await soldThree();
    const lines = [...piecesBack(2), ...piecesBack(2)];
    const work = shop.write((w) =>
      returnSale(w, goodsBack(sale, { lines, expectedTotalMinor: 1333 })),
    );
    await expectRefusal(work, "duplicate", "lines.1.lineNo");
  });

  test("[R3] goods are restocked, set aside, written off, or kept by the customer", async () => {
    const { shop, sale } = await soldThree();
    const back = async (disposition: string, expectedTotalMinor: number) => {
      const input = goodsBack(sale, { lines: piecesBack(1, { disposition }), expectedTotalMinor });
      return shop.write((w) => returnSale(w, input));
    };
    await back("quarantine", 333);
    expect((await shop.level("MUG", "Broken")).onHandMilli).toBe(pieces(1));
    await back("waste", 334);
    expect((await shop.level("MUG")).onHandMilli).toBe(0);
    const kept = await back("keep", 333);
    expect(kept.lines).toMatchObject([{ disposition: "keep", originLineNo: 1 }]);
    const kinds = (await shop.ledger("MUG")).map(({ kind }) => kind);
    expect(kinds).toEqual(["opening", "sale", "return", "return", "waste"]);
  });

  test("[R3] pieces the customer keeps leave their cost with the sale", async () => {
    const { shop, sale } = await soldThree();
    await shop.write((w) =>
      returnSale(
        w,
        goodsBack(sale, { lines: piecesBack(1, { disposition: "keep" }), expectedTotalMinor: 333 }),
      ),
    );
    await shop.write((w) =>
      returnSale(w, goodsBack(sale, { lines: piecesBack(2), expectedTotalMinor: 667 })),
    );
    expect(await shop.valueMinor("MUG")).toBe(333);
  });

  test("a missing quarantine location is reported before anything happens", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      priceMinor: 100,
      onHandMilli: pieces(1),
    });
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: 1000 }];
    const sale = await shop.write((w) =>
      ringUpSale(w, cart({ locationId: shop.locationId(), lines, expectedTotalMinor: 100 })),
    );
    const input = goodsBack(sale, {
      lines: piecesBack(1, { disposition: "quarantine" }),
      expectedTotalMinor: 100,
    });
    await expectRefusal(
      shop.write((w) => returnSale(w, input)),
      "no_quarantine",
      "lines",
    );
  });

  test("a tender is refunded at most what it paid, unless the user may refund another way", async () => {
    const { shop, sale } = await soldThree({
      tenders: [
        { tender: "card", amountMinor: 800 },
        { tender: "cash", amountMinor: 200 },
      ],
    });
    const inCash = goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 333 });
    const refusal = await expectRefusal(
      shop.write((w) => returnSale(w, inCash), "cashier"),
      "refund_exceeds_tender",
      "refunds.0.amountMinor",
    );
    expect(refusal.details).toEqual({ tender: "cash", name: "Cash", refundableMinor: 200 });
    await shop.write((w) => returnSale(w, inCash), "manager");
    const rest = goodsBack(sale, {
      lines: piecesBack(2),
      expectedTotalMinor: 667,
      refunds: [{ tender: "card", amountMinor: 667 }],
    });
    await shop.write((w) => returnSale(w, rest), "cashier");
  });

  test("a refund must equal the amount owed, and the quoted total must still be valid", async () => {
    const { shop, sale } = await soldThree();
    const returning = (fields: object) =>
      shop.write((w) =>
        returnSale(
          w,
          goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 333, ...fields }),
        ),
      );
    await expectRefusal(
      returning({ refunds: [{ tender: "cash", amountMinor: 300 }] }),
      "refund_not_equal",
      "refunds",
    );
    await expectRefusal(
      returning({ expectedTotalMinor: 400 }),
      "total_mismatch",
      "expectedTotalMinor",
    );
  });

  test("[R1] a receipt of another shop is not found, and nothing comes back", async () => {
    const { sale } = await soldThree();
    const { shop } = await soldThree();
    const input = goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 333 });
    await expectRefusal(
      shop.write((w) => returnSale(w, input)),
      "not_found",
      "id",
    );
    expect((await shop.level("MUG")).onHandMilli).toBe(0);
    expect(await shop.read((r) => r.db.select().from(r.t.sale))).toHaveLength(1);
  });

  test("a return cannot be returned, nor can a voided sale", async () => {
    const { shop, sale } = await soldThree();
    const back = await shop.write((w) =>
      returnSale(w, goodsBack(sale, { lines: piecesBack(1), expectedTotalMinor: 333 })),
    );
    const again = goodsBack(back, { lines: piecesBack(1), expectedTotalMinor: 333 });
    await expectRefusal(
      shop.write((w) => returnSale(w, again)),
      "wrong_state",
      "id",
    );
  });
});

describe("returns without a receipt", () => {
  const shopWithMugs = () =>
    createTestShop({ taxPpm: 200_000 }).withProduct("MUG", {
      priceMinor: 400,
      onHandMilli: pieces(2),
      costMinor: 300,
    });

  test("goods come in at the average cost and at most today's price is refunded", async () => {
    const shop = await shopWithMugs();
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: 1000 }];
    const input = goodsWithoutReceipt({
      locationId: shop.locationId(),
      lines,
      expectedTotalMinor: 400,
    });
    const back = await shop.write((w) => returnWithoutReceipt(w, input));
    expect(back).toMatchObject({
      kind: "return",
      origin: null,
      reason: "gift",
      netMinor: 333,
      taxMinor: 67,
    });
    expect(await shop.valueMinor("MUG")).toBe(450);
  });

  test("a higher price requires the permission to override prices, within the limit of the role", async () => {
    const shop = await shopWithMugs();
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: 1000, unitPriceMinor: 500 }];
    const input = goodsWithoutReceipt({
      locationId: shop.locationId(),
      lines,
      expectedTotalMinor: 500,
    });
    const path = "lines.0.unitPriceMinor";
    const refusal = await expectRefusal(
      shop.write((w) => returnWithoutReceipt(w, input), "viewer"),
      "price_above_list",
      path,
    );
    expect(refusal.details).toEqual({ listPriceMinor: 400 });
    const beyond = await expectRefusal(
      shop.write((w) => returnWithoutReceipt(w, input), "cashier"),
      "needs_approval",
      path,
    );
    expect(beyond.details).toEqual({ need: "priceChange", asked: 250_000, most: 0 });
    expect((await shop.write((w) => returnWithoutReceipt(w, input), "manager")).totalMinor).toBe(
      500,
    );
  });
});
