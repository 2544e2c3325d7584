import type { ApprovalId, LocationId } from "@daybook/contract/ids";
import { MinorNonNegative, MinorPositive } from "@daybook/contract/money";
import type { KeptReceipt } from "@daybook/contract/missing-receipts";
import type { Minor } from "@daybook/contract/money";
import { MAX_SALE_DURATION_MS } from "@daybook/contract/sale-basics";
import type { Sale } from "@daybook/contract/sales";
import { CASH } from "@daybook/contract/tenders";
import type { TenderInput } from "@daybook/contract/tenders";
import { emptiesBack, ringUpLines } from "./cart.ts";
import type { Cart, CartAction, CartLine } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";
import type { RefusedSale } from "./refused-sale.ts";
import { createSaleSender } from "./sale-sender.ts";
import type { SaleSender, SenderOptions } from "./sale-sender.ts";
import { createKeeper, keptReceipts, markUndone, soldAgain } from "./sold-sales.ts";
import type { SaleMoment, UnsentSale } from "./unsent-sale.ts";
import type { TillStorage } from "./till-storage.ts";
import { EMPTY_TILL, isBegun, reduceTill } from "./till-state.ts";
import type { ParkingAction, TillState, TillAction } from "./till-state.ts";
import { ofEarlierCart, withOne } from "./waiting-scans.ts";
import type { Unanswerable, Unanswered } from "./waiting-scans.ts";

/** The last sale: shown until the next one starts. `sale` is null until the server has saved it. */
export interface LastSale {
  readonly key: string;
  /** Before cash rounding. */
  readonly totalMinor: Minor;
  readonly roundingMinor: Minor;
  readonly changeMinor: Minor;
  readonly cart: Cart;
  /** The device's time and the payments. */
  readonly paid: { readonly at: string; readonly tenders: readonly TenderInput[] };
  readonly sale: Sale | null;
}

export interface TillSnapshot {
  readonly state: TillState;
  readonly last: LastSale | null;
  /** The number of paid sales waiting for the server. */
  readonly waiting: number;
  /** Paid sales that the server refused: each must be resolved by a user. */
  readonly refused: readonly RefusedSale[];
  /** How often the cart could not change because the card terminal takes a payment for it. */
  readonly heldBack: number;
  /** Scans that were not added, oldest first: each stays until it is resolved, also across reloads. */
  readonly unanswered: readonly Unanswered[];
}

/** The payments and the location. */
interface Payable {
  readonly tenders: TenderInput[];
  /** Before cash rounding. */
  readonly totalMinor: Minor;
  readonly roundingMinor: Minor;
  readonly changeMinor: Minor;
  readonly locationId: LocationId;
  /** The reason for a large discount; empty if not required. */
  readonly discountReason: string;
  /** What the customer is paid for empties in cash. */
  readonly payOutMinor: Minor;
  /** The approval of this cart, if it goes beyond the limits of the person. */
  readonly approvalId: ApprovalId | null;
}

export interface TillStore {
  /** Whether another tab's change under this key belongs to this till. */
  readonly keeps: (key: string) => boolean;
  /** Whether the card terminal takes a payment for the cart, so that it must stay as it is. */
  isHeld(): boolean;
  get(): TillSnapshot;
  subscribe(listener: () => void): () => void;
  act(action: CartAction): void;
  undo(): void;
  takeUp(id: string, totalMinor: Minor): void;
  /** A change of parking, which moves a whole cart. */
  park(action: ParkingAction): void;
  /** Clears the till immediately and then sends the sale; a refused sale must be resolved by a user. */
  sell(payable: Payable): void;
  /** Restores the cart of an undone sale. */
  bringBack(last: LastSale): void;
  /** Sends a refused sale again with its key, unchanged or with other contents. */
  resend(sale: UnsentSale): void;
  /** The money of a refused sale was returned: deletes it, or restores its cart. */
  resolveRefused(key: string, then: "forget" | "reopen"): void;
  /** A scan that cannot be added without a decision. */
  wait(reason: Unanswerable): void;
  /** Removes one of them. */
  answer(id: string): void;
  setProblems(problems: CartProblems): void;
  dismissLast(): void;
  /**
   * Compares the kept sales with the server's records, and sends those of this person that are missing there again.
   * Returns how many. Rejects if the server does not answer.
   */
  compareSold(): Promise<number>;
  /** Sends unsent sales: at startup, and when the connection is back. */
  resume(): void;
  /** Reads changes of another tab. */
  reload(): void;
}

export interface TillStoreOptions extends Pick<SenderOptions, "send" | "classify" | "later"> {
  readonly storage: TillStorage;
  readonly newKey: () => string;
  /** Returns the keys of the sales that the records do not contain. */
  readonly report: (receipts: KeptReceipt[]) => Promise<readonly string[]>;
  /** What the note of a sale says that was printed with another number before. */
  readonly printedAs: (receiptNumber: string) => string;
  /** The name of the person, for the next one at this till. */
  readonly by: string;
  readonly isHeld: () => boolean;
  /** The device's times for a sale that is paid now. */
  readonly momentNow: () => SaleMoment;
  /** Whether the server is known to be unreachable. */
  readonly isAway: () => boolean;
  readonly explain: (cart: Cart, error: unknown) => CartProblems;
  /** A line left the cart without being paid; `emptied` if it was the last one. */
  readonly onRemoved: (line: CartLine, emptied: boolean) => void;
  /** A parked sale is no longer in the cart, and was not sold. */
  readonly onReleased: (parked: NonNullable<Cart["parked"]>) => void;
  /** After the cart of a refused sale was restored: details about the refusal. */
  readonly onReopened: (cart: Cart) => void;
}

/** The till of one user in one browser, stored across reloads and shared by its tabs. */
export function createTillStore(options: TillStoreOptions): TillStore {
  const { storage } = options;
  const listeners = new Set<() => void>();
  let snapshot: TillSnapshot = {
    state: reduceTill(EMPTY_TILL, { type: "load", ...storage.load() }),
    last: null,
    waiting: 0,
    heldBack: 0,
    ...besideCart(storage),
  };
  const set = (change: Partial<TillSnapshot>) => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  const keepScans = (unanswered: readonly Unanswered[]) => {
    storage.saveScans(unanswered);
    set({ unanswered });
  };
  const dispatch = (action: TillAction, change: Partial<TillSnapshot> = {}) => {
    const before = snapshot.state.cart;
    const state = reduceTill(snapshot.state, action);
    if (action.type !== "load") storage.save(state.cart, state.aside);
    // The change due stays visible until the next sale starts.
    const last = isBegun(state.cart) && state.cart !== before ? null : snapshot.last;
    const heldBack = options.isHeld() ? snapshot.heldBack : 0;
    set({ state, last, heldBack, ...change });
    const left = isBegun(before) && (!isBegun(state.cart) || action.type === "takeUp");
    reportRemoved(action, { before, after: state.cart }, options);
    // Another tab that changed the cart has stored this itself.
    const news = left && action.type !== "load" && snapshot.unanswered.length > 0;
    if (news) keepScans(ofEarlierCart(snapshot.unanswered));
  };
  const sales = createSaleSender(senderOptions(options, set, () => snapshot));

  return {
    keeps: storage.keeps,
    isHeld: options.isHeld,
    get: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...changing({ options, set, dispatch, get: () => snapshot }),
    sell(payable) {
      // A second click before the empty till was rendered.
      const { cart: sold } = snapshot.state;
      if (sold.lines.length === 0 && sold.back.length === 0) return;
      const unsent = unsentSale(snapshot.state.cart, payable, options);
      const { totalMinor, roundingMinor, changeMinor, tenders } = payable;
      const { cart, input } = unsent;
      const paid = { at: unsent.sold.occurredAt, tenders };
      // Stored first: from here on a reload loses nothing.
      sales.sell(unsent);
      const amounts = { totalMinor, roundingMinor, changeMinor };
      const last = { key: input.key, ...amounts, cart, paid, sale: null };
      dispatch({ type: "paid" }, { last });
    },
    ...settling({ options, sales, set, dispatch, get: () => snapshot }),
    wait: (reason) => keepScans(withOne(snapshot.unanswered, reason)),
    answer: (id) => keepScans(snapshot.unanswered.filter((one) => one.id !== id)),
    park: dispatch,
    setProblems: (problems) => dispatch({ type: "problems", problems }),
    dismissLast: () => set({ last: null }),
    resume: () => sales.resume(),
    reload: () => dispatch({ type: "load", ...storage.load() }, besideCart(storage)),
  };
}

/** Paid, set aside and loaded carts keep their lines: only these actions remove some. */
function reportRemoved(
  { type }: TillAction,
  { before, after }: { readonly before: Cart; readonly after: Cart },
  { onRemoved, onReleased }: Pick<TillStoreOptions, "onRemoved" | "onReleased">,
): void {
  if (type !== "cart" && type !== "undo") return;
  if (before.parked !== null && after.parked === null) onReleased(before.parked);
  const left = new Set(after.lines.map(({ lineId }) => lineId));
  for (const line of before.lines)
    if (!left.has(line.lineId)) onRemoved(line, after.lines.length === 0);
}

/** The other stored data besides the cart. */
function besideCart({ refused, loadScans }: TillStorage) {
  return { refused: refused.list(), unanswered: loadScans() };
}

interface StoreParts {
  readonly options: TillStoreOptions;
  readonly set: (change: Partial<TillSnapshot>) => void;
  readonly dispatch: (action: TillAction, change?: Partial<TillSnapshot>) => void;
  readonly get: () => TillSnapshot;
}

/** The changes of the cart by the person, unless it must stay as it is. */
function changing(parts: StoreParts): Pick<TillStore, "act" | "undo" | "takeUp"> {
  const { options, set, dispatch, get } = parts;
  const attempt = (action: TillAction) => {
    const selects = action.type === "cart" && action.action.type === "choose";
    if (options.isHeld() && !selects) set({ heldBack: get().heldBack + 1 });
    else dispatch(action);
  };
  return {
    act: (action) => attempt({ type: "cart", action }),
    undo: () => attempt({ type: "undo" }),
    takeUp: (id, totalMinor) => attempt({ type: "takeUp", id, totalMinor }),
  };
}

async function compareSold(
  { storage, report, printedAs }: Pick<TillStoreOptions, "storage" | "report" | "printedAs">,
  sales: SaleSender,
): Promise<number> {
  const receipts = keptReceipts(storage.soldHere());
  if (receipts.length === 0) return 0;
  const again = soldAgain(storage.sold.list(), await report(receipts), printedAs);
  for (const sale of again) sales.sendAgain(sale);
  return again.length;
}

interface SettlingOptions extends StoreParts {
  readonly sales: SaleSender;
}

/** The actions for a refused sale, and for sales that the records do not contain. */
function settling(
  parts: SettlingOptions,
): Pick<TillStore, "resend" | "resolveRefused" | "compareSold" | "bringBack"> {
  const { options, sales, set, dispatch, get } = parts;
  const { refused } = options.storage;
  const forget = (key: string) => {
    refused.remove(key);
    set({ refused: refused.list() });
  };
  return {
    compareSold: () => compareSold(options, sales),
    bringBack({ key, cart, totalMinor }) {
      markUndone(options.storage.sold, key);
      // Its payments were reversed with it, and the parked sale that it was stays sold.
      const own = { ...cart, parts: [], parked: null };
      const back = { id: key, cart: own, problems: NO_PROBLEMS, totalMinor };
      dispatch({ type: "comesBack", back }, { last: null });
    },
    resend({ input, cart, changeMinor, sold }) {
      // Stored before it is removed from the other list: both have its key, and it is saved once.
      sales.sendAgain({ input, cart, changeMinor, sold, by: options.by });
      forget(input.key);
    },
    resolveRefused(key, then) {
      const sale = get().refused.find(({ input }) => input.key === key);
      forget(key);
      if (sale === undefined || then === "forget") return;
      const cart = { ...sale.cart, parts: [] };
      const totalMinor = totalOf(sale.input.expectedTotalMinor);
      const { problems } = sale;
      dispatch({ type: "comesBack", back: { id: key, cart, problems, totalMinor } });
      options.onReopened(cart);
    },
  };
}

function senderOptions(
  options: TillStoreOptions,
  set: (change: Partial<TillSnapshot>) => void,
  get: () => TillSnapshot,
): SenderOptions {
  const { journal, refused, sold } = options.storage;
  const keepSold = createKeeper(sold, Date.now);
  return {
    journal,
    send: options.send,
    classify: options.classify,
    later: options.later,
    onWaiting(waiting) {
      const count = waiting ? journal.list().length : 0;
      if (count !== get().waiting) set({ waiting: count });
    },
    onSaved(unsent, sale) {
      const { last } = get();
      const { input } = unsent;
      if (sale !== null) keepSold({ ...unsent, receiptNumber: sale.receiptNumber });
      if (last?.key === input.key) set({ last: sale === null ? null : { ...last, sale } });
    },
    onRefused(sale, error) {
      const { last } = get();
      // Stored on the device first, because the money was received.
      refused.put({ ...sale, problems: options.explain(sale.cart, error) });
      const change = last?.key === sale.input.key ? { last: null } : {};
      set({ ...change, refused: refused.list() });
    },
  };
}

function unsentSale(cart: Cart, payable: Payable, options: TillStoreOptions) {
  const { tenders, totalMinor, roundingMinor, changeMinor, locationId } = payable;
  const { discountReason, approvalId, payOutMinor } = payable;
  const sold = options.momentNow();
  const input = {
    key: options.newKey(),
    locationId,
    customerId: cart.customer?.id ?? null,
    lines: ringUpLines(cart),
    discount: cart.discount,
    ...(discountReason === "" ? {} : { discountReason }),
    ...(approvalId === null ? {} : { approvalId }),
    ...(cart.ageChecked === null ? {} : { ageChecked: cart.ageChecked }),
    ...backOf(cart, payOutMinor, options),
    tenders,
    ...(cart.parked === null ? {} : { parkedId: cart.parked.id }),
    expectedTotalMinor: MinorNonNegative.parse(totalMinor),
    roundingMinor,
    note: "",
    ...durationOf(cart),
    // While the server is reachable its clock is used: the device's may be wrong, and prices start at a time.
    ...(options.isAway() ? sold : {}),
  };
  return { input, cart, changeMinor, sold, by: options.by } satisfies UnsentSale;
}

/** The empties of a sale, and what is paid out for them. */
function backOf(cart: Cart, payOutMinor: Minor, { newKey }: TillStoreOptions) {
  if (cart.back.length === 0) return {};
  const paid = MinorPositive.safeParse(payOutMinor);
  const refunds = paid.success ? [{ tender: CASH, amountMinor: paid.data, reference: "" }] : [];
  return { depositsBack: { key: newKey(), lines: emptiesBack(cart), refunds } };
}

/** How long the cart was open; left out if it is unknown or the clock of the device was changed. */
function durationOf({ startedAt }: Cart): { durationMs?: number } {
  if (startedAt === null) return {};
  const durationMs = Date.now() - startedAt;
  return durationMs >= 0 && durationMs <= MAX_SALE_DURATION_MS ? { durationMs } : {};
}

function totalOf(totalMinor: number): Minor {
  // safe because a total of zero or more is an amount of money
  return totalMinor as Minor;
}
