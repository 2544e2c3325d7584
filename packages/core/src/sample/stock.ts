import type { SampleProduct } from "./sample-shop.ts";

export type Place = "shop" | "room" | "stall";

/** The stock per location, tracked in memory so that planning a day needs no queries. Thousandths. */
export class Stock {
  readonly #levels = new Map<string, number>();
  readonly #ordered = new Map<string, number>();

  at(product: SampleProduct, place: Place): number {
    return this.#levels.get(`${product.sku} ${place}`) ?? 0;
  }

  add(product: SampleProduct, place: Place, quantityMilli: number): void {
    this.#levels.set(`${product.sku} ${place}`, this.at(product, place) + quantityMilli);
  }

  everywhere(product: SampleProduct): number {
    return this.at(product, "shop") + this.at(product, "room") + this.at(product, "stall");
  }

  /** Ordered but not yet delivered. */
  ordered(product: SampleProduct): number {
    return this.#ordered.get(product.sku) ?? 0;
  }

  order(product: SampleProduct, quantityMilli: number): void {
    this.#ordered.set(product.sku, this.ordered(product) + quantityMilli);
  }
}
