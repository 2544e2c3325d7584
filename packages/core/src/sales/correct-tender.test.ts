import { describe, expect, test } from "vitest";
import { CorrectTender, RingUpSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { quoteReturn } from "../returns/return-sale.ts";
import { UpdateSettings } from "@daybook/contract/settings";
import { updateSettings } from "../settings/settings.ts";
import { deactivateTender, createTender } from "../tenders/tenders.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { returnGoods, sell, voidIt } from "../testing/trade.ts";
import { CreateTender, TenderState } from "@daybook/contract/tenders";
import { correctTender } from "./correct-tender.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale } from "./sales.ts";

const DAY_MS = 24 * 3600_000;

async function soldForCash(): Promise<{ shop: TestShop; sale: Sale }> {
  const shop = await createTestShop().withProduct("MUG", {
    onHandMilli: pieces(9),
    costMinor: 900,
  });
  return { shop, sale: await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }]) };
}

function correct(shop: TestShop, sale: Sale, fields: object = {}): Promise<Sale> {
  const input = CorrectTender.parse({
    key: newId(),
    id: sale.id,
    from: "cash",
    to: "card",
    reason: "The customer paid by card",
    ...fields,
  });
  return shop.write((w) => correctTender(w, input));
}

/** Mugs that are paid by one tender. */
function mugs(shop: TestShop, count: number, tender: object, expectedTotalMinor: number) {
  return cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: pieces(count) }],
    tenders: [tender],
    expectedTotalMinor,
  });
}

async function isSound(shop: TestShop): Promise<void> {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

const figures = (shop: TestShop) =>
  shop.read(async ({ db, t }) =>
    (await db.select().from(t.tenderDaily).orderBy(t.tenderDaily.tender)).map(
      ({ tender, kind, amountMinor }) => [tender, kind, amountMinor],
    ),
  );

test("[S13] both methods are kept: a numbered correction has a pair of payments, and figures follow", async () => {
  const { shop, sale } = await soldForCash();
  const after = await correct(shop, sale);
  expect(
    after.payments.map(({ tender, amountMinor, correction }) => [tender, amountMinor, correction]),
  ).toEqual([
    ["cash", 2000, null],
    ["cash", -2000, `${sale.receiptNumber}-C1`],
    ["card", 2000, `${sale.receiptNumber}-C1`],
  ]);
  expect(after).toMatchObject({
    totalMinor: sale.totalMinor,
    changeMinor: 0,
    corrections: [
      {
        number: `${sale.receiptNumber}-C1`,
        from: { id: "cash", name: "Cash" },
        to: { id: "card", name: "Card" },
        amountMinor: 2000,
        reason: "The customer paid by card",
      },
    ],
  });
  expect(await shop.read((r) => getSale(r, sale))).toEqual(after);
  expect(await figures(shop)).toEqual([
    ["card", "sale", 2000],
    ["cash", "sale", 0],
  ]);
  await isSound(shop);
});

test("[S13] a part can be corrected, and a correction can be corrected", async () => {
  const { shop, sale } = await soldForCash();
  await correct(shop, sale, { amountMinor: 500 });
  const after = await correct(shop, sale, { from: "card", to: "other" });
  expect(after.corrections.map(({ number, amountMinor }) => [number, amountMinor])).toEqual([
    [`${sale.receiptNumber}-C1`, 500],
    [`${sale.receiptNumber}-C2`, 500],
  ]);
  expect(await figures(shop)).toEqual([
    ["card", "sale", 0],
    ["cash", "sale", 1500],
    ["other", "sale", 500],
  ]);
  await isSound(shop);
});

test("[S13] refunds follow the corrected method, and what was refunded is not corrected", async () => {
  const { shop, sale } = await soldForCash();
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
  const refusal = await expectRefusal(
    correct(shop, sale, { amountMinor: 1001 }),
    "exceeds_payment",
    "amountMinor",
  );
  expect(refusal.details).toEqual({ name: "Cash", mostMinor: 1000 });
  await correct(shop, sale);
  const lines = [{ lineNo: 1, quantityMilli: pieces(1), disposition: "restock" as const }];
  const quote = await shop.read((r) => quoteReturn(r, { id: sale.id, lines }));
  expect(quote.refundable).toEqual([
    { tender: "cash", name: "Cash", amountMinor: 0 },
    { tender: "card", name: "Card", amountMinor: 1000 },
  ]);
  await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }], { tender: "card" });
  await isSound(shop);
});

test("[S13] a void reverses corrections with the payments", async () => {
  const { shop, sale } = await soldForCash();
  await correct(shop, sale);
  await voidIt(shop, sale);
  expect(await figures(shop)).toEqual([
    ["card", "sale", 2000],
    ["card", "void", 2000],
    ["cash", "sale", 0],
    ["cash", "void", 0],
  ]);
  await isSound(shop);
});

test("[S13] what cannot be corrected is refused, and nothing is written", async () => {
  const { shop, sale } = await soldForCash();
  await expectRefusal(correct(shop, sale, { to: "cash" }), "same_tender", "to");
  await expectRefusal(correct(shop, sale, { to: "cheque" }), "not_found", "to");
  await expectRefusal(correct(shop, sale, { from: "cheque" }), "not_found", "from");
  await expectRefusal(correct(shop, sale, { from: "other" }), "exceeds_payment", "amountMinor");
  const slip = await shop.write((w) =>
    createTender(
      w,
      CreateTender.parse({ key: newId(), name: "Slip", kind: "other", needsReference: true }),
    ),
  );
  await expectRefusal(correct(shop, sale, { to: slip.id }), "reference_required", "reference");
  await shop.write((w) =>
    deactivateTender(w, TenderState.parse({ key: newId(), id: slip.id, version: slip.version })),
  );
  await expectRefusal(correct(shop, sale, { to: slip.id }), "inactive", "to");
  expect(
    CorrectTender.safeParse({ key: newId(), id: sale.id, from: "cash", to: "card", reason: "" })
      .success,
  ).toBe(false);
  const returned = await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
  await expectRefusal(correct(shop, returned), "wrong_state", "id");
  shop.advance(DAY_MS);
  await expectRefusal(correct(shop, sale), "correction_too_late", "id");
  expect((await shop.read((r) => getSale(r, sale))).corrections).toEqual([]);
});

test("[S13] a voided sale keeps its payments", async () => {
  const { shop, sale } = await soldForCash();
  await voidIt(shop, sale);
  await expectRefusal(correct(shop, sale), "wrong_state", "id");
});

test("[S13] a total that is rounded for cash is not moved to another method, or back", async () => {
  const shop = await createTestShop().withProduct("MUG", {
    priceMinor: 998,
    onHandMilli: pieces(9),
  });
  const rule = { cashRounding: "nearest", cashStepMinor: 5 };
  const settings = UpdateSettings.parse({ key: newId(), version: 1, ...rule });
  await shop.write((w) => updateSettings(w, settings));
  const one = (tender: string, amountMinor: number) =>
    shop.write((w) => ringUpSale(w, mugs(shop, 1, { tender, amountMinor }, 998)));
  const rounded = await one("cash", 1000);
  expect(rounded).toMatchObject({ totalMinor: 1000, roundingMinor: 2 });
  const refusal = await expectRefusal(correct(shop, rounded), "wrong_state", "to");
  expect(refusal.details).toMatchObject({ state: "rounded_otherwise" });
  const exact = await one("card", 998);
  await expectRefusal(correct(shop, exact, { from: "card", to: "cash" }), "wrong_state", "to");
  await correct(shop, exact, { from: "card", to: "other" });
  // What coins can pay of the rest is rounded as before.
  await correct(shop, rounded, { amountMinor: 400 });
  await isSound(shop);
});

describe("[S13] beside a voucher that gave change", () => {
  async function paidBy(...given: [tender: string, amountMinor: number][]) {
    const { shop } = await soldForCash();
    const about = { key: newId(), name: "Voucher", kind: "voucher", givesChange: true };
    const { id } = await shop.write((w) => createTender(w, CreateTender.parse(about)));
    const tenders = given.map(([tender, amountMinor]) => ({
      tender: tender === "voucher" ? id : tender,
      amountMinor,
    }));
    const [first = {}] = tenders;
    const input = RingUpSale.parse({ ...mugs(shop, 2, first, 2000), tenders });
    const sale = await shop.write((w) => ringUpSale(w, input));
    return { shop, sale, voucher: id };
  }

  test("the voucher is corrected by what it paid", async () => {
    const { shop, sale, voucher } = await paidBy(["voucher", 5000]);
    expect(sale.changeMinor).toBe(3000);
    const after = await correct(shop, sale, { from: voucher, to: "card" });
    expect(after.corrections).toMatchObject([{ amountMinor: 2000 }]);
    await isSound(shop);
  });

  test("a card is corrected whole: it gave none", async () => {
    const { shop, sale } = await paidBy(["voucher", 1500], ["card", 1000]);
    expect(sale.changeMinor).toBe(500);
    const after = await correct(shop, sale, { from: "card", to: "other" });
    expect(after.corrections).toMatchObject([{ amountMinor: 1000 }]);
    await isSound(shop);
  });

  test("a voucher that was cash is corrected whole: the change belongs to the cash", async () => {
    const { shop, sale, voucher } = await paidBy(["voucher", 2500]);
    const after = await correct(shop, sale, { from: voucher, to: "cash" });
    expect(after.corrections).toMatchObject([{ amountMinor: 2500 }]);
    const left = await shop.read((ctx) => getSale(ctx, { id: sale.id }));
    const cash = left.payments.filter(({ tender }) => tender === "cash");
    expect(cash.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(2000);
    await isSound(shop);
  });
});
