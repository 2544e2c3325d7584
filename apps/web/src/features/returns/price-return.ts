import type { CatalogueRow } from "@daybook/contract/catalogue";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { priceCart } from "@daybook/contract/pricing";
import { milli } from "@daybook/contract/quantity";
import type { Disposition } from "@daybook/contract/sales";
import type { Settings, TaxClasses } from "@daybook/contract/settings";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** A product returned without a receipt, as form values. */
export interface LooseLine {
  readonly product: Pick<
    CatalogueRow,
    "id" | "name" | "sku" | "unit" | "priceMinor" | "basisMilli" | "taxClassId"
  >;
  readonly quantityMilli: TypedNumber;
  readonly unitPriceMinor: TypedNumber;
  readonly disposition: Disposition;
}

interface PriceReturnInput {
  readonly lines: readonly LooseLine[];
  readonly taxClasses: TaxClasses["items"];
  readonly settings: Pick<Settings, "pricesIncludeTax" | "taxRounding">;
}

/** The refund for these lines, with tax and rounding as at the till; null while a line is invalid. */
export function priceReturn({ lines, taxClasses, settings }: PriceReturnInput): Minor | null {
  const readable = lines.every(
    ({ quantityMilli, unitPriceMinor }) =>
      required(quantityMilli) > 0 && required(unitPriceMinor) >= 0,
  );
  if (lines.length === 0 || !readable) return null;
  const ratesOf = (id: string) => taxClasses.find((taxClass) => taxClass.id === id)?.rates ?? [];
  try {
    const cart = priceCart({
      lines: lines.map(({ product, quantityMilli, unitPriceMinor }) => ({
        quantityMilli: milli(required(quantityMilli)),
        unitPriceMinor: minor(required(unitPriceMinor)),
        basisMilli: product.basisMilli,
        discount: null,
        taxes: ratesOf(product.taxClassId).map(({ id, ppm, compound }) => ({
          taxRateId: id,
          ppm,
          compound,
        })),
      })),
      discount: null,
      pricesIncludeTax: settings.pricesIncludeTax,
      taxRounding: settings.taxRounding,
    });
    return cart.totalMinor;
  } catch {
    // Too large for an amount of money: the contract reports it at the field.
    return null;
  }
}

/** Adds one piece of a product, which has only one line. */
export function addToReturn(lines: readonly LooseLine[], product: CatalogueRow): LooseLine[] {
  const known = lines.some((line) => line.product.id === product.id);
  if (!known) {
    const { priceMinor } = product;
    return [
      ...lines,
      { product, quantityMilli: 1000, unitPriceMinor: priceMinor, disposition: "restock" },
    ];
  }
  return lines.map((line) =>
    line.product.id === product.id
      ? { ...line, quantityMilli: (line.quantityMilli || 0) + 1000 }
      : line,
  );
}
