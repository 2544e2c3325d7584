import { IssueInvoice } from "@daybook/contract/invoices";
import { ParkSale } from "@daybook/contract/parked-sales";
import { CorrectTender } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { AdjustStock, TransferStock } from "@daybook/contract/stock";
import { pieces } from "@daybook/contract/quantity";
import { exchange } from "./exchange.ts";
import { newId } from "@daybook/contract/uuid";
import { parkSale } from "../parked-sales/parked-sales.ts";
import { issueInvoice } from "../sales/invoices.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { correctTender } from "../sales/correct-tender.ts";
import { adjustStock } from "../stock/adjust-stock.ts";
import { transferStock } from "../stock/transfer-stock.ts";
import { RecordTillEvents } from "@daybook/contract/till-events";
import { recordTillEvents } from "../tills/till-events.ts";
import { createTestShop } from "./create-test-shop.ts";
import { close, count, counterOf, move, open, sellAt } from "./counter.ts";
import type { TestShop, TestShopOptions } from "./create-test-shop.ts";
import { cart } from "./inputs.ts";
import { commitFile, FilesInMemory, previewFile } from "./import-files.ts";
import { sell, returnGoods, voidIt } from "./trade.ts";

/**
 * A shop with one of everything: openings, a transfer, gains and losses, sales with two tenders, returns, a void, a
 * corrected payment, invoices, parked sales, an event of the till journal, a sale of a former system.
 */
export async function tradingShop(options: TestShopOptions = {}) {
  const shop = await createTestShop({ taxPpm: 200_000, ...options })
    .withLocation("Back room")
    .withLocation("Quarantine", { kind: "quarantine" })
    .withProduct("MUG", {
      onHandMilli: pieces(20),
      costMinor: 7777,
      input: { reorderRules: [{ reorderPointMilli: pieces(16), targetMilli: pieces(40) }] },
    })
    .withProduct("TEA", { onHandMilli: pieces(10), costMinor: 1000 })
    .withProduct("GIFT WRAP", { input: { kind: "service" } });
  await shop.write((ctx) =>
    transferStock(
      ctx,
      TransferStock.parse({
        key: newId(),
        fromLocationId: shop.locationId(),
        toLocationId: shop.locationId("Back room"),
        lines: [{ productId: shop.productId("MUG"), quantityMilli: pieces(4) }],
      }),
    ),
  );
  for (const quantityMilli of [pieces(-1), pieces(2)]) {
    const input = AdjustStock.parse({
      key: newId(),
      ...shop.at("TEA"),
      quantityMilli,
      reason: "correction",
    });
    await shop.write((ctx) => adjustStock(ctx, input));
  }
  const big = await sell(shop, [
    { sku: "MUG", quantityMilli: pieces(3) },
    { sku: "TEA", quantityMilli: pieces(2) },
    { sku: "GIFT WRAP", quantityMilli: pieces(1) },
  ]);
  const small = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], { tender: "card" });
  const mid = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(2) }], { tender: "card" });
  await returnGoods(shop, big, [
    { lineNo: 1, quantityMilli: pieces(3), disposition: "quarantine" },
    { lineNo: 2, quantityMilli: pieces(1), disposition: "waste" },
  ]);
  await returnGoods(shop, big, [{ lineNo: 2, quantityMilli: pieces(1), disposition: "keep" }]);
  const back = await returnGoods(shop, mid, [{ lineNo: 1, quantityMilli: pieces(2) }], {
    tender: "card",
  });
  const voided = await voidIt(shop, await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]));
  const removed = { key: newId(), kind: "line_removed", occurredAt: "2026-03-02T10:00:00Z" };
  const journal = RecordTillEvents.parse({ key: newId(), events: [removed] });
  await shop.write((ctx) => recordTillEvents(ctx, journal));
  const corrected = await sell(shop, [{ sku: "GIFT WRAP", quantityMilli: pieces(1) }]);
  const correction = CorrectTender.parse({
    key: newId(),
    id: corrected.id,
    from: "cash",
    to: "other",
    reason: "Paid by voucher",
  });
  await shop.write((ctx) => correctTender(ctx, correction));
  const wrap = { sku: "GIFT WRAP", pieces: 1, priceMinor: 1000 };
  const given = await sell(shop, [{ sku: wrap.sku, quantityMilli: pieces(1) }]);
  await exchange(shop, given, { back: 1, ...wrap });
  await invoice(shop, small);
  await invoice(shop, corrected);
  await parkAndSell(shop);
  await closeCounter(shop);
  const files = new FilesInMemory();
  const past = files.add("number,date,sku,quantity,price\nA-1,2025-12-01,MUG,2,2.50\n");
  await commitFile(shop, await previewFile(shop, files, past));
  return { shop, big, small, mid, back, voided };
}

function invoice(shop: TestShop, { id }: Pick<Sale, "id">): Promise<Sale> {
  const buyer = { buyerName: "Bistro Ltd", buyerAddress: "High Street 7" };
  const input = IssueInvoice.parse({ key: newId(), id, ...buyer });
  return shop.write((ctx) => issueInvoice(ctx, input));
}

/** A cart that was parked and is sold; another one waits. */
async function parkAndSell(shop: TestShop): Promise<void> {
  const lines = [{ productId: shop.productId("GIFT WRAP"), quantityMilli: pieces(1) }];
  const place = { locationId: shop.locationId() };
  const input = { ...place, cart: { lines, names: ["Gift wrap"] }, totalMinor: 1000 };
  const park = () => shop.write((ctx) => parkSale(ctx, ParkSale.parse({ key: newId(), ...input })));
  const parked = await park();
  const sale = cart({ ...place, lines, expectedTotalMinor: 1000, parkedId: parked.id });
  await shop.write((ctx) => ringUpSale(ctx, sale));
  await park();
}

/** A till whose drawer is opened, used and closed twice. */
async function closeCounter(shop: TestShop): Promise<void> {
  const at = await counterOf(shop, "TEA");
  for (const float of [5000, 4000]) {
    await open(at, float);
    await sellAt(at);
    await move(at, "pay_out", 500, "Cleaning");
    await close(at, (await count(at, float + 500)).id, 4000);
  }
}

export type Trading = Awaited<ReturnType<typeof tradingShop>>;
