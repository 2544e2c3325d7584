/** Exchanges in one line, for tests. */
import { ExchangeSale, exchangeDue } from "@daybook/contract/exchanges";
import { minor } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import type { Sale } from "@daybook/contract/sales";
import { EXCHANGE } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { exchangeSale } from "../returns/exchange-sale.ts";
import type { TestShop } from "./create-test-shop.ts";

export interface WantedExchange {
  readonly back: number;
  readonly sku: string;
  readonly pieces: number;
  readonly priceMinor: number;
  readonly tender?: string;
}

/** The exchange of the first line of a sale, a product of 10.00, for other goods; cash is the difference. */
export function exchangeInput(shop: TestShop, sold: Sale, wanted: WantedExchange) {
  const backMinor = minor(wanted.back * 1000);
  const totalMinor = minor(wanted.pieces * wanted.priceMinor);
  const due = exchangeDue(backMinor, totalMinor);
  const rest = (amountMinor: number) =>
    amountMinor === 0 ? [] : [{ tender: wanted.tender ?? "cash", amountMinor }];
  const inGoods = { tender: EXCHANGE, amountMinor: due.exchangedMinor };
  return ExchangeSale.parse({
    key: newId(),
    back: {
      key: newId(),
      id: sold.id,
      lines: [{ lineNo: 1, quantityMilli: pieces(wanted.back) }],
      refunds: [inGoods, ...rest(due.toRefundMinor)],
      expectedTotalMinor: backMinor,
    },
    sale: {
      key: newId(),
      locationId: shop.locationId(),
      lines: [{ productId: shop.productId(wanted.sku), quantityMilli: pieces(wanted.pieces) }],
      tenders: [inGoods, ...rest(due.toPayMinor)],
      expectedTotalMinor: totalMinor,
    },
  });
}

export const exchange = (shop: TestShop, sold: Sale, wanted: WantedExchange) =>
  shop.write((ctx) => exchangeSale(ctx, exchangeInput(shop, sold, wanted)));
