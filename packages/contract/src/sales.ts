/** Contracts of the till: ringing up, voiding, and listing sales. */
import { z } from "zod";
import { mostCashStep } from "./cash-rounding.ts";
import { ApprovalAction, approvalField, ApprovalMethod } from "./approvals.ts";
import { BusinessDate, Instant, line, OccurredAt, paragraph, WriteKey } from "./fields.ts";
import { FiscalSignature } from "./fiscal.ts";
import {
  CategoryId,
  CustomerId,
  LocationId,
  ParkedSaleId,
  PaymentId,
  ProductId,
  SaleId,
  TenderId,
  UserId,
} from "./ids.ts";
import { Invoice } from "./invoices.ts";
import { Minor, MinorNonNegative, MinorPositive } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { PriceSource } from "./price-sources.ts";
import { DepositsBack } from "./deposits.ts";
import { DiscountInput } from "./pricing.ts";
import { UnitCode } from "./units.ts";
import { Milli, MilliPositive } from "./quantity.ts";
import { rule } from "./rules.ts";
import { DocumentKind, MAX_SALE_DURATION_MS, MAX_SALE_LINES, ScannedCode } from "./sale-basics.ts";
import { ShopIdentity } from "./shop-identity.ts";
import { TenderInput, TenderKind } from "./tenders.ts";

/** The destination of returned goods: back to the shelf, quarantine, waste, or not returned. */
export const Disposition = z.enum(["restock", "quarantine", "waste", "keep"]);
export type Disposition = z.infer<typeof Disposition>;

/** The largest coin of any currency, in minor units; currencies have at most four decimals. */
const MOST_ROUNDING = mostCashStep(4);

/** A rounding line: less than the largest coin in either direction. */
const RoundingMinor = z.int(rule("amount_not_whole")).min(-MOST_ROUNDING).max(MOST_ROUNDING);

export const CartLine = z
  .strictObject({
    productId: ProductId,
    quantityMilli: MilliPositive,
    unitPriceMinor: MinorNonNegative.optional().describe(
      "Only to override the list price; needs a right",
    ),
    discount: DiscountInput.nullable().default(null),
    name: line(200, 1)
      .optional()
      .describe("What is sold, for a product whose price is entered at the till"),
    code: ScannedCode.optional().describe("The code that was scanned, if one was"),
    labelPriceMinor: MinorPositive.optional().describe(
      "The price of the whole line, if `code` is a label that contains it; the quantity is that price at the list price",
    ),
  })
  .refine(
    ({ unitPriceMinor, labelPriceMinor }) =>
      unitPriceMinor === undefined || labelPriceMinor === undefined,
    {
      path: ["labelPriceMinor"],
      message: rule("label_price_and_own_price"),
    },
  )
  .refine(({ code, labelPriceMinor }) => code !== undefined || labelPriceMinor === undefined, {
    path: ["labelPriceMinor"],
    message: rule("label_price_without_code"),
  });
export type CartLine = z.infer<typeof CartLine>;

/** A sale made while the server was unreachable, with the prices that the till had. */
export const Replay = z.strictObject({
  pricesAt: Instant.describe(
    "The time until which the till received changes: it sold at the prices of that time",
  ),
});
export type Replay = z.infer<typeof Replay>;

export const RingUpSale = z
  .strictObject({
    key: WriteKey,
    locationId: LocationId,
    customerId: CustomerId.nullable().default(null),
    lines: z.array(CartLine).max(MAX_SALE_LINES),
    depositsBack: DepositsBack.optional(),
    ageChecked: z
      .int()
      .min(1)
      .max(99)
      .optional()
      .describe("The age of the customer that the seller has checked, in years"),
    discount: DiscountInput.nullable().default(null),
    discountReason: line(200)
      .optional()
      .describe("Needed where more is taken off than the shop's `discountReasonPpm`"),
    tenders: z.array(TenderInput).max(20),
    expectedTotalMinor: MinorNonNegative.describe(
      "The total the person saw, before cash rounding; another one refuses the sale",
    ),
    roundingMinor: RoundingMinor.optional().describe(
      "The cash rounding the person saw; another one refuses the sale. If omitted, the shop's rule decides",
    ),
    note: paragraph(500).default(""),
    occurredAt: OccurredAt,
    durationMs: z
      .int()
      .min(0)
      .max(MAX_SALE_DURATION_MS)
      .optional()
      .describe("Milliseconds from the first line to the payment, by the till's clock"),
    parkedId: ParkedSaleId.optional().describe(
      "The parked sale that this is: it is closed with the sale, and can be sold once",
    ),
    ...approvalField,
    replay: Replay.optional().describe(
      "Only for a sale that was taken while the server was away; needs `occurredAt`",
    ),
  })
  .refine(isReplayInOrder, {
    path: ["replay", "pricesAt"],
    message: rule("sale_time_required"),
  })
  .refine(({ lines, depositsBack }) => lines.length > 0 || depositsBack !== undefined, {
    path: ["lines"],
    message: rule("cart_empty"),
    // Also with other errors, so that all are reported at once.
    when: ({ value }) => value instanceof Object && "lines" in value && Array.isArray(value.lines),
  })
  .refine(paysOneWay, {
    path: ["depositsBack", "refunds"],
    message: rule("exchange_pays_one_way"),
  });
export type RingUpSale = z.infer<typeof RingUpSale>;

/** Whether either the customer pays or is paid. Empties alone are paid to the customer. */
function paysOneWay({
  lines,
  tenders,
  depositsBack,
}: {
  readonly lines: readonly unknown[];
  readonly tenders: readonly unknown[];
  readonly depositsBack?: DepositsBack | undefined;
}): boolean {
  if (depositsBack === undefined || tenders.length === 0) return true;
  return lines.length > 0 && depositsBack.refunds.length === 0;
}

function isReplayInOrder({
  occurredAt,
  replay,
}: {
  readonly occurredAt?: string | undefined;
  readonly replay?: Replay | undefined;
}): boolean {
  if (replay === undefined) return true;
  return occurredAt !== undefined && Date.parse(replay.pricesAt) <= Date.parse(occurredAt);
}

export const VoidSale = z.strictObject({
  key: WriteKey,
  id: SaleId,
  reason: line(200, 1),
  ...approvalField,
});
export type VoidSale = z.infer<typeof VoidSale>;

/**
 * The customer paid by another method than was recorded: the amount moves from one method to the other by a pair of
 * payments. The sale and its payments are not changed.
 */
export const CorrectTender = z.strictObject({
  key: WriteKey,
  id: SaleId,
  from: TenderId.describe("The method on record"),
  to: TenderId.describe("The method that was used"),
  amountMinor: MinorPositive.optional().describe("Left out, all that was paid by `from`"),
  reference: TenderInput.shape.reference,
  reason: line(200, 1),
});
export type CorrectTender = z.infer<typeof CorrectTender>;

/** A sale that was paid at the till, refused later, and refunded. */
export const CancelUnbooked = z.strictObject({
  key: WriteKey,
  saleKey: WriteKey.describe("The key under which the sale was sent and refused"),
  locationId: LocationId,
  totalMinor: MinorNonNegative.describe("What had been paid"),
  refusal: line(2000).describe("Why it was refused, as the till said it"),
  reason: line(200, 1),
});
export type CancelUnbooked = z.infer<typeof CancelUnbooked>;

export const CancelledUnbooked = z.strictObject({ saleKey: z.string() });
export type CancelledUnbooked = z.infer<typeof CancelledUnbooked>;

export const GetSale = z.strictObject({ id: SaleId });

const saleFilter = {
  search: line(60)
    .default("")
    .describe(
      "Beginning of a receipt number, or a whole one: also without its dash or its letters",
    ),
  kind: DocumentKind.optional(),
  status: z.enum(["completed", "voided"]).optional(),
  locationId: LocationId.optional(),
  customerId: CustomerId.optional(),
  productId: ProductId.optional(),
  userId: UserId.optional().describe("Who rang it up"),
  from: BusinessDate.optional().describe("First business day, included"),
  to: BusinessDate.optional().describe("Last business day, included"),
};

export const ListSales = z.strictObject({ ...pageInput, ...saleFilter });
export type ListSales = z.infer<typeof ListSales>;

export const GetSalesTotals = z.strictObject(saleFilter);
export type GetSalesTotals = z.infer<typeof GetSalesTotals>;

/** The totals of a filtered list. */
export const SalesTotals = z.strictObject({
  sales: z.int().describe("Sales that were not voided"),
  returns: z.int(),
  voided: z
    .int()
    .describe(
      "Voided sales, or their voids with that `kind`; they are in none of the other figures",
    ),
  takingsMinor: Minor.describe("Totals of sales less returns, with tax"),
  unitsMilli: Milli.describe("Sold less returned; with `productId`, of that product alone"),
});
export type SalesTotals = z.infer<typeof SalesTotals>;

const Named = z.strictObject({ id: z.string(), name: z.string() });
const DocumentRef = z.strictObject({ id: SaleId, receiptNumber: z.string() });

export const SaleRow = z.strictObject({
  id: SaleId,
  receiptNumber: z.string(),
  kind: DocumentKind,
  status: z.enum(["completed", "voided"]),
  location: Named,
  customer: Named.nullable(),
  soldBy: Named,
  roundingMinor: Minor.describe("Cash rounding, a part of the total"),
  totalMinor: Minor,
  lines: z.int(),
  occurredAt: Instant,
  businessDate: BusinessDate,
});
export type SaleRow = z.infer<typeof SaleRow>;
export const SalePage = page(SaleRow);

/**
 * The contribution of a document to the takings, in minor units: a return counts as negative; a voided sale and its void
 * as zero, because they are of the same day.
 */
export function takingsOf(row: Pick<SaleRow, "kind" | "status" | "totalMinor">): number {
  if (row.status === "voided" || row.kind === "void") return 0;
  return row.kind === "sale" ? row.totalMinor : -row.totalMinor;
}
export type SalePage = z.infer<typeof SalePage>;

export const SaleLine = z.strictObject({
  lineNo: z.int(),
  productId: ProductId,
  sku: z.string(),
  name: z.string(),
  categoryId: CategoryId.nullable().describe("The category of the product at that time"),
  code: z.string().nullable().describe("The code that was scanned"),
  unit: UnitCode,
  quantityMilli: Milli,
  unitPriceMinor: Minor,
  basisMilli: Milli,
  priceSource: PriceSource,
  grossMinor: Minor,
  discountMinor: Minor,
  netMinor: Minor,
  taxMinor: Minor,
  taxRateIds: z.array(z.string()).describe("The rates of its tax, in the order of `taxes`"),
  totalMinor: Minor,
  returnUntil: BusinessDate.nullable().describe(
    "The last business day on which it may be returned; before the sale if never, null without a limit",
  ),
  returnedMilli: Milli.describe("How much of this line has come back so far"),
  originLineNo: z.int().nullable(),
  disposition: Disposition.nullable(),
});
export type SaleLine = z.infer<typeof SaleLine>;

const NamedTender = z.strictObject({ id: TenderId, name: z.string() });

/** One correction of the payment method. */
export const TenderCorrection = z.strictObject({
  number: z.string(),
  from: NamedTender.describe("The method on record, as it was called"),
  to: NamedTender.describe("The method that was used"),
  amountMinor: Minor,
  reference: z.string(),
  reason: z.string(),
  correctedBy: Named,
  at: Instant,
});

/**
 * A recorded sale, return or void, with the names of shop, seller, customer and products at that time. All amounts are
 * positive, except the payments of a void, which are those of its sale negated; `kind` gives the direction of the money.
 */
export const Sale = z.strictObject({
  id: SaleId,
  receiptNumber: z.string(),
  kind: DocumentKind,
  status: z.enum(["completed", "voided"]),
  shop: ShopIdentity.describe("The shop as this document shows it"),
  location: Named,
  customer: Named.nullable(),
  origin: DocumentRef.nullable().describe("The sale that a return or a void refers to"),
  exchange: DocumentRef.extend({ totalMinor: Minor })
    .nullable()
    .describe("The other document of an exchange: of a sale the return, of a return the sale"),
  lines: z.array(SaleLine),
  taxes: z.array(
    z.strictObject({
      taxRateId: z.string(),
      name: z.string(),
      ppm: z.int(),
      baseMinor: Minor,
      taxMinor: Minor,
    }),
  ),
  payments: z.array(
    z.strictObject({
      id: PaymentId,
      tender: TenderId,
      name: z.string().describe("The name of the payment method at that time"),
      kind: TenderKind,
      amountMinor: Minor,
      tenderedMinor: Minor,
      changeMinor: Minor,
      reference: z.string(),
      correction: z
        .string()
        .nullable()
        .describe("The number of the correction that this is a part of"),
    }),
  ),
  corrections: z.array(TenderCorrection).describe("Corrections of the payment method, in order"),
  goodsMinor: Minor,
  discountMinor: Minor,
  netMinor: Minor,
  taxMinor: Minor,
  roundingMinor: Minor.describe("Cash rounding: net + tax + rounding = total"),
  totalMinor: Minor,
  changeMinor: Minor,
  terminalRefundMinor: Minor.optional().describe(
    "What someone must refund at the card terminal if this sale is voided; left out if nothing",
  ),
  note: z.string(),
  reason: z.string().nullable(),
  ageChecked: z.int().nullable().describe("The age that the seller has checked, in years"),
  soldBy: Named,
  till: z.string().nullable().describe("The name of the till at that time"),
  approvals: z
    .array(z.strictObject({ action: ApprovalAction, by: Named, method: ApprovalMethod }))
    .describe("Who approved what the seller could not do alone, under the name of that time"),
  startedAt: Instant.nullable().describe("When the first line was added, if the till said so"),
  occurredAt: Instant,
  recordedAt: Instant,
  businessDate: BusinessDate,
  voidedAt: Instant.nullable(),
  voidedBy: Named.nullable(),
  voidReason: z.string().nullable(),
  voidDocument: DocumentRef.nullable().describe("The void of this sale"),
  returns: z.array(z.strictObject({ id: SaleId, receiptNumber: z.string(), totalMinor: Minor })),
  copies: z
    .strictObject({ count: z.int(), lastAt: Instant.nullable() })
    .describe("How often the receipt was printed again, and when last"),
  invoice: Invoice.nullable().describe(
    "The invoice of a sale; of a return or void that of its sale, which it corrects",
  ),
  signature: FiscalSignature.nullable().describe(
    "Of the fiscal signing device; null in shops without one",
  ),
});
export type Sale = z.infer<typeof Sale>;
