/** The tills of a simulation of selling: who sells, what is sent, and what the model then has. */
import { expect } from "vitest";
import { businessTime, addDays } from "@daybook/contract/business-time";
import { ROLE_PERMISSIONS } from "@daybook/contract/permissions";
import { pieces } from "@daybook/contract/quantity";
import { RingUpSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { ReceiveGoods } from "@daybook/contract/stock";
import { newId } from "@daybook/contract/uuid";
import { requestApproval } from "../approval-requests/request-approval.ts";
import { decideApproval } from "../approvals/approvals.ts";
import type { Who, WriteCtx } from "../context/context.ts";
import { SeededRandom } from "../sample/seeded-random.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { enrolledTill } from "./counter.ts";
import type { TestShop } from "./create-test-shop.ts";
import { DEPOSIT_MINOR, randomCart, STOCKED } from "./selling-carts.ts";
import type { RandomCart } from "./selling-carts.ts";
import { RETURN_DAYS } from "./selling-model.ts";
import type { Method, Paid, SellingModel, SellingSale } from "./selling-model.ts";
import { SimulatedRequests } from "./simulated-requests.ts";
import { fingerprint } from "./selling-fingerprint.ts";
import type { Verdict } from "./shop-model.ts";

const MINUTE = 60_000;
const ROLES = ["cashier", "cashier", "manager", "owner"] as const;
type SellingRole = (typeof ROLES)[number];
type Fields = Readonly<Record<string, unknown>>;
type Approvable = Parameters<typeof requestApproval>[1]["ask"];

/** A person at a till. */
export interface Seller {
  readonly who: Who;
  readonly role: SellingRole;
  readonly till: string;
}

interface CheckOut {
  readonly cart: RandomCart;
  /** Pieces. */
  readonly empties: number;
  readonly fields?: Fields;
  readonly parked?: Verdict;
  readonly tookPlace?: boolean;
}

export class SellingDesk {
  readonly requests = new SimulatedRequests(fingerprint);
  readonly model: SellingModel;
  readonly random: SeededRandom;
  shop: TestShop;
  readonly #tills: { readonly who: Who; readonly till: string }[] = [];
  protected readonly answers = new Map<SellingSale, Sale>();
  /** Since when the tills sell. */
  protected since = 0;

  constructor({ shop, model }: { shop: TestShop; model: SellingModel }, seed: number) {
    this.shop = shop;
    this.model = model;
    this.random = new SeededRandom(seed);
  }

  async setUp(): Promise<void> {
    for (const [name, till] of [
      ["Front", "F"],
      ["Back", "B"],
    ] as const) {
      const { who } = await enrolledTill(this.shop, name, till);
      this.#tills.push({ who, till });
    }
    this.shop.advance(MINUTE);
    this.since = this.shop.clock.now;
    for (const sku of STOCKED) await this.deliver(sku);
  }

  /** Mostly some minutes, at times hours: tills lose their parked sales, days end. */
  passTime(): void {
    this.shop.advance(this.random.upTo(this.random.oneIn(4) ? 600 : 4) * MINUTE);
  }

  seller(): Seller {
    const { who, till } = this.random.pick(this.#tills);
    const role = this.random.pick(ROLES);
    const permissions = new Set(ROLE_PERMISSIONS[role]);
    return { who: { ...who, actor: { ...who.actor, permissions, roles: [role] } }, role, till };
  }

  /** A cashier at each of the two tills. */
  bothTills(): Seller[] {
    return this.#tills.map(({ who, till }) => ({ who, till, role: "cashier" }));
  }

  get now(): number {
    return this.shop.clock.now;
  }

  dayOf(at: number): string {
    return businessTime({ timeZone: "Europe/London", dayCutoffMinutes: 0 }, at).businessDate;
  }

  /** A cart at the prices of a moment. */
  cart(at = this.now): RandomCart {
    return randomCart({ shop: this.shop, model: this.model, random: this.random, at });
  }

  /** A sale as it is sent, with the rest paid by card or cash. */
  wire(cart: RandomCart, paid: Paid, fields: Fields = {}): RingUpSale {
    return RingUpSale.parse({
      key: newId(),
      locationId: this.shop.locationId(),
      lines: cart.lines.map((line) => line.wire),
      ...(cart.discount === 0 ? {} : { discount: { kind: "percent", ppm: cart.discount } }),
      ...(cart.age === 0 ? {} : { ageChecked: cart.age }),
      discountReason: "Dented",
      tenders: tendersOf(paid),
      expectedTotalMinor: cart.total,
      ...fields,
    });
  }

  /** How a total is paid: in cash, by card, or half by each. */
  payment(total: number): Paid {
    const card = this.random.pick([0, 0, total, Math.floor(total / 2)]);
    const all: Paid = [
      ["card", card],
      ["cash", total - card],
    ];
    return all.filter(([, amount]) => amount > 0);
  }

  /** Why goods cannot be sold here now; a parked sale comes before the stock. */
  refusalOfCart(cart: RandomCart, parked: Verdict = null): Verdict {
    const sold = cart.lines.map((line) => line.sold);
    if (sold.some(({ sku }) => this.model.stopped.has(sku))) return "do_not_sell";
    if (parked !== null) return parked;
    return this.model.shortOf(sold, "Shop") ? "insufficient_stock" : null;
  }

  /** Records a sale that went through, and compares its answer. */
  book(cart: RandomCart, sale: Sale, paid: Paid, at: { till: string; moment?: number }): void {
    const day = this.dayOf(at.moment ?? this.now);
    const totals = sale.lines.map(({ totalMinor }) => totalMinor);
    const sold = cart.lines.map((line) => line.sold);
    const place = { place: "Shop", day, returnUntil: addDays(day, RETURN_DAYS) };
    const made = this.model.record(sold, place, totals, paid);
    this.answers.set(made, sale);
    expect(sale.totalMinor).toBe(cart.total);
    expect(sale.receiptNumber).toBe(this.model.nextNumber(at.till));
    expect(sale.lines.map(({ taxMinor }) => taxMinor)).toEqual(made.lines.map(({ tax }) => tax));
    this.#checkShares(cart, totals);
  }

  /**
   * Sells a cart with empties that come back and pay a part of it, or one of both; answers whether it went through. A
   * parked sale is refused as `parked` says; a sale that took place without the server is only refused for its money.
   */
  async checkOut(seller: Seller, { cart, empties, ...about }: CheckOut): Promise<boolean> {
    const { fields = {}, parked = null, tookPlace = false } = about;
    const worth = empties * DEPOSIT_MINOR;
    const exchanged = Math.min(worth, cart.total);
    const method: Method = this.random.oneIn(6) ? "card" : "cash";
    const rest: Paid = worth > exchanged ? [[method, worth - exchanged]] : [];
    const paid = this.payment(cart.total - exchanged);
    const lines = [{ productId: this.shop.productId("DEPOSIT"), quantityMilli: pieces(empties) }];
    const depositsBack = { key: newId(), lines, refunds: tendersOf(rest) };
    const input = this.wire(cart, paid, { ...fields, ...(empties === 0 ? {} : { depositsBack }) });
    const byTender = rest.length > 0 && method === "card" ? "tender_not_for_refunds" : null;
    const expected = byTender ?? (tookPlace ? null : this.refusalOfCart(cart, parked));
    const answer = await this.send("sales.ringUp", input, ringUpSale, expected, seller.who);
    if (answer === null) return false;
    const isAlone = cart.lines.length === 0;
    const inGoods: Paid = exchanged === 0 ? [] : [["exchange", exchanged]];
    if (empties > 0) {
      this.requests.count(isAlone ? "empties alone done" : "empties with a sale done");
      const receiptNumber = this.model.nextNumber(seller.till);
      if (isAlone) expect(answer).toMatchObject({ receiptNumber, kind: "return" });
      this.model.takeEmpties(empties, worth, [...inGoods, ...rest]);
    }
    if (!isAlone) this.book(cart, answer, [...inGoods, ...paid], seller);
    return true;
  }

  /** Each line bears its part of a discount of the whole, to the penny; deposits bear none. */
  #checkShares({ lines, discount }: RandomCart, totals: readonly number[]): void {
    const sold = lines.map((line) => line.sold);
    const isFree = (sku: string) => sku === "DEPOSIT";
    const all = this.model.afterLines(sold.filter(({ sku }) => !isFree(sku)));
    const taken = this.model.orderOff(sold, discount);
    for (const [index, line] of sold.entries()) {
      const before = this.model.afterLines([line]);
      const exact = isFree(line.sku) || all === 0 ? 0 : (taken * before) / all;
      const part = before - (totals[index] ?? 0);
      expect(Math.abs(part - exact), `discount of line ${index + 1}`).toBeLessThan(1);
    }
  }

  send<Input extends { key: string }, Answer>(
    route: string,
    input: Input,
    act: (ctx: WriteCtx, input: Input) => Promise<Answer>,
    expected: Verdict,
    who: Who = this.shop.as("owner"),
  ): Promise<Answer | null> {
    return this.requests.send(this.shop, { who, route }, input, act, expected);
  }

  /** The owner approves what a cashier or manager may not do alone. */
  async approval(who: Who, ask: Approvable): Promise<{ approvalId: string }> {
    const { id } = await this.shop.work.write(who, (ctx) =>
      requestApproval(ctx, { key: newId(), ask }),
    );
    await this.shop.write((ctx) => decideApproval(ctx, { id, decision: "approved" }, "session"));
    this.requests.count(`${ask.action} approved`);
    return { approvalId: id };
  }

  /** Goods arrive; there is always enough for most carts. */
  async deliver(sku: string): Promise<void> {
    const quantityMilli = pieces(this.random.upTo(40));
    const costMinor = this.random.upTo(9000);
    const lines = [{ productId: this.shop.productId(sku), quantityMilli, costMinor }];
    const input = ReceiveGoods.parse({ key: newId(), locationId: this.shop.locationId(), lines });
    this.model.bill({ sku, quantity: quantityMilli }, "Shop", costMinor);
    await this.send("movements.receive", input, receiveGoods, null);
  }
}

/** Payments as a request has them, without those of nothing. */
export function tendersOf(paid: Paid): { tender: string; amountMinor: number }[] {
  return paid.flatMap(([tender, amountMinor]) =>
    amountMinor === 0 ? [] : [{ tender, amountMinor }],
  );
}
