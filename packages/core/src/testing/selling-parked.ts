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
import { cartOf, plain } from "./selling-carts.ts";
import type { Seller, SellingDesk } from "./selling-desk.ts";
import type { ModelParked } from "./selling-model.ts";

export class SellingParked {
  readonly #desk: SellingDesk;
  readonly #answers = new Map<ModelParked, ParkedSale>();

  constructor(desk: SellingDesk) {
    this.#desk = desk;
  }

  acts(): (() => Promise<unknown>)[] {
    return [
      () => this.#park(),
      () => this.#park(),
      () => this.#open(),
      () => this.#open(),
      () => this.#keep(),
      () => this.#putBack(),
      () => this.#rename(),
      () => this.#discard(),
      () => this.#sell(),
      () => this.#sell(),
      () => this.#sellLate(),
      () => this.#openAtOnce(),
    ];
  }

  async #park(): Promise<void> {
    const { shop, model, random } = this.#desk;
    const parked: ModelParked = {
      sku: random.pick(["MUG", "BREAD", "WRAP"]),
      pieces: random.upTo(4),
      version: 1,
      holder: null,
      seenAt: 0,
      outcome: null,
    };
    const input = ParkSale.parse({
      key: newId(),
      locationId: shop.locationId(),
      ...this.#contents(parked),
    });
    const { who } = this.#desk.seller();
    const answer = await this.#desk.send("parkedSales.park", input, parkSale, null, who);
    if (answer === null) return;
    model.parked.push(parked);
    this.#answers.set(parked, answer);
  }

  async #open(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller, named, expected } = wanted;
    const opened = await this.#desk.send(
      "parkedSales.open",
      NameParkedSale.parse(named),
      openParkedSale,
      expected,
      seller.who,
    );
    if (opened === null) return;
    if (parked.holder !== null && parked.holder !== seller.till)
      this.#desk.requests.count("resumed after five idle minutes");
    expect(opened.cart.lines).toMatchObject([{ quantityMilli: pieces(parked.pieces) }]);
    this.#hold(parked, seller);
  }

  async #keep(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller, named, expected } = wanted;
    const version = this.#versionOf(parked);
    const input = KeepParkedSale.parse({ ...named, version });
    const verdict = expected ?? (version === parked.version ? null : "stale_version");
    if (
      (await this.#desk.send("parkedSales.keep", input, keepParkedSale, verdict, seller.who)) !==
      null
    )
      this.#hold(parked, seller);
  }

  async #putBack(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller, named, expected } = wanted;
    const count = this.#desk.random.oneIn(2) ? this.#desk.random.upTo(4) : null;
    const changed = count === null ? undefined : this.#contents({ ...parked, pieces: count });
    const version = this.#versionOf(parked);
    const input = PutBackParkedSale.parse({ ...named, version, changed });
    const verdict = expected ?? (version === parked.version ? null : "stale_version");
    const route = "parkedSales.putBack";
    const answer = await this.#desk.send(route, input, putBackParkedSale, verdict, seller.who);
    if (answer === null) return;
    parked.holder = null;
    if (count === null) return;
    parked.pieces = count;
    parked.version++;
    expect(answer.version).toBe(parked.version);
  }

  async #rename(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller, named } = wanted;
    const input = RenameParkedSale.parse({ ...named, name: "Mrs Green" });
    const verdict = parked.outcome === null ? null : "parked_sale_closed";
    await this.#desk.send("parkedSales.rename", input, renameParkedSale, verdict, seller.who);
  }

  async #discard(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller, named, expected } = wanted;
    const input = DiscardParkedSale.parse({ ...named, reason: "Went home" });
    const route = "parkedSales.discard";
    const answer = await this.#desk.send(route, input, discardParkedSale, expected, seller.who);
    if (answer !== null) parked.outcome = "discarded";
  }

  /** It becomes a sale, once, at the prices of now. */
  async #sell(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller, expected } = wanted;
    const cart = this.#cartOf(parked);
    const paid = this.#desk.payment(cart.total);
    const input = this.#desk.wire(cart, paid, { parkedId: this.#idOf(parked) });
    const verdict = this.#desk.refusalOfCart(cart, expected);
    const sale = await this.#desk.send("sales.ringUp", input, ringUpSale, verdict, seller.who);
    if (sale === null) return;
    this.#desk.requests.count("parked sale sold");
    parked.outcome = "sold";
    this.#desk.book(cart, sale, paid, seller);
  }

  /** A sale of a parked one that was made without the server is recorded, whatever became of the parked one. */
  async #sellLate(): Promise<void> {
    const wanted = this.#some();
    if (wanted === null) return;
    const { parked, seller } = wanted;
    const cart = this.#cartOf(parked);
    const { model, now } = this.#desk;
    if (
      model.shortOf(
        cart.lines.map(({ sold }) => sold),
        "Shop",
      )
    )
      return;
    const paid = this.#desk.payment(cart.total);
    const moment = new Date(now).toISOString();
    const late = { occurredAt: moment, replay: { pricesAt: moment } };
    const input = this.#desk.wire(cart, paid, { parkedId: this.#idOf(parked), ...late });
    const sale = await this.#desk.send("sales.ringUp", input, ringUpSale, null, seller.who);
    if (sale === null) return;
    this.#desk.requests.count(parked.outcome === null ? "parked sold late" : "parked sold again");
    parked.outcome ??= "sold";
    this.#desk.book(cart, sale, paid, seller);
  }

  /** Both tills want the same one in the same moment: one has it. */
  async #openAtOnce(): Promise<void> {
    const { model, shop, now, requests } = this.#desk;
    const parked = model.parked.findLast(
      (one) => one.outcome === null && model.refusalOfParked(one, "none", now) === null,
    );
    if (parked === undefined) return;
    const sellers = this.#desk.bothTills();
    const outcomes = await Promise.all(
      sellers.map(({ who }) => {
        const input = NameParkedSale.parse({ key: newId(), id: this.#idOf(parked) });
        return shop.work
          .write(who, (ctx) => openParkedSale(ctx, input))
          .then(
            () => null,
            (error: unknown) => codeOfRefusal(error).code,
          );
      }),
    );
    expect(outcomes.toSorted()).toEqual(["parked_sale_open", null].toSorted());
    const winner = sellers[outcomes.indexOf(null)];
    if (winner !== undefined) this.#hold(parked, winner);
    requests.count("two tills at once");
  }

  #hold(parked: ModelParked, { till }: Seller): void {
    parked.holder = till;
    parked.seenAt = this.#desk.now;
  }

  /** Mostly the version that it has, at times the one before. */
  #versionOf({ version }: ModelParked): number {
    return version > 1 && this.#desk.random.oneIn(3) ? version - 1 : version;
  }

  #cartOf({ sku, pieces: count }: ModelParked) {
    const { shop, model, random, now } = this.#desk;
    const from = { shop, model, random, at: now };
    return cartOf(from, [plain(from, sku, pieces(count))], 0);
  }

  #contents(parked: ModelParked) {
    const { lines, total } = this.#cartOf(parked);
    const cart = { lines: lines.map(({ wire }) => wire), names: [parked.sku] };
    return { cart, totalMinor: total };
  }

  #idOf(parked: ModelParked) {
    return this.#answers.get(parked)?.id;
  }

  /** One of the last, with a seller who may or may not have it. */
  #some() {
    const { model, random, now } = this.#desk;
    const last = model.parked.slice(-6);
    if (last.length === 0) return null;
    const parked = random.pick(last);
    const seller = this.#desk.seller();
    return {
      parked,
      seller,
      named: { key: newId(), id: this.#idOf(parked) },
      expected: model.refusalOfParked(parked, seller.till, now),
    };
  }
}
