/**
 * A simple in-memory model with the same rules, written independently of the code: plain sums, exact integers, no
 * database. The simulation compares the two. A method returns the expected refusal, or null after it has changed the
 * model.
 */
export type Verdict = string | null;

export interface ModelLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface ModelSoldLine extends ModelLine {
  /** With tax, after discounts. */
  readonly total: number;
  readonly cost: number;
  returned: number;
}

export interface ModelSale {
  readonly place: string;
  readonly day: string;
  readonly lines: readonly ModelSoldLine[];
  state: "completed" | "partly returned" | "voided";
}

interface Owned {
  quantity: number;
  value: number;
}

/** R(a · b / c), half away from zero; none is negative. */
export function share(a: number, b: number, c: number): number {
  return Number((2n * BigInt(a) * BigInt(b) + BigInt(c)) / (2n * BigInt(c)));
}

export class ShopModel {
  readonly sales: ModelSale[] = [];
  readonly prices = new Map<string, number>();
  readonly services = new Set<string>();
  readonly owned = new Map<string, Owned>();
  readonly levels = new Map<string, number>();
  readonly #lastBill = new Map<string, Owned>();
  /** Money received minus money paid out. */
  takings = 0;

  level(sku: string, place: string): number {
    return this.levels.get(`${sku} in ${place}`) ?? 0;
  }

  /** Price of some lines with tax, before discounts. */
  worth(lines: readonly ModelLine[]): number {
    return lines.reduce(
      (sum, { sku, quantity }) => sum + share(this.prices.get(sku) ?? 0, quantity, 1000),
      0,
    );
  }

  /** An opening or a goods receipt. */
  bill(line: ModelLine, place: string, cost: number): Verdict {
    this.#lastBill.set(line.sku, { quantity: line.quantity, value: cost });
    return this.#in(line, place, cost);
  }

  /** A gain without a stated cost uses the average, or else the last known cost. */
  gain(line: ModelLine, place: string): Verdict {
    const { quantity, value } = this.#of(line.sku);
    const last = this.#lastBill.get(line.sku);
    const [v, q] =
      quantity > 0 ? [value, quantity] : last === undefined ? [0, 1] : [last.value, last.quantity];
    return this.#in(line, place, share(v, line.quantity, q));
  }

  lose(line: ModelLine, place: string): Verdict {
    if (this.level(line.sku, place) < line.quantity) return "insufficient_stock";
    this.#out(line, place);
    return null;
  }

  carry(line: ModelLine, from: string, to: string): Verdict {
    if (this.level(line.sku, from) < line.quantity) return "insufficient_stock";
    this.#shift(line.sku, from, -line.quantity);
    this.#shift(line.sku, to, line.quantity);
    return null;
  }

  /** Whether the stock covers a cart: the demand per product is added up first. */
  shortOf(lines: readonly ModelLine[], place: string): boolean {
    return lines.some(({ sku }) => {
      const demand = lines.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
      return !this.services.has(sku) && demand > this.level(sku, place);
    });
  }

  /** Records a successful sale; `totals` are the totals of each line. */
  sell(
    lines: readonly ModelLine[],
    at: { place: string; day: string },
    totals: readonly number[],
  ): void {
    const sold = lines.map((line, index) => ({
      ...line,
      total: totals[index] ?? 0,
      cost: this.services.has(line.sku) ? 0 : this.#out(line, at.place),
      returned: 0,
    }));
    this.takings += totals.reduce((sum, total) => sum + total, 0);
    this.sales.push({ ...at, lines: sold, state: "completed" });
  }

  /** The refund for more pieces of a line: every split adds up. */
  refundOf(line: ModelSoldLine, quantity: number): number {
    return this.#part(line.total, line, quantity);
  }

  returnGoods(
    sale: ModelSale,
    line: ModelSoldLine,
    quantity: number,
    disposition: string,
  ): Verdict {
    const refusal = this.refusalOfReturn(sale, line, quantity);
    if (refusal !== null) return refusal;
    const cost = this.#part(line.cost, line, quantity);
    this.takings -= this.refundOf(line, quantity);
    sale.state = "partly returned";
    line.returned += quantity;
    if (disposition === "keep" || this.services.has(line.sku)) return null;
    const goods = { sku: line.sku, quantity };
    const place = disposition === "quarantine" ? "Quarantine" : sale.place;
    this.#in(goods, place, cost);
    if (disposition === "waste") this.#out(goods, place);
    return null;
  }

  refusalOfReturn(sale: ModelSale, line: ModelSoldLine, quantity: number): Verdict {
    if (sale.state === "voided") return "wrong_state";
    return quantity > line.quantity - line.returned ? "return_too_much" : null;
  }

  takeBackUnseen(line: ModelLine, place: string): void {
    this.takings -= this.worth([line]);
    if (!this.services.has(line.sku)) this.gain(line, place);
  }

  refusalOfVoid(sale: ModelSale, today: string): Verdict {
    if (sale.state === "voided") return "wrong_state";
    if (sale.day < today) return "void_too_late";
    return sale.state === "partly returned" ? "wrong_state" : null;
  }

  void(sale: ModelSale, today: string): Verdict {
    const refusal = this.refusalOfVoid(sale, today);
    if (refusal !== null) return refusal;
    sale.state = "voided";
    for (const line of sale.lines) {
      this.takings -= line.total;
      if (!this.services.has(line.sku)) this.#in(line, sale.place, line.cost);
    }
    return null;
  }

  #part(whole: number, line: ModelSoldLine, quantity: number): number {
    return (
      share(whole, line.returned + quantity, line.quantity) -
      share(whole, line.returned, line.quantity)
    );
  }

  #of(sku: string): Owned {
    const owned = this.owned.get(sku) ?? { quantity: 0, value: 0 };
    this.owned.set(sku, owned);
    return owned;
  }

  #in({ sku, quantity }: ModelLine, place: string, cost: number): null {
    const owned = this.#of(sku);
    owned.quantity += quantity;
    owned.value += cost;
    this.#shift(sku, place, quantity);
    return null;
  }

  #out({ sku, quantity }: ModelLine, place: string): number {
    const owned = this.#of(sku);
    const cost =
      quantity === owned.quantity ? owned.value : share(owned.value, quantity, owned.quantity);
    owned.quantity -= quantity;
    owned.value -= cost;
    this.#shift(sku, place, -quantity);
    return cost;
  }

  #shift(sku: string, place: string, by: number): void {
    this.levels.set(`${sku} in ${place}`, this.level(sku, place) + by);
  }
}
