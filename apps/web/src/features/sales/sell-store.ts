import type { LocationId } from "@daybook/contract/ids";
import { MinorNonNegative } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { Sale, TenderInput } from "@daybook/contract/sales";
import { ringUpLines } from "./cart.ts";
import type { Cart, CartAction } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { CartProblems } from "./cart-problems.ts";
import { createSaleSender } from "./sell-sender.ts";
import type { SenderOptions, UnsentSale } from "./sell-sender.ts";
import type { TillStorage } from "./sell-storage.ts";
import { EMPTY_TILL, isBegun, reduceTill } from "./sell-till.ts";
import type { Till, TillAction } from "./sell-till.ts";

/** The sale just made: on show until the next one is begun. `sale` is null until the server has booked it. */
export interface LastSale {
  readonly key: string;
  readonly totalMinor: Minor;
  readonly changeMinor: Minor;
  readonly cart: Cart;
  readonly sale: Sale | null;
}

export interface TillSnapshot {
  readonly till: Till;
  readonly last: LastSale | null;
  /** Sales that are paid and wait for the server to be reached. */
  readonly waiting: number;
}

/** What the customer gave and where the goods lie. */
interface Payable {
  readonly tenders: TenderInput[];
  readonly totalMinor: Minor;
  readonly changeMinor: Minor;
  readonly locationId: LocationId;
}

export interface TillStore {
  readonly storageKey: string;
  get(): TillSnapshot;
  subscribe(listener: () => void): () => void;
  act(action: CartAction): void;
  undo(): void;
  takeUp(id: string, totalMinor: Minor): void;
  /** Clears the counter at once and books behind it; what is refused comes back. */
  sell(payable: Payable): void;
  /** Brings a cart back whose sale was taken back. */
  bringBack(last: LastSale): void;
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
  /** The device's time for a sale that will reach the server late; undefined while it is in reach. */
  readonly deviceTime: () => string | undefined;
  readonly explain: (cart: Cart, error: unknown) => CartProblems;
  /** After a refused cart came back: what can be found out about it. */
  readonly onCameBack: (cart: Cart, error: unknown) => void;
}

/** The counter of one person in one browser, kept through reloads and shared by its tabs. */
export function createTillStore(options: TillStoreOptions): TillStore {
  const { storage } = options;
  const listeners = new Set<() => void>();
  let snapshot: TillSnapshot = {
    till: reduceTill(EMPTY_TILL, { type: "load", ...storage.load() }),
    last: null,
    waiting: 0,
  };
  const set = (change: Partial<TillSnapshot>) => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  const dispatch = (action: TillAction, change: Partial<TillSnapshot> = {}) => {
    const till = reduceTill(snapshot.till, action);
    if (action.type !== "load") storage.save(till.cart, till.aside);
    // The change stays on show until the next sale is begun.
    const last = isBegun(till.cart) && till.cart !== snapshot.till.cart ? null : snapshot.last;
    set({ till, last, ...change });
  };
  const sales = createSaleSender(senderOptions(options, dispatch, set, () => snapshot));

  return {
    storageKey: storage.cartKey,
    get: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    act: (action) => dispatch({ type: "cart", action }),
    undo: () => dispatch({ type: "undo" }),
    takeUp: (id, totalMinor) => dispatch({ type: "takeUp", id, totalMinor }),
    sell(payable) {
      // A second press that came before the counter was drawn empty.
      if (snapshot.till.cart.lines.length === 0) return;
      const unsent = unsentSale(snapshot.till.cart, payable, options);
      const { totalMinor, changeMinor } = payable;
      const { cart, input } = unsent;
      // Written down first: from here on a reload loses nothing.
      sales.sell(unsent);
      const last = { key: input.key, totalMinor, changeMinor, cart, sale: null };
      dispatch({ type: "paid" }, { last });
    },
    bringBack({ key, cart, totalMinor }) {
      // Its payments were reversed with it.
      const back = { id: key, cart: { ...cart, parts: [] }, problems: NO_PROBLEMS, totalMinor };
      dispatch({ type: "comesBack", back }, { last: null });
    },
    setProblems: (problems) => dispatch({ type: "problems", problems }),
    dismissLast: () => set({ last: null }),
    resume: () => sales.resume(),
    reload: () => dispatch({ type: "load", ...storage.load() }),
  };
}

function senderOptions(
  options: TillStoreOptions,
  dispatch: (action: TillAction, change?: Partial<TillSnapshot>) => void,
  set: (change: Partial<TillSnapshot>) => void,
  get: () => TillSnapshot,
): SenderOptions {
  const { journal } = options.storage;
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
    onRefused({ input, cart }, error) {
      const { last } = get();
      const problems = options.explain(cart, error);
      const totalMinor = totalOf(input.expectedTotalMinor);
      const back = { id: input.key, cart, problems, totalMinor };
      const change = last?.key === input.key ? { last: null } : {};
      dispatch({ type: "comesBack", back }, change);
      options.onCameBack(cart, error);
    },
  };
}

function unsentSale(cart: Cart, payable: Payable, options: TillStoreOptions): UnsentSale {
  const { tenders, totalMinor, changeMinor, locationId } = payable;
  const occurredAt = options.deviceTime();
  const input = {
    key: options.newKey(),
    locationId,
    customerId: cart.customer?.id ?? null,
    lines: ringUpLines(cart),
    discount: cart.discount,
    tenders,
    expectedTotalMinor: MinorNonNegative.parse(totalMinor),
    note: "",
    ...(occurredAt === undefined ? {} : { occurredAt }),
  };
  return { input, cart, changeMinor };
}

function totalOf(totalMinor: number): Minor {
  // safe because a total that is zero or more is an amount of money
  return totalMinor as Minor;
}
