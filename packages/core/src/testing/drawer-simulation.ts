/** Random but seeded days at two drawers, compared with a model step by step. */
import { expect } from "vitest";
import { businessTime } from "@daybook/contract/business-time";
import {
  CloseDrawer,
  CountDrawer,
  CreateDrawer,
  DepositCash,
  MoveCash,
  OpenDrawer,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import type { Drawer } from "@daybook/contract/drawers";
import { pieces } from "@daybook/contract/quantity";
import { ReturnSale } from "@daybook/contract/returns";
import { CorrectTender, RingUpSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { requestApproval } from "../approval-requests/request-approval.ts";
import { decideApproval } from "../approvals/approvals.ts";
import type { Who, WriteCtx } from "../context/context.ts";
import { createDrawer, updateDrawer } from "../drawers/drawers.ts";
import { returnSale } from "../returns/return-sale.ts";
import { correctTender } from "../sales/correct-tender.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import { SeededRandom } from "../sample/seeded-random.ts";
import { getSettings, updateSettings } from "../settings/settings.ts";
import { enrolledTill } from "./counter.ts";
import type { TestShop } from "./create-test-shop.ts";
import { COIN, DrawerModel, LIMIT, METHODS, tendersOf } from "./drawer-model.ts";
import type { ModelDrawer, ModelSession, PaidSale } from "./drawer-model.ts";
import { voiding } from "./inputs.ts";
import { restarted } from "./restarted.ts";
import { SimulatedRequests } from "./simulated-requests.ts";
import type { Verdict } from "./shop-model.ts";
import { depositCash, moveCash } from "../closings/cash-entries.ts";
import { closeDrawer } from "../closings/close-drawer.ts";
import { countDrawer } from "../closings/count-drawer.ts";
import { openDrawer } from "../closings/open-drawer.ts";

/** The goods of the simulation with their prices. */
export const PRICES = new Map([
  ["PENNY", 103],
  ["ODD", 237],
  ["KETTLE", 2999],
]);

interface SimulatedTill {
  readonly who: Who;
  readonly drawer: ModelDrawer | null;
}

/** A shop and its model, which go through the same random steps. */
export class DrawerSimulation {
  readonly model = new DrawerModel(["Counter", "Kiosk"]);
  readonly requests = new SimulatedRequests();
  shop: TestShop;
  readonly #random: SeededRandom;
  readonly #drawers = new Map<ModelDrawer, Drawer>();
  readonly #tills: SimulatedTill[] = [];
  readonly #sales = new Map<PaidSale, Sale>();
  readonly #sessions = new Map<ModelSession, string>();
  readonly #counts = new Map<ModelSession, string>();
  /** Since when the tills have their drawers. */
  #since = 0;

  constructor(shop: TestShop, seed: number) {
    this.shop = shop;
    this.#random = new SeededRandom(seed);
  }

  /** Two tills at the counter, one in the kiosk, and a browser that is no till. */
  async setUp(): Promise<void> {
    const [counter, kiosk] = this.model.drawers;
    if (counter === undefined || kiosk === undefined) throw new Error("the model has two drawers");
    const tills = new Map<ModelDrawer, string[]>();
    for (const [name, prefix, drawer] of [
      ["Front", "F", counter],
      ["Back", "B", counter],
      ["Kiosk", "K", kiosk],
    ] as const) {
      const { id, who } = await enrolledTill(this.shop, name, prefix);
      this.#tills.push({ who, drawer });
      tills.set(drawer, [...(tills.get(drawer) ?? []), id]);
    }
    this.#tills.push({ who: this.shop.as("owner"), drawer: null });
    for (const drawer of this.model.drawers) {
      const create = CreateDrawer.parse({ key: newId(), name: drawer.name });
      const { id } = await this.shop.write((ctx) => createDrawer(ctx, create));
      const tillIds = tills.get(drawer) ?? [];
      const update = UpdateDrawer.parse({ key: newId(), id, version: 1, tillIds });
      this.#drawers.set(drawer, await this.shop.write((ctx) => updateDrawer(ctx, update)));
    }
    this.#since = this.shop.clock.now;
    const limit = { role: "cashier", limit: "drawerDifference", value: LIMIT };
    const rules = { cashRounding: "nearest", cashStepMinor: COIN, roleLimits: [limit] };
    await this.shop.write((ctx) =>
      updateSettings(ctx, UpdateSettings.parse({ key: newId(), version: 1, ...rules })),
    );
  }

  async step(): Promise<void> {
    this.shop.advance(this.#random.upTo(40) * 60_000);
    const acts = [
      ...this.#often(7, () => this.#sell()),
      () => this.#sellLate(),
      ...this.#often(3, () => this.#return()),
      ...this.#often(2, () => this.#void()),
      ...this.#often(2, () => this.#correct()),
      ...this.#often(3, () => this.#move()),
      ...this.#often(3, () => this.#open()),
      ...this.#often(2, () => this.#count()),
      ...this.#often(3, () => this.#countAndClose()),
      () => this.#close(this.#someSession()),
      () => this.#deposit(),
      () => this.#changeRule(),
      async () => {
        this.shop = await restarted(this.shop);
      },
      () => this.requests.repeat(this.shop),
    ];
    await this.#random.pick(acts)();
  }

  #send<Input extends { key: string }, Answer>(
    route: string,
    input: Input,
    act: (ctx: WriteCtx, input: Input) => Promise<Answer>,
    expected: Verdict,
    who: Who = this.shop.as("owner"),
  ): Promise<Answer | null> {
    return this.requests.send(this.shop, { who, route }, input, act, expected);
  }

  async #sell(): Promise<void> {
    const { drawer, who } = this.#random.pick(this.#tills);
    const { input, bought, paid } = this.#bought();
    const verdict = this.model.sell(drawer, { ...bought, day: this.#today() }, paid);
    this.#remember(await this.#send("sales.ringUp", input, ringUpSale, verdict, who));
  }

  /** A sale of the last hours that arrives now, perhaps after the closing of its drawer. */
  async #sellLate(): Promise<void> {
    const { drawer, who } = this.#random.pick(this.#tills);
    const at = this.shop.clock.now - this.#random.upTo(300) * 60_000;
    if (drawer === null || at < this.#since) return;
    const { input, bought, paid } = this.#bought(at);
    this.model.sellLate(drawer, { ...bought, day: this.#dayOf(at) }, { paid, at });
    this.#remember(await this.#send("sales.ringUp", input, ringUpSale, null, who));
  }

  /** A cart; with `at` one that was paid at that moment, without the server. */
  #bought(at?: number) {
    const [sku, priceMinor] = this.#random.pick([...PRICES]);
    const count = this.#random.upTo(4);
    const worth = count * priceMinor;
    const card = this.#random.oneIn(3) ? worth : this.#random.oneIn(4) ? Math.floor(worth / 2) : 0;
    const paid = this.model.due(worth, card);
    const given = this.#random.oneIn(2) ? 0 : this.#random.upTo(10) * 100;
    const moment = at === undefined ? undefined : new Date(at).toISOString();
    const input = RingUpSale.parse({
      key: newId(),
      locationId: this.shop.locationId(),
      lines: [{ productId: this.shop.productId(sku), quantityMilli: pieces(count) }],
      tenders: tendersOf({
        ...paid,
        ...(paid.cash === undefined ? {} : { cash: paid.cash + given }),
      }),
      expectedTotalMinor: worth,
      ...(moment === undefined ? {} : { occurredAt: moment, replay: { pricesAt: moment } }),
    });
    return { input, bought: { pieces: count, priceMinor }, paid };
  }

  #remember(sale: Sale | null): void {
    const made = this.model.sales.at(-1);
    if (sale !== null && made !== undefined) this.#sales.set(made, sale);
  }

  async #return(): Promise<void> {
    const till = this.#random.pick(this.#tills);
    const sale = this.#someSale();
    if (sale === null) return;
    const left = sale.pieces - sale.returned;
    const count = left === 0 || this.#random.oneIn(8) ? left + 1 : this.#random.upTo(left);
    const covered = METHODS.filter((method) => {
      const due = this.model.refundOf(sale, Math.min(count, left), method);
      return due > 0 && (sale.money.get(method) ?? 0) >= due;
    });
    const method = covered.length === 0 ? "cash" : this.#random.pick(covered);
    const due = count > left ? 0 : this.model.refundOf(sale, count, method);
    const input = ReturnSale.parse({
      key: newId(),
      id: this.#sales.get(sale)?.id,
      lines: [{ lineNo: 1, quantityMilli: pieces(count), disposition: "keep" }],
      refunds: tendersOf({ [method]: due }),
      expectedTotalMinor: count > left ? 0 : count * sale.priceMinor,
    });
    const verdict = this.model.giveBack(till.drawer, sale, count, [method, due]);
    await this.#send("sales.return", input, returnSale, verdict, till.who);
  }

  async #void(): Promise<void> {
    const till = this.#random.pick(this.#tills);
    const sale = this.#someSale();
    const id = sale === null ? undefined : this.#sales.get(sale);
    if (sale === null || id === undefined) return;
    const verdict = this.model.void(till.drawer, sale, this.#today());
    await this.#send("sales.void", voiding(id), voidSale, verdict, till.who);
  }

  async #correct(): Promise<void> {
    const sale = this.#someSale();
    if (sale === null) return;
    const [from, to] = [this.#random.pick(METHODS), this.#random.pick(METHODS)];
    const about = { key: newId(), id: this.#sales.get(sale)?.id, reason: "pressed the wrong one" };
    const input = CorrectTender.parse({ ...about, from, to });
    const verdict = this.model.correct(sale, from, to, this.#today());
    await this.#send("sales.correctTender", input, correctTender, verdict);
  }

  async #open(): Promise<void> {
    const drawer = this.#random.pick(this.model.drawers);
    const wrong = this.#random.oneIn(4) ? this.#random.upTo(500) : 0;
    const floatMinor = drawer.left + wrong;
    const drawerId = this.#drawers.get(drawer)?.id;
    const input = OpenDrawer.parse({ key: newId(), drawerId, floatMinor });
    const verdict = this.model.open(drawer, floatMinor, this.shop.clock.now);
    const opened = await this.#send("drawers.open", input, openDrawer, verdict);
    if (opened?.session && drawer.session !== null)
      this.#sessions.set(drawer.session, opened.session.id);
  }

  async #move(): Promise<void> {
    const session = this.#someSession();
    if (session === null) return;
    const kind = this.#random.pick(["pay_in", "pay_out", "drop", "top_up"] as const);
    const most = kind === "top_up" ? this.model.safe : this.model.cashOf(session);
    const amountMinor = this.#random.oneIn(8) ? most + 1 : this.#random.upTo(Math.max(most, 2000));
    const about = { key: newId(), sessionId: this.#sessions.get(session), category: "Cleaning" };
    const input = MoveCash.parse({ ...about, kind, amountMinor: Math.max(amountMinor, 1) });
    const verdict = this.model.move(session, kind, input.amountMinor);
    await this.#send("drawers.moveCash", input, moveCash, verdict);
  }

  async #deposit(): Promise<void> {
    const amountMinor = this.#random.upTo(this.model.safe + 100);
    const input = DepositCash.parse({ key: newId(), amountMinor, reference: "Slip 7" });
    await this.#send("drawers.deposit", input, depositCash, this.model.deposit(amountMinor));
  }

  async #count(): Promise<void> {
    const session = this.#someSession();
    if (session !== null) await this.#countOf(session);
  }

  async #countAndClose(): Promise<void> {
    const session = this.#openSession();
    if (session === null) return;
    await this.#countOf(session);
    await this.#close(session);
  }

  async #countOf(session: ModelSession): Promise<void> {
    const off = this.#random.oneIn(3) ? this.#random.upTo(1000) : 0;
    const counted = new Map(
      [...this.model.expected(session)].map(([method, amount]) => [
        method,
        method === "cash" ? Math.max(0, amount - off) : amount,
      ]),
    );
    const { cash = 0, ...others } = Object.fromEntries(counted);
    const input = CountDrawer.parse({
      key: newId(),
      sessionId: this.#sessions.get(session),
      cashMinor: cash,
      others: Object.entries(others).map(([tender, countedMinor]) => ({ tender, countedMinor })),
    });
    const expected = this.model.expected(session);
    const verdict = this.model.count(session, counted);
    const count = await this.#send("drawers.count", input, countDrawer, verdict);
    if (count === null) return;
    this.#counts.set(session, count.id);
    const shown = count.lines.map(({ tender, expectedMinor }) => [tender, expectedMinor]);
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
  }

  async #close(session: ModelSession | null): Promise<void> {
    if (session === null) return;
    const cash = session.count?.counted.get("cash") ?? 0;
    const leftMinor = this.#random.oneIn(10) ? cash + 1 : Math.floor(cash / this.#random.upTo(3));
    const hasReason = !this.#random.oneIn(6);
    const mayDecide = this.#random.oneIn(2);
    const input = CloseDrawer.parse({
      key: newId(),
      sessionId: this.#sessions.get(session),
      countId: this.#counts.get(session) ?? newId(),
      leftMinor,
      reason: hasReason ? "not found" : "",
    });
    const who = this.shop.as(mayDecide ? "manager" : "cashier");
    const number = this.model.closings.length + 1;
    const verdict = this.model.close(session, leftMinor, { hasReason, mayDecide });
    const closing = await this.#send("drawers.close", input, closeDrawer, verdict, who);
    if (closing !== null) expect(closing.number).toBe(number);
    if (verdict === "needs_approval") await this.#closeWithApproval(session, input);
  }

  /** A cashier asks, the owner approves, and the same closing goes through once. */
  async #closeWithApproval(session: ModelSession, input: CloseDrawer): Promise<void> {
    const cashier = this.shop.as("cashier");
    const ask = { action: "drawers.close" as const, input };
    const { id } = await this.shop.work.write(cashier, (ctx) =>
      requestApproval(ctx, { key: newId(), ask }),
    );
    await this.shop.write((ctx) => decideApproval(ctx, { id, decision: "approved" }, "session"));
    const approved = CloseDrawer.parse({ ...input, key: newId(), approvalId: id });
    const by = { hasReason: true, mayDecide: true };
    const verdict = this.model.close(session, input.leftMinor, by);
    const closing = await this.#send("drawers.close", approved, closeDrawer, verdict, cashier);
    expect(closing?.approvedBy).toBe(this.shop.as("owner").actor.name);
    this.requests.count("approved");
    const again = CloseDrawer.parse({ ...approved, key: newId() });
    await this.#send("drawers.close", again, closeDrawer, "drawer_closed", cashier);
  }

  /** The rule of rounding is in the reports of open drawers, so it stays as long as one is open. */
  async #changeRule(): Promise<void> {
    const { version } = await this.shop.read((ctx) => getSettings(ctx));
    const isOpen = this.model.drawers.some(({ session }) => session !== null);
    const turn = (cashRounding: "down" | "nearest", at: number) =>
      UpdateSettings.parse({ key: newId(), version: at, cashRounding });
    const verdict = isOpen ? "drawer_open" : null;
    await this.#send("settings.update", turn("down", version), updateSettings, verdict);
    if (!isOpen)
      await this.#send("settings.update", turn("nearest", version + 1), updateSettings, null);
  }

  #today(): string {
    return this.#dayOf(this.shop.clock.now);
  }

  #dayOf(at: number): string {
    return businessTime({ timeZone: "Europe/London", dayCutoffMinutes: 0 }, at).businessDate;
  }

  #someSale(): PaidSale | null {
    const { sales } = this.model;
    return sales.length === 0 ? null : this.#random.pick(sales.slice(-12));
  }

  #openSession(): ModelSession | null {
    const open = this.model.drawers.flatMap(({ session }) => session ?? []);
    return open.length === 0 ? null : this.#random.pick(open);
  }

  /** Mostly one that is open, at times one that was closed. */
  #someSession(): ModelSession | null {
    const closed = this.model.closings.at(-1)?.session;
    return closed !== undefined && this.#random.oneIn(6) ? closed : this.#openSession();
  }

  #often<T>(times: number, item: T): T[] {
    return Array.from({ length: times }, () => item);
  }
}
