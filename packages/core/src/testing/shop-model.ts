/**
 * A small shop in memory that obeys the same rules as the books, written from the rules and not from the code: plain
 * sums, exact integers, no database. The simulation compares the two. A method answers the refusal it expects, or null
 * after it has changed the model.
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
function share(a: number, b: number, c: number): number {
  return Number((2n * BigInt(a) * BigInt(b) + BigInt(c)) / (2n * BigInt(c)));
}

export class ShopModel {
  readonly sales: ModelSale[] = [];
  readonly prices = new Map<string, number>();
  readonly services = new Set<string>();
  readonly owned = new Map<string, Owned>();
  readonly levels = new Map<string, number>();
  readonly #lastBill = new Map<string, Owned>();
  /** Money in less money out. */
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

  /** An opening or a delivery. */
  bill(line: ModelLine, place: string, cost: number): Verdict {
    this.#lastBill.set(line.sku, { quantity: line.quantity, value: cost });
    return this.#in(line, place, cost);
  }

  /** A gain without a bill comes in at the average, else at what the last bill said. */
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

  /** Whether a cart can be taken off the shelf: what it asks of one product is summed first. */
  shortOf(lines: readonly ModelLine[], place: string): boolean {
    return lines.some(({ sku }) => {
      const asked = lines.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
      return !this.services.has(sku) && asked > this.level(sku, place);
    });
  }

  /** Books a sale that went through; `totals` are what each line was sold for. */
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

  /** What comes back for more pieces of a line: every split of it adds up. */
  refundOf(line: ModelSoldLine, quantity: number): number {
    return this.#part(line.total, line, quantity);
  }

  takeBack(sale: ModelSale, line: ModelSoldLine, quantity: number, disposition: string): Verdict {
    if (sale.state === "voided") return "wrong_state";
    if (quantity > line.quantity - line.returned) return "return_too_much";
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

  takeBackUnseen(line: ModelLine, place: string): void {
    this.takings -= this.worth([line]);
    if (!this.services.has(line.sku)) this.gain(line, place);
  }

  void(sale: ModelSale, today: string): Verdict {
    if (sale.state === "voided") return "wrong_state";
    if (sale.day !== today) return "void_too_late";
    if (sale.state === "partly returned") return "wrong_state";
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
