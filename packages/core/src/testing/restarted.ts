import { createUnitOfWork } from "../writes/unit-of-work.ts";
import { TestShop } from "./create-test-shop.ts";

/** The same records after a restart of the server: nothing that a process has in memory is needed. */
export async function restarted({ clock, work, products, locations }: TestShop): Promise<TestShop> {
  const again = createUnitOfWork({ store: work.store, clock: () => clock.now });
  const shop = new TestShop(again, clock);
  await shop.remember();
  for (const [sku, id] of products) shop.products.set(sku, id);
  for (const [name, id] of locations) shop.locations.set(name, id);
  return shop;
}
