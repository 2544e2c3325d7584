import { describe, expect, test } from "vitest";
import { TenderId } from "@daybook/contract/ids";
import { pieces } from "@daybook/contract/quantity";
import { CreateTender, UpdateTender } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { quoteReturn, returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { getSale } from "../sales/sales.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { voidSale } from "../sales/void-sale.ts";
import { createTender, deactivateTender, listTenders, updateTender } from "./tenders.ts";

const mugShop = () => createTestShop().withProduct("MUG", { onHandMilli: pieces(50) });

const add = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => createTender(ctx, CreateTender.parse({ key: newId(), ...fields })));
const change = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateTender(ctx, UpdateTender.parse({ key: newId(), ...fields })));
const state = (id: string, version: number) => ({ key: newId(), id: TenderId.parse(id), version });

const input = (shop: TestShop, tenders: object[], more: object = {}) =>
  cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: 3000 }],
    expectedTotalMinor: 3000,
    tenders,
    ...more,
  });
const sell = (shop: TestShop, tenders: object[], more: object = {}) =>
  shop.write((ctx) => ringUpSale(ctx, input(shop, tenders, more)));
const isClean = async (shop: TestShop) =>
  (await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx))).clean;

describe("[S18] payment methods", () => {
  test("every shop has cash, card and other; cash gives change and opens the drawer", async () => {
    const shop = await mugShop();
    const { items } = await shop.read((ctx) => listTenders(ctx));
    expect(items).toMatchObject([
      { id: "cash", name: "Cash", kind: "cash", givesChange: true, opensDrawer: true },
      { id: "card", name: "Card", kind: "card", givesChange: false, opensDrawer: false },
      { id: "other", name: "Other", kind: "other", allowedForRefunds: true, active: true },
    ]);
  });

  test("a shop adds its own, and a receipt keeps the name that it was paid under", async () => {
    const shop = await mugShop();
    const bank = await add(shop, { name: "Bank transfer", kind: "transfer" });
    const sale = await sell(shop, [{ tender: bank.id, amountMinor: 3000, reference: "invoice 7" }]);
    expect(sale.payments).toMatchObject([
      { tender: bank.id, name: "Bank transfer", kind: "transfer", reference: "invoice 7" },
    ]);
    await change(shop, { id: bank.id, version: 1, name: "Wire" });
    expect(await shop.read((ctx) => getSale(ctx, { id: sale.id }))).toEqual(sale);
    expect(await isClean(shop)).toBe(true);
  });

  test("a name belongs to one method", async () => {
    const shop = await mugShop();
    const about = ["duplicate", "name"] as const;
    await expectRefusal(add(shop, { name: "Card", kind: "card" }), ...about);
    await expectRefusal(change(shop, { id: "other", version: 1, name: "Cash" }), ...about);
    await expectRefusal(add(shop, { name: "cArd\u200b", kind: "card" }), ...about);
    await expectRefusal(change(shop, { id: "other", version: 1, name: "CASH" }), ...about);
    await change(shop, { id: "other", version: 1, name: "OTHER" });
  });

  test("one that needs a reference is refused without, at its place, and nothing is written", async () => {
    const shop = await mugShop();
    const { id } = await add(shop, { name: "Voucher", kind: "voucher", needsReference: true });
    const tenders = [
      { tender: "cash", amountMinor: 1000 },
      { tender: id, amountMinor: 2000 },
    ];
    await expectRefusal(sell(shop, tenders), "reference_required", "tenders.1.reference");
    const unseen = [tenders[0] ?? {}, { ...tenders[1], reference: "\u200b" }];
    await expectRefusal(sell(shop, unseen), "reference_required", "tenders.1.reference");
    expect(await shop.read(({ db, t }) => db.select().from(t.sale))).toEqual([]);
    await sell(shop, [tenders[0] ?? {}, { ...tenders[1], reference: "V-17" }]);
  });

  test("a deactivated one takes no new payment, but a sale that was paid while the server was away is kept", async () => {
    const shop = await mugShop();
    await shop.write((ctx) => deactivateTender(ctx, state("other", 1)));
    const tenders = [{ tender: "other", amountMinor: 3000 }];
    await expectRefusal(sell(shop, tenders), "inactive", "tenders.0.tender");
    const at = new Date(shop.clock.now - 60_000).toISOString();
    const sale = await sell(shop, tenders, { occurredAt: at, replay: { pricesAt: at } });
    expect(sale.payments).toMatchObject([{ name: "Other" }]);
  });

  test("[M2] change that a voucher gave while the server was away is kept, whatever its rules are since", async () => {
    const shop = await mugShop();
    const { id } = await add(shop, { name: "Voucher", kind: "voucher", givesChange: true });
    await change(shop, { id, version: 1, givesChange: false });
    const tenders = [{ tender: id, amountMinor: 5000 }];
    await expectRefusal(sell(shop, tenders), "change_only_from_cash", "tenders");
    const at = new Date(shop.clock.now - 60_000).toISOString();
    const sale = await sell(shop, tenders, { occurredAt: at, replay: { pricesAt: at } });
    expect(sale.changeMinor).toBe(2000);
    expect(await isClean(shop)).toBe(true);
  });

  test("an unknown one is refused at its place", async () => {
    const shop = await mugShop();
    const tenders = [{ tender: "seashells", amountMinor: 3000 }];
    await expectRefusal(sell(shop, tenders), "not_found", "tenders.0.tender");
  });

  test("cash stays: change and rounding depend on it", async () => {
    const shop = await mugShop();
    const off = shop.write((ctx) => deactivateTender(ctx, state("cash", 1)));
    await expectRefusal(off, "needs_cash", "id");
  });

  test("[M2] a card never gives change, whatever its rules say", async () => {
    const shop = await mugShop();
    const about = ["change_only_from_cash", "givesChange"] as const;
    await expectRefusal(add(shop, { name: "Debit", kind: "card", givesChange: true }), ...about);
    await expectRefusal(change(shop, { id: "card", version: 1, givesChange: true }), ...about);
  });

  test("[M2] change for a voucher is paid in cash, on its own line, and a void gives all of it back", async () => {
    const shop = await mugShop();
    const { id } = await add(shop, { name: "Voucher", kind: "voucher", givesChange: true });
    const sale = await sell(shop, [{ tender: id, amountMinor: 5000 }]);
    expect(sale.payments).toMatchObject([
      { tender: id, amountMinor: 5000, tenderedMinor: 5000, changeMinor: 0 },
      { tender: "cash", amountMinor: -2000, tenderedMinor: 0, changeMinor: 2000 },
    ]);
    expect(sale.changeMinor).toBe(2000);
    const daily = await shop.read(({ db, t }) => db.select().from(t.tenderDaily));
    expect(daily.map(({ tender, amountMinor }) => [tender, amountMinor]).toSorted()).toEqual(
      [
        ["cash", -2000],
        [id, 5000],
      ].toSorted(),
    );
    const lines = [{ lineNo: 1, quantityMilli: pieces(1), disposition: "restock" as const }];
    const quote = await shop.read((ctx) => quoteReturn(ctx, { id: sale.id, lines }));
    expect(quote.refundable).toEqual([{ tender: id, name: "Voucher", amountMinor: 5000 }]);
    await shop.write((ctx) => voidSale(ctx, voiding(sale)));
    expect(await isClean(shop)).toBe(true);
  });

  test("[R4] one that is not allowed for refunds is refused at its place", async () => {
    const shop = await mugShop();
    await change(shop, { id: "card", version: 1, allowedForRefunds: false });
    const sale = await sell(shop, [{ tender: "card", amountMinor: 3000 }]);
    const fields = {
      lines: [{ lineNo: 1, quantityMilli: pieces(1) }],
      refunds: [{ tender: "card", amountMinor: 1000 }],
      expectedTotalMinor: 1000,
    };
    await expectRefusal(
      shop.write((ctx) => returnSale(ctx, goodsBack(sale, fields))),
      "tender_not_for_refunds",
      "refunds.0.tender",
    );
    const lines = [{ lineNo: 1, quantityMilli: pieces(1), disposition: "restock" as const }];
    const quote = await shop.read((ctx) => quoteReturn(ctx, { id: sale.id, lines }));
    expect(quote.refundable).toEqual([]);
  });
});
