import { plainText } from "@daybook/contract/fold";
import type { CustomerId, PaymentId } from "@daybook/contract/ids";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { grossOf, takesOffMoreThan } from "@daybook/contract/pricing";
import type { PricedCart } from "@daybook/contract/pricing";
import { milli } from "@daybook/contract/quantity";
import type { RingUpSale, Sale } from "@daybook/contract/sales";
import { beyondLimits } from "@daybook/contract/role-limits";
import { businessTime } from "@daybook/contract/business-time";
import { settleApproval, spendApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import { limitsOfActor } from "../approvals/needs.ts";
import type { Need } from "../approvals/needs.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { getActiveCustomerRow } from "../customers/customer-rows.ts";
import type { CustomerRow } from "../customers/customer-rows.ts";
import { isoInstant } from "../context/instants.ts";
import { getSellingPlace } from "../locations/selling-place.ts";
import { cashIn, sessionOfDocument } from "../drawers/document-session.ts";
import type { DocumentCash } from "../drawers/document-session.ts";
import { exchangePayment, takeDepositsBack } from "./deposits-back.ts";
import { closeAsSold, holdParkedSale } from "../parked-sales/sell-parked.ts";
import { getShop } from "../settings/shop.ts";
import type { Shop } from "../settings/shop.ts";
import { insertSale } from "./insert-sale.ts";
import type { RecordedLine, SaleHeader } from "./insert-sale.ts";
import { bookedTaxes } from "./booked-taxes.ts";
import { lookUpLines, priceAgain } from "./cart-lines.ts";
import type { LookedUpLine } from "./cart-lines.ts";
import { finishDocument } from "./finish-document.ts";
import { journalPrices } from "./journal-prices.ts";
import { nextReceiptNumber } from "./receipt-number.ts";
import { momentsOf } from "./sale-moments.ts";
import { saleAsBooked } from "./sale-as-booked.ts";
import type { ExchangedReturn } from "./sale-as-booked.ts";
import { requirePermission } from "../context/require-permission.ts";
import { returnUntil } from "./selling-rules.ts";
import { getSale } from "./sales.ts";
import { settleTenders } from "./settle-tenders.ts";
import { takeGoods } from "./take-goods.ts";

/**
 * Rings up a sale: recalculates the prices, takes the goods, records the payments and updates the figures, atomically.
 *
 * Refuses 409 `total_mismatch` if the prices differ from those the user saw, `insufficient_stock`, `inactive`,
 * `drawer_closed`, `do_not_sell`, `parked_sale_open`, `parked_sale_closed`; 422 `age_not_checked`, `price_not_entered`,
 * `name_not_asked`, `deposit_missing`, `deposit_fixed`, `not_enough_cash` for change that the drawer does not have,
 * `tenders_short`, `change_only_from_cash`, `too_much_cash`, `discount_too_large`, `discount_needs_reason`,
 * `fraction_not_allowed`, `location_not_sellable`, `too_long_ago`, `happens_in_future`; 403 `forbidden` for a discount,
 * a changed price or an old date without the permission, `needs_approval` beyond a limit of the role, and `no_drawer`
 * for cash that would be outside the drawers; 409
 * `approval_invalid`.
 */
export async function ringUpSale(ctx: WriteCtx, input: RingUpSale): Promise<Sale> {
  const { depositsBack } = input;
  if (depositsBack === undefined) return sellGoods(ctx, input, null);
  const { back, exchangedMinor } = await takeDepositsBack(ctx, input, depositsBack);
  if (input.lines.length === 0) {
    await closeAsSold(ctx, await holdParkedSale(ctx, wantedParked(input)), {
      ...back,
      id: back.rowId,
    });
    return getSale(ctx, back);
  }
  if (exchangedMinor === 0) return sellGoods(ctx, input, null);
  const tenders = [...exchangePayment(exchangedMinor), ...input.tenders];
  return sellGoods(ctx, { ...input, tenders }, back);
}

/** As `ringUpSale`; in an exchange, the goods of a return pay a part. */
export async function sellGoods(
  ctx: WriteCtx,
  input: RingUpSale,
  exchanged: ExchangedReturn | null,
): Promise<Sale> {
  checkRights(ctx, input);
  const shop = await getShop(ctx);
  const { occurredAt, pricesAt, replayedAt } = momentsOf(ctx, shop, input);
  const location = await getSellingPlace(ctx, input.locationId);
  const customer = await customerOf(ctx, input.customerId);
  const lines = await lookUpLines(ctx, input, { occurredAt, pricesAt, exponent: shop.exponent });
  const cart = priceAgain(input, lines, shop);
  const approval = await settleApproval(ctx, {
    asked: { action: "sales.ringUp", input },
    needs: await needsOfCart(ctx, input, lines, cart),
    ...(replayedAt === null ? {} : { at: replayedAt }),
  });
  const reason = discountReason(input, lines, cart, shop);
  const { payments, roundingMinor } = await settleTenders(ctx, cart.totalMinor, input.tenders, {
    shop,
    roundingMinor: input.roundingMinor,
    paidBy: replayedAt === null ? null : pricesAt,
    isExchange: exchanged !== null,
  });
  const parked = await holdParkedSale(ctx, wantedParked(input));
  const numbered = await numberOf(ctx, payments, replayedAt);
  const header: SaleHeader = {
    ...headerOf(input, cart, shop, occurredAt),
    ...numbered,
    locationId: location.id,
    customer,
    exchangeOf: exchanged?.rowId ?? null,
    roundingMinor,
    totalMinor: minor(cart.totalMinor + roundingMinor),
    reason,
  };
  const sale = await insertSale(ctx, header);
  await spendApproval(ctx, approval, sale.id);
  await closeAsSold(ctx, parked, { id: sale.id, receiptNumber: header.receiptNumber });
  const costs = await takeGoods(ctx, sale.id, header, location, input, lines);
  const booked = bookedLines({ input, shop, header }, lines, cart, costs);
  const document = {
    sale,
    header,
    lines: booked,
    payments,
    action: "sales.ringUp",
    reason: reason ?? "",
    approval,
    origin: null,
    ...(replayedAt === null ? {} : { pricesAt: isoInstant(pricesAt) }),
  };
  const paymentIds = await finishDocument(ctx, document);
  await journalPrices(ctx, { id: sale.id, header, cart, lines, quantities: booked });
  return saleAsBooked(ctx, {
    publicId: sale.publicId,
    header,
    exchanged,
    shop,
    location,
    customer,
    approval,
    lines: withProducts(booked, lines),
    rates: lines.flatMap((line) => line.taxes),
    payments: withIds(payments, paymentIds),
  });
}

function wantedParked({ parkedId, replay }: RingUpSale) {
  return { parkedId, tookPlace: replay !== undefined };
}

interface Booking {
  readonly input: RingUpSale;
  readonly shop: Shop;
  readonly header: Pick<SaleHeader, "businessDate">;
}

/** The receipt number and the drawer of a sale with these payments. */
async function numberOf(
  ctx: WriteCtx,
  payments: Parameters<typeof cashIn>[0],
  replayedAt: number | null,
) {
  const { number, till } = await nextReceiptNumber(ctx);
  return { ...number, ...(await sessionOfDocument(ctx, till, cashOfSale(payments, replayedAt))) };
}

function headerOf(input: RingUpSale, cart: PricedCart, shop: Shop, occurredAt: number) {
  return {
    key: input.key,
    kind: "sale" as const,
    identityId: shop.identity.id,
    originSaleId: null,
    goodsMinor: cart.goodsMinor,
    discountMinor: cart.discountMinor,
    netMinor: cart.netMinor,
    taxMinor: cart.taxMinor,
    note: input.note,
    ageChecked: input.ageChecked ?? null,
    startedAt: input.durationMs === undefined ? null : occurredAt - input.durationMs,
    occurredAt,
    ...businessTime(shop, occurredAt),
  };
}

function cashOfSale(
  payments: Parameters<typeof cashIn>[0],
  replayedAt: number | null,
): DocumentCash {
  return { cashMinor: cashIn(payments), path: "tenders", replayedAt };
}

function withProducts(booked: readonly RecordedLine[], lines: readonly LookedUpLine[]) {
  return lines.flatMap(({ product }, index) => {
    const line = booked[index];
    return line === undefined ? [] : [{ line, product }];
  });
}

function withIds<Payment>(payments: readonly Payment[], ids: readonly PaymentId[]) {
  return payments.map((payment, index) => {
    const publicId = ids[index];
    assert(publicId !== undefined, "every payment got its id");
    return { payment, publicId };
  });
}

/** What a sale asks beyond the rights of the actor. Refuses as `ringUpSale` does up to its prices. */
export async function askOfSale(ctx: WriteCtx, input: RingUpSale): Promise<Asked> {
  checkRights(ctx, input);
  const shop = await getShop(ctx);
  const moments = momentsOf(ctx, shop, input);
  const lines = await lookUpLines(ctx, input, { ...moments, exponent: shop.exponent });
  const cart = priceAgain(input, lines, shop);
  const needs = await needsOfCart(ctx, input, lines, cart);
  return { needs, amountMinor: cart.totalMinor, receiptNumber: null };
}

async function customerOf(
  ctx: WriteCtx,
  customerId: CustomerId | null,
): Promise<CustomerRow | null> {
  return customerId === null ? null : getActiveCustomerRow(ctx, customerId, "customerId");
}

function checkRights(ctx: WriteCtx, input: RingUpSale): void {
  if (input.discount !== null) requirePermission(ctx, "sales.discount", "discount");
  for (const [index, line] of input.lines.entries())
    if (line.discount !== null) requirePermission(ctx, "sales.discount", `lines.${index}.discount`);
}

/** What goes beyond the limits of the actor. A sale at list prices without a discount needs no query. */
async function needsOfCart(
  ctx: WriteCtx,
  input: RingUpSale,
  lines: readonly LookedUpLine[],
  cart: PricedCart,
): Promise<Need[]> {
  const asList = lines.every(({ priceSource }) => priceSource !== "override");
  if (asList && cart.discountMinor === 0) return [];
  const listed = lines.map(({ listPriceMinor, unitPriceMinor, priceSource }) => ({
    listPriceMinor,
    ownPriceMinor: priceSource === "override" ? unitPriceMinor : null,
  }));
  const beyond = beyondLimits(cart, listed, await limitsOfActor(ctx));
  return beyond.map(({ limit, ...rest }) => ({ need: limit, ...rest }));
}

/**
 * Why so much was taken off, by a discount or a lower price. A reason that nobody can see is none. Refuses 422
 * `discount_needs_reason` where the shop's limit asks for one.
 */
function discountReason(
  input: RingUpSale,
  lines: readonly LookedUpLine[],
  cart: PricedCart,
  shop: Shop,
): string | null {
  if (input.discountReason !== undefined && plainText(input.discountReason) !== "")
    return input.discountReason;
  const limitPpm = shop.discountReasonPpm;
  const atList = lines.map(
    ({ product, listPriceMinor, fixedMinor }, index) =>
      // A label's quantity is rounded: at the list price it is not exactly the label's price.
      fixedMinor ??
      grossOf({
        quantityMilli: input.lines[index]?.quantityMilli ?? milli(0),
        unitPriceMinor: listPriceMinor,
        basisMilli: product.basisMilli,
      }),
  );
  if (takesOffMoreThan(cart, limitPpm, atList))
    throw refuse("discount_needs_reason", { limitPpm }, "discountReason");
  return null;
}

function bookedLines(
  { input, shop, header }: Booking,
  lines: readonly LookedUpLine[],
  cart: PricedCart,
  costs: ReadonlyMap<number, Minor>,
): RecordedLine[] {
  return lines.map(({ product, unitPriceMinor, priceSource, taxes }, index) => {
    const line = input.lines[index];
    const priced = cart.lines[index];
    assert(line !== undefined && priced !== undefined, "pricing answers one line per line");
    return {
      lineNo: index + 1,
      product: line.name === undefined ? product : { ...product, name: line.name },
      categoryRowId: product.categoryRowId,
      code: line.code ?? null,
      quantityMilli: line.quantityMilli,
      unitPriceMinor,
      basisMilli: product.basisMilli,
      priceSource,
      grossMinor: priced.grossMinor,
      discountMinor: priced.discountMinor,
      netMinor: priced.netMinor,
      taxMinor: priced.taxMinor,
      costMinor: costs.get(index + 1) ?? minor(0),
      returnUntil: returnUntil(product, shop, header.businessDate),
      originLineId: null,
      disposition: null,
      taxes: bookedTaxes(priced.taxes, taxes),
    };
  });
}
