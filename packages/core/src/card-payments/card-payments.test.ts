import { expect, test } from "vitest";
import { StartCardPayment } from "@daybook/contract/card-payments";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { CorrectTender } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { correctTender } from "../sales/correct-tender.ts";
import { getSale } from "../sales/sales.ts";
import { returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { SimulatedCardTerminal } from "../testing/simulated-card-terminal.ts";
import { testCardTerminal } from "../testing/test-card-terminal.ts";
import {
  beginCardPayment,
  listCardPayments,
  recordOutcome,
  settleCardPayment,
} from "./card-payments.ts";
import type { CardOutcome } from "./card-terminal.ts";

testCardTerminal("of the tests", () => {
  const terminal = new SimulatedCardTerminal();
  const behaviors = { pays: "approve", "is declined": "decline", waits: "late" } as const;
  return {
    terminal,
    customer: (does) => void terminal.next.push(behaviors[does]),
    loseNextAnswer: () => void terminal.next.splice(0, 1, "answer_lost"),
    moved: () => terminal.moved,
  };
});

const APPROVED: CardOutcome = { state: "approved", reference: "T-1" };

const shopWithMugs = () =>
  createTestShop().withProduct("MUG", { onHandMilli: pieces(5), costMinor: 500 });

/** A stored payment with this outcome; open if there is none. */
async function taken(shop: TestShop, outcome: CardOutcome | null, fields: object = {}) {
  const input = StartCardPayment.parse({ key: newId(), amountMinor: 1000, ...fields });
  await shop.write((w) => beginCardPayment(w, input));
  if (outcome !== null) await shop.write((w) => recordOutcome(w, input.key, outcome));
  return input.key;
}

const sell = (shop: TestShop, cardPayment?: string, amountMinor = 1000) =>
  shop.write((w) => {
    const tenders = [
      { tender: "card", amountMinor, reference: "T-1", cardPayment },
      ...(amountMinor < 1000 ? [{ tender: "cash", amountMinor: 1000 - amountMinor }] : []),
    ];
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: 1000 }];
    return ringUpSale(
      w,
      cart({ locationId: shop.locationId(), lines, tenders, expectedTotalMinor: 1000 }),
    );
  });

const needAttention = async (shop: TestShop) =>
  (await shop.read((r) => listCardPayments(r))).items.map(({ id, state }) => [id, state]);

test("[S20] an approved payment belongs to one sale, in which it has its amount", async () => {
  const shop = await shopWithMugs();
  const key = await taken(shop, APPROVED);
  expect(await needAttention(shop)).toEqual([[key, "approved"]]);
  const path = "tenders.0.cardPayment";
  await expectRefusal(sell(shop, key, 500), "not_found", path);
  await sell(shop, key);
  expect(await needAttention(shop)).toEqual([]);
  const again = await expectRefusal(sell(shop, key), "wrong_state", path);
  expect(again.details).toMatchObject({ entity: "cardPayment", state: "saved" });
  expect((await shop.level("MUG")).onHandMilli).toBe(pieces(4));
});

test("[S20] a payment that is not approved, or a refund, pays for nothing", async () => {
  const shop = await shopWithMugs();
  const open = await taken(shop, null);
  const declined = await taken(shop, { state: "declined", message: "Card declined" });
  const path = "tenders.0.cardPayment";
  for (const key of [open, declined]) {
    const refusal = await expectRefusal(sell(shop, key), "wrong_state", path);
    expect(refusal.details).toMatchObject({ state: "not_approved" });
  }
  await expectRefusal(sell(shop, newId()), "not_found", path);
  await expectRefusal(
    sell(shop, await taken(shop, APPROVED, { kind: "refund" })),
    "not_found",
    path,
  );
  expect(await needAttention(shop)).toContainEqual([open, "started"]);
});

test("[S20] an approved refund belongs to one return", async () => {
  const shop = await shopWithMugs();
  const sale = await sell(shop, await taken(shop, APPROVED));
  const cardPayment = await taken(shop, APPROVED, { kind: "refund" });
  const refunds = [{ tender: "card", amountMinor: 1000, cardPayment }];
  const lines = [{ lineNo: 1, quantityMilli: 1000 }];
  const input = goodsBack(sale, { lines, expectedTotalMinor: 1000, refunds });
  await shop.write((w) => returnSale(w, input));
  expect(await needAttention(shop)).toEqual([]);
});

test("[S20] a known outcome never changes, and what is unknown becomes known", async () => {
  const shop = await shopWithMugs();
  const key = await taken(shop, null);
  const record = (outcome: Parameters<typeof recordOutcome>[2]) =>
    shop.write((w) => recordOutcome(w, key, outcome));
  expect(await record({ state: "unknown" })).toMatchObject({ state: "unknown" });
  expect(await record(APPROVED)).toMatchObject({ state: "approved", reference: "T-1" });
  for (const late of [{ state: "aborted" }, { state: "unknown" }] as const)
    expect(await record(late)).toMatchObject({ state: "approved", reference: "T-1" });
});

test("[S20] a void keeps what the terminal took on record as to be refunded there by hand", async () => {
  const shop = await shopWithMugs();
  const sale = await sell(shop, await taken(shop, APPROVED));
  await shop.write((w) => voidSale(w, voiding(sale)));
  const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  expect(entries.find(({ action }) => action === "sales.void")?.after).toMatchObject({
    refundByHandMinor: 1000,
  });
});

test("[S20] what must be refunded at the terminal is one figure: of the sale, and of the audit entry of its void", async () => {
  const shop = await shopWithMugs();
  const figures = async (sale: Sale) => {
    const before = await shop.read((r) => getSale(r, { id: sale.id }));
    await shop.write((w) => voidSale(w, voiding(sale)));
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    const entry = entries.findLast(({ action }) => action === "sales.void");
    const after = new Map<string, unknown>(Object.entries(entry?.after ?? {}));
    return [before.terminalRefundMinor, after.get("refundByHandMinor")];
  };
  const correct = (sale: Sale, from: string, to: string) => {
    const input = { key: newId(), id: sale.id, from, to, reason: "Wrong method" };
    return shop.write((w) => correctTender(w, CorrectTender.parse(input)));
  };
  // The connected terminal took it, whatever was corrected.
  const connected = await sell(shop, await taken(shop, APPROVED));
  expect(connected.terminalRefundMinor).toBe(1000);
  expect(await figures(await correct(connected, "card", "cash"))).toEqual([1000, 1000]);
  // A terminal that is not connected.
  expect(await figures(await sell(shop))).toEqual([1000, 1000]);
  expect(await figures(await correct(await sell(shop), "card", "cash"))).toEqual([
    undefined,
    undefined,
  ]);
});

test("[S20] an approved payment that no sale has is settled once, with a reason, and no sale can have it then", async () => {
  const shop = await shopWithMugs();
  const key = await taken(shop, APPROVED);
  const settle = (id: string) =>
    shop.write((w) => settleCardPayment(w, { key: newId(), id, reason: "Refunded there" }));
  const open = await taken(shop, null);
  await expectRefusal(settle(open), "wrong_state", "id");
  expect(await settle(key)).toMatchObject({ state: "settled", message: "Refunded there" });
  expect(await needAttention(shop)).toEqual([[open, "started"]]);
  await expectRefusal(settle(key), "wrong_state", "id");
  await expectRefusal(sell(shop, key), "wrong_state", "tenders.0.cardPayment");
  const sold = await taken(shop, APPROVED);
  await sell(shop, sold);
  await expectRefusal(settle(sold), "wrong_state", "id");
  const [entry] = (await shop.read((r) => r.db.select().from(r.t.auditEntry))).filter(
    ({ action }) => action === "cardPayments.settle",
  );
  expect(entry).toMatchObject({ entityId: key, reason: "Refunded there" });
  await shop.close();
});
