/** One line of the retailer's file, checked, and what its marks mean. */
import { mulDiv } from "@daybook/contract/exact";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";

export interface InvoiceRow {
  /** Line of the file, the header being 1. */
  readonly rowNo: number;
  readonly invoiceNo: string;
  /** The code in capitals: the file writes one product as `85123A` and `85123a`. */
  readonly code: string;
  readonly codeAsWritten: string;
  readonly description: string;
  /** Whole pieces, negative where the file says so. */
  readonly pieces: number;
  /** The shop's wall clock: `2010-12-01 08:26:00`. */
  readonly localTime: string;
  /** Hundred-thousandths of a pound: finer than any price of the file, and an integer. */
  readonly priceE5: number;
  /** Null where the invoice names nobody. */
  readonly customerNo: string | null;
  readonly country: string;
}

/** `leftOut`: the file books bad debts as rows with a price below zero; they are neither goods nor a sale. */
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

/** What a row is: the invoice number's letter and the price decide. */
export function kindOf(row: InvoiceRow): RowKind {
  if (row.priceE5 < 0) return "leftOut";
  if (row.invoiceNo.startsWith("C")) return "cancellation";
  return row.priceE5 === 0 ? "adjustment" : "sale";
}

/** Whether a code stands for postage, fees, discounts and the like instead of goods on a shelf. */
export function isService(code: string): boolean {
  return SERVICES.has(code);
}

/** What the row is worth, always positive: `R(price · pieces)` in pennies. */
export function amountOf(row: InvoiceRow): Minor {
  return minor(mulDiv(row.priceE5, Math.abs(row.pieces), E5_PER_PENNY));
}

/** The price in whole pennies, or null where it is finer than that. */
export function pennyPrice(row: InvoiceRow): Minor | null {
  const price = mulDiv(row.priceE5, 1, E5_PER_PENNY);
  return price * E5_PER_PENNY === row.priceE5 ? minor(price) : null;
}
