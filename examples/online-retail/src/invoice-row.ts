/** One validated line of the retailer's file, and the meaning of its markers. */
import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";

export interface InvoiceRow {
  /** Line of the file, the header being 1. */
  readonly rowNo: number;
  readonly invoiceNo: string;
  /** The code in uppercase: the file contains one product as `85123A` and `85123a`. */
  readonly code: string;
  readonly codeAsWritten: string;
  readonly description: string;
  /** Whole pieces, negative as in the file. */
  readonly pieces: number;
  /** Local time of the shop: `2010-12-01 08:26:00`. */
  readonly localTime: string;
  /** Hundred-thousandths of a pound: an integer for every price of the file. */
  readonly priceE5: number;
  /** Null if the invoice has no customer. */
  readonly customerNo: string | null;
  readonly country: string;
}

/** `leftOut`: the file contains bad debts as rows with a negative price; they are neither goods nor a sale. */
export type RowKind = "sale" | "cancellation" | "adjustment" | "leftOut";

const E5_PER_PENNY = 1000;

const SERVICES: ReadonlySet<string> = new Set([
  "POST",
  "DOT",
  "M",
  "D",
  "C2",
  "S",
  "B",
  "BANK CHARGES",
  "AMAZONFEE",
  "CRUK",
]);

/** The kind of a row, from the letter of the invoice number and the price. */
export function kindOf(row: InvoiceRow): RowKind {
  if (row.priceE5 < 0) return "leftOut";
  if (row.invoiceNo.startsWith("C")) return "cancellation";
  return row.priceE5 === 0 ? "adjustment" : "sale";
}

/** Whether a code is postage, a fee, a discount or similar instead of goods. */
export function isService(code: string): boolean {
  return SERVICES.has(code);
}

/** The value of the row, always positive: `R(price · pieces)` in pennies. */
export function amountOf(row: InvoiceRow): Minor {
  return minor(mulDiv(row.priceE5, Math.abs(row.pieces), E5_PER_PENNY));
}

/** The price in whole pennies, or null if it is finer. */
export function pennyPrice(row: InvoiceRow): Minor | null {
  const price = mulDiv(row.priceE5, 1, E5_PER_PENNY);
  return price * E5_PER_PENNY === row.priceE5 ? minor(price) : null;
}
