import { newKey } from "@daybook/client";
import type { DaybookClient } from "@daybook/client";

export interface RaisedPrice {
  readonly sku: string;
  /** In the currency's minor units. */
  readonly fromMinor: number;
  readonly toMinor: number;
}

/**
 * Changes the price of every active product by `ppm` (parts per million: 50000 is 5 % up), a page at a time: all
 * products of a page or none. If someone changes a product at the same time, its page is refused, because its version
 * is no longer current.
 */
export async function* raisePrices(
  daybook: DaybookClient,
  ppm: number,
): AsyncGenerator<RaisedPrice> {
  const sort = "sku";
  let page = await daybook.products.list.query({ sort });
  while (page.items.length > 0) {
    await daybook.products.updateMany.mutate({
      key: newKey(),
      products: page.items.map(({ id, version }) => ({ id, version })),
      set: { priceChangePpm: ppm },
    });
    for (const { id, sku, priceMinor } of page.items) {
      const { priceMinor: toMinor } = await daybook.products.get.query({ id });
      yield { sku, fromMinor: priceMinor, toMinor };
    }
    if (page.nextCursor === null) return;
    page = await daybook.products.list.query({ sort, cursor: page.nextCursor });
  }
}
