import { z } from "zod";
import { CustomerId, ParkedSaleId, ProductId, TaxClassId } from "@daybook/contract/ids";
import { Minor, MinorNonNegative } from "@daybook/contract/money";
import { DiscountInput } from "@daybook/contract/pricing";
import { ProductKind, UnitCode } from "@daybook/contract/units";
import { Milli, milli, nearestOnStep, pieces } from "@daybook/contract/quantity";
import { ScannedCode } from "@daybook/contract/sale-basics";
import { TenderInput } from "@daybook/contract/tenders";
import type { DepositBack } from "@daybook/contract/deposits";
import type { CartLine as RingUpLine } from "@daybook/contract/sales";

/** The deposit that is charged with each piece of a product, or refunded for empties. */
const CartDeposit = z.strictObject({
  id: ProductId,
  name: z.string(),
  taxClassId: TaxClassId,
  priceMinor: Minor,
  basisMilli: Milli,
});
export type CartDeposit = z.infer<typeof CartDeposit>;

/** The product data needed to sell it: as of when it was added to the cart. */
export const CartProduct = z.strictObject({
  id: ProductId,
  sku: z.string(),
  name: z.string(),
  unit: UnitCode,
  quantityStepMilli: Milli,
  kind: ProductKind,
  taxClassId: TaxClassId,
  priceMinor: Minor,
  basisMilli: Milli,
  version: z.int(),
  // Carts stored by an earlier version have none of these.
  askPrice: z.boolean().default(false),
  ageLimit: z.int().nullable().default(null),
  deposit: CartDeposit.nullable().default(null),
});
export type CartProduct = z.infer<typeof CartProduct>;

/** One line. `ownPriceMinor` overrides the list price, given by an authorized user. */
export const CartLine = z.strictObject({
  lineId: z.string(),
  product: CartProduct,
  quantityMilli: Milli,
  ownPriceMinor: MinorNonNegative.nullable(),
  discount: DiscountInput.nullable(),
  /** The code that was scanned. Carts stored by an earlier version have none. */
  code: z.string().nullable().default(null),
  /** What is sold, for a product whose price is entered at the till. */
  name: z.string().nullable().default(null),
  /** The price of the whole line on the label that was scanned. */
  labelPriceMinor: MinorNonNegative.nullable().default(null),
});
export type CartLine = z.infer<typeof CartLine>;

/** An open sale. `parts` are tenders received before the total is covered. */
export const Cart = z.strictObject({
  lines: z.array(CartLine),
  discount: DiscountInput.nullable(),
  /** The reason for a large discount, if required. Carts stored by an earlier version have none. */
  discountReason: z.string().default(""),
  customer: z.strictObject({ id: CustomerId, name: z.string() }).nullable(),
  parts: z.array(TenderInput),
  /** The current line, which shortcuts act on: the one touched last. */
  currentLineId: z.string().nullable(),
  /** When the first line was added, in the device's UTC milliseconds. */
  startedAt: z.int().nullable().default(null),
  /** Empties that come back. */
  back: z.array(z.strictObject({ product: CartDeposit, quantityMilli: Milli })).default([]),
  /** The age of the customer that was checked, in years. */
  ageChecked: z.int().nullable().default(null),
  /** The parked sale that this is, with the version of its contents. */
  parked: z.strictObject({ id: ParkedSaleId, version: z.int() }).nullable().default(null),
});
export type Cart = z.infer<typeof Cart>;

export const EMPTY_CART: Cart = {
  lines: [],
  discount: null,
  discountReason: "",
  customer: null,
  parts: [],
  currentLineId: null,
  startedAt: null,
  back: [],
  ageChecked: null,
  parked: null,
};

export type CartAction =
  | {
      readonly type: "add";
      readonly product: CartProduct;
      readonly quantityMilli: Milli;
      /** The id of a new line, if one is needed. */
      readonly lineId: string;
      readonly code?: string | null;
      /** What was entered for a product without a price. */
      readonly entered?: Pick<CartLine, "ownPriceMinor" | "name">;
      readonly labelPriceMinor?: Minor | null;
      /** Never one line with an earlier one: each label is a line. */
      readonly apart?: boolean;
      /** The device's time, in UTC milliseconds. */
      readonly at?: number;
    }
  /** More, or with a quantity below zero fewer empties come back. */
  | {
      readonly type: "takeBack";
      readonly product: CartDeposit;
      readonly quantityMilli: number;
      readonly at: number;
    }
  | { readonly type: "setAgeChecked"; readonly age: number }
  | { readonly type: "setQuantity"; readonly lineId: string; readonly quantityMilli: Milli }
  | { readonly type: "step"; readonly lineId: string; readonly direction: 1 | -1 }
  | { readonly type: "remove"; readonly lineId: string }
  | { readonly type: "choose"; readonly lineId: string }
  | {
      readonly type: "setOwnPrice";
      readonly lineId: string;
      readonly priceMinor: CartLine["ownPriceMinor"];
    }
  | {
      readonly type: "setLineDiscount";
      readonly lineId: string;
      readonly discount: Cart["discount"];
    }
  | { readonly type: "setDiscount"; readonly discount: Cart["discount"] }
  | { readonly type: "setDiscountReason"; readonly reason: string }
  | { readonly type: "setCustomer"; readonly customer: Cart["customer"] }
  | { readonly type: "takeProduct"; readonly product: CartProduct }
  | { readonly type: "setParts"; readonly parts: Cart["parts"] }
  | { readonly type: "replace"; readonly cart: Cart };

/** The cart after an action. An action on a removed line changes nothing. */
export function reduceCart(cart: Cart, action: CartAction): Cart {
  switch (action.type) {
    case "add":
      return added(cart, action);
    case "takeBack":
      return tookBack(cart, action);
    case "setAgeChecked":
      return { ...cart, ageChecked: action.age };
    case "setQuantity":
      if (action.quantityMilli <= 0) return without(cart, action.lineId);
      return hasLabelPrice(cart, action.lineId)
        ? cart
        : changed(cart, action.lineId, { quantityMilli: action.quantityMilli });
    case "step":
      return stepped(cart, action.lineId, action.direction);
    case "remove":
      return without(cart, action.lineId);
    case "choose":
      return changed(cart, action.lineId, {});
    case "setOwnPrice":
      // Another price replaces that of a label.
      return changed(cart, action.lineId, {
        ownPriceMinor: action.priceMinor,
        labelPriceMinor: null,
      });
    case "setLineDiscount":
      return changed(cart, action.lineId, { discount: action.discount });
    case "setDiscount":
      return { ...cart, discount: action.discount };
    case "setDiscountReason":
      return { ...cart, discountReason: action.reason };
    case "setCustomer":
      return { ...cart, customer: action.customer };
    case "takeProduct":
      return addedUnchanged(cart, action.product);
    case "setParts":
      return { ...cart, parts: action.parts };
    case "replace":
      return action.cart;
  }
}

/** Whether the two differ in price, tax, step, age limit or deposit. */
export function sellsDifferently(was: CartProduct, is: CartProduct): boolean {
  return (
    isPricedDifferently(was, is) ||
    was.quantityStepMilli !== is.quantityStepMilli ||
    was.askPrice !== is.askPrice ||
    was.ageLimit !== is.ageLimit ||
    was.deposit?.id !== is.deposit?.id ||
    (was.deposit !== null && is.deposit !== null && isPricedDifferently(was.deposit, is.deposit))
  );
}

function isPricedDifferently(was: CartDeposit, is: CartDeposit): boolean {
  return (
    was.priceMinor !== is.priceMinor ||
    was.basisMilli !== is.basisMilli ||
    was.taxClassId !== is.taxClassId
  );
}

/** The quantity of a scan or of +: one unit, or the next valid quantity above it. */
export function oneOf(product: Pick<CartProduct, "quantityStepMilli">): Milli {
  return nearestOnStep(pieces(1), product.quantityStepMilli)[1];
}

/** Goods sold by weight or length: their quantity is typed, and two bags are two lines. */
export function isMeasured(product: Pick<CartProduct, "quantityStepMilli">): boolean {
  return product.quantityStepMilli % 1000 !== 0;
}

/** The price of a line, for `basisMilli` of its product. */
export function unitPriceOf(line: CartLine): Minor {
  return line.ownPriceMinor === null ? line.product.priceMinor : Minor.parse(line.ownPriceMinor);
}

/** The total quantity of a product in the cart; lines of the same product share the stock. */
export function quantityInCart(cart: Cart, productId: string): Milli {
  let sum = 0;
  for (const line of cart.lines) if (line.product.id === productId) sum += line.quantityMilli;
  return milli(sum);
}

/** The lowest age that the customer must have; 0 without a limit. */
export function ageOf(cart: Cart): number {
  return Math.max(0, ...cart.lines.map(({ product }) => product.ageLimit ?? 0));
}

/** The deposits that are charged with the goods, one line for each kind. */
export function depositsOf(cart: Cart): Cart["back"] {
  const deposits = new Map<string, { product: CartDeposit; quantityMilli: Milli }>();
  for (const { product, quantityMilli } of cart.lines) {
    if (product.deposit === null) continue;
    const { id } = product.deposit;
    const before = deposits.get(id)?.quantityMilli ?? 0;
    deposits.set(id, { product: product.deposit, quantityMilli: milli(before + quantityMilli) });
  }
  return [...deposits.values()];
}

/** The empties as the sale contract defines them. */
export function emptiesBack(cart: Cart): DepositBack[] {
  return cart.back.map(({ product, quantityMilli }) => ({
    productId: product.id,
    // safe because a cart has no empties of the quantity 0
    quantityMilli: quantityMilli as DepositBack["quantityMilli"],
  }));
}

/** The lines as the sale contract defines them: the goods in cart order, then their deposits. */
export function ringUpLines(cart: Cart): RingUpLine[] {
  const deposits = depositsOf(cart).map(({ product, quantityMilli }) => ({
    productId: product.id,
    // safe because there are goods with it
    quantityMilli: quantityMilli as RingUpLine["quantityMilli"],
    discount: null,
  }));
  return [...goodsLines(cart), ...deposits];
}

/** The goods alone. */
export function goodsLines(cart: Cart): RingUpLine[] {
  return cart.lines.map(({ product, ownPriceMinor, labelPriceMinor, discount, ...line }) => ({
    productId: product.id,
    // safe because lines with quantity zero are removed from the cart
    quantityMilli: line.quantityMilli as RingUpLine["quantityMilli"],
    ...(ownPriceMinor === null ? {} : { unitPriceMinor: ownPriceMinor }),
    discount,
    ...(line.name === null ? {} : { name: line.name }),
    ...(isSendable(line.code) ? { code: line.code } : {}),
    ...(labelPriceMinor === null ? {} : { labelPriceMinor }),
  }));
}

/** A code that the contract would refuse is left out: it must not stop a paid sale. */
function isSendable(code: string | null): code is string {
  return code !== null && ScannedCode.safeParse(code).success;
}

function added(cart: Cart, action: Extract<CartAction, { type: "add" }>): Cart {
  const { product, quantityMilli, lineId, code = null, at = null, apart = false } = action;
  const { entered = { ownPriceMinor: null, name: null } } = action;
  const same =
    apart || isMeasured(product) || product.askPrice
      ? undefined
      : cart.lines.find(
          (line) =>
            line.product.id === product.id &&
            line.product.priceMinor === product.priceMinor &&
            line.product.basisMilli === product.basisMilli &&
            line.ownPriceMinor === null &&
            line.labelPriceMinor === null &&
            line.discount === null,
        );
  if (same !== undefined)
    return changed(cart, same.lineId, {
      quantityMilli: milli(same.quantityMilli + quantityMilli),
      code: same.code ?? code,
    });
  const { labelPriceMinor = null } = action;
  const own = { ...entered, discount: null, labelPriceMinor };
  const line: CartLine = { lineId, product, quantityMilli, code, ...own };
  const startedAt = cart.lines.length === 0 ? at : cart.startedAt;
  return { ...cart, lines: [...cart.lines, line], currentLineId: lineId, startedAt };
}

function tookBack(cart: Cart, action: Extract<CartAction, { type: "takeBack" }>): Cart {
  const { product, quantityMilli, at } = action;
  const before = cart.back.find((one) => one.product.id === product.id);
  const more = milli((before?.quantityMilli ?? 0) + quantityMilli);
  const others = cart.back.filter((one) => one !== before);
  const back = more <= 0 ? others : [...others, { product, quantityMilli: more }];
  return { ...cart, back, startedAt: cart.startedAt ?? at };
}

function stepped(cart: Cart, lineId: string, direction: 1 | -1): Cart {
  const line = cart.lines.find((one) => one.lineId === lineId);
  if (line === undefined || hasLabelPrice(cart, lineId)) return cart;
  const quantityMilli = milli(line.quantityMilli + direction * oneOf(line.product));
  // Less than one unit removes the line. Undo restores it.
  if (quantityMilli <= 0) return without(cart, lineId);
  return changed(cart, lineId, { quantityMilli });
}

/** The quantity of a label with a price follows from the price. */
function hasLabelPrice(cart: Cart, lineId: string): boolean {
  return cart.lines.some((line) => line.lineId === lineId && line.labelPriceMinor !== null);
}

function changed(cart: Cart, lineId: string, change: Partial<CartLine>): Cart {
  if (!cart.lines.some((line) => line.lineId === lineId)) return cart;
  const lines = cart.lines.map((line) => (line.lineId === lineId ? { ...line, ...change } : line));
  return { ...cart, lines, currentLineId: lineId };
}

function without(cart: Cart, lineId: string): Cart {
  const index = cart.lines.findIndex((line) => line.lineId === lineId);
  if (index === -1) return cart;
  const lines = cart.lines.toSpliced(index, 1);
  const next = lines[Math.min(index, lines.length - 1)];
  // An emptied cart ends the sale: the next one is for another customer. Money already received remains until it is
  // returned.
  if (lines.length === 0) return { ...EMPTY_CART, parts: cart.parts, back: cart.back };
  return { ...cart, lines, currentLineId: next?.lineId ?? null };
}

function addedUnchanged(cart: Cart, product: CartProduct): Cart {
  const lines = cart.lines.map((line) =>
    line.product.id === product.id ? { ...line, product } : line,
  );
  return { ...cart, lines };
}
