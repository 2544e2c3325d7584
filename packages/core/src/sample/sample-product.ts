/** The plan of the sample shop: a product of the assortment as a product in the database. */
import { mulDiv } from "@daybook/contract/exact";
import { checkDigit } from "@daybook/contract/gtin";
import type { Shelf } from "./assortment/shelf.ts";
import { SHELVES } from "./assortment/assortment.ts";
import { SUPPLIERS } from "./assortment/suppliers.ts";
import type { SampleSupplier } from "./assortment/suppliers.ts";

/** A product before it is created. Quantities in thousandths, money in minor units. */
export interface PlannedGood {
  readonly name: string;
  readonly sku: string;
  /** Null for goods sold by weight. */
  readonly barcode: string | null;
  readonly shelf: Shelf;
  readonly supplier: SampleSupplier;
  readonly unit: "each" | "kg";
  readonly priceMinor: number;
  /** The quantity that the price is for. */
  readonly basisMilli: number;
  /** For a whole piece or kilogram. */
  readonly costMinor: number;
  /** How often it is selected, relative to the others. */
  readonly weight: number;
  /** The total quantity sold on an average day. */
  readonly dailyMilli: number;
  /** Orders and deliveries are multiples of this. */
  readonly packMilli: number;
  readonly reorderPointMilli: number;
  readonly targetMilli: number;
}

const PIECE = 1000;
/** A tenth of a kilogram: the price and order unit of goods sold by weight. */
const WEIGHED_STEP = 100;
const LINES_A_DAY = 62;
const PIECES_A_LINE = 1.25;
const KILOS_A_LINE = 0.22;
/** The number of days for which an order lasts. */
const COVER_DAYS = 24;

/** All products, in the order of the shelves. `exponent` is the currency's. */
export function planGoods(exponent: number): readonly PlannedGood[] {
  const all = SHELVES.flatMap((shelf) => shelf.goods.map((good) => ({ shelf, good })));
  const weights = all.map(({ good: [, , pace] }) => pace * pace + 4);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return all.map(({ shelf, good }, index) => {
    const [name, cents, , weighedIn] = good;
    const unit = weighedIn ?? "each";
    const supplierNo = SUPPLIERS.findIndex((supplier) => supplier.name === shelf.supplier);
    const supplier = SUPPLIERS[supplierNo];
    if (supplier === undefined) throw new Error(`nobody delivers to ${shelf.path.join(", ")}`);
    const weighed = unit === "kg";
    const priceMinor = inMinorUnits(cents, exponent);
    const basisMilli = weighed ? WEIGHED_STEP : PIECE;
    const weight = weights[index] ?? 0;
    const dailyMilli = Math.round(
      ((LINES_A_DAY * weight) / sum) * (weighed ? KILOS_A_LINE : PIECES_A_LINE) * 1000,
    );
    return {
      name,
      sku: skuOf(shelf, index),
      barcode: weighed ? null : barcodeOf(supplierNo, index),
      shelf,
      supplier,
      unit,
      priceMinor,
      basisMilli,
      costMinor: mulDiv(mulDiv(priceMinor, PIECE, basisMilli), shelf.costPercent, 100),
      weight,
      ...planStock(dailyMilli, supplier, weighed ? WEIGHED_STEP * 10 : shelf.pack * PIECE),
      dailyMilli,
    };
  });
}

/** Prices are given in hundredths; currencies with fewer decimals use the same digits, those with more add zeros. */
export function inMinorUnits(cents: number, exponent: number): number {
  return exponent > 2 ? cents * 10 ** (exponent - 2) : cents;
}

/** Reordered when the stock lasts no longer than the delivery time plus four days. */
function planStock(dailyMilli: number, { leadTimeDays }: SampleSupplier, packMilli: number) {
  const step = packMilli % PIECE === 0 ? PIECE : WEIGHED_STEP;
  const reorderPointMilli = roundUp(Math.max(1, dailyMilli * (leadTimeDays + 4)), step);
  const targetMilli = roundUp(reorderPointMilli + Math.max(1, dailyMilli * COVER_DAYS), packMilli);
  return { packMilli, reorderPointMilli, targetMilli };
}

export function roundUp(quantity: number, step: number): number {
  return Math.ceil(quantity / step) * step;
}

/** The initials of department and shelf, then a number: `TC-BT-001`. */
function skuOf({ path }: Shelf, index: number): string {
  const letters = path.map((name) =>
    name
      .split(/[^A-Za-z]+/)
      .filter(Boolean)
      .slice(0, 2)
      .map((word) => word.slice(0, 1).toUpperCase())
      .join(""),
  );
  return `${letters.join("-")}-${String(index + 1).padStart(3, "0")}`;
}

/** An EAN-13 that no real product has: GS1 reserves the prefix 952 for demonstrations and examples. */
function barcodeOf(supplierNo: number, index: number): string {
  const body = `952${String(4100 + supplierNo)}${String(index + 1).padStart(5, "0")}`;
  return body + checkDigit(body);
}
