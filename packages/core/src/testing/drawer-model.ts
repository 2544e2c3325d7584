/**
 * A simple in-memory model of the money of a shop with drawers, written independently of the code: plain sums of exact
 * integers, no database. The simulation compares the two. A method returns the expected refusal, or null after it has
 * changed the model.
 */
import type { Verdict } from "./shop-model.ts";

export const METHODS = ["cash", "card", "other"] as const;
export type Method = (typeof METHODS)[number];
export type MoneyOf = Partial<Record<Method, number>>;

export interface ModelSession {
  readonly drawer: ModelDrawer;
  readonly openedAt: number;
  readonly floatMinor: number;
  /** What each method should have, without the float. */
  readonly paid: Map<Method, number>;
  /** Pay-ins and top-ups less pay-outs and drops. */
  entries: number;
  /** The last count: what was counted and expected at that moment. */
  count: ModelCount | null;
  /** The largest difference, overnight or of any count. */
  largestDifference: number;
  readonly documents: Documents;
  /** Its sales that arrived after its closing, and are in no supplement yet. */
  late: Documents;
}

type Documents = Record<"sale" | "return" | "void", { count: number; total: number }>;

/** A closing report: of a session, or of its late sales. */
export interface ModelClosing {
  readonly session: ModelSession;
  readonly documents: Documents;
  readonly left: number;
}

export interface ModelCount {
  readonly counted: ReadonlyMap<Method, number>;
  readonly expected: ReadonlyMap<Method, number>;
}

export interface ModelDrawer {
  readonly name: string;
  session: ModelSession | null;
  readonly sessions: ModelSession[];
  left: number;
}

export interface PaidSale {
  readonly session: ModelSession | null;
  readonly day: string;
  readonly pieces: number;
  readonly priceMinor: number;
  /** What was paid, with the rounding of cash. */
  readonly total: number;
  /** What each method has of it, with corrections, less refunds. */
  readonly money: Map<Method, number>;
  returned: number;
  refunded: number;
  hasReturns: boolean;
  voided: boolean;
}

/** Cash is rounded to the nearest coin of this worth; half goes up. */
export const COIN = 5;
export const nearestCoin = (amount: number): number => Math.floor((amount + 2.5) / COIN) * COIN;
const wholeCoins = (amount: number): number => Math.floor(amount / COIN) * COIN;

/** A difference above it needs an approval. */
export const LIMIT = 500;

const none = () => ({ count: 0, total: 0 });
const noDocuments = (): Documents => ({ sale: none(), return: none(), void: none() });

export class DrawerModel {
  readonly drawers: readonly ModelDrawer[];
  readonly sales: PaidSale[] = [];
  /** The number of a report is its place, from 1. */
  readonly closings: ModelClosing[] = [];
  readonly grand = noDocuments();
  safe = 0;

  constructor(names: readonly string[]) {
    this.drawers = names.map((name) => ({ name, session: null, sessions: [], left: 0 }));
  }

  open(drawer: ModelDrawer, floatMinor: number, openedAt: number): Verdict {
    if (drawer.session !== null) return "drawer_open";
    this.#addSupplements(drawer);
    drawer.session = {
      drawer,
      openedAt,
      floatMinor,
      paid: new Map(),
      entries: 0,
      count: null,
      largestDifference: drawer.sessions.length === 0 ? 0 : Math.abs(floatMinor - drawer.left),
      documents: noDocuments(),
      late: noDocuments(),
    };
    drawer.sessions.push(drawer.session);
    return null;
  }

  /** What a sale of this worth takes if `card` is paid by card and the rest in cash. */
  due(worth: number, card: number): MoneyOf {
    const rest = worth - card;
    return rest === 0 ? { card } : { ...(card === 0 ? {} : { card }), cash: nearestCoin(rest) };
  }

  sell(
    drawer: ModelDrawer | null,
    sale: Pick<PaidSale, "day" | "pieces" | "priceMinor">,
    paid: MoneyOf,
  ): Verdict {
    if (drawer !== null && drawer.session === null) return "drawer_closed";
    const { total, money, session } = this.#add(sale, paid, drawer?.session ?? null);
    this.#record(session, "sale", total, money, 1);
    return null;
  }

  /** A sale that a till took at `at` without the server: it belongs to the session of that moment. */
  sellLate(
    drawer: ModelDrawer,
    sale: Pick<PaidSale, "day" | "pieces" | "priceMinor">,
    { paid, at }: { readonly paid: MoneyOf; readonly at: number },
  ): void {
    const then = drawer.sessions.filter(({ openedAt }) => openedAt <= at).at(-1) ?? null;
    const { total, money } = this.#add(sale, paid, then);
    if (then === null || then === drawer.session)
      return this.#record(then, "sale", total, money, 1);
    this.#record(null, "sale", total, money, 1);
    then.late.sale.count++;
    then.late.sale.total += total;
  }

  /** What is refunded for more pieces of a sale, in cash or by another method. */
  refundOf(sale: PaidSale, pieces: number, method: Method): number {
    const back = (sale.returned + pieces) * sale.priceMinor;
    const due = sale.returned + pieces === sale.pieces ? sale.total : Math.min(back, sale.total);
    const owed = Math.max(0, due - sale.refunded);
    if (method !== "cash") return owed;
    return Math.min(nearestCoin(owed), wholeCoins(sale.total - sale.refunded));
  }

  giveBack(
    drawer: ModelDrawer | null,
    sale: PaidSale,
    pieces: number,
    [method, amount]: readonly [Method, number],
  ): Verdict {
    if (sale.voided) return "wrong_state";
    if (pieces > sale.pieces - sale.returned) return "return_too_much";
    if (drawer !== null && drawer.session === null) return "drawer_closed";
    const session = drawer?.session ?? null;
    if (method === "cash" && this.#lacks(session, amount)) return "not_enough_cash";
    sale.returned += pieces;
    sale.refunded += amount;
    sale.hasReturns = true;
    sale.money.set(method, (sale.money.get(method) ?? 0) - amount);
    this.#record(session, "return", amount, new Map([[method, amount]]), -1);
    return null;
  }

  /** `drawer` is that of the till that voids: it counts for a sale without a drawer. */
  void(drawer: ModelDrawer | null, sale: PaidSale, today: string): Verdict {
    if (sale.voided) return "wrong_state";
    if (sale.day !== today) return "void_too_late";
    if (sale.hasReturns) return "wrong_state";
    const session = sale.session ?? drawer?.session ?? null;
    if (sale.session === null && drawer !== null && drawer.session === null) return "drawer_closed";
    if (sale.session !== null && sale.session.drawer.session !== sale.session)
      return "void_too_late";
    if (this.#lacks(session, sale.money.get("cash") ?? 0)) return "not_enough_cash";
    sale.voided = true;
    this.#record(session, "void", sale.total, sale.money, -1);
    return null;
  }

  correct(sale: PaidSale, from: Method, to: Method, today: string): Verdict {
    if (sale.voided) return "wrong_state";
    const isClosed = sale.session !== null && sale.session.drawer.session !== sale.session;
    if (sale.day !== today || isClosed) return "correction_too_late";
    if (from === to) return "same_tender";
    const amount = sale.money.get(from) ?? 0;
    if (amount <= 0) return "exceeds_payment";
    const cash = (sale.money.get("cash") ?? 0) + (to === "cash" ? amount : -amount);
    const isRounded = sale.total !== sale.pieces * sale.priceMinor;
    if (
      (from === "cash" || to === "cash") &&
      (wholeCoins(cash) !== cash || (cash === 0 && isRounded))
    )
      return "wrong_state";
    sale.money.set(from, 0);
    sale.money.set(to, (sale.money.get(to) ?? 0) + amount);
    if (sale.session !== null) {
      add(sale.session.paid, from, -amount);
      add(sale.session.paid, to, amount);
    }
    return null;
  }

  move(session: ModelSession, kind: "pay_in" | "pay_out" | "drop" | "top_up", amount: number) {
    if (session.drawer.session !== session) return "drawer_closed";
    const into = kind === "pay_in" || kind === "top_up";
    if (!into && amount > this.cashOf(session)) return "not_enough_cash";
    if (kind === "top_up" && amount > this.safe) return "not_enough_cash";
    session.entries += into ? amount : -amount;
    if (kind === "drop") this.safe += amount;
    if (kind === "top_up") this.safe -= amount;
    return null;
  }

  deposit(amount: number): Verdict {
    if (amount > this.safe) return "not_enough_cash";
    this.safe -= amount;
    return null;
  }

  /** Whether cash that leaves is more than the drawer has. */
  #lacks(session: ModelSession | null, amount: number): boolean {
    return session !== null && amount > 0 && amount > this.cashOf(session);
  }

  cashOf(session: ModelSession): number {
    return session.floatMinor + (session.paid.get("cash") ?? 0) + session.entries;
  }

  /** What each method should have: cash, and those that were used. */
  expected(session: ModelSession): Map<Method, number> {
    return new Map([...session.paid, ["cash", this.cashOf(session)]]);
  }

  count(session: ModelSession, counted: ReadonlyMap<Method, number>): Verdict {
    if (session.drawer.session !== session) return "drawer_closed";
    const expected = this.expected(session);
    session.count = { counted, expected };
    for (const [method, amount] of counted) {
      const difference = Math.abs(amount - (expected.get(method) ?? 0));
      session.largestDifference = Math.max(session.largestDifference, difference);
    }
    return null;
  }

  close(
    session: ModelSession,
    left: number,
    { hasReason, mayDecide }: { readonly hasReason: boolean; readonly mayDecide: boolean },
  ): Verdict {
    if (session.drawer.session !== session) return "drawer_closed";
    const { count } = session;
    if (count === null) return "not_found";
    const now = this.expected(session);
    if ([...now].some(([method, amount]) => count.expected.get(method) !== amount))
      return "changed_since_count";
    const cash = count.counted.get("cash") ?? 0;
    if (left > cash) return "not_enough_cash";
    if (session.largestDifference > 0 && !hasReason) return "difference_needs_reason";
    if (session.largestDifference > LIMIT && !mayDecide) return "needs_approval";
    session.drawer.session = null;
    session.drawer.left = left;
    this.safe += cash - left;
    this.closings.push({ session, documents: session.documents, left });
    this.#addSupplements(session.drawer);
    return null;
  }

  #addSupplements({ sessions }: ModelDrawer): void {
    for (const session of sessions) {
      if (session.late.sale.count === 0) continue;
      this.closings.push({ session, documents: session.late, left: 0 });
      session.late = noDocuments();
    }
  }

  #add(
    sale: Pick<PaidSale, "day" | "pieces" | "priceMinor">,
    paid: MoneyOf,
    session: ModelSession | null,
  ): PaidSale {
    const money = new Map(methodsOf(paid));
    const progress = { returned: 0, refunded: 0, hasReturns: false, voided: false };
    const made = { ...sale, ...progress, session, money, total: sumOf(money) };
    this.sales.push(made);
    return made;
  }

  #record(
    session: ModelSession | null,
    kind: "sale" | "return" | "void",
    total: number,
    money: ReadonlyMap<Method, number>,
    sign: 1 | -1,
  ): void {
    this.grand[kind].count++;
    this.grand[kind].total += total;
    if (session === null) return;
    session.documents[kind].count++;
    session.documents[kind].total += total;
    for (const [method, amount] of money) add(session.paid, method, sign * amount);
  }
}

/** Payments as a request has them, without those of nothing. */
export function tendersOf(money: MoneyOf): { tender: Method; amountMinor: number }[] {
  return methodsOf(money).flatMap(([tender, amountMinor]) =>
    amountMinor === 0 ? [] : [{ tender, amountMinor }],
  );
}

function methodsOf(money: MoneyOf): [Method, number][] {
  return METHODS.flatMap((method) => {
    const amount = money[method];
    return amount === undefined ? [] : [[method, amount] as [Method, number]];
  });
}

function sumOf(money: ReadonlyMap<Method, number>): number {
  return [...money.values()].reduce((sum, amount) => sum + amount, 0);
}

function add(money: Map<Method, number>, method: Method, amount: number): void {
  money.set(method, (money.get(method) ?? 0) + amount);
}
