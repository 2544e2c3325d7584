/** Executes a plan: every document with its own time, in order. */
import type { DaybookClient } from "@daybook/client";
import { pieces } from "@daybook/contract/quantity";
import { stockChanges } from "./opening-stock.ts";
import { patiently } from "./patiently.ts";
import type {
  Plan,
  Planned,
  PlannedAdjustment,
  PlannedReturn,
  PlannedReturnWithoutReceipt,
  PlannedSale,
} from "./planned.ts";
import { idOf, prepareShop } from "./prepare-shop.ts";
import type { PreparedShop } from "./prepare-shop.ts";
import { runInOrder } from "./run-in-order.ts";

export interface ReplayOptions {
  readonly client: DaybookClient;
  readonly plan: Plan;
  /** The number of documents sent at the same time; 1 sends them one after another. */
  readonly concurrency: number;
  readonly onProgress?: (booked: number) => void;
}

interface Booking extends PreparedShop {
  readonly client: DaybookClient;
  /** Ids of the sales made so far, by key. */
  readonly saleIds: Map<string, string>;
}

/**
 * Creates the planned records and documents. When started again, it saves nothing twice, because every write has the
 * same key as before. Throws with the invoice number if the server refuses one.
 */
export async function replay({
  client,
  plan,
  concurrency,
  onProgress,
}: ReplayOptions): Promise<void> {
  const booking = {
    client,
    saleIds: new Map<string, string>(),
    ...(await prepareShop(client, plan)),
  };
  const order = new StockOrder();
  const documents = plan.documents.values();
  let booked = 0;
  await runInOrder(concurrency, (done) => {
    const { value: document } = documents.next();
    if (document === undefined) return null;
    const run = async () => {
      await book(document, booking);
      booked += 1;
      onProgress?.(booked);
    };
    return { run, after: order.waitFor(document, done) };
  });
}

/**
 * The dependencies of a document, so that stock never runs short: a document that takes goods out waits for all earlier
 * ones that brought these goods in, and a return waits for its sale. Each product's level is then always at least what
 * it would be if the documents were saved one after another.
 */
class StockOrder {
  readonly #sales = new Map<string, Promise<void>>();
  readonly #arrivals = new Map<string, Promise<void>>();

  waitFor(document: Planned, done: Promise<void>): Promise<void>[] {
    const after: Promise<void>[] = [];
    for (const [code, change] of stockChanges(document)) {
      const arrival = this.#arrivals.get(code);
      // A receipt waits for the previous one, so the last one covers all.
      if (arrival !== undefined && arrival !== done) after.push(arrival);
      if (change > 0) this.#arrivals.set(code, done);
    }
    if (document.type === "sale") this.#sales.set(document.key, done);
    if (document.type === "return") {
      const sale = this.#sales.get(document.saleKey);
      if (sale !== undefined) after.push(sale);
    }
    return after;
  }
}

async function book(document: Planned, booking: Booking): Promise<void> {
  try {
    await patiently(() => send(document, booking));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Invoice ${document.invoiceNo} (${document.type}): ${why}`, { cause: error });
  }
}

function send(document: Planned, booking: Booking): Promise<void> {
  switch (document.type) {
    case "sale":
      return ringUp(document, booking);
    case "return":
      return returnGoods(document, booking);
    case "returnWithoutReceipt":
      return returnWithoutReceiptOf(document, booking);
    case "adjustment":
      return adjust(document, booking);
  }
}

async function ringUp(sale: PlannedSale, booking: Booking): Promise<void> {
  const rungUp = await booking.client.sales.ringUp.mutate({
    key: sale.key,
    locationId: booking.locationId,
    customerId: customerId(sale.customerNo, booking),
    lines: sale.lines.map((line) => ({
      productId: idOf(booking.productIds, line.sku),
      quantityMilli: pieces(line.pieces),
      unitPriceMinor: line.priceMinor,
    })),
    // Many customers of this retailer paid less than the usual price.
    discountReason: "The price on the invoice",
    tenders: paidOtherwise(sale),
    expectedTotalMinor: sale.totalMinor,
    note: sale.text,
    occurredAt: sale.occurredAt,
  });
  booking.saleIds.set(sale.key, rungUp.id);
}

async function returnGoods(back: PlannedReturn, booking: Booking): Promise<void> {
  await booking.client.sales.return.mutate({
    key: back.key,
    id: idOf(booking.saleIds, back.saleKey),
    lines: back.lines.map((line) => ({
      lineNo: line.lineNo,
      quantityMilli: pieces(line.pieces),
      disposition: line.disposition,
    })),
    refunds: paidOtherwise(back),
    expectedTotalMinor: back.totalMinor,
    reason: back.text,
    occurredAt: back.occurredAt,
  });
}

async function returnWithoutReceiptOf(
  back: PlannedReturnWithoutReceipt,
  booking: Booking,
): Promise<void> {
  await booking.client.sales.returnWithoutReceipt.mutate({
    key: back.key,
    locationId: booking.locationId,
    customerId: customerId(back.customerNo, booking),
    lines: back.lines.map((line) => ({
      productId: idOf(booking.productIds, line.sku),
      quantityMilli: pieces(line.pieces),
      unitPriceMinor: line.priceMinor,
      disposition: line.disposition,
    })),
    refunds: paidOtherwise(back),
    expectedTotalMinor: back.totalMinor,
    reason: back.text,
    occurredAt: back.occurredAt,
  });
}

async function adjust(adjustment: PlannedAdjustment, booking: Booking): Promise<void> {
  await booking.client.movements.adjust.mutate({
    key: adjustment.key,
    productId: idOf(booking.productIds, adjustment.sku),
    locationId: booking.locationId,
    quantityMilli: pieces(adjustment.pieces),
    reason: adjustment.reason,
    note: adjustment.text,
    occurredAt: adjustment.occurredAt,
  });
}

/** The wholesaler was paid by invoice, which is neither cash nor card. */
function paidOtherwise(document: { readonly totalMinor: number; readonly invoiceNo: string }) {
  if (document.totalMinor === 0) return [];
  return [
    {
      tender: "other" as const,
      amountMinor: document.totalMinor,
      reference: document.invoiceNo,
    },
  ];
}

function customerId(customerNo: string | null, booking: Booking): string | null {
  return customerNo === null ? null : idOf(booking.customerIds, customerNo);
}
