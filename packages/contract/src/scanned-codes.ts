/**
 * Codes that contain more than the number of a product: labels of scales and codes of GS1. They are read only if no
 * product has the whole code as a barcode.
 */
import { mulDiv } from "./exact.ts";
import { readCode } from "./gtin.ts";
import { readGs1 } from "./gs1-codes.ts";
import type { Gs1Reading } from "./gs1-codes.ts";
import { readLabel } from "./label-codes.ts";
import type { LabelLayout, ScannedMeasure } from "./label-codes.ts";
import type { LabelProblem } from "./label-problems.ts";
import { minor, MOST_DOCUMENT_MINOR } from "./money.ts";
import type { Minor } from "./money.ts";
import { milli } from "./quantity.ts";
import type { Milli } from "./quantity.ts";
import type { UnitCode } from "./units.ts";

/** The product's barcode inside a code, and the amount that the code contains. */
export interface ScannedContents {
  /** The item number of a label, or a GTIN: a barcode of the product. */
  readonly barcode: string;
  readonly measure: ScannedMeasure | null;
  readonly gs1: Gs1Reading | null;
}

/** Null for any other code; the problem of a bad label or a bad code of GS1. `year` is the current one. */
export function readScanned(
  text: string,
  { patterns, year }: { readonly patterns: readonly LabelLayout[]; readonly year: number },
): ScannedContents | { readonly problem: LabelProblem } | null {
  const code = readCode(text);
  const label = readLabel(code, patterns);
  if (label !== null)
    return "problem" in label ? label : { barcode: label.item, measure: label.measure, gs1: null };
  const gs1 = readGs1(code, year);
  if (gs1 === null || "problem" in gs1) return gs1;
  return { barcode: gs1.gtin, measure: gs1.measure, gs1 };
}

/** The price that a code contains, in minor units; null if it contains none, or is bad. The year matters to dates only. */
export function labelPriceOf(
  code: string,
  patterns: readonly LabelLayout[],
  exponent: number,
): Minor | null {
  const scanned = readScanned(code, { patterns, year: 2000 });
  if (scanned === null || "problem" in scanned || scanned.measure?.kind !== "price") return null;
  return priceMinorOf(scanned.measure, exponent);
}

/** The product, as far as an amount depends on it. */
export interface MeasuredProduct {
  readonly unit: UnitCode;
  readonly quantityStepMilli: number;
  readonly priceMinor: number;
  readonly basisMilli: number;
}

/** The quantity of a line, and its fixed price if the code contains one. */
export interface MeasuredAmount {
  readonly quantityMilli: Milli;
  readonly labelPriceMinor: Minor | null;
}

/**
 * What a code's amount is of a product. A weight is converted to the product's unit. A price gives the quantity
 * `R(price · basis / list price)`, rounded to the product's step and at least one step; a product without a list price
 * that is sold by the piece is one piece. `exponent` is that of the shop's currency.
 */
export function amountOf(
  measure: ScannedMeasure,
  product: MeasuredProduct,
  exponent: number,
): MeasuredAmount | { readonly problem: LabelProblem } {
  if (measure.kind === "weight") return amountByWeight(measure.grams, product);
  if (measure.kind === "count")
    return isCounted(product)
      ? { quantityMilli: milli(measure.pieces * 1000), labelPriceMinor: null }
      : { problem: "not_sold_by_piece" };
  const labelPriceMinor = priceMinorOf(measure, exponent);
  if (labelPriceMinor === null || labelPriceMinor > MOST_DOCUMENT_MINOR)
    return { problem: "price_too_large" };
  if (measure.grams === null) return amountByPrice(labelPriceMinor, product);
  const weighed = amountByWeight(measure.grams, product);
  return "problem" in weighed ? weighed : { ...weighed, labelPriceMinor };
}

function amountByWeight(
  grams: number,
  { unit }: MeasuredProduct,
): MeasuredAmount | { readonly problem: LabelProblem } {
  if (unit === "kg") return { quantityMilli: milli(grams), labelPriceMinor: null };
  if (unit === "g") return { quantityMilli: milli(grams * 1000), labelPriceMinor: null };
  return { problem: "not_sold_by_weight" };
}

function amountByPrice(
  labelPriceMinor: Minor,
  product: MeasuredProduct,
): MeasuredAmount | { readonly problem: LabelProblem } {
  const { priceMinor, basisMilli, quantityStepMilli: step } = product;
  if (priceMinor === 0)
    return isCounted(product)
      ? { quantityMilli: milli(Math.max(1000, step)), labelPriceMinor }
      : { problem: "product_without_price" };
  const steps = stepsFor(labelPriceMinor, { priceMinor, basisMilli, step });
  return { quantityMilli: milli(Math.max(1, steps) * step), labelPriceMinor };
}

/** `R(R(price · basis / list price) / step)`. */
function stepsFor(
  labelPriceMinor: number,
  of: { readonly priceMinor: number; readonly basisMilli: number; readonly step: number },
): number {
  return mulDiv(mulDiv(labelPriceMinor, of.basisMilli, of.priceMinor), 1, of.step);
}

/** A price in minor units; null if it has decimals that the currency lacks. */
function priceMinorOf(
  { value, decimals }: { readonly value: number; readonly decimals: number },
  exponent: number,
): Minor | null {
  if (decimals <= exponent) {
    const amount = value * 10 ** (exponent - decimals);
    return Number.isSafeInteger(amount) && amount <= MOST_DOCUMENT_MINOR ? minor(amount) : null;
  }
  const divisor = 10 ** (decimals - exponent);
  return value % divisor === 0 ? minor(value / divisor) : null;
}

function isCounted({ unit }: MeasuredProduct): boolean {
  return unit === "each" || unit === "pair";
}
