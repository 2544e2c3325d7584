/** Parked sales in the simulation of selling: two tills park, open, keep, put back, discard and sell them. */
import { expect } from "vitest";
import {
  DiscardParkedSale,
  KeepParkedSale,
  NameParkedSale,
  ParkSale,
  PutBackParkedSale,
  RenameParkedSale,
} from "@daybook/contract/parked-sales";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import {
  discardParkedSale,
  keepParkedSale,
  openParkedSale,
  parkSale,
  putBackParkedSale,
  renameParkedSale,
} from "../parked-sales/parked-sales.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { codeOfRefusal } from "./refusal.ts";
import { askedOff, EMPTY_CART, pricedAgain } from "./selling-carts.ts";
import type { RandomCart } from "./selling-carts.ts";
import type { Seller, SellingDesk } from "./selling-desk.ts";
import { DISCOUNT_LIMIT } from "./selling-model.ts";
import type { ModelParked } from "./selling-model.ts";
import type { Verdict } from "./shop-model.ts";

/** What is parked: goods of any kind, empties, or both. */
interface Contents {
  readonly cart: RandomCart;
  /** Pieces. */
  readonly empties: number;
}

/** A person at a till who wants a parked sale and may or may not have it. */
interface Wanted {
  readonly parked: ModelParked;
  readonly seller: Seller;
  /** Of the contents that the seller knows. */
  readonly version: number;
  readonly expected: Verdict;
}

export class SellingParked {
  readonly #desk: SellingDesk;
  readonly #answers = new Map<ModelParked, ParkedSale>();
  readonly #contents = new Map<ModelParked, Contents>();

  constructor(desk: SellingDesk) {
    this.#desk = desk;
  }

  acts(): (() => Promise<unknown>)[] {
    const often = [this.#open, this.#putBack, this.#sell];
    const acts = [...often, ...often, this.#open, this.#keep, this.#rename, this.#discard];
    return [
      ...[1, 2, 3].map(() => () => this.#park()),
      ...[...acts, this.#sellLate].map((act) => async () => {
        const wanted = this.#some();
        if (wanted !== null) await act.call(this, wanted);
      }),
      () => this.#openAtOnce(),
      () => this.#sellAtOnce(),
    ];
  }

  async #park(): Promise<void> {
    const { shop, model } = this.#desk;
    const contents = this.#someContents();
    if (contents === null) return;
    const { who } = this.#desk.seller();
    const input = ParkSale.parse({
      key: newId(),
      locationId: shop.locationId(),
      ...this.#wire(contents),
    });
    const answer = await this.#desk.send("parkedSales.park", input, parkSale, null, who);
    if (answer === null) return;
    const parked: ModelParked = { version: 1, holder: null, seenAt: 0, outcome: null };
    model.parked.push(parked);
    this.#answers.set(parked, answer);
    this.#contents.set(parked, contents);
    this.#checkShown(parked, answer);
  }

  async #open({ parked, seller, expected }: Wanted): Promise<void> {
    const { requests, random } = this.#desk;
    const input = NameParkedSale.parse(this.#name(parked));
    const route = "parkedSales.open";
    const opened = await this.#desk.send(route, input, openParkedSale, expected, seller.who);
    if (opened === null) return;
    if (parked.holder !== null && parked.holder !== seller.till)
      requests.count("resumed after five idle minutes");
    const { cart, empties } = this.#of(parked);
    expect(opened.cart.lines).toMatchObject(cart.lines.map(({ wire }) => wire));
    expect(opened.cart.depositsBack.map(({ quantityMilli }) => quantityMilli)).toEqual(
      empties === 0 ? [] : [pieces(empties)],
    );
    this.#checkShown(parked, opened);
    this.#hold(parked, seller);
    const acts = [this.#open, this.#keep, this.#putBack, this.#discard, this.#sell];
    if (random.oneIn(2)) await random.pick(acts).call(this, this.#wantedByOther(parked, seller));
  }

  async #keep({ parked, seller, version, expected }: Wanted): Promise<void> {
    const input = KeepParkedSale.parse({ ...this.#name(parked), version });
    const verdict = expected ?? (version === parked.version ? null : "stale_version");
    const route = "parkedSales.keep";
    const kept = await this.#desk.send(route, input, keepParkedSale, verdict, seller.who);
    if (kept !== null) this.#hold(parked, seller);
  }

  /** At times with other contents; a till that knows only those before can then neither keep it nor put it back. */
  async #putBack({ parked, seller, version, expected }: Wanted): Promise<void> {
    const { random } = this.#desk;
    const contents = random.oneIn(2) ? this.#someContents() : null;
    const changed = contents === null ? undefined : this.#wire(contents);
    const input = PutBackParkedSale.parse({ ...this.#name(parked), version, changed });
    const verdict = expected ?? (version === parked.version ? null : "stale_version");
    const route = "parkedSales.putBack";
    const answer = await this.#desk.send(route, input, putBackParkedSale, verdict, seller.who);
    if (answer === null) return;
    parked.holder = null;
    if (contents !== null) {
      this.#contents.set(parked, contents);
      parked.version++;
      this.#desk.requests.count("parked sale changed");
    }
    this.#checkShown(parked, answer);
    const act = random.pick([this.#keep, this.#putBack]);
    if (contents !== null && random.oneIn(2))
      await act.call(this, { ...this.#wantedByOther(parked, seller), version });
  }

  async #rename({ parked, seller }: Wanted): Promise<void> {
    const input = RenameParkedSale.parse({ ...this.#name(parked), name: "Mrs Green" });
    const verdict = parked.outcome === null ? null : "parked_sale_closed";
    await this.#desk.send("parkedSales.rename", input, renameParkedSale, verdict, seller.who);
  }

  async #discard({ parked, seller, expected }: Wanted): Promise<void> {
    const input = DiscardParkedSale.parse({ ...this.#name(parked), reason: "Went home" });
    const route = "parkedSales.discard";
    const answer = await this.#desk.send(route, input, discardParkedSale, expected, seller.who);
    if (answer !== null) parked.outcome = "discarded";
  }

  /** It becomes a sale, once, at the prices of now. */
  async #sell({ parked, seller, expected }: Wanted): Promise<void> {
    const { cart, empties } = this.#now(parked);
    const fields = { parkedId: this.#idOf(parked) };
    const isSold = await this.#desk.checkOut(seller, { cart, empties, fields, parked: expected });
    if (!isSold) return;
    this.#desk.requests.count("parked sale sold");
    parked.outcome = "sold";
  }

  /** A sale of a parked one that was made without the server is recorded, whatever became of the parked one. */
  async #sellLate({ parked, seller }: Wanted): Promise<void> {
    const { cart } = this.#now(parked);
    const { model, now, requests } = this.#desk;
    const sold = cart.lines.map((line) => line.sold);
    if (sold.length === 0 || model.shortOf(sold, "Shop")) return;
    const moment = new Date(now).toISOString();
    const late = { occurredAt: moment, replay: { pricesAt: moment } };
    const fields = { parkedId: this.#idOf(parked), ...late };
    await this.#desk.checkOut(seller, { cart, empties: 0, fields, tookPlace: true });
    requests.count(parked.outcome === null ? "parked sold late" : "parked sold again");
    parked.outcome ??= "sold";
  }

  /** Both tills want the same one in the same moment: one has it. */
  async #openAtOnce(): Promise<void> {
    const parked = this.#free();
    if (parked === undefined) return;
    const id = this.#idOf(parked);
    const { winner } = await this.#atOnce(({ who }) => {
      const input = NameParkedSale.parse({ key: newId(), id });
      return this.#desk.shop.work.write(who, (ctx) => openParkedSale(ctx, input));
    }, "parked_sale_open");
    this.#hold(parked, winner);
    this.#desk.requests.count("two tills open at once");
  }

  /** Both tills sell the same one in the same moment: it is sold once. */
  async #sellAtOnce(): Promise<void> {
    const parked = this.#free();
    if (parked === undefined) return;
    const { cart, empties } = this.#now(parked);
    if (empties > 0 || this.#desk.refusalOfCart(cart) !== null) return;
    const paid = this.#desk.payment(cart.total);
    const { winner, answer } = await this.#atOnce(({ who }) => {
      const input = this.#desk.wire(cart, paid, { parkedId: this.#idOf(parked) });
      const request = { route: "sales.ringUp", key: input.key, input };
      const run = (ctx: WriteCtx) => ringUpSale(ctx, input);
      return this.#desk.shop.work.once(who, request, run);
    }, "parked_sale_closed");
    parked.outcome = "sold";
    this.#desk.book(cart, answer, paid, winner);
    this.#desk.requests.count("two tills sell at once");
  }

  /** Does the same at both tills; one has an answer, the other one is refused with this code. */
  async #atOnce<Answer>(act: (seller: Seller) => Promise<Answer>, code: string) {
    const sellers = this.#desk.bothTills();
    const outcomes = await Promise.all(
      sellers.map((seller) =>
        act(seller).then((answer) => ({ seller, answer, code: null }), codeOfRefusal),
      ),
    );
    expect(outcomes.filter((one) => one.code !== null)).toEqual([{ answer: null, code }]);
    const done = outcomes.find((one) => one.code === null);
    if (done === undefined || done.answer === null || !("seller" in done))
      throw new Error("one of the tills had an answer");
    return { winner: done.seller, answer: done.answer };
  }

  #hold(parked: ModelParked, { till }: Seller): void {
    parked.holder = till;
    parked.seenAt = this.#desk.now;
  }

  /** What the list of parked sales says of it. */
  #checkShown(parked: ModelParked, shown: ParkedSale): void {
    const { cart, empties } = this.#of(parked);
    const lines = cart.lines.length + (empties === 0 ? 0 : 1);
    expect(shown).toMatchObject({ version: parked.version, lines, totalMinor: cart.total });
  }

  /** As parked, at the prices of then. */
  #of(parked: ModelParked): Contents {
    return this.#contents.get(parked) ?? { cart: EMPTY_CART, empties: 0 };
  }

  #now(parked: ModelParked): Contents {
    const { shop, model, random, now } = this.#desk;
    const { cart, empties } = this.#of(parked);
    return { cart: pricedAgain({ shop, model, random, at: now }, cart), empties };
  }

  /** Null if a cashier would need an approval to sell them. */
  #someContents(): Contents | null {
    const { random } = this.#desk;
    const empties = random.oneIn(4) ? random.upTo(12) : 0;
    const cart = empties > 0 && random.oneIn(2) ? EMPTY_CART : this.#desk.cart();
    return askedOff(cart) > DISCOUNT_LIMIT ? null : { cart, empties };
  }

  #wire({ cart, empties }: Contents) {
    const productId = this.#desk.shop.productId("DEPOSIT");
    const discount = cart.discount === 0 ? null : { kind: "percent", ppm: cart.discount };
    const parked = {
      lines: cart.lines.map(({ wire }) => wire),
      names: cart.lines.map(({ sold }) => sold.sku),
      depositsBack: empties === 0 ? [] : [{ productId, quantityMilli: pieces(empties) }],
      discount,
    };
    return { cart: parked, totalMinor: cart.total };
  }

  #idOf(parked: ModelParked) {
    return this.#answers.get(parked)?.id;
  }

  #name(parked: ModelParked) {
    return { key: newId(), id: this.#idOf(parked) };
  }

  /** The last one that any till can have now. */
  #free(): ModelParked | undefined {
    const { model, now } = this.#desk;
    return model.parked.findLast((one) => model.refusalOfParked(one, "none", now) === null);
  }

  /** One of the last, mostly one that is not closed. */
  #some(): Wanted | null {
    const { model, random } = this.#desk;
    const waiting = model.parked.filter(({ outcome }) => outcome === null);
    const some = (random.oneIn(4) || waiting.length === 0 ? model.parked : waiting).slice(-6);
    return some.length === 0 ? null : this.#wanted(random.pick(some), this.#desk.seller());
  }

  #wanted(parked: ModelParked, seller: Seller): Wanted {
    const { model, now, random } = this.#desk;
    const expected = model.refusalOfParked(parked, seller.till, now);
    const isOld = parked.version > 1 && random.oneIn(8);
    return { parked, seller, version: parked.version - (isOld ? 1 : 0), expected };
  }

  #wantedByOther(parked: ModelParked, { till }: Seller): Wanted {
    const other = this.#desk.bothTills().find((one) => one.till !== till);
    if (other === undefined) throw new Error("there are two tills");
    return this.#wanted(parked, other);
  }
}
