import type { CatalogueRow } from "@daybook/contract/catalogue";
import { keyItself } from "@daybook/contract/fold";
import { barcodeReadings } from "@daybook/contract/gtin";
import type { ScannedMeasure } from "@daybook/contract/label-codes";
import { amountOf, readScanned } from "@daybook/contract/scanned-codes";
import type { MeasuredAmount, MeasuredProduct } from "@daybook/contract/scanned-codes";
import type { Settings } from "@daybook/contract/settings";
import { labelProblemsEn } from "@daybook/contract/texts/en-label-problems";
import { tillTexts } from "../../texts/en/till.ts";
import type { Catalogue } from "./catalogue.ts";

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
  /**
   * The lines of so many of these codes: each has the amount in the code, so three of a label are three lines. Null is
   * one. The reason if this product cannot have the amount.
   */
  linesFor(
    product: MeasuredProduct,
    timesMilli: number | null,
  ): readonly MeasuredAmount[] | { readonly wrong: string };
}

/** The most lines that one code may become. */
const MOST_LINES = 50;

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
    linesFor(product, timesMilli) {
      const times = timesMilli === null ? 1 : timesMilli / 1000;
      if (!Number.isInteger(times) || times > MOST_LINES) return { wrong: tillTexts.wholePieces };
      if (measure === null) return { wrong: labelProblemsEn.not_a_label };
      const amount = amountOf(measure, product, exponent);
      if ("problem" in amount) return { wrong: labelProblemsEn[amount.problem] };
      return Array.from({ length: times }, () => amount);
    },
  };
}

/** The products within a code that no product has as a whole, and what else the code contains. */
export async function readInside(
  code: string,
  catalogue: Pick<Catalogue, "findByCode">,
  settings: Pick<Settings, "labelPatterns" | "exponent">,
): Promise<{
  readonly rows: readonly CatalogueRow[];
  readonly contents: CodeContents | null;
  readonly wrong: string | null;
}> {
  const contents = contentsOf(code, settings);
  if (contents === null) return { rows: [], contents: null, wrong: null };
  if ("wrong" in contents) return { rows: [], contents: null, wrong: contents.wrong };
  const inside = await catalogue.findByCode(contents.barcode);
  return { rows: rowsWithBarcode(inside, contents.barcode), contents, wrong: null };
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
