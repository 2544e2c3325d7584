/** The plan of a replay, before anything is sent. Money in pennies, goods in whole pieces. */
import type { DecisionLog } from "./decisions.ts";
import type { InvoiceRow } from "./invoice-row.ts";

export interface PlannedProduct {
  readonly sku: string;
  readonly name: string;
  readonly kind: "stock" | "service";
  readonly priceMinor: number;
  /** The stock required before the first invoice, and its total cost. */
  readonly openingPieces: number;
  readonly openingCostMinor: number;
}

export interface PlannedCustomer {
  readonly customerNo: string;
  readonly country: string;
}

interface PlannedDocument {
  readonly key: string;
  readonly invoiceNo: string;
  /** ISO text in UTC. */
  readonly occurredAt: string;
  /** Starts with the invoice number and the country, by which the document can be found. */
  readonly text: string;
}

export interface PlannedLine {
  readonly sku: string;
  readonly pieces: number;
  readonly priceMinor: number;
}

export interface PlannedSale extends PlannedDocument {
  readonly type: "sale";
  readonly customerNo: string | null;
  readonly lines: readonly PlannedLine[];
  readonly totalMinor: number;
}

export interface PlannedReturnLine {
  readonly lineNo: number;
  readonly sku: string;
  readonly pieces: number;
  readonly disposition: "restock" | "keep";
}

/** Returned goods of an earlier sale; `saleKey` is the key of that sale. */
export interface PlannedReturn extends PlannedDocument {
  readonly type: "return";
  readonly saleKey: string;
  readonly lines: readonly PlannedReturnLine[];
  readonly totalMinor: number;
}

export interface PlannedReturnWithoutReceipt extends PlannedDocument {
  readonly type: "returnWithoutReceipt";
  readonly customerNo: string | null;
  readonly lines: readonly (PlannedLine & { readonly disposition: "restock" | "keep" })[];
  readonly totalMinor: number;
}

export interface PlannedAdjustment extends PlannedDocument {
  readonly type: "adjustment";
  readonly sku: string;
  readonly pieces: number;
  readonly reason: "damage" | "shrinkage" | "found" | "internal_use" | "correction";
}

export type Planned = PlannedSale | PlannedReturn | PlannedReturnWithoutReceipt | PlannedAdjustment;

export interface Plan {
  readonly rows: number;
  /** Codes as in the file; one product may have several. */
  readonly spellings: number;
  readonly products: readonly PlannedProduct[];
  readonly customers: readonly PlannedCustomer[];
  /** In the order they are recorded. */
  readonly documents: readonly Planned[];
  /** The number of document lines beyond one per recorded row. */
  readonly addedLines: number;
  /** The evening before the first invoice. */
  readonly openedAt: string;
  /** First and last day of sales: `2010-12-01`. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly decisions: DecisionLog;
  /** Rows that are not recorded; each is counted under a decision. */
  readonly leftOut: readonly InvoiceRow[];
}
