import type { Minor } from "@daybook/contract/money";
import { EMPTY_CART, reduceCart } from "./cart.ts";
import type { Cart, CartAction } from "./cart.ts";
import { NO_PROBLEMS, withoutLine } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";

/**
 * A cart set aside: its sale was refused after the next one was started, it made room for such a cart, or it could not
 * be parked.
 */
export interface SetAside {
  readonly id: string;
  readonly cart: Cart;
  readonly problems: CartProblems;
  readonly totalMinor: Minor;
  /** It is on its way to the parked sales, and not shown. */
  readonly parking?: boolean;
}

/** The state of the till: the current cart, those set aside, and its problems. */
export interface TillState {
  readonly cart: Cart;
  readonly problems: CartProblems;
  /** The carts before the last changes, newest last. */
  readonly past: readonly Cart[];
  readonly aside: readonly SetAside[];
  /** Why the parked sale in the cart cannot be sold here; null if it can. */
  readonly lost: string | null;
}

export const EMPTY_TILL: TillState = {
  cart: EMPTY_CART,
  problems: NO_PROBLEMS,
  past: [],
  aside: [],
  lost: null,
};

/** The changes of parking. Everything else about it loads later. */
export type ParkingAction =
  /** The cart leaves the screen, and is kept until the server has it. */
  | { readonly type: "park"; readonly id: string; readonly totalMinor: Minor }
  | { readonly type: "parkEnded"; readonly id: string; readonly isParked: boolean }
  /** Continues a parked sale; the till is empty. */
  | { readonly type: "resume"; readonly cart: Cart }
  | { readonly type: "lost"; readonly sentence: string | null }
  /** Continues with the cart as a sale of its own. */
  | { readonly type: "detach" };

export type TillAction =
  | ParkingAction
  | { readonly type: "cart"; readonly action: CartAction }
  | { readonly type: "undo" }
  /** The cart was paid: the till is ready for the next sale. */
  | { readonly type: "paid" }
  /** Restores a cart whose sale was refused or undone. */
  | { readonly type: "comesBack"; readonly back: SetAside }
  /** Continues a cart that was set aside; the current one is set aside in its place. */
  | { readonly type: "takeUp"; readonly id: string; readonly totalMinor: Minor }
  | { readonly type: "problems"; readonly problems: CartProblems }
  | { readonly type: "load"; readonly cart: Cart; readonly aside: readonly SetAside[] };

const UNDO_STEPS = 10;
/** Selecting a line does not change the sale, a reason is typed letter by letter, and payments cannot be undone. */
const NOT_UNDONE: ReadonlySet<CartAction["type"]> = new Set([
  "choose",
  "setDiscountReason",
  "setParts",
  "setAgeChecked",
]);

/** The till after an action. Nothing leaves a cart except by removing or paying it. */
export function reduceTill(state: TillState, action: TillAction): TillState {
  switch (action.type) {
    case "cart":
      return withCart(state, action.action);
    case "undo": {
      const before = state.past.at(-1);
      if (before === undefined) return state;
      // Payments cannot be undone: they are returned part by part.
      const cart = { ...before, parts: state.cart.parts };
      return { ...state, cart, past: state.past.slice(0, -1), problems: NO_PROBLEMS };
    }
    case "paid":
      return emptied(state);
    case "comesBack":
      return isBegun(state.cart)
        ? { ...state, aside: [...state.aside, action.back] }
        : isSelected(state, action.back);
    case "takeUp":
      return resumed(state, action.id, action.totalMinor);
    case "park": {
      const { cart, problems } = state;
      const { id, totalMinor } = action;
      const { aside, ...empty } = emptied(state);
      return { ...empty, aside: [...aside, { id, cart, problems, totalMinor, parking: true }] };
    }
    case "parkEnded":
      return { ...state, aside: afterParking(state.aside, action) };
    case "resume":
      return { ...emptied(state), cart: action.cart };
    case "lost":
      return { ...state, lost: action.sentence };
    case "detach":
      return { ...state, cart: { ...state.cart, parked: null }, past: [], lost: null };
    case "problems":
      return { ...state, problems: action.problems };
    case "load":
      return { ...EMPTY_TILL, cart: action.cart, aside: action.aside };
  }
}

function emptied(state: TillState): TillState {
  return { ...state, cart: EMPTY_CART, problems: NO_PROBLEMS, past: [], lost: null };
}

/** A parked cart is gone from here; one that could not be parked stays. */
function afterParking(
  aside: readonly SetAside[],
  { id, isParked }: Extract<TillAction, { type: "parkEnded" }>,
): SetAside[] {
  return aside.flatMap((one) => {
    if (one.id !== id) return [one];
    const { parking: _, ...stays } = one;
    return isParked ? [] : [stays];
  });
}

/** Whether this cart has been started; an empty one can be replaced. */
export function isBegun(cart: Cart): boolean {
  return cart.lines.length > 0 || cart.parts.length > 0 || cart.back.length > 0;
}

function withCart(state: TillState, action: CartAction): TillState {
  const cart = reduceCart(state.cart, action);
  if (cart === state.cart) return state;
  if (NOT_UNDONE.has(action.type)) return { ...state, cart };
  const past = [...state.past, state.cart].slice(-UNDO_STEPS);
  const lost = cart.parked === null ? null : state.lost;
  return { ...state, cart, past, lost, problems: problemsAfter(state.problems, action) };
}

/** Problems are cleared once someone has changed the affected part. */
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

function isSelected(state: TillState, { cart, problems }: SetAside): TillState {
  return { ...state, cart, problems, past: [], lost: null };
}

function resumed(state: TillState, id: string, totalMinor: Minor): TillState {
  const wanted = state.aside.find((one) => one.id === id);
  if (wanted === undefined) return state;
  const rest = state.aside.filter((one) => one !== wanted);
  const { cart, problems } = state;
  // The position of the continued cart is free, so its id is used for the other one.
  const aside = isBegun(cart) ? [...rest, { id, cart, problems, totalMinor }] : rest;
  return isSelected({ ...state, aside }, wanted);
}
