import { z } from "zod";
import { allocate, mulDiv } from "./exact.ts";
import { minor, MinorPositive, MOST_DOCUMENT_MINOR } from "./money.ts";
import type { Minor } from "./money.ts";
import type { Milli } from "./quantity.ts";
import { PPM, splitTax, taxOn } from "./tax.ts";
import type { TaxRateInput } from "./tax.ts";
import { TooLargeError } from "./too-large-error.ts";
import { rule } from "./rules.ts";

/** A discount on a line or on the whole sale: an amount of money, or parts per million of the price. */
export const DiscountInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("amount"), amountMinor: MinorPositive }),
  z.strictObject({
    kind: z.literal("percent"),
    ppm: z
      .int(rule("percent_not_a_number"))
      .min(1, rule("percent_not_positive"))
      .max(PPM, rule("percent_out_of_range")),
  }),
]);
export type Discount = z.infer<typeof DiscountInput>;

/**
 * One line to price. The price is for `basisMilli` of quantity; no value is negative. `fixedMinor` is the gross of the
 * whole line, such as the price on a label, and replaces price times quantity.
 */
export interface CartLineInput {
  readonly quantityMilli: Milli;
  readonly unitPriceMinor: Minor;
  readonly basisMilli: Milli;
  readonly discount: Discount | null;
  /** False for deposits, which no discount lowers; left out, it is true. */
  readonly discountable?: boolean;
  readonly taxes: readonly TaxRateInput[];
  readonly fixedMinor?: Minor | null;
}

/** A cart to price. Prices and discounts all include tax or all exclude it, depending on `pricesIncludeTax`. */
export interface CartInput {
  readonly lines: readonly CartLineInput[];
  readonly discount: Discount | null;
  readonly pricesIncludeTax: boolean;
  readonly taxRounding: "line" | "total";
}

/**
 * The tax of one rate. `baseMinor` is the taxed amount: the net amount, for a compound rate plus the taxes before it.
 */
export interface PricedTax {
  readonly taxRateId: string;
  readonly ppm: number;
  readonly baseMinor: Minor;
  readonly taxMinor: Minor;
}

/**
 * A priced line. Gross and discounts include tax if the prices do; net is without tax after all discounts; `netMinor
 * + taxMinor = totalMinor`, and the taxes add up to `taxMinor`.
 */
export interface PricedLine {
  /** Whether discounts apply to it. */
  readonly discountable: boolean;
  readonly grossMinor: Minor;
  readonly lineDiscountMinor: Minor;
  readonly orderDiscountMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  readonly taxes: readonly PricedTax[];
}

/** A priced cart: each figure is the sum of the lines. `goodsMinor` is the gross before discounts. */
export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly goodsMinor: Minor;
  readonly discountMinor: Minor;
  readonly netMinor: Minor;
  readonly taxMinor: Minor;
  readonly totalMinor: Minor;
  readonly taxes: readonly PricedTax[];
}

/**
 * Prices a cart: `gross = R(price · quantity / basis)`, minus the discount of the line, minus its share of the
 * discount on the sale (split by value, largest remainder), then tax. A discount never exceeds the remaining amount and
 * lowers no deposit.
 *
 * `taxRounding: "line"` rounds the tax of each line. `"total"` adds up the lines with the same rates, rounds once,
 * and distributes the cents to the lines by largest remainder. In both cases several rates share a rounded tax by
 * largest remainder, lines add up to the cart, and with tax included the total is exactly goods minus discounts.
 *
 * RangeError if a gross is negative, a figure is not a safe integer, or the goods or the total exceed
 * `MOST_DOCUMENT_MINOR`. A refund uses the stored figures and is not priced again.
 */
export function priceCart(cart: CartInput): PricedCart {
  const drafts = cart.lines.map(draftLine);
  spreadOrderDiscount(drafts, cart.discount);
  const taxed = cart.taxRounding === "line" ? taxPerLine(drafts, cart) : taxPerTotal(drafts, cart);
  const lines = taxed.map((line) => pricedLine(line, cart.pricesIncludeTax));
  let goods = 0;
  let discount = 0;
  let net = 0;
  let tax = 0;
  for (const line of lines) {
    goods += line.grossMinor;
    discount += line.discountMinor;
    net += line.netMinor;
    tax += line.taxMinor;
  }
  if (goods > MOST_DOCUMENT_MINOR || net + tax > MOST_DOCUMENT_MINOR)
    throw new TooLargeError(`${Math.max(goods, net + tax)} is too large for one document`);
  return {
    lines,
    goodsMinor: minor(goods),
    discountMinor: minor(discount),
    netMinor: minor(net),
    taxMinor: minor(tax),
    totalMinor: minor(net + tax),
    taxes: addTaxesByRate(lines),
  };
}

/** The price of a quantity before discounts, rounded half away from zero. */
export function grossOf(
  line: Pick<CartLineInput, "quantityMilli" | "unitPriceMinor" | "basisMilli">,
): Minor {
  return minor(mulDiv(line.unitPriceMinor, line.quantityMilli, line.basisMilli));
}

/** The goods of a cart that discounts apply to, before discounts. */
export function discountableOf(cart: PricedCart): Minor {
  return minor(
    cart.lines.reduce((sum, line) => sum + (line.discountable ? line.grossMinor : 0), 0),
  );
}

/**
 * Whether a line or the whole is sold for less than its list price by more than `limitPpm`: by discounts, by another
 * price, or by both. `atList` has the gross of each line at its list price; a line whose own price is higher is compared
 * with that. Exactly the limit does not exceed it, whatever its rounding.
 */
export function takesOffMoreThan(
  cart: PricedCart,
  limitPpm: number,
  atList: readonly Minor[],
): boolean {
  const more = (offMinor: number, fullMinor: number): boolean =>
    offMinor > mulDiv(fullMinor, limitPpm, PPM);
  let off = 0;
  let full = 0;
  for (const [index, line] of cart.lines.entries()) {
    if (!line.discountable) continue;
    const before = Math.max(line.grossMinor, atList[index] ?? 0);
    const taken = before - line.grossMinor + line.discountMinor;
    if (more(taken, before)) return true;
    off += taken;
    full += before;
  }
  return more(off, full);
}

interface DraftLine {
  readonly discountable: boolean;
  readonly gross: number;
  readonly lineDiscount: number;
  orderDiscount: number;
  /** The taxable amount: gross minus all discounts. */
  amount: number;
  readonly rates: readonly TaxRateInput[];
}

interface TaxedLine {
  readonly draft: DraftLine;
  readonly rates: readonly TaxRateInput[];
  /** The tax of each of `rates`. */
  readonly taxes: readonly number[];
}

function draftLine(line: CartLineInput): DraftLine {
  const gross = line.fixedMinor ?? grossOf(line);
  if (gross < 0) throw new RangeError("A line cannot be priced below zero");
  const { discountable = true, taxes: rates } = line;
  const lineDiscount = discountable ? discountOn(gross, line.discount) : 0;
  return {
    discountable,
    gross,
    lineDiscount,
    orderDiscount: 0,
    amount: gross - lineDiscount,
    rates,
  };
}

function discountOn(amount: number, discount: Discount | null): number {
  if (discount === null) return 0;
  const wanted =
    discount.kind === "amount" ? discount.amountMinor : mulDiv(amount, discount.ppm, PPM);
  return Math.min(wanted, amount);
}

function spreadOrderDiscount(drafts: readonly DraftLine[], discount: Discount | null): void {
  if (discount === null || drafts.length === 0) return;
  const amounts = drafts.map((draft) => (draft.discountable ? draft.amount : 0));
  const parts = allocate(discountOn(minor(total(amounts)), discount), amounts);
  drafts.forEach((draft, index) => {
    draft.orderDiscount = parts[index] ?? 0;
    draft.amount -= draft.orderDiscount;
  });
}

function taxPerLine(drafts: readonly DraftLine[], cart: CartInput): TaxedLine[] {
  return drafts.map((draft) => ({
    draft,
    rates: draft.rates,
    taxes: splitTax(taxOn(draft.amount, draft.rates, cart.pricesIncludeTax), draft.rates),
  }));
}

function taxPerTotal(drafts: readonly DraftLine[], cart: CartInput): TaxedLine[] {
  const taxedLines = new Map<DraftLine, TaxedLine>();
  for (const group of groupByRates(drafts)) {
    const rates = group[0]?.rates ?? [];
    const amounts = group.map((draft) => draft.amount);
    const tax = taxOn(minor(total(amounts)), rates, cart.pricesIncludeTax);
    const taxOfLines = allocate(tax, amounts);
    const taxesOfLines = shareTaxOfGroup(taxOfLines, splitTax(tax, rates));
    group.forEach((draft, index) =>
      taxedLines.set(draft, { draft, rates, taxes: taxesOfLines[index] ?? [] }),
    );
  }
  return drafts.map((draft) => taxedLines.get(draft) ?? { draft, rates: [], taxes: [] });
}

/**
 * A table of lines by rates with both sums given. Each rate is distributed over the remaining tax of the lines: the
 * weights add up to the remaining rates, so no part exceeds its line's remainder and the last rate takes exactly the
 * rest. Distributing every rate by amounts could charge a one-cent line three cents of tax.
 */
function shareTaxOfGroup(taxOfLines: readonly number[], taxOfRates: readonly number[]): number[][] {
  let rest = taxOfLines;
  const table: number[][] = taxOfLines.map(() => []);
  for (const taxOfRate of taxOfRates) {
    const parts = allocate(taxOfRate, rest);
    rest = rest.map((left, index) => left - (parts[index] ?? 0));
    table.forEach((row, index) => row.push(parts[index] ?? 0));
  }
  return table;
}

function groupByRates(drafts: readonly DraftLine[]): Iterable<DraftLine[]> {
  const groups = new Map<string, DraftLine[]>();
  for (const draft of drafts) {
    const key = keyOfRates(draft.rates);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return groups.values();
}

function keyOfRates(rates: readonly TaxRateInput[]): string {
  const names = rates.map((rate) => `${rate.taxRateId} ${rate.ppm} ${rate.compound}`);
  // The order matters only for compound rates.
  if (names.length > 1 && !rates.some((rate) => rate.compound)) names.sort();
  return names.join();
}

function pricedLine({ draft, rates, taxes }: TaxedLine, inclusive: boolean): PricedLine {
  const tax = total(taxes);
  const net = inclusive ? draft.amount - tax : draft.amount;
  return {
    discountable: draft.discountable,
    grossMinor: minor(draft.gross),
    lineDiscountMinor: minor(draft.lineDiscount),
    orderDiscountMinor: minor(draft.orderDiscount),
    discountMinor: minor(draft.lineDiscount + draft.orderDiscount),
    netMinor: minor(net),
    taxMinor: minor(tax),
    totalMinor: minor(net + tax),
    taxes: pricedTaxes(net, rates, taxes),
  };
}

function pricedTaxes(
  net: number,
  rates: readonly TaxRateInput[],
  taxes: readonly number[],
): PricedTax[] {
  let withTaxesSoFar = net;
  return rates.map(({ taxRateId, ppm, compound }, index) => {
    const tax = taxes[index] ?? 0;
    const base = compound ? withTaxesSoFar : net;
    withTaxesSoFar += tax;
    return { taxRateId, ppm, baseMinor: minor(base), taxMinor: minor(tax) };
  });
}

function addTaxesByRate(lines: readonly PricedLine[]): PricedTax[] {
  const sums: PricedTax[] = [];
  for (const line of lines) {
    for (const tax of line.taxes) {
      const at = sums.findIndex((sum) => sum.taxRateId === tax.taxRateId && sum.ppm === tax.ppm);
      const sum = sums[at];
      if (sum === undefined) sums.push(tax);
      else sums[at] = addTax(sum, tax);
    }
  }
  return sums;
}

function addTax(a: PricedTax, b: PricedTax): PricedTax {
  return {
    ...a,
    baseMinor: minor(a.baseMinor + b.baseMinor),
    taxMinor: minor(a.taxMinor + b.taxMinor),
  };
}

function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
