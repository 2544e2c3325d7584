import { exchangeDue } from "@daybook/contract/exchanges";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { priceCart } from "@daybook/contract/pricing";
import type { DepositsBack } from "@daybook/contract/deposits";
import type { RingUpSale } from "@daybook/contract/sales";
import { EXCHANGE } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse, within } from "../errors/domain-error.ts";
import { getSellingPlace } from "../locations/selling-place.ts";
import { checkStep, getSellableProducts, getTaxRates } from "../products/sellable-products.ts";
import type { SellableProduct, TaxRateOfClass } from "../products/sellable-products.ts";
import { bookedTaxes } from "./booked-taxes.ts";
import { momentsOf } from "./sale-moments.ts";
import { getShop } from "../settings/shop.ts";
import type { Shop } from "../settings/shop.ts";
import { recordReturn } from "./record-return.ts";
import type { LineToReturn, RecordedReturn } from "./record-return.ts";
import { settleRefunds, withRefundRight } from "./refunds.ts";

/** The return of the empties, and what it pays of the sale. */
export interface DepositsTaken {
  readonly back: RecordedReturn;
  readonly exchangedMinor: Minor;
}

interface Empties {
  readonly product: SellableProduct;
  readonly wanted: DepositsBack["lines"][number];
  readonly taxes: readonly TaxRateOfClass[];
}

/**
 * Takes empties back without a receipt: a return at the deposits' prices, which pays for the goods of the sale as far as
 * they go. The customer is paid the rest.
 *
 * Refuses at `depositsBack` 404 `not_found`, 409 `inactive`, 422 `not_a_deposit` and `fraction_not_allowed` at the line,
 * and 422 `refund_not_equal`, `tender_not_for_refunds` and `not_enough_cash` at `refunds`.
 */
export async function takeDepositsBack(
  ctx: WriteCtx,
  input: RingUpSale,
  wanted: DepositsBack,
): Promise<DepositsTaken> {
  const shop = await getShop(ctx);
  const { occurredAt, pricesAt, replayedAt } = momentsOf(ctx, shop, input);
  const place = await getSellingPlace(ctx, input.locationId);
  const part = "depositsBack";
  const moments = { occurredAt, pricesAt };
  const empties = await within(part, () => lookUp(ctx, wanted.lines, moments));
  const { lines, totalMinor } = price(empties, shop);
  // What the sale does not cost today is refused there, so the total that was seen is its total.
  const { exchangedMinor } = exchangeDue(totalMinor, input.expectedTotalMinor);
  const refunds = [...exchangePayment(exchangedMinor), ...wanted.refunds];
  // There is no payment to refund: any method may be used.
  const record = async () => {
    const settled = await settleRefunds(withRefundRight(ctx), totalMinor, refunds, {
      isExchange: exchangedMinor > 0,
      isUnreceipted: true,
      owed: { owedMinor: totalMinor, mostMinor: minor(Number.MAX_SAFE_INTEGER) },
      rule: shop,
      refundable: [],
    });
    return recordReturn(ctx, {
      // Empties alone are all that the request makes: its key finds them, as it would find its sale.
      key: input.lines.length === 0 ? input.key : wanted.key,
      action: "sales.depositsBack",
      origin: null,
      place,
      customer: null,
      lines,
      ...settled,
      approval: null,
      reason: "",
      occurredAt,
      replayedAt,
    });
  };
  const back = await within(part, record);
  return { back, exchangedMinor };
}

/** What the goods that come back pay of a sale, as its payment and as their refund. */
export function exchangePayment(amountMinor: Minor): TenderInput[] {
  // safe because nothing below zero is exchanged, and nothing makes no payment
  const amount = amountMinor as TenderInput["amountMinor"];
  return amountMinor === 0 ? [] : [{ tender: EXCHANGE, amountMinor: amount, reference: "" }];
}

async function lookUp(
  ctx: WriteCtx,
  wanted: DepositsBack["lines"],
  { occurredAt, pricesAt }: { readonly occurredAt: number; readonly pricesAt: number },
): Promise<Empties[]> {
  const named = wanted.map(({ productId }, index) => ({
    productId,
    path: `lines.${index}.productId`,
  }));
  const empties: Empties[] = [];
  for (const [index, product] of (await getSellableProducts(ctx, named, pricesAt)).entries()) {
    const line = wanted[index];
    assert(line !== undefined, "one product per line");
    if (product.kind !== "deposit") throw refuse("not_a_deposit", {}, `lines.${index}.productId`);
    checkStep(product, line.quantityMilli, `lines.${index}.quantityMilli`);
    const taxes = await getTaxRates(ctx, product.taxClassId, occurredAt);
    empties.push({ product, wanted: line, taxes });
  }
  return empties;
}

function price(
  empties: readonly Empties[],
  { pricesIncludeTax, taxRounding }: Shop,
): { readonly lines: LineToReturn[]; readonly totalMinor: Minor } {
  const cart = priceCart({
    lines: empties.map(({ product, wanted, taxes }) => ({
      quantityMilli: wanted.quantityMilli,
      unitPriceMinor: product.priceMinor,
      basisMilli: product.basisMilli,
      discount: null,
      taxes,
    })),
    discount: null,
    pricesIncludeTax,
    taxRounding,
  });
  const lines = empties.map(({ product, wanted, taxes }, index): LineToReturn => {
    const priced = cart.lines[index];
    assert(priced !== undefined, "pricing answers one line per line");
    return {
      product,
      disposition: "keep",
      cost: minor(0),
      path: `lines.${index}.quantityMilli`,
      line: {
        categoryRowId: product.categoryRowId,
        code: null,
        quantityMilli: wanted.quantityMilli,
        unitPriceMinor: product.priceMinor,
        basisMilli: product.basisMilli,
        priceSource: "list",
        grossMinor: priced.grossMinor,
        discountMinor: priced.discountMinor,
        netMinor: priced.netMinor,
        taxMinor: priced.taxMinor,
        returnUntil: null,
        originLineId: null,
        taxes: bookedTaxes(priced.taxes, taxes),
      },
    };
  });
  return { lines, totalMinor: cart.totalMinor };
}
