import type { CatalogueRow } from "@daybook/contract/catalogue";
import { keyItself } from "@daybook/contract/fold";
import { barcodeReadings } from "@daybook/contract/gtin";
import type { ScannedMeasure } from "@daybook/contract/label-codes";
import { amountOf, readScanned } from "@daybook/contract/scanned-codes";
import type { MeasuredAmount, MeasuredProduct } from "@daybook/contract/scanned-codes";
import type { Settings } from "@daybook/contract/settings";
import { labelProblemsEn } from "@daybook/contract/texts/en-label-problems";

/** What a code contains besides digits: the barcode of a product, and often an amount. */
export interface CodeContents {
  /** The item number of a label or a GTIN: the product must have it as a barcode. */
  readonly barcode: string;
  /** Whether an amount belongs to the code: two such codes are two lines. */
  readonly hasAmount: boolean;
  /** The unit in which such a product is sold; null if the amount does not tell. */
  readonly unit: "kg" | "each" | null;
  /** The code as documents keep it: a long link in its short form. */
  readonly kept: string;
  /** The amount of this product, or why there is none. */
  amountFor(product: MeasuredProduct): MeasuredAmount | { readonly wrong: string };
}

/** The longest code that a document keeps. */
const MOST_KEPT = 200;

/** Reads a label or a code of GS1: null for any other code, the reason for a bad one. */
export function contentsOf(
  code: string,
  { labelPatterns, exponent }: Pick<Settings, "labelPatterns" | "exponent">,
): CodeContents | { readonly wrong: string } | null {
  const read = readScanned(code, { patterns: labelPatterns, year: new Date().getFullYear() });
  if (read === null) return null;
  if ("problem" in read) return { wrong: labelProblemsEn[read.problem] };
  const { barcode, measure, gs1 } = read;
  return {
    barcode,
    hasAmount: measure !== null,
    unit: unitOf(measure),
    kept: code.length > MOST_KEPT && gs1 !== null ? gs1.short : code,
    amountFor(product) {
      if (measure === null) return { wrong: labelProblemsEn.not_a_label };
      const amount = amountOf(measure, product, exponent);
      return "problem" in amount ? { wrong: labelProblemsEn[amount.problem] } : amount;
    },
  };
}

function unitOf(measure: ScannedMeasure | null): CodeContents["unit"] {
  if (measure?.kind === "count") return "each";
  const isWeighed =
    measure?.kind === "weight" || (measure?.kind === "price" && measure.grams !== null);
  return isWeighed ? "kg" : null;
}

/** The rows with this barcode; a search by code also finds SKUs, which labels do not contain. */
export function rowsWithBarcode(rows: readonly CatalogueRow[], barcode: string): CatalogueRow[] {
  const codes = new Set(barcodeReadings(barcode).map(({ code }) => code));
  return rows.filter(({ barcodes }) => barcodes.some((one) => codes.has(keyItself(one))));
}
