/** Random but seeded selling at two tills, compared with a model step by step. */
import { RingUpSale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { updateProduct } from "../products/update-product.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { SellingReturns } from "./selling-returns.ts";
import { SellingParked } from "./selling-parked.ts";
import { restarted } from "./restarted.ts";
import { askedOff, EMPTY_CART, productChange, STOCKED } from "./selling-carts.ts";
import type { RandomCart } from "./selling-carts.ts";
import { DISCOUNT_LIMIT } from "./selling-model.ts";
import type { Verdict } from "./shop-model.ts";

const MINUTE = 60_000;
/** What a sale is refused for: something that its request lacks or has wrong, or nothing. */
const FAULTS = {
  name: "name_not_asked",
  price: "price_not_entered",
  fixed: "deposit_fixed",
  deposit: "deposit_missing",
  age: "age_not_checked",
  label: "label_refused",
  total: "total_mismatch",
  tenders: "tenders_short",
} as const;
type Fault = keyof typeof FAULTS | "none";

export class SellingSimulation extends SellingReturns {
  readonly #parked = new SellingParked(this);

  async step(): Promise<void> {
    this.passTime();
    await this.random.pick(this.acts())();
  }

  acts(): (() => Promise<unknown>)[] {
    return [
      ...often(8, () => this.#sell()),
      ...often(2, () => this.#sellLate()),
      ...often(2, () => this.#takeEmpties()),
      ...often(4, () => this.return()),
      ...often(2, () => this.returnUnseen()),
      ...often(3, () => this.exchange()),
      ...often(2, () => this.void()),
      ...often(2, () => this.invoice()),
      ...often(2, () => this.deliver(this.random.pick(STOCKED))),
      () => this.#reprice(),
      () => this.#stop(),
      ...often(2, () => this.requests.repeat(this.shop, this.random.upTo(12))),
      () => this.requests.reuseKey(this.shop),
      () => this.#restart(),
      ...this.#parked.acts(),
    ];
  }

  async #sell(): Promise<void> {
    const seller = this.seller();
    const cart = this.cart();
    const isBig = askedOff(cart) > DISCOUNT_LIMIT;
    const fault = this.random.oneIn(4) ? this.random.pick(faultsOf(cart)) : "none";
    const paid = this.payment(cart.total);
    const isReasoned = !isBig || !this.random.oneIn(3);
    const input = this.wire(cart, paid, isReasoned ? {} : { discountReason: "" });
    const refusal = this.refusalOfCart(cart);
    const asked = isBig && seller.role === "cashier" ? "needs_approval" : null;
    const reason = isBig && !isReasoned ? "discount_needs_reason" : null;
    const early = refusal === "do_not_sell" ? refusal : null;
    const expected =
      verdictOfFault(fault, early) ?? early ?? asked ?? reason ?? shortOfMoney(fault) ?? refusal;
    const wrong = fault === "none" ? input : withFault(input, cart, fault);
    const sale = await this.send("sales.ringUp", wrong, ringUpSale, expected, seller.who);
    if (sale !== null) this.book(cart, sale, paid, seller);
    if (expected !== "needs_approval" || fault !== "none" || !isReasoned) return;
    const ask = { action: "sales.ringUp" as const, input };
    const approved = RingUpSale.parse({
      ...input,
      key: newId(),
      ...(await this.approval(seller.who, ask)),
    });
    const made = await this.send("sales.ringUp", approved, ringUpSale, refusal, seller.who);
    if (made !== null) this.book(cart, made, paid, seller);
  }

  /** A sale of the last hours that was made without the server; its till may not have known what is stopped. */
  async #sellLate(): Promise<void> {
    const seller = this.seller();
    const moment = this.now - this.random.upTo(600) * MINUTE;
    if (moment < this.since) return;
    const cart = this.cart(moment);
    if (
      askedOff(cart) > DISCOUNT_LIMIT ||
      this.model.shortOf(
        cart.lines.map((line) => line.sold),
        "Shop",
      )
    )
      return;
    const paid = this.payment(cart.total);
    const occurredAt = new Date(moment).toISOString();
    const late = { occurredAt, replay: { pricesAt: occurredAt } };
    const input = this.wire(cart, paid, late);
    const sale = await this.send("sales.ringUp", input, ringUpSale, null, seller.who);
    this.requests.count("late sale done");
    if (sale !== null) this.book(cart, sale, paid, { till: seller.till, moment });
  }

  /** Empties alone, or with a sale that they pay in part or whole. */
  async #takeEmpties(): Promise<void> {
    const cart = this.random.oneIn(2) ? EMPTY_CART : this.cart();
    if (askedOff(cart) > DISCOUNT_LIMIT) return;
    await this.checkOut(this.seller(), { cart, empties: this.random.upTo(24) });
  }

  async #reprice(): Promise<void> {
    const sku = this.random.pick(["MUG", "BREAD", "CHEESE", "WRAP", "GIN"]);
    const priceMinor = 99 + this.random.upTo(2900);
    const input = await productChange(this.shop, sku, { priceMinor });
    this.model.setPrice(sku, priceMinor, this.now);
    await this.send("products.update", input, updateProduct, null);
    // A price holds from the moment after the one before it, should both be set at once.
    this.shop.advance(MINUTE);
  }

  /** A product is recalled, or may be sold again. */
  async #stop(): Promise<void> {
    const [stopped] = this.model.stopped;
    const sku = stopped ?? this.random.pick(STOCKED);
    const stopReason = stopped === undefined ? "Recalled" : "";
    if (stopped === undefined) this.model.stopped.add(sku);
    else this.model.stopped.delete(sku);
    const input = await productChange(this.shop, sku, { stopReason });
    await this.send("products.update", input, updateProduct, null);
    this.requests.count(stopped === undefined ? "stopped" : "sold again");
  }

  async #restart(): Promise<void> {
    this.shop = await restarted(this.shop);
    this.requests.count("restarted");
  }
}

/** What can be wrong with this cart, or nothing. */
function faultsOf({ lines }: RandomCart): Fault[] {
  const has = (sku: string) => lines.some(({ sold }) => sold.sku === sku);
  const isLabelled = lines.some(({ wire }) => wire["labelPriceMinor"] !== undefined);
  return [
    "total",
    "tenders",
    ...(has("MISC") ? (["price"] as const) : []),
    ...(has("MUG") ? (["name"] as const) : []),
    ...(has("LEMONADE") ? (["fixed", "deposit"] as const) : []),
    ...(has("BEER") || has("GIN") ? (["age"] as const) : []),
    ...(isLabelled ? (["label"] as const) : []),
  ];
}

/** The refusal of a fault, in the order in which a sale is checked: the form of its lines, what may be sold, money. */
function verdictOfFault(fault: Fault, stopped: Verdict): Verdict {
  if (fault === "none" || fault === "tenders") return null;
  if (fault === "name" || fault === "price" || fault === "fixed") return FAULTS[fault];
  return stopped ?? FAULTS[fault];
}

const shortOfMoney = (fault: Fault): Verdict => (fault === "tenders" ? FAULTS.tenders : null);

function withFault(input: RingUpSale, { lines }: RandomCart, fault: Fault): RingUpSale {
  const change = (sku: string, fields: object) => ({
    ...input,
    lines: input.lines.map((line, index) =>
      lines[index]?.sold.sku === sku ? { ...line, ...fields } : line,
    ),
  });
  if (fault === "name") return RingUpSale.parse(change("MUG", { name: "Vase" }));
  if (fault === "price") return RingUpSale.parse(change("MISC", { unitPriceMinor: undefined }));
  if (fault === "fixed") {
    const discount = { kind: "percent", ppm: 10_000 };
    return RingUpSale.parse(change("DEPOSIT", { discount }));
  }
  if (fault === "deposit")
    return {
      ...input,
      lines: input.lines.filter((_, index) => lines[index]?.sold.sku !== "DEPOSIT"),
    };
  if (fault === "age") return RingUpSale.parse({ ...input, ageChecked: undefined });
  if (fault === "label")
    return RingUpSale.parse({
      ...input,
      lines: input.lines.map(({ labelPriceMinor: label, ...line }) =>
        label === undefined ? line : { ...line, labelPriceMinor: label + 1 },
      ),
    });
  if (fault === "total")
    return RingUpSale.parse({ ...input, expectedTotalMinor: input.expectedTotalMinor + 1 });
  const [first, ...rest] = input.tenders;
  const less = (first?.amountMinor ?? 0) - 1;
  const tenders = less <= 0 ? rest : [{ ...first, amountMinor: less }, ...rest];
  return RingUpSale.parse({ ...input, tenders });
}

function often<T>(times: number, item: T): T[] {
  return Array.from({ length: times }, () => item);
}
