import type { CustomerId, LocationId, PaymentId, SaleId } from "@daybook/contract/ids";
import { minor, sumMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { Sale } from "@daybook/contract/sales";
import { milli } from "@daybook/contract/quantity";
import type { GrantedApproval } from "../approvals/approvals.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import type { SellableProduct } from "../products/sellable-products.ts";
import { identityOf } from "../settings/shop-identity.ts";
import type { Shop } from "../settings/shop.ts";
import { NO_COPIES } from "../tills/receipt-copies.ts";
import type { RecordedLine, RecordedPayment, SaleHeader } from "./insert-sale.ts";
import { NOT_VOIDED } from "./sale-again.ts";
import { terminalRefundField } from "./terminal-refund.ts";

/** The return whose goods pay a part of a sale. */
export interface ExchangedReturn {
  readonly rowId: number;
  readonly id: SaleId;
  readonly receiptNumber: string;
  readonly totalMinor: Minor;
}

/** The data just written, as the writer has it. */
export interface BookedSale {
  readonly publicId: SaleId;
  readonly header: SaleHeader;
  readonly exchanged: ExchangedReturn | null;
  readonly shop: Pick<Shop, "identity">;
  readonly location: { readonly publicId: LocationId; readonly name: string };
  readonly customer: { readonly publicId: CustomerId; readonly name: string } | null;
  readonly approval: GrantedApproval | null;
  readonly lines: readonly {
    readonly line: RecordedLine;
    readonly product: Pick<SellableProduct, "publicId" | "unit" | "categoryId">;
  }[];
  /** The rates used, for their public ids and names; duplicates are allowed. */
  readonly rates: readonly {
    readonly rowId: number;
    readonly taxRateId: string;
    readonly name: string;
  }[];
  readonly payments: readonly { readonly payment: RecordedPayment; readonly publicId: PaymentId }[];
}

/** What a document has only later. */
const NOTHING_LATER = {
  ...NOT_VOIDED,
  returns: [],
  copies: NO_COPIES,
  invoice: null,
  signature: null,
};

/** The answer to a new sale, without reading it back: equal to the result of `getSale`. */
export function saleAsBooked(ctx: WriteCtx, booked: BookedSale): Sale {
  const { header, exchanged, location, customer, lines } = booked;
  const payments = booked.payments.map(bookedPayment);
  return {
    id: booked.publicId,
    receiptNumber: header.receiptNumber,
    kind: header.kind,
    status: "completed",
    shop: identityOf(booked.shop.identity),
    location: { id: location.publicId, name: location.name },
    customer: customer === null ? null : { id: customer.publicId, name: customer.name },
    origin: null,
    exchange: exchanged === null ? null : shownExchange(exchanged),
    lines: lines.map(({ line, product }) => ({
      lineNo: line.lineNo,
      productId: product.publicId,
      sku: line.product.sku,
      name: line.product.name,
      categoryId: product.categoryId,
      code: line.code,
      unit: product.unit,
      quantityMilli: line.quantityMilli,
      unitPriceMinor: line.unitPriceMinor,
      basisMilli: line.basisMilli,
      priceSource: line.priceSource,
      grossMinor: line.grossMinor,
      discountMinor: line.discountMinor,
      netMinor: line.netMinor,
      taxMinor: line.taxMinor,
      taxRateIds: rateIdsOf(line, booked),
      totalMinor: minor(line.netMinor + line.taxMinor),
      returnUntil: line.returnUntil,
      returnedMilli: milli(0),
      originLineNo: null,
      disposition: null,
    })),
    taxes: taxesByRate(booked),
    payments,
    corrections: [],
    goodsMinor: header.goodsMinor,
    discountMinor: header.discountMinor,
    netMinor: header.netMinor,
    taxMinor: header.taxMinor,
    roundingMinor: header.roundingMinor,
    totalMinor: header.totalMinor,
    changeMinor: sumMinor(payments.map(({ changeMinor }) => changeMinor)),
    ...terminalRefundField(header.kind, takenBy(booked), payments),
    note: header.note,
    reason: header.reason,
    ageChecked: header.ageChecked,
    soldBy: { id: ctx.actor.publicId, name: ctx.actor.name },
    till: header.tillName,
    approvals:
      booked.approval === null
        ? []
        : [{ action: "sales.ringUp", by: booked.approval.by, method: booked.approval.method }],
    startedAt: isoInstantOrNull(header.startedAt),
    occurredAt: isoInstant(header.occurredAt),
    recordedAt: isoInstant(ctx.now),
    businessDate: header.businessDate,
    ...NOTHING_LATER,
  };
}

function shownExchange({ id, receiptNumber, totalMinor }: ExchangedReturn): Sale["exchange"] {
  return { id, receiptNumber, totalMinor };
}

function bookedPayment({ payment, publicId }: BookedSale["payments"][number]) {
  return {
    id: publicId,
    tender: payment.tender.id,
    name: payment.tender.name,
    kind: payment.tender.kind,
    amountMinor: minor(payment.tenderedMinor - payment.changeMinor),
    tenderedMinor: payment.tenderedMinor,
    changeMinor: payment.changeMinor,
    reference: payment.reference,
    correction: null,
  };
}

/** What the connected terminal took. */
function takenBy({ payments }: BookedSale): Minor {
  const taken = payments.filter(({ payment }) => payment.cardPayment !== undefined);
  return sumMinor(taken.map(({ payment }) => payment.tenderedMinor));
}

function rateIdsOf({ taxes }: RecordedLine, { rates }: BookedSale): string[] {
  return taxes
    .map(({ taxRateRowId }) => taxRateRowId)
    .sort((a, b) => a - b)
    .flatMap((rowId) => rates.find((known) => known.rowId === rowId)?.taxRateId ?? []);
}

function taxesByRate({ lines, rates }: BookedSale) {
  const sums = new Map<number, { ppm: number; baseMinor: number; taxMinor: number }>();
  for (const { line } of lines) {
    for (const tax of line.taxes) {
      const sum = sums.get(tax.taxRateRowId) ?? { ppm: tax.ppm, baseMinor: 0, taxMinor: 0 };
      sum.baseMinor += tax.baseMinor;
      sum.taxMinor += tax.taxMinor;
      sums.set(tax.taxRateRowId, sum);
    }
  }
  return [...sums.entries()]
    .sort(([a], [b]) => a - b)
    .map(([rowId, sum]) => {
      const rate = rates.find((known) => known.rowId === rowId);
      assert(rate !== undefined, "every tax that was booked came from one of these rates");
      return {
        taxRateId: rate.taxRateId,
        name: rate.name,
        ppm: sum.ppm,
        baseMinor: minor(sum.baseMinor),
        taxMinor: minor(sum.taxMinor),
      };
    });
}
