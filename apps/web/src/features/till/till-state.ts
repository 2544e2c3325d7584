import type { Minor } from "@daybook/contract/money";
import { EMPTY_CART, reduceCart } from "./cart.ts";
import type { Cart, CartAction } from "./cart.ts";
import { NO_PROBLEMS, withoutLine } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";

/** A cart that waits beside the one in hand: it was refused after the next one was begun, or made room for such a one. */
export interface SetAside {
  readonly id: string;
  readonly cart: Cart;
  readonly problems: CartProblems;
  readonly totalMinor: Minor;
}

/** What the till shows and reduces: the cart in hand, those beside it, and what is wrong. */
export interface TillState {
  readonly cart: Cart;
  readonly problems: CartProblems;
  /** The cart before each of the last changes, the newest last. */
  readonly past: readonly Cart[];
  readonly aside: readonly SetAside[];
}

export const EMPTY_TILL: TillState = {
  cart: EMPTY_CART,
  problems: NO_PROBLEMS,
  past: [],
  aside: [],
};

export type TillAction =
  | { readonly type: "cart"; readonly action: CartAction }
  | { readonly type: "undo" }
  /** The cart was paid: the till is ready for the next. */
  | { readonly type: "paid" }
  /** A cart comes back, because its sale was refused or taken back. */
  | { readonly type: "comesBack"; readonly back: SetAside }
  /** Goes on with a cart that was set aside; the one in hand is set aside in its place. */
  | { readonly type: "takeUp"; readonly id: string; readonly totalMinor: Minor }
  | { readonly type: "problems"; readonly problems: CartProblems }
  | { readonly type: "load"; readonly cart: Cart; readonly aside: readonly SetAside[] };

const UNDO_STEPS = 10;
/** Choosing a line is no change of the sale, a reason is typed letter by letter, and money is not undone. */
const NOT_UNDONE: ReadonlySet<CartAction["type"]> = new Set([
  "choose",
  "setDiscountReason",
  "setParts",
]);

/** The till after an action. Nothing that was in a cart is ever dropped but by taking it out or paying for it. */
export function reduceTill(state: TillState, action: TillAction): TillState {
  switch (action.type) {
    case "cart":
      return withCart(state, action.action);
    case "undo": {
      const before = state.past.at(-1);
      if (before === undefined) return state;
      // Money that was handed over is not undone: it is given back where it stands, part by part.
      const cart = { ...before, parts: state.cart.parts };
      return { ...state, cart, past: state.past.slice(0, -1), problems: NO_PROBLEMS };
    }
    case "paid":
      return { ...state, cart: EMPTY_CART, problems: NO_PROBLEMS, past: [] };
    case "comesBack":
      return isBegun(state.cart)
        ? { ...state, aside: [...state.aside, action.back] }
        : inHand(state, action.back);
    case "takeUp":
      return takenUp(state, action.id, action.totalMinor);
    case "problems":
      return { ...state, problems: action.problems };
    case "load":
      return { ...EMPTY_TILL, cart: action.cart, aside: action.aside };
  }
}

/** Whether someone has begun this cart; an empty one makes room. */
export function isBegun(cart: Cart): boolean {
  return cart.lines.length > 0 || cart.parts.length > 0;
}

function withCart(state: TillState, action: CartAction): TillState {
  const cart = reduceCart(state.cart, action);
  if (cart === state.cart) return state;
  if (NOT_UNDONE.has(action.type)) return { ...state, cart };
  const past = [...state.past, state.cart].slice(-UNDO_STEPS);
  return { ...state, cart, past, problems: problemsAfter(state.problems, action) };
}

/** What was wrong is forgotten where someone has done something about it. */
function problemsAfter(problems: CartProblems, action: CartAction): CartProblems {
  const rest = { ...problems, above: [] };
  if (action.type === "setDiscount") return { ...rest, discount: null };
  if (action.type === "setCustomer") return { ...rest, customer: null };
  if (action.type === "replace") return NO_PROBLEMS;
  if (action.type === "takeProduct") return withoutChanged(rest, action.product.id);
  return "lineId" in action ? withoutLine(rest, action.lineId) : rest;
}

function withoutChanged(problems: CartProblems, productId: string): CartProblems {
  const lines = Object.entries(problems.lines).filter(
    ([, problem]) => problem.kind !== "changed" || problem.product.id !== productId,
  );
  return { ...problems, lines: Object.fromEntries(lines) };
}

function inHand(state: TillState, { cart, problems }: SetAside): TillState {
  return { ...state, cart, problems, past: [] };
}

function takenUp(state: TillState, id: string, totalMinor: Minor): TillState {
  const wanted = state.aside.find((one) => one.id === id);
  if (wanted === undefined) return state;
  const rest = state.aside.filter((one) => one !== wanted);
  const { cart, problems } = state;
  // The place of the cart that is taken up is free, so its id serves for the one that takes it.
  const aside = isBegun(cart) ? [...rest, { id, cart, problems, totalMinor }] : rest;
  return inHand({ ...state, aside }, wanted);
}
