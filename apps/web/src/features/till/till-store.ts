import type { LocationId } from "@daybook/contract/ids";
import { MinorNonNegative } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { RingUpSale, Sale, TenderInput } from "@daybook/contract/sales";
import { ringUpLines } from "./cart.ts";
import type { Cart, CartAction } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";
import type { RefusedSale } from "./refused-sale.ts";
import { createSaleSender } from "./sale-sender.ts";
import type { SaleSender, SenderOptions } from "./sale-sender.ts";
import type { UnsentSale } from "./unsent-sale.ts";
import type { TillStorage } from "./till-storage.ts";
import { EMPTY_TILL, isBegun, reduceTill } from "./till-state.ts";
import type { TillState, TillAction } from "./till-state.ts";
import { ofEarlierCart, withOne } from "./waiting-scans.ts";
import type { Unanswerable, Unanswered } from "./waiting-scans.ts";

/** The sale just made: on show until the next one is begun. `sale` is null until the server has booked it. */
export interface LastSale {
  readonly key: string;
  readonly totalMinor: Minor;
  readonly changeMinor: Minor;
  readonly cart: Cart;
  /** When by this device's clock, and how. */
  readonly paid: { readonly at: string; readonly tenders: readonly TenderInput[] };
  readonly sale: Sale | null;
}

export interface TillSnapshot {
  readonly state: TillState;
  readonly last: LastSale | null;
  /** Sales that are paid and wait for the server to be reached. */
  readonly waiting: number;
  /** Sales that are paid and were refused by the books: each needs a person. */
  readonly refused: readonly RefusedSale[];
  /** What was scanned in vain, the oldest first: each waits until it is answered, also through a reload. */
  readonly unanswered: readonly Unanswered[];
}

/** What the customer gave and where the goods lie. */
interface Payable {
  readonly tenders: TenderInput[];
  readonly totalMinor: Minor;
  readonly changeMinor: Minor;
  readonly locationId: LocationId;
  /** Why so much is taken off; empty where nobody asks. */
  readonly discountReason: string;
}

export interface TillStore {
  /** Whether another tab's change under this key is of this till. */
  readonly keeps: (key: string) => boolean;
  get(): TillSnapshot;
  subscribe(listener: () => void): () => void;
  act(action: CartAction): void;
  undo(): void;
  takeUp(id: string, totalMinor: Minor): void;
  /** Clears the till at once and sends the sale after that; what is refused waits for a person, paid as it is. */
  sell(payable: Payable): void;
  /** Brings a cart back whose sale was taken back. */
  bringBack(last: LastSale): void;
  /** Sends a refused sale again under its key, as it is or with other contents. */
  resend(sale: UnsentSale): void;
  /** The money of a refused sale went back: forgets it, or puts its cart into the till again. */
  giveUp(key: string, then: "forget" | "reopen"): void;
  /** Something was scanned that cannot be sold without an answer. */
  wait(reason: Unanswerable): void;
  /** Takes one of them off. */
  answer(id: string): void;
  setProblems(problems: CartProblems): void;
  dismissLast(): void;
  /** Sends what is unsent: at the start, and when the connection is back. */
  resume(): void;
  /** Reads again what another tab has written. */
  reload(): void;
}

export interface TillStoreOptions extends Pick<SenderOptions, "send" | "judge" | "later"> {
  readonly storage: TillStorage;
  readonly newKey: () => string;
  /** The device's times for a sale that will reach the server late; undefined while it is in reach. */
  readonly whileAway: () => Required<Pick<RingUpSale, "occurredAt" | "replay">> | undefined;
  readonly explain: (cart: Cart, error: unknown) => CartProblems;
  /** After the cart of a refused sale was opened again: what can be found out about it. */
  readonly onReopened: (cart: Cart) => void;
}

/** The till of one person in one browser, kept through reloads and shared by its tabs. */
export function createTillStore(options: TillStoreOptions): TillStore {
  const { storage } = options;
  const listeners = new Set<() => void>();
  let snapshot: TillSnapshot = {
    state: reduceTill(EMPTY_TILL, { type: "load", ...storage.load() }),
    last: null,
    waiting: 0,
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
    // The change stays on show until the next sale is begun.
    const last = isBegun(state.cart) && state.cart !== before ? null : snapshot.last;
    set({ state, last, ...change });
    const left = isBegun(before) && (!isBegun(state.cart) || action.type === "takeUp");
    // Another tab that changed the cart has written this down itself.
    const news = left && action.type !== "load" && snapshot.unanswered.length > 0;
    if (news) keepScans(ofEarlierCart(snapshot.unanswered));
  };
  const sales = createSaleSender(senderOptions(options, set, () => snapshot));

  return {
    keeps: storage.keeps,
    get: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act: (action) => dispatch({ type: "cart", action }),
    undo: () => dispatch({ type: "undo" }),
    takeUp: (id, totalMinor) => dispatch({ type: "takeUp", id, totalMinor }),
    sell(payable) {
      // A second press that came before the till was drawn empty.
      if (snapshot.state.cart.lines.length === 0) return;
      const unsent = unsentSale(snapshot.state.cart, payable, options);
      const { totalMinor, changeMinor, tenders } = payable;
      const { cart, input } = unsent;
      const paid = { at: input.occurredAt ?? new Date().toISOString(), tenders };
      // Written down first: from here on a reload loses nothing.
      sales.sell(unsent);
      const last = { key: input.key, totalMinor, changeMinor, cart, paid, sale: null };
      dispatch({ type: "paid" }, { last });
    },
    bringBack({ key, cart, totalMinor }) {
      // Its payments were reversed with it.
      const back = { id: key, cart: { ...cart, parts: [] }, problems: NO_PROBLEMS, totalMinor };
      dispatch({ type: "comesBack", back }, { last: null });
    },
    ...settling({ options, sales, set, dispatch, get: () => snapshot }),
    wait: (reason) => keepScans(withOne(snapshot.unanswered, reason)),
    answer: (id) => keepScans(snapshot.unanswered.filter((one) => one.id !== id)),
    setProblems: (problems) => dispatch({ type: "problems", problems }),
    dismissLast: () => set({ last: null }),
    resume: () => sales.resume(),
    reload: () => dispatch({ type: "load", ...storage.load() }, besideCart(storage)),
  };
}

/** What the device keeps beside the cart. */
function besideCart({ refused, loadScans }: TillStorage) {
  return { refused: refused.list(), unanswered: loadScans() };
}

interface SettlingOptions {
  readonly options: TillStoreOptions;
  readonly sales: SaleSender;
  readonly set: (change: Partial<TillSnapshot>) => void;
  readonly dispatch: (action: TillAction) => void;
  readonly get: () => TillSnapshot;
}

/** The ways out of a refused sale. */
function settling(parts: SettlingOptions): Pick<TillStore, "resend" | "giveUp"> {
  const { options, sales, set, dispatch, get } = parts;
  const { refused } = options.storage;
  const forget = (key: string) => {
    refused.remove(key);
    set({ refused: refused.list() });
  };
  return {
    resend({ input, cart, changeMinor }) {
      // Written down before it is taken off the other list: both know it by its key, and it is booked once.
      sales.sell({ input, cart, changeMinor });
      forget(input.key);
    },
    giveUp(key, then) {
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
  const { journal, refused } = options.storage;
  return {
    journal,
    send: options.send,
    judge: options.judge,
    later: options.later,
    onWaiting(waiting) {
      const count = waiting ? journal.list().length : 0;
      if (count !== get().waiting) set({ waiting: count });
    },
    onBooked({ input }, sale) {
      const { last } = get();
      if (last?.key === input.key) set({ last: sale === null ? null : { ...last, sale } });
    },
    onRefused(sale, error) {
      const { last } = get();
      // On the device before anything else: it is money that was taken.
      refused.put({ ...sale, problems: options.explain(sale.cart, error) });
      const change = last?.key === sale.input.key ? { last: null } : {};
      set({ ...change, refused: refused.list() });
    },
  };
}

function unsentSale(cart: Cart, payable: Payable, options: TillStoreOptions): UnsentSale {
  const { tenders, totalMinor, changeMinor, locationId, discountReason } = payable;
  // Fixed with the sale: the body of its key never changes.
  const away = options.whileAway();
  const input = {
    key: options.newKey(),
    locationId,
    customerId: cart.customer?.id ?? null,
    lines: ringUpLines(cart),
    discount: cart.discount,
    ...(discountReason === "" ? {} : { discountReason }),
    tenders,
    expectedTotalMinor: MinorNonNegative.parse(totalMinor),
    note: "",
    ...away,
  };
  return { input, cart, changeMinor };
}

function totalOf(totalMinor: number): Minor {
  // safe because a total that is zero or more is an amount of money
  return totalMinor as Minor;
}
