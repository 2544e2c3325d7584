import { businessTime } from "@daybook/contract/business-time";
import { minor, sumMinor } from "@daybook/contract/money";
import { milli } from "@daybook/contract/quantity";
import type { ReturnQuote, ReturnSale } from "@daybook/contract/returns";
import type { Sale } from "@daybook/contract/sales";
import { settleApproval } from "../approvals/approvals.ts";
import type { Asked } from "../approvals/approvals.ts";
import { needsOfRefund, needsOfRight } from "../approvals/needs.ts";
import type { Need } from "../approvals/needs.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { occurrence } from "../context/instants.ts";
import { getActiveLocationRow, getLocationRowById } from "../locations/location-rows.ts";
import type { LocationRow } from "../locations/location-rows.ts";
import { checkStep } from "../products/sellable-products.ts";
import { getShop } from "../settings/shop.ts";
import type { Shop } from "../settings/shop.ts";
import { recordReturn } from "../sales/record-return.ts";
import type { DocumentCustomer } from "../sales/insert-sale.ts";
import type { LineToReturn, RecordedReturn } from "../sales/record-return.ts";
import { owedBack } from "./owed-back.ts";
import {
  needsOfTenders,
  refundableTenders,
  settleRefunds,
  withRefundRight,
} from "../sales/refunds.ts";
import { shareOfReturn } from "../sales/return-shares.ts";
import type { ReturnShare } from "../sales/return-shares.ts";
import { getReturnableLines, getReturnableSale, lockReturnableSale } from "../sales/sold-lines.ts";
import type { ReturnableLine, SaleRow } from "../sales/sold-lines.ts";

/** One returned line with its share of all amounts. */
interface SharedLine {
  readonly origin: ReturnableLine;
  readonly wanted: ReturnSale["lines"][number];
  readonly share: ReturnShare;
  readonly path: string;
}

/**
 * Returns goods of a sale, any part of any line, as a separate document that refers to the sale.
 *
 * Refuses 403 `needs_approval` at the first line whose time is over, unless the actor may take it; 409
 * `return_too_much` at the line, `total_mismatch`, `refund_exceeds_tender`, `wrong_state`, `inactive`;
 * 422 `refund_not_equal`, `fraction_not_allowed`, `before_the_sale`.
 */
export async function returnSale(ctx: WriteCtx, input: ReturnSale): Promise<Sale> {
  const { rowId: _, ...document } = await returnGoods(ctx, input, { isExchange: false });
  return document;
}

/** As `returnSale`; in an exchange, other goods are a part of the refund. */
export async function returnGoods(
  ctx: WriteCtx,
  input: ReturnSale,
  { isExchange }: { readonly isExchange: boolean },
): Promise<RecordedReturn> {
  const origin = await lockReturnableSale(ctx, input.id);
  const shop = await getShop(ctx);
  const occurredAt = momentOf(ctx, shop, input, origin);
  const place = await placeFor(ctx, input, origin);
  const lines = shareLines(await getReturnableLines(ctx, origin.id), input.lines);
  const totalMinor = sumMinor(lines.map((line) => line.share.totalMinor));
  if (totalMinor !== input.expectedTotalMinor) {
    const totals = { expectedMinor: input.expectedTotalMinor, actualMinor: totalMinor };
    throw refuse("total_mismatch", totals, "expectedTotalMinor");
  }
  const refundable = await refundableTenders(ctx, origin.id);
  const byTender = needsOfTenders(ctx, input.refunds, refundable);
  const approval = await settleApproval(ctx, {
    asked: { action: "sales.return", input },
    // Without an approval, the refusal names what can be refunded.
    needs: [
      ...needsOfLate(ctx, lines, businessTime(shop, occurredAt).businessDate),
      ...(input.approvalId === undefined ? [] : byTender),
      ...(await needsOfRefund(ctx, totalMinor)),
    ],
  });
  const mayUseAny = approval?.needs.has("refundOtherTender") === true;
  const paying = mayUseAny ? withRefundRight(ctx) : ctx;
  const settled = await settleRefunds(paying, totalMinor, input.refunds, {
    owed: await owedBack(ctx, origin, totalMinor),
    rule: shop,
    refundable,
    isExchange,
  });
  return recordReturn(ctx, {
    key: input.key,
    action: "sales.return",
    origin,
    place,
    customer: customerOf(origin),
    lines: lines.map(toReturn),
    ...settled,
    approval,
    reason: input.reason,
    occurredAt,
  });
}

/** What a return asks beyond the rights of the actor. */
export async function askOfReturn(ctx: WriteCtx, input: ReturnSale): Promise<Asked> {
  const origin = await lockReturnableSale(ctx, input.id);
  const shop = await getShop(ctx);
  const occurredAt = momentOf(ctx, shop, input, origin);
  const lines = shareLines(await getReturnableLines(ctx, origin.id), input.lines);
  const amountMinor = sumMinor(lines.map((line) => line.share.totalMinor));
  const refundable = await refundableTenders(ctx, origin.id);
  const needs = [
    ...needsOfLate(ctx, lines, businessTime(shop, occurredAt).businessDate),
    ...needsOfTenders(ctx, input.refunds, refundable),
    ...(await needsOfRefund(ctx, amountMinor)),
  ];
  return { needs, amountMinor, receiptNumber: origin.receiptNumber };
}

/** The need of taking goods back after their time. */
function needsOfLate(ctx: ReadCtx, lines: readonly SharedLine[], today: string): Need[] {
  const late = lines.findIndex(({ origin }) => isLate(origin, today));
  if (late === -1) return [];
  const amountMinor = sumMinor(
    lines.flatMap(({ origin, share }) => (isLate(origin, today) ? [share.totalMinor] : [])),
  );
  return needsOfRight(ctx, "returnLate", { amountMinor, path: `lines.${late}.lineNo` });
}

function isLate({ returnUntil }: ReturnableLine, today: string): boolean {
  return returnUntil !== null && returnUntil < today;
}

/** The customer under the name of the receipt. */
function customerOf({ customerId, customerName }: SaleRow): DocumentCustomer | null {
  return customerId === null || customerName === null
    ? null
    : { id: customerId, name: customerName };
}

/** If the clock of a till is ahead, a sale can be returned immediately: the return then has the time of the sale. */
function momentOf(ctx: ReadCtx, shop: Shop, input: ReturnSale, origin: SaleRow): number {
  const at = occurrence(ctx, shop, input.occurredAt);
  if (at >= origin.occurredAt) return at;
  if (input.occurredAt === undefined) return origin.occurredAt;
  throw refuse("before_the_sale", {}, "occurredAt");
}

/** The given location, or else the one of the sale, unless it is deactivated and would receive goods. */
async function placeFor(ctx: ReadCtx, input: ReturnSale, origin: SaleRow): Promise<LocationRow> {
  if (input.locationId !== undefined)
    return getActiveLocationRow(ctx, input.locationId, "locationId");
  const place = await getLocationRowById(ctx, origin.locationId);
  if (place.deactivatedAt !== null && input.lines.some((line) => line.disposition === "restock"))
    throw refuse("inactive", { entity: "location", id: place.publicId }, "locationId");
  return place;
}

/** The exact refund of a return, and the tenders that can be used for it. */
export async function quoteReturn(
  ctx: ReadCtx,
  input: Pick<ReturnSale, "id" | "lines">,
): Promise<ReturnQuote> {
  const origin = await getReturnableSale(ctx, input.id);
  const lines = shareLines(await getReturnableLines(ctx, origin.id), input.lines);
  const refundable = await refundableTenders(ctx, origin.id);
  const totalMinor = sumMinor(lines.map((line) => line.share.totalMinor));
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  return {
    lines: lines.map(({ wanted, share, origin: sold }) => ({
      lineNo: wanted.lineNo,
      quantityMilli: wanted.quantityMilli,
      netMinor: share.netMinor,
      taxMinor: share.taxMinor,
      totalMinor: share.totalMinor,
      late: isLate(sold, businessDate),
    })),
    totalMinor,
    ...(await owedBack(ctx, origin, totalMinor)),
    refundable: refundable.map(({ tender, name, amountMinor }) => ({ tender, name, amountMinor })),
  };
}

/** Each line may occur once: two entries would each see the full remaining quantity. */
function shareLines(lines: readonly ReturnableLine[], wanted: ReturnSale["lines"]): SharedLine[] {
  const seen = new Set<number>();
  return wanted.map((line, index) => {
    const lineNo = String(line.lineNo);
    const origin = lines.find((sold) => sold.lineNo === line.lineNo);
    if (origin === undefined)
      throw refuse("not_found", { entity: "line", id: lineNo }, `lines.${index}.lineNo`);
    if (seen.has(line.lineNo)) {
      throw refuse(
        "duplicate",
        { field: "lineNo", value: lineNo, existingId: null },
        `lines.${index}.lineNo`,
      );
    }
    seen.add(line.lineNo);
    const path = `lines.${index}.quantityMilli`;
    checkStep(origin.product, line.quantityMilli, path);
    const returnableMilli = milli(origin.quantityMilli - origin.returned.quantityMilli);
    if (line.quantityMilli > returnableMilli)
      throw refuse("return_too_much", { returnableMilli }, path);
    return {
      origin,
      wanted: line,
      share: shareOfReturn(origin, origin.returned, line.quantityMilli),
      path,
    };
  });
}

function toReturn({ origin, wanted, share, path }: SharedLine): LineToReturn {
  // The figures of the line show whether its price included tax; the setting may have changed since.
  const taxIncluded =
    origin.grossMinor - origin.discountMinor === origin.netMinor + origin.taxMinor;
  return {
    product: origin.product,
    disposition: wanted.disposition,
    cost: share.costMinor,
    path,
    line: {
      categoryRowId: origin.categoryId,
      code: origin.code,
      quantityMilli: wanted.quantityMilli,
      unitPriceMinor: origin.unitPriceMinor,
      basisMilli: origin.basisMilli,
      priceSource: "origin",
      grossMinor: minor((taxIncluded ? share.totalMinor : share.netMinor) + share.discountMinor),
      discountMinor: share.discountMinor,
      netMinor: share.netMinor,
      taxMinor: share.taxMinor,
      returnUntil: null,
      originLineId: origin.id,
      taxes: origin.taxes.map((tax, position) => {
        const part = share.taxes[position];
        assert(part !== undefined, "a share has one tax per tax of its line");
        return { taxRateRowId: tax.taxRateRowId, ppm: tax.ppm, ...part };
      }),
    },
  };
}
