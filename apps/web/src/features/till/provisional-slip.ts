import { unitPriceOf } from "./cart.ts";
import { priceOfCart, taxOf } from "./cart-price.ts";
import type { TaxRules } from "./cart-price.ts";
import { tenderName } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import type { SlipSale } from "../receipts/receipt-slip.tsx";
import type { LastSale } from "./till-store.ts";

interface Sold {
  readonly last: LastSale;
  readonly rules: TaxRules;
  readonly soldBy: { readonly name: string };
  /** The name of the till; null without one. */
  readonly till: string | null;
  /** The shop as the server will print it on the receipt. */
  readonly shop: SlipSale["shop"];
  readonly tenders: readonly OfferedTender[];
}

/**
 * The receipt of a paid sale that is not saved yet, for example while the server is unreachable: with the agreed
 * figures, and without a number. Null if they are unknown, because a rate has changed since.
 */
export function provisionalSlip(sold: Sold): SlipSale | null {
  const { last, rules, soldBy, till, shop, tenders } = sold;
  const { cart, totalMinor, roundingMinor, changeMinor, paid } = last;
  const priced = priceOfCart(cart, rules);
  if (priced === null || priced.totalMinor !== totalMinor) return null;
  return {
    kind: "sale",
    status: "completed",
    shop,
    receiptNumber: null,
    occurredAt: paid.at,
    soldBy,
    till,
    customer: cart.customer,
    origin: null,
    exchange: null,
    signature: null,
    totalMinor: totalMinor + roundingMinor,
    roundingMinor,
    changeMinor,
    lines: cart.lines.flatMap((line, index) => {
      const figures = priced.lines[index];
      if (figures === undefined) return [];
      const { name, unit, basisMilli } = line.product;
      const { grossMinor, discountMinor } = figures;
      const unitPriceMinor = unitPriceOf(line);
      const { quantityMilli } = line;
      const lineFacts = { name, unit, basisMilli, quantityMilli, unitPriceMinor };
      return [{ lineNo: index + 1, ...lineFacts, grossMinor, discountMinor }];
    }),
    payments: paid.tenders.map(({ tender, amountMinor }, index) => ({
      id: String(index),
      name: tenderName(tenders, tender),
      correction: null,
      amountMinor,
      tenderedMinor: amountMinor,
    })),
    taxes: taxOf(priced, rules).map((tax) => ({
      ...tax,
      baseMinor: priced.taxes.find((one) => isSameRate(one, tax))?.baseMinor ?? 0,
    })),
  };
}

const isSameRate = (
  one: { taxRateId: string; ppm: number },
  other: { taxRateId: string; ppm: number },
) => one.taxRateId === other.taxRateId && one.ppm === other.ppm;
