/**
 * A simple in-memory model of selling, on top of that of stock: money per method, tax per rate, deposits, parked sales,
 * invoices and document numbers. It is written independently of the code: plain sums, no database.
 */
import { PARKED_IDLE_MS } from "@daybook/contract/parked-sales";
import { share, ShopModel } from "./shop-model.ts";
import type { ModelLine, ModelSale, ModelSoldLine, Verdict } from "./shop-model.ts";

export type Method = "cash" | "card" | "exchange";
export type Paid = readonly (readonly [Method, number])[];

/** Days to return goods, and the discount above which a cashier needs an approval. */
export const RETURN_DAYS = 14;
export const DISCOUNT_LIMIT = 100_000;
/** The most that a manager pays out without a receipt. */
export const UNSEEN_LIMIT = 5000;

/** A line as it is sold: with the price that a label or a person gives, and its own discount. */
export interface SoldLine extends ModelLine {
  /** Of the whole line, before discounts. */
  readonly gross: number;
  /** Parts per million off the line. */
  readonly off: number;
}

/** What the documents of a line say: tax, and the parts of it that came back. */
interface LineMoney {
  readonly ppm: number;
  readonly tax: number;
  taxBack: number;
  readonly returnUntil: string;
}

export interface SellingSale {
  readonly made: ModelSale;
  readonly money: Map<Method, number>;
  readonly lines: readonly LineMoney[];
  /** Whether goods or empties that came back paid a part. */
  readonly isExchange: boolean;
  invoice: string | null;
}

export interface ModelParked {
  version: number;
  /** The till that has it open, and when that last sent something. */
  holder: string | null;
  seenAt: number;
  outcome: "sold" | "discarded" | null;
}

/** A discount of parts per million, half away from zero. */
export const off = (amount: number, ppm: number): number => share(amount, ppm, 1_000_000);

export class SellingModel extends ShopModel {
  readonly documents: SellingSale[] = [];
  readonly parked: ModelParked[] = [];
  readonly stopped = new Set<string>();
  /** Tax in parts per million, and age limits, by product. */
  readonly rates = new Map<string, number>();
  readonly ages = new Map<string, number>();
  readonly neverReturned = new Set<string>();
  /** By method: what came in less what went out. */
  readonly money = new Map<Method, number>();
  /** By rate: tax of sales less that of returns and voids. */
  readonly tax = new Map<number, number>();
  /** Deposits that were charged and did not come back. */
  deposits = 0;
  invoices = 0;
  /** The last number of each till. */
  readonly #numbers = new Map<string, number>();
  readonly #prices = new Map<string, { readonly from: number; readonly price: number }[]>();

  setPrice(sku: string, price: number, from: number): void {
    this.prices.set(sku, price);
    this.#prices.set(sku, [...(this.#prices.get(sku) ?? []), { from, price }]);
  }

  priceAt(sku: string, at: number): number {
    return (this.#prices.get(sku) ?? []).findLast(({ from }) => from <= at)?.price ?? 0;
  }

  nextNumber(till: string): string {
    const number = (this.#numbers.get(till) ?? 0) + 1;
    this.#numbers.set(till, number);
    return `${till}-${number}`;
  }

  /** What the lines cost after their own discounts; deposits have none. */
  afterLines(lines: readonly SoldLine[]): number {
    return lines.reduce((sum, line) => sum + line.gross - off(line.gross, line.off), 0);
  }

  /** What a discount of the whole sale takes off: of everything but deposits. */
  orderOff(lines: readonly SoldLine[], ppm: number): number {
    return off(this.afterLines(lines.filter(({ sku }) => sku !== "DEPOSIT")), ppm);
  }

  taxIn(sku: string, amount: number): number {
    const ppm = this.rates.get(sku) ?? 0;
    return share(amount, ppm, 1_000_000 + ppm);
  }

  /** Records a successful sale with the totals of its lines. */
  record(
    lines: readonly SoldLine[],
    at: { readonly place: string; readonly day: string; readonly returnUntil: string },
    totals: readonly number[],
    paid: Paid,
  ): SellingSale {
    this.sell(lines, at, totals);
    const made = this.sales.at(-1);
    if (made === undefined) throw new Error("a sale was recorded");
    for (const [method, amount] of paid) add(this.money, method, amount);
    const taxed = made.lines.map(({ sku, total }): LineMoney => {
      const ppm = this.rates.get(sku) ?? 0;
      const tax = this.taxIn(sku, total);
      add(this.tax, ppm, tax);
      const returnUntil = this.neverReturned.has(sku) ? "" : at.returnUntil;
      return { ppm, tax, taxBack: 0, returnUntil };
    });
    this.deposits += depositsOf(made.lines);
    const isExchange = paid.some(([method]) => method === "exchange");
    const sale = { made, money: new Map(paid), lines: taxed, isExchange, invoice: null };
    this.documents.push(sale);
    return sale;
  }

  /** Empties that come back: what they are worth goes out by these methods. */
  takeEmpties(count: number, worth: number, paid: Paid): void {
    this.deposits -= count * 1000;
    this.takings -= worth;
    add(this.tax, this.rates.get("DEPOSIT") ?? 0, -this.taxIn("DEPOSIT", worth));
    this.payOut(paid);
  }

  /** Goods without a receipt, for what they cost today. */
  takeUnseen(line: SoldLine, paid: Paid, place: string): void {
    this.takeBackUnseen(line, place);
    add(this.tax, this.rates.get(line.sku) ?? 0, -this.taxIn(line.sku, line.gross));
    this.payOut(paid);
  }

  payOut(paid: Paid): void {
    for (const [method, amount] of paid) add(this.money, method, -amount);
  }

  /** A method refunds at most what it has of the sale, unless the person may use any. */
  refusalOfRefund(sale: SellingSale, paid: Paid, mayUseAny: boolean): Verdict {
    if (mayUseAny) return null;
    const isCovered = paid.every(
      ([method, amount]) => method === "exchange" || (sale.money.get(method) ?? -1) >= amount,
    );
    return isCovered ? null : "refund_exceeds_tender";
  }

  isLate(sale: SellingSale, index: number, today: string): boolean {
    return (sale.lines[index]?.returnUntil ?? "") < today;
  }

  /** A return that went through; `tax` is what its document says. */
  takeBack(sale: SellingSale, index: number, quantity: number, back: Back): void {
    const line = lineOf(sale, index);
    const money = sale.lines[index];
    if (money === undefined) throw new Error("the sale has the line");
    const refusal = this.returnGoods(sale.made, line, quantity, back.disposition);
    if (refusal !== null) throw new Error(`the model refuses the return: ${refusal}`);
    if (line.sku === "DEPOSIT") this.deposits -= quantity;
    money.taxBack += back.tax;
    add(this.tax, money.ppm, -back.tax);
    for (const [method, amount] of back.paid) {
      if (method !== "exchange" && sale.money.has(method)) add(sale.money, method, -amount);
    }
    this.payOut(back.paid);
  }

  refusalOfVoidOf(sale: SellingSale, today: string, mayVoid: boolean): Verdict {
    const refusal = this.refusalOfVoid(sale.made, today);
    if (refusal !== null) return refusal;
    if (sale.isExchange) return "wrong_state";
    return mayVoid ? null : "needs_approval";
  }

  voidOf(sale: SellingSale, today: string): void {
    this.void(sale.made, today);
    this.payOut([...sale.money]);
    for (const { ppm, tax } of sale.lines) add(this.tax, ppm, -tax);
    this.deposits -= depositsOf(sale.made.lines);
  }

  /** The number of the invoice, or the refusal. */
  invoiceOf(sale: SellingSale): { readonly refusal: Verdict; readonly number: string } {
    const isOpen = sale.made.state === "completed" && sale.invoice === null;
    if (!isOpen) return { refusal: "wrong_state", number: "" };
    sale.invoice = `INV-${++this.invoices}`;
    return { refusal: null, number: sale.invoice };
  }

  /** Why a till cannot have a parked sale; null if it can. */
  refusalOfParked(parked: ModelParked, till: string, now: number): Verdict {
    if (parked.outcome !== null) return "parked_sale_closed";
    const isOpen = parked.holder !== null && now < parked.seenAt + PARKED_IDLE_MS;
    return isOpen && parked.holder !== till ? "parked_sale_open" : null;
  }
}

interface Back {
  readonly disposition: string;
  readonly tax: number;
  readonly paid: Paid;
}

export function lineOf({ made }: SellingSale, index: number): ModelSoldLine {
  const line = made.lines[index];
  if (line === undefined) throw new Error("the sale has the line");
  return line;
}

function depositsOf(lines: readonly ModelLine[]): number {
  return lines.reduce((sum, { sku, quantity }) => sum + (sku === "DEPOSIT" ? quantity : 0), 0);
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
