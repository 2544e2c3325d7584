/** Contracts of the ledger: its list and manual movements. */
import { z } from "zod";
import { costField } from "./costs.ts";
import { BusinessDate, Instant, line, OccurredAt, paragraph, WriteKey } from "./fields.ts";
import { LocationId, MovementId, ProductId, StockDocumentId, SupplierId } from "./ids.ts";
import { Minor, MinorNonNegative, MOST_DOCUMENT_MINOR } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { UnitCode } from "./units.ts";
import { LineMilli, Milli, MilliPositive } from "./quantity.ts";
import { rule } from "./rules.ts";
import { reasonAsRule } from "./reasons.ts";

export const MOVEMENT_KINDS = [
  "opening",
  "receive",
  "sale",
  "return",
  "transfer",
  "waste",
  "use",
  "adjust",
  "count",
  "cover",
  "cover_release",
  "supplier_return",
  "assemble",
  "reversal",
] as const;

export const MovementKind = z.enum(MOVEMENT_KINDS);
export type MovementKind = z.infer<typeof MovementKind>;

export const AdjustmentReason = z.enum([
  "damage",
  "shrinkage",
  "found",
  "internal_use",
  "correction",
]);
export type AdjustmentReason = z.infer<typeof AdjustmentReason>;
export const WasteReason = z.enum(["expired", "damaged", "spoiled", "sample", "other"]);
export type WasteReason = z.infer<typeof WasteReason>;

const Note = paragraph(500).default("");
const MAX_LINES = 1000;

const CostedLine = z.strictObject({
  productId: ProductId,
  quantityMilli: MilliPositive,
  costMinor: MinorNonNegative.describe("What the whole line cost, not one piece"),
});

const CostedLines = z
  .array(CostedLine)
  .min(1, rule("no_lines"))
  .max(MAX_LINES)
  .refine(
    (lines) => lines.reduce((sum, line) => sum + line.costMinor, 0) <= MOST_DOCUMENT_MINOR,
    rule("document_cost_too_large"),
  );

/** Stock that existed before Daybook was used. */
export const RecordOpening = z.strictObject({
  key: WriteKey,
  locationId: LocationId,
  lines: CostedLines,
  note: Note,
  occurredAt: OccurredAt,
});
export type RecordOpening = z.infer<typeof RecordOpening>;

/** Received goods; `reference` is the supplier's delivery note or invoice number. */
export const ReceiveGoods = z.strictObject({
  key: WriteKey,
  locationId: LocationId,
  supplierId: SupplierId.nullable().default(null),
  reference: line(100).default(""),
  lines: CostedLines,
  note: Note,
  occurredAt: OccurredAt,
});
export type ReceiveGoods = z.infer<typeof ReceiveGoods>;

/** A manual correction: more stock than recorded (positive), or less (negative). */
export const AdjustStock = z.strictObject({
  key: WriteKey,
  productId: ProductId,
  locationId: LocationId,
  quantityMilli: LineMilli.refine((quantity) => quantity !== 0, rule("quantity_zero")),
  reason: AdjustmentReason,
  note: Note,
  occurredAt: OccurredAt,
});
export type AdjustStock = z.infer<typeof AdjustStock>;

/** Goods written off. */
export const WasteStock = z.strictObject({
  key: WriteKey,
  productId: ProductId,
  locationId: LocationId,
  quantityMilli: MilliPositive,
  reason: WasteReason,
  note: Note,
  occurredAt: OccurredAt,
});
export type WasteStock = z.infer<typeof WasteStock>;

/** Goods moved from one location to another. */
export const TransferStock = z
  .strictObject({
    key: WriteKey,
    fromLocationId: LocationId,
    toLocationId: LocationId,
    lines: z
      .array(z.strictObject({ productId: ProductId, quantityMilli: MilliPositive }))
      .min(1, rule("no_lines"))
      .max(MAX_LINES),
    note: Note,
    occurredAt: OccurredAt,
  })
  .refine((transfer) => transfer.fromLocationId !== transfer.toLocationId, {
    path: ["toLocationId"],
    error: reasonAsRule("same_location"),
  });
export type TransferStock = z.infer<typeof TransferStock>;

const inside = z
  .enum(["included", "left_out"])
  .default("included")
  .describe("Whether the places inside the one of `locationId` are looked at too");

export const ListMovements = z.strictObject({
  ...pageInput,
  productId: ProductId.optional(),
  locationId: LocationId.optional().describe("This place and everything inside it"),
  inside,
  kind: MovementKind.optional(),
  from: BusinessDate.optional().describe("First business day, included"),
  to: BusinessDate.optional().describe("Last business day, included"),
});
export type ListMovements = z.infer<typeof ListMovements>;

const Named = z.strictObject({ id: z.string(), name: z.string() });
const ProductRef = z.strictObject({ id: z.string(), sku: z.string(), name: z.string() });

/** One row of the ledger. A null end is outside the shop. */
export const Movement = z.strictObject({
  id: MovementId,
  kind: MovementKind,
  reason: z.string().nullable(),
  product: ProductRef,
  unit: UnitCode,
  from: Named.nullable(),
  to: Named.nullable(),
  quantityMilli: Milli,
  effectMilli: Milli.describe(
    "What the entry adds to the stock of the place asked for, else of the whole shop: below zero where goods leave, " +
      "zero where they stay inside",
  ),
  balanceMilli: Milli.nullable().describe(
    "Stock of the product after this entry, in the list's own order: at the place asked for, else in the whole shop. " +
      "Only where the list is of one product and of every kind",
  ),
  costMinor: costField(Minor),
  occurredAt: Instant,
  recordedAt: Instant,
  businessDate: BusinessDate,
  document: z.strictObject({
    type: z.enum(["sale", "stock"]),
    id: z.string(),
    number: z
      .string()
      .describe(
        "The receipt number of a sale; the reference of a stock document. Empty for a sale without the right to see sales",
      ),
    note: z.string().describe("Empty for a sale without the right to see sales"),
  }),
  user: Named.nullable().describe("Null for a sale without the right to see sales"),
  reversesId: MovementId.nullable(),
});
export type Movement = z.infer<typeof Movement>;
export const MovementPage = page(Movement);
export type MovementPage = z.infer<typeof MovementPage>;

export const STOCK_DOCUMENT_KINDS = ["opening", "receive", "adjust", "waste", "transfer"] as const;

/** The result of a manual document: its id, its movements and the stock after them. */
export const StockDocument = z.strictObject({
  id: StockDocumentId,
  kind: z.enum(STOCK_DOCUMENT_KINDS),
  occurredAt: Instant,
  recordedAt: Instant,
  movements: z.array(
    z.strictObject({
      id: MovementId,
      productId: z.string(),
      quantityMilli: Milli,
      costMinor: costField(Minor),
    }),
  ),
  levels: z.array(
    z.strictObject({ productId: z.string(), locationId: z.string(), onHandMilli: Milli }),
  ),
});
export type StockDocument = z.infer<typeof StockDocument>;

export const GetStockDocument = z.strictObject({ id: StockDocumentId });

/** Reverses a whole manual document. */
export const ReverseStockDocument = z.strictObject({
  key: WriteKey,
  id: StockDocumentId,
  note: Note,
});
export type ReverseStockDocument = z.infer<typeof ReverseStockDocument>;

/** A manual document as its page shows it. A null end is outside the shop. */
export const BookedStockDocument = z.strictObject({
  id: StockDocumentId,
  kind: z.enum(STOCK_DOCUMENT_KINDS),
  reference: z.string(),
  note: z.string(),
  reason: z.string().nullable(),
  supplier: Named.nullable(),
  from: Named.nullable(),
  to: Named.nullable(),
  user: Named,
  occurredAt: Instant,
  recordedAt: Instant,
  businessDate: BusinessDate,
  lines: z.array(
    z.strictObject({
      movementId: MovementId,
      product: ProductRef,
      unit: UnitCode,
      from: Named.nullable(),
      to: Named.nullable(),
      quantityMilli: Milli,
      costMinor: costField(Minor),
      reversesId: MovementId.nullable(),
    }),
  ),
  totalCostMinor: costField(Minor),
  reversal: z
    .strictObject({ recordedAt: Instant, user: Named })
    .nullable()
    .describe("When it was reversed, and by whom; null if it was not"),
});
export type BookedStockDocument = z.infer<typeof BookedStockDocument>;

export const ExplainStock = z.strictObject({
  productId: ProductId,
  locationId: LocationId.optional().describe(
    "This place and everything inside it; left out, the whole shop",
  ),
  inside,
});
export type ExplainStock = z.infer<typeof ExplainStock>;

/** The explanation of a stock figure: the level, and the total of the ledger entries of each kind. */
export const StockExplanation = z.strictObject({
  onHandMilli: Milli.describe("What the level says"),
  parts: z
    .array(z.strictObject({ kind: MovementKind, quantityMilli: Milli }))
    .describe("What came in (above zero) and went out (below), by kind; their sum is the level"),
  entries: z.int().describe("How many entries of the ledger that is"),
  matches: z.boolean().describe("Whether the parts add up to the level"),
});
export type StockExplanation = z.infer<typeof StockExplanation>;
