import { expect, test } from "vitest";
import {
  AdjustStock,
  ReceiveGoods,
  RecordOpening,
  TransferStock,
  WasteStock,
} from "@daybook/contract/stock";
import { UpdateProduct } from "@daybook/contract/products";
import { ReturnSale, ReturnWithoutReceipt } from "@daybook/contract/returns";
import { RingUpSale, VoidSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { testEngine } from "@daybook/db/testing";
import { businessTime } from "@daybook/contract/business-time";
import type { WriteCtx } from "../context/context.ts";
import { getProduct } from "../products/products.ts";
import { updateProduct } from "../products/update-product.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { adjustStock } from "../stock/adjust-stock.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { recordOpening } from "../stock/record-opening.ts";
import { transferStock } from "../stock/transfer-stock.ts";
import { wasteStock } from "../stock/waste-stock.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { SeededRandom } from "../sample/seeded-random.ts";
import { ShopModel } from "../testing/shop-model.ts";
import type { ModelLine, ModelSale, Verdict } from "../testing/shop-model.ts";
import { SimulatedRequests } from "../testing/simulated-requests.ts";
import { returnSale } from "../returns/return-sale.ts";
import { returnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { voidSale } from "./void-sale.ts";

/** Another seed is another life of the shop; a failing one is printed and can be lived again. */
const SEED = Number(process.env["SIMULATION_SEED"] ?? 20_260_302);
const STEPS = Number(process.env["SIMULATION_STEPS"] ?? (testEngine === "sqlite" ? 2000 : 400));
const CHECK_EVERY = 100;

const SKUS = ["MUG", "TEA", "NUT", "JAM", "WRAP"] as const;
const SHOPS = ["Shop", "Kiosk"] as const;
const PLACES = [...SHOPS, "Quarantine"] as const;
/** Sold by weight: any thousandth. The others go by whole pieces. */
const BY_WEIGHT = "NUT";
const SERVICE = "WRAP";

class Simulation {
  readonly model = new ShopModel();
  readonly requests = new SimulatedRequests();
  readonly #shop: TestShop;
  readonly #ids = new Map<ModelSale, Sale>();
  readonly #random: SeededRandom;

  constructor(shop: TestShop, seed: number) {
    this.#shop = shop;
    this.#random = new SeededRandom(seed);
    for (const sku of SKUS) this.model.prices.set(sku, 1000);
    this.model.services.add(SERVICE);
  }

  async step(): Promise<void> {
    this.#shop.advance(this.#random.upTo(90) * 60_000);
    const acts = [
      ...this.#often(6, () => this.#sell()),
      ...this.#often(3, () => this.#return()),
      ...this.#often(2, () => this.#bill()),
      ...this.#often(2, () => this.#adjust()),
      ...this.#often(2, () => this.#carry()),
      () => this.#waste(),
      () => this.#returnUnseen(),
      () => this.#void(),
      () => this.#reprice(),
      () => this.requests.repeat(this.#shop),
      () => this.requests.reuseKey(this.#shop),
    ];
    await this.#random.pick(acts)();
  }

  #send<Input extends { key: string }, Answer>(
    route: string,
    input: Input,
    act: (ctx: WriteCtx, input: Input) => Promise<Answer>,
    expected: Verdict,
  ): Promise<Answer | null> {
    const who = this.#shop.as("owner");
    return this.requests.send(this.#shop, { who, route }, input, act, expected);
  }

  async #sell(): Promise<void> {
    const place = this.#random.pick(SHOPS);
    const lines = Array.from({ length: this.#random.upTo(3) }, () => this.#line(SKUS));
    const worth = this.model.worth(lines);
    const discount = worth > 0 && this.#random.oneIn(4) ? this.#random.upTo(worth) : 0;
    const total = worth - discount;
    const fault = this.#random.oneIn(8)
      ? this.#random.pick(["total", "tenders", "fraction"] as const)
      : "none";
    const card = this.#random.oneIn(3) ? Math.floor(total / 2) : 0;
    const cash = fault === "tenders" ? total - card - 1 : total - card + this.#random.upTo(5) - 1;
    const tenders = [
      { tender: "card", amountMinor: card },
      { tender: "cash", amountMinor: cash },
    ].filter((tender) => tender.amountMinor > 0);
    if (fault === "fraction") lines[0] = { sku: "MUG", quantity: 500 };
    const input = RingUpSale.parse({
      key: newId(),
      locationId: this.#shop.locationId(place),
      lines: lines.map((line) => this.#wire(line)),
      discount: discount === 0 ? null : { kind: "amount", amountMinor: discount },
      discountReason: "A model of a shop asks nobody",
      tenders,
      expectedTotalMinor: fault === "total" ? total + 1 : total,
    });
    const short = this.model.shortOf(lines, place) ? "insufficient_stock" : null;
    const faults = {
      total: "total_mismatch",
      tenders: total > 0 ? "tenders_short" : short,
      fraction: "fraction_not_allowed",
    };
    const sale = await this.#send(
      "sales.ringUp",
      input,
      ringUpSale,
      fault === "none" ? short : faults[fault],
    );
    if (sale === null) return;
    expect(sale.totalMinor).toBe(total);
    this.model.sell(
      lines,
      { place, day: this.#today() },
      sale.lines.map((line) => line.totalMinor),
    );
    const made = this.model.sales.at(-1);
    if (made !== undefined) this.#ids.set(made, sale);
  }

  async #return(): Promise<void> {
    const sale = this.#someSale();
    if (sale === null) return;
    const lineNo = this.#random.upTo(sale.lines.length);
    const line = sale.lines[lineNo - 1];
    if (line === undefined) return;
    const left = line.quantity - line.returned;
    const quantity =
      left === 0 || this.#random.oneIn(8)
        ? left + this.#step(line.sku)
        : this.#some(line.sku, left);
    const disposition = this.#random.pick([
      "restock",
      "restock",
      "quarantine",
      "waste",
      "keep",
    ] as const);
    const due = quantity > left ? 0 : this.model.refundOf(line, quantity);
    const input = ReturnSale.parse({
      key: newId(),
      id: this.#ids.get(sale)?.id,
      lines: [{ lineNo, quantityMilli: quantity, disposition }],
      refunds: due === 0 ? [] : [{ tender: "cash", amountMinor: due }],
      expectedTotalMinor: due,
    });
    await this.#send(
      "sales.return",
      input,
      returnSale,
      this.model.returnGoods(sale, line, quantity, disposition),
    );
  }

  async #returnUnseen(): Promise<void> {
    const line = this.#line(SKUS);
    const place = this.#random.pick(SHOPS);
    const due = this.model.worth([line]);
    const input = ReturnWithoutReceipt.parse({
      key: newId(),
      locationId: this.#shop.locationId(place),
      lines: [this.#wire(line)],
      refunds: due === 0 ? [] : [{ tender: "cash", amountMinor: due }],
      expectedTotalMinor: due,
      reason: "lost the receipt",
    });
    this.model.takeBackUnseen(line, place);
    await this.#send("sales.returnWithoutReceipt", input, returnWithoutReceipt, null);
  }

  async #void(): Promise<void> {
    const sale = this.#random.oneIn(2) ? (this.model.sales.at(-1) ?? null) : this.#someSale();
    if (sale === null) return;
    const input = VoidSale.parse({
      key: newId(),
      id: this.#ids.get(sale)?.id,
      reason: "by mistake",
    });
    await this.#send("sales.void", input, voidSale, this.model.void(sale, this.#today()));
  }

  async #bill(): Promise<void> {
    const line = this.#goods();
    const place = this.#random.pick(SHOPS);
    const cost = this.#random.upTo(5000) - 1;
    const parts = {
      key: newId(),
      locationId: this.#shop.locationId(place),
      lines: [{ ...this.#wire(line), costMinor: cost }],
    };
    this.model.bill(line, place, cost);
    if (this.#random.oneIn(3))
      await this.#send("movements.opening", RecordOpening.parse(parts), recordOpening, null);
    else await this.#send("movements.receive", ReceiveGoods.parse(parts), receiveGoods, null);
  }

  async #adjust(): Promise<void> {
    const line = this.#goods();
    const place = this.#random.pick(PLACES);
    const sign = this.#random.oneIn(2) ? 1 : -1;
    const input = AdjustStock.parse({
      key: newId(),
      ...this.#wire(line),
      locationId: this.#shop.locationId(place),
      quantityMilli: sign * line.quantity,
      reason: "correction",
    });
    const expected = sign > 0 ? this.model.gain(line, place) : this.model.lose(line, place);
    await this.#send("movements.adjust", input, adjustStock, expected);
  }

  async #waste(): Promise<void> {
    const line = this.#goods();
    const place = this.#random.pick(PLACES);
    const input = WasteStock.parse({
      key: newId(),
      ...this.#wire(line),
      locationId: this.#shop.locationId(place),
      reason: "spoiled",
    });
    await this.#send("movements.waste", input, wasteStock, this.model.lose(line, place));
  }

  async #carry(): Promise<void> {
    const line = this.#goods();
    const from = this.#random.pick(PLACES);
    const to = this.#random.pick(PLACES.filter((place) => place !== from));
    const input = TransferStock.parse({
      key: newId(),
      fromLocationId: this.#shop.locationId(from),
      toLocationId: this.#shop.locationId(to),
      lines: [this.#wire(line)],
    });
    await this.#send("movements.transfer", input, transferStock, this.model.carry(line, from, to));
  }

  async #reprice(): Promise<void> {
    const sku = this.#random.pick(SKUS);
    const priceMinor = this.#random.upTo(3000) - 1;
    const { id, version } = await this.#shop.read((ctx) =>
      getProduct(ctx, { id: this.#shop.productId(sku) }),
    );
    const input = UpdateProduct.parse({ key: newId(), id, version, priceMinor });
    this.model.prices.set(sku, priceMinor);
    await this.#send("products.update", input, updateProduct, null);
    // A price holds from the moment after the one before it, should both be set at once.
    this.#shop.advance(60_000);
  }

  #today(): string {
    return businessTime({ timeZone: "Europe/London", dayCutoffMinutes: 0 }, this.#shop.clock.now)
      .businessDate;
  }

  #someSale(): ModelSale | null {
    return this.model.sales.length === 0 ? null : this.#random.pick(this.model.sales.slice(-30));
  }

  #goods(): ModelLine {
    return this.#line(SKUS.filter((sku) => sku !== SERVICE));
  }

  #line(skus: readonly string[]): ModelLine {
    const sku = this.#random.pick(skus);
    return { sku, quantity: this.#some(sku, 6000) };
  }

  #some(sku: string, most: number): number {
    const step = this.#step(sku);
    return this.#random.upTo(most / step) * step;
  }

  #step(sku: string): number {
    return sku === BY_WEIGHT ? 1 : 1000;
  }

  #wire({ sku, quantity }: ModelLine) {
    return { productId: this.#shop.productId(sku), quantityMilli: quantity };
  }

  #often<T>(times: number, item: T): T[] {
    return Array.from({ length: times }, () => item);
  }
}

async function compare(shop: TestShop, model: ShopModel): Promise<void> {
  for (const sku of SKUS) {
    for (const place of PLACES) {
      const { onHandMilli } = await shop.level(sku, place);
      expect(onHandMilli, `${sku} in ${place}`).toBe(model.level(sku, place));
    }
    expect(await shop.valueMinor(sku), `value of ${sku}`).toBe(model.owned.get(sku)?.value ?? 0);
  }
  const tenders = await shop.read(({ db, t }) => db.select().from(t.tenderDaily));
  expect(
    tenders.reduce(
      (sum, row) => sum + (row.kind === "sale" ? row.amountMinor : -row.amountMinor),
      0,
    ),
  ).toBe(model.takings);
  const report = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(report.checks.filter((check) => check.mismatches > 0)).toEqual([]);
}

test(`[O11] after ${STEPS} random steps the database equals a model of the shop (seed ${SEED})`, async () => {
  const rules = { reorderRules: [{ reorderPointMilli: 3000, targetMilli: 9000 }] };
  const shop = await createTestShop({ taxPpm: 175_000 })
    .withLocation("Kiosk")
    .withLocation("Quarantine", { kind: "quarantine" })
    .withProduct("MUG", { input: rules })
    .withProduct("TEA", { input: rules })
    .withProduct(BY_WEIGHT, { input: { unit: "kg", ...rules } })
    .withProduct("JAM")
    .withProduct(SERVICE, { input: { kind: "service" } });
  const simulation = new Simulation(shop, SEED);
  for (let step = 1; step <= STEPS; step++) {
    await simulation.step().catch((error: unknown) => {
      throw new Error(`seed ${SEED}, step ${step}: ${String(error)}`, { cause: error });
    });
    if (step % CHECK_EVERY === 0) await compare(shop, simulation.model);
  }
  for (const verdict of [
    "sales.ringUp done",
    "sales.ringUp insufficient_stock",
    "sales.ringUp total_mismatch",
    "sales.ringUp tenders_short",
    "sales.ringUp fraction_not_allowed",
    "sales.return done",
    "sales.return return_too_much",
    "sales.returnWithoutReceipt done",
    "sales.void done",
    "sales.void wrong_state",
    "sales.void void_too_late",
    "movements.opening done",
    "movements.receive done",
    "movements.adjust done",
    "movements.adjust insufficient_stock",
    "movements.waste done",
    "movements.transfer done",
    "products.update done",
  ]) {
    expect(simulation.requests.verdicts.get(verdict) ?? 0, verdict).toBeGreaterThan(0);
  }
}, 300_000);
