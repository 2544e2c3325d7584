import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { priceCart } from "@daybook/contract/pricing";
import type { PricedCart } from "@daybook/contract/pricing";
import { permissionsOf } from "@daybook/contract/permissions";
import { limitOf, partOf } from "@daybook/contract/role-limits";
import type { ReturnWithoutReceipt } from "@daybook/contract/returns";
import type { Sale } from "@daybook/contract/sales";
import { settleApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import { limitsOfActor, needsOfRefund, needsOfRight } from "../approvals/needs.ts";
import type { Need } from "../approvals/needs.ts";
import type { WriteCtx } from "../context/context.ts";
import { getActiveCustomerRow } from "../customers/customer-rows.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { occurrence } from "../context/instants.ts";
import { getActiveLocationRow } from "../locations/location-rows.ts";
import { checkStep, getSellableProducts, getTaxRates } from "../products/sellable-products.ts";
import type { SellableProduct, TaxRateOfClass } from "../products/sellable-products.ts";
import { getShop } from "../settings/shop.ts";
import type { Shop } from "../settings/shop.ts";
import { bookedTaxes } from "../sales/booked-taxes.ts";
import { recordReturn } from "../sales/record-return.ts";
import type { LineToReturn } from "../sales/record-return.ts";
import { settleRefunds, withRefundRight } from "../sales/refunds.ts";

interface LookedUpLine {
  readonly product: SellableProduct;
  readonly wanted: ReturnWithoutReceipt["lines"][number];
  readonly taxes: readonly TaxRateOfClass[];
  readonly path: string;
}

/**
 * Returns goods without a known sale. It needs a separate permission and a reason, refunds at most today's price unless
 * the user may override prices (422 `price_above_list`) within their limits (403 `needs_approval`), and receives the
 * goods at the average cost.
 */
export async function returnWithoutReceipt(
  ctx: WriteCtx,
  input: ReturnWithoutReceipt,
): Promise<Sale> {
  const shop = await getShop(ctx);
  const occurredAt = occurrence(ctx, shop, input.occurredAt);
  const place = await getActiveLocationRow(ctx, input.locationId, "locationId");
  const customer =
    input.customerId === null
      ? null
      : await getActiveCustomerRow(ctx, input.customerId, "customerId");
  const { lines, cart } = await price(ctx, input, shop, occurredAt);
  if (cart.totalMinor !== input.expectedTotalMinor) {
    const totals = { expectedMinor: input.expectedTotalMinor, actualMinor: cart.totalMinor };
    throw refuse("total_mismatch", totals, "expectedTotalMinor");
  }
  const approval = await settleApproval(ctx, {
    asked: { action: "sales.returnWithoutReceipt", input },
    needs: await needsOf(ctx, lines, cart.totalMinor),
  });
  const { rowId: _, ...document } = await recordReturn(ctx, {
    key: input.key,
    action: "sales.returnWithoutReceipt",
    origin: null,
    place,
    customer,
    lines: lines.map((line, index) => toReturn(line, cart.lines[index])),
    // There is no payment to refund: any tender may be used, which the permission of this procedure covers.
    ...(await settleRefunds(withRefundRight(ctx), cart.totalMinor, input.refunds, {
      isExchange: false,
      isUnreceipted: true,
      owed: { owedMinor: cart.totalMinor, mostMinor: minor(Number.MAX_SAFE_INTEGER) },
      rule: shop,
      refundable: [],
    })),
    approval,
    reason: input.reason,
    occurredAt,
  });
  return document;
}

/** What a return without a receipt asks beyond the rights of the actor. */
export async function askOfReturnWithoutReceipt(
  ctx: WriteCtx,
  input: ReturnWithoutReceipt,
): Promise<Asked> {
  const shop = await getShop(ctx);
  const occurredAt = occurrence(ctx, shop, input.occurredAt);
  const { lines, cart } = await price(ctx, input, shop, occurredAt);
  const needs = await needsOf(ctx, lines, cart.totalMinor);
  return { needs, amountMinor: cart.totalMinor, receiptNumber: null };
}

async function price(
  ctx: WriteCtx,
  input: ReturnWithoutReceipt,
  shop: Shop,
  occurredAt: number,
): Promise<{ readonly lines: readonly LookedUpLine[]; readonly cart: PricedCart }> {
  const lines: LookedUpLine[] = [];
  for (const [index, wanted] of input.lines.entries()) {
    lines.push(await lookUp(ctx, wanted, occurredAt, `lines.${index}.`));
  }
  const cart = priceCart({
    lines: lines.map(({ product, wanted, taxes }) => ({
      quantityMilli: wanted.quantityMilli,
      unitPriceMinor: wanted.unitPriceMinor ?? product.priceMinor,
      basisMilli: product.basisMilli,
      discount: null,
      discountable: product.kind !== "deposit",
      taxes,
    })),
    discount: null,
    pricesIncludeTax: shop.pricesIncludeTax,
    taxRounding: shop.taxRounding,
  });
  return { lines, cart };
}

async function needsOf(
  ctx: WriteCtx,
  lines: readonly LookedUpLine[],
  totalMinor: Minor,
): Promise<Need[]> {
  const path = "lines";
  // The limit is that of a role with the right; someone without the right needs one approval, not two.
  const mayTake = permissionsOf(ctx.actor.roles).has("sales.returnWithoutReceipt");
  return [
    ...(await needsOfPrices(ctx, lines)),
    ...(await needsOfRefund(ctx, totalMinor)),
    ...(mayTake ? await needsOfRefund(ctx, totalMinor, "unreceiptedRefund") : []),
    ...needsOfRight(ctx, "returnWithoutReceipt", { amountMinor: totalMinor, path }),
  ];
}

/** A price above today's that goes beyond the limit of the actor; a lower one costs the shop nothing. */
async function needsOfPrices(ctx: WriteCtx, lines: readonly LookedUpLine[]): Promise<Need[]> {
  const { roles, limits } = await limitsOfActor(ctx);
  const most = limitOf(roles, "priceChange", limits);
  return lines.flatMap(({ product, wanted }, index) => {
    const above = (wanted.unitPriceMinor ?? 0) - product.priceMinor;
    const asked = partOf(above, product.priceMinor);
    if (most === null || asked <= most) return [];
    return [{ need: "priceChange" as const, path: `lines.${index}.unitPriceMinor`, asked, most }];
  });
}

async function lookUp(
  ctx: WriteCtx,
  wanted: ReturnWithoutReceipt["lines"][number],
  at: number,
  path: string,
): Promise<LookedUpLine> {
  // The current price, whatever the time of the return: an earlier price may have been higher.
  const named = [{ productId: wanted.productId, path: `${path}productId` }];
  const [product] = await getSellableProducts(ctx, named, ctx.now);
  assert(product !== undefined, "one product was asked for");
  checkStep(product, wanted.quantityMilli, `${path}quantityMilli`);
  const above = wanted.unitPriceMinor !== undefined && wanted.unitPriceMinor > product.priceMinor;
  if (above && !ctx.actor.permissions.has("sales.overridePrice")) {
    throw refuse(
      "price_above_list",
      { listPriceMinor: product.priceMinor },
      `${path}unitPriceMinor`,
    );
  }
  const taxes = await getTaxRates(ctx, product.taxClassId, at);
  return { product, wanted, taxes, path: `${path}quantityMilli` };
}

function toReturn(
  { product, wanted, taxes, path }: LookedUpLine,
  priced: ReturnType<typeof priceCart>["lines"][number] | undefined,
): LineToReturn {
  assert(priced !== undefined, "pricing answers one line per line");
  return {
    product,
    disposition: wanted.disposition,
    cost: "average",
    path,
    line: {
      categoryRowId: product.categoryRowId,
      code: null,
      quantityMilli: wanted.quantityMilli,
      unitPriceMinor: wanted.unitPriceMinor ?? product.priceMinor,
      basisMilli: product.basisMilli,
      priceSource: wanted.unitPriceMinor === undefined ? "list" : "override",
      grossMinor: priced.grossMinor,
      discountMinor: priced.discountMinor,
      netMinor: priced.netMinor,
      taxMinor: priced.taxMinor,
      returnUntil: null,
      originLineId: null,
      taxes: bookedTaxes(priced.taxes, taxes),
    },
  };
}
