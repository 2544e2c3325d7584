import { MinorPositive } from "@daybook/contract/money";
import type { Discount } from "@daybook/contract/pricing";

export type DiscountKind = Discount["kind"];

/** The parsed discount, none, or the error. */
export type TypedDiscount =
  | { readonly discount: Discount | null; readonly wrong: null }
  | { readonly discount: null; readonly wrong: "notRead" | "above100" };

interface NumberReaders {
  readonly parseMoney: (text: string) => number;
  readonly parseQuantity: (text: string) => number;
}

const PPM_PER_PERCENT = 10_000;
const NOT_READ: TypedDiscount = { discount: null, wrong: "notRead" };

/**
 * Parses a discount of the chosen kind; a percent sign after the number overrides the kind. Empty and zero mean no
 * discount.
 */
export function readDiscount(
  typed: string,
  chosen: DiscountKind,
  { parseMoney, parseQuantity }: NumberReaders,
): TypedDiscount {
  const percent = typed.trim().endsWith("%");
  const text = typed.replace("%", "").trim();
  if (text === "") return percent ? NOT_READ : { discount: null, wrong: null };
  if (chosen === "percent" || percent) {
    // A percentage is parsed in thousandths of a percent, which is ten parts per million.
    const ppm = parseQuantity(text) * 10;
    if (Number.isNaN(ppm) || ppm < 0) return NOT_READ;
    if (ppm > 100 * PPM_PER_PERCENT) return { discount: null, wrong: "above100" };
    return { discount: ppm === 0 ? null : { kind: "percent", ppm }, wrong: null };
  }
  const amount = parseMoney(text);
  if (amount === 0) return { discount: null, wrong: null };
  const read = MinorPositive.safeParse(amount);
  if (!read.success) return NOT_READ;
  return { discount: { kind: "amount", amountMinor: read.data }, wrong: null };
}
