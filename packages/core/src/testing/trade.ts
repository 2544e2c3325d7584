/** Sales and returns in one line, for tests of other features. */
import type { Milli } from "@daybook/contract/quantity";
import { ReturnSale } from "@daybook/contract/returns";
import { RingUpSale, VoidSale } from "@daybook/contract/sales";
import type { Disposition, Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { quoteReturn, returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import type { TestShop } from "./create-test-shop.ts";

export interface SoldLine {
  readonly sku: string;
  readonly quantityMilli: Milli;
  /** Defaults to 1000, the price of a test product. */
  readonly unitPriceMinor?: number;
}

export interface SellOptions {
  readonly location?: string;
  readonly tender?: string;
  readonly occurredAt?: string;
  /** The total with tax, if it is not quantity times price. */
  readonly totalMinor?: number;
  readonly key?: string;
}

/** Rings up products with a price of 10.00 unless the line says otherwise, paid exactly. */
export async function sell(
  shop: TestShop,
  lines: readonly SoldLine[],
  options: SellOptions = {},
): Promise<Sale> {
  const worth = ({ quantityMilli, unitPriceMinor }: SoldLine) =>
    Math.round((quantityMilli * (unitPriceMinor ?? 1000)) / 1000);
  const totalMinor = options.totalMinor ?? lines.reduce((sum, line) => sum + worth(line), 0);
  const input = RingUpSale.parse({
    key: options.key ?? newId(shop.clock.now),
    locationId: shop.locationId(options.location),
    lines: lines.map(({ sku, quantityMilli, unitPriceMinor }) => ({
      productId: shop.productId(sku),
      quantityMilli,
      ...(unitPriceMinor === undefined ? {} : { unitPriceMinor }),
    })),
    tenders:
      totalMinor === 0 ? [] : [{ tender: options.tender ?? "cash", amountMinor: totalMinor }],
    expectedTotalMinor: totalMinor,
    // A price far below the list price needs a reason.
    ...(lines.some(({ unitPriceMinor }) => unitPriceMinor !== undefined)
      ? { discountReason: "The price of the test" }
      : {}),
    ...(options.occurredAt === undefined ? {} : { occurredAt: options.occurredAt }),
  });
  return shop.write((ctx) => ringUpSale(ctx, input));
}

export interface ReturnedLine {
  readonly lineNo: number;
  readonly quantityMilli: Milli;
  readonly disposition?: Disposition;
}

/** Returns lines of a sale and refunds exactly their value. */
export async function returnGoods(
  shop: TestShop,
  sale: Sale,
  lines: readonly ReturnedLine[],
  options: {
    readonly tender?: string;
    readonly occurredAt?: string;
    readonly location?: string;
  } = {},
): Promise<Sale> {
  const quoted = {
    id: sale.id,
    lines: lines.map((line) => ({ disposition: "restock" as const, ...line })),
  };
  const { totalMinor } = await shop.read((ctx) => quoteReturn(ctx, quoted));
  const input = ReturnSale.parse({
    ...quoted,
    key: newId(shop.clock.now),
    refunds:
      totalMinor === 0 ? [] : [{ tender: options.tender ?? "cash", amountMinor: totalMinor }],
    expectedTotalMinor: totalMinor,
    ...(options.occurredAt === undefined ? {} : { occurredAt: options.occurredAt }),
    ...(options.location === undefined ? {} : { locationId: shop.locationId(options.location) }),
  });
  return shop.write((ctx) => returnSale(ctx, input));
}

export async function voidIt(shop: TestShop, sale: Sale): Promise<Sale> {
  const input = VoidSale.parse({
    key: newId(shop.clock.now),
    id: sale.id,
    reason: "Rung up twice",
  });
  return shop.write((ctx) => voidSale(ctx, input));
}
