import { IDLE_DISPLAY, MOST_DISPLAY_LINES, MOST_DISPLAY_ROWS } from "@daybook/contract/display";
import type { DisplayLine, DisplayState } from "@daybook/contract/display";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { minor, MinorNonNegative } from "@daybook/contract/money";
import type { CashRule } from "@daybook/contract/cash-rounding";
import { discountableOf } from "@daybook/contract/pricing";
import type { PricedCart } from "@daybook/contract/pricing";
import { milli } from "@daybook/contract/quantity";
import type { TenderInput } from "@daybook/contract/tenders";
import { tenderName } from "../../lib/use-tenders.ts";
import type { OfferedTender } from "../../lib/use-tenders.ts";
import { unitPriceOf } from "./cart.ts";
import type { Cart } from "./cart.ts";
import { taxOf, worthOfBack } from "./cart-price.ts";
import type { TaxRules } from "./cart-price.ts";
import { stillToPay } from "./pay.ts";
import { isBegun } from "./till-state.ts";
import type { LastSale } from "./till-store.ts";

/** What a display shows, before it has its number. */
export type Shown = Omit<DisplayState, "seq">;

export interface ShownFrom {
  readonly cart: Cart;
  readonly last: LastSale | null;
  readonly priced: PricedCart | null;
  readonly rules: TaxRules;
  readonly cash: CashRule;
  readonly tenders: readonly OfferedTender[];
  /** The products of the cart, for their pictures. */
  readonly products: ReadonlyMap<string, Pick<CatalogueRow, "picture" | "category">>;
}

const NONE = MinorNonNegative.parse(0);

/**
 * What a customer display shows of the till: the cart with its total, what was given, or the change of the last sale. It
 * contains no customer, no person, no cost and no stock.
 */
export function shownOf(from: ShownFrom): Shown {
  const { cart, last, priced } = from;
  if (isBegun(cart)) return priced === null ? IDLE_DISPLAY : cartOf(from, priced);
  return last === null ? IDLE_DISPLAY : paidOf(last, from);
}

function cartOf(from: ShownFrom, priced: PricedCart): Shown {
  const { cart, rules, cash, tenders } = from;
  const backMinor = worthOfBack(cart, rules);
  const lines = [...goodsOf(from, priced), ...emptiesOf(cart, rules)];
  const dueMinor = minor(Math.max(0, priced.totalMinor - backMinor));
  const { otherwiseMinor, inCashMinor } = stillToPay(dueMinor, cart.parts, { tenders, cash });
  return {
    ...IDLE_DISPLAY,
    phase: cart.parts.length > 0 ? "paying" : "cart",
    lines: lines.slice(-MOST_DISPLAY_LINES),
    moreLines: Math.max(0, lines.length - MOST_DISPLAY_LINES),
    goodsMinor: priced.goodsMinor,
    discountMinor: atLeastZero(priced.discountMinor),
    depositMinor: atLeastZero(priced.goodsMinor - discountableOf(priced)),
    taxes: taxOf(priced, rules)
      .slice(0, MOST_DISPLAY_ROWS)
      .map(({ name, ppm, taxMinor }) => ({ name, ppm, amountMinor: taxMinor })),
    totalMinor: minor(priced.totalMinor - backMinor),
    given: givenIn(cart.parts, tenders),
    leftMinor: atLeastZero(otherwiseMinor),
    leftInCashMinor: cash.cashRounding === "off" ? null : atLeastZero(inCashMinor),
  };
}

function goodsOf({ cart, products }: ShownFrom, priced: PricedCart): DisplayLine[] {
  return cart.lines.map((line, index) => {
    const row = products.get(line.product.id);
    const figures = priced.lines[index];
    return {
      name: line.name ?? line.product.name,
      quantityMilli: line.quantityMilli,
      unit: line.product.unit,
      unitPriceMinor: unitPriceOf(line),
      basisMilli: line.product.basisMilli,
      amountMinor: figures?.grossMinor ?? minor(0),
      discountMinor: atLeastZero(figures?.lineDiscountMinor ?? 0),
      picture: row?.picture ?? null,
      hue: row?.category?.hue ?? null,
    };
  });
}

/** Empties that come back, with what they are worth. */
function emptiesOf(cart: Cart, rules: TaxRules): DisplayLine[] {
  return cart.back.map(({ product, quantityMilli }) => ({
    name: product.name,
    quantityMilli: milli(-quantityMilli),
    unit: "each",
    unitPriceMinor: product.priceMinor,
    basisMilli: product.basisMilli,
    amountMinor: minor(-worthOfBack({ ...cart, back: [{ product, quantityMilli }] }, rules)),
    discountMinor: NONE,
    picture: null,
    hue: null,
  }));
}

/** The last sale: what was paid, and the change. Its goods are the former customer's, and not shown any more. */
function paidOf(last: LastSale, { rules, tenders }: ShownFrom): Shown {
  const { totalMinor, roundingMinor, changeMinor, cart, paid } = last;
  return {
    ...IDLE_DISPLAY,
    phase: "paid",
    totalMinor: minor(totalMinor + roundingMinor - worthOfBack(cart, rules)),
    given: givenIn(paid.tenders, tenders),
    changeMinor: atLeastZero(changeMinor),
  };
}

/** The name of a method and the amount; never its reference, which may be a card's or a voucher's number. */
function givenIn(parts: readonly TenderInput[], tenders: readonly OfferedTender[]) {
  return parts.slice(0, MOST_DISPLAY_ROWS).map(({ tender, amountMinor }) => ({
    name: tenderName(tenders, tender),
    amountMinor: minor(amountMinor),
  }));
}

function atLeastZero(amount: number): DisplayState["leftMinor"] {
  return MinorNonNegative.parse(Math.max(0, amount));
}
