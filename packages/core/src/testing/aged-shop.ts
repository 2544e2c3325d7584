/** For tests of the archive: a shop whose trade is years old, on a database that can be opened again. */
import { createFilledFile, createTestDatabase, testEngine } from "@daybook/db/testing";
import type { Store } from "@daybook/db/types";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import { TestShop } from "./create-test-shop.ts";

/** Wednesday, 2 May 2029: the years before 2027 may be archived, and test shops trade in 2026. */
export const YEARS_LATER = Date.parse("2029-05-02T10:00:00Z");

export interface AgedShop {
  shop: TestShop;
  /** The path of the database; null on PostgreSQL. */
  readonly path: string | null;
  /** Opens the database again, as the server does after a move: SQLite then reads the archive. */
  reopen(): Promise<void>;
  remove(): Promise<void>;
}

/** `trade` fills an empty database; afterwards it is years later. */
export async function createAgedShop(
  trade: (store: Store) => Promise<TestShop>,
): Promise<AgedShop> {
  if (testEngine !== "sqlite") {
    const shop = await trade(await createTestDatabase());
    shop.clock.now = YEARS_LATER;
    const nothing = () => Promise.resolve();
    return { shop, path: null, reopen: nothing, remove: () => shop.close() };
  }
  let traded: TestShop | null = null;
  const file = await createFilledFile(async (store) => void (traded = await trade(store)));
  if (traded === null) throw new Error("the database was not filled");
  const aged: AgedShop = {
    shop: await sameShop(traded, await file.open()),
    path: file.path,
    reopen: async () => {
      await aged.shop.close();
      aged.shop = await sameShop(aged.shop, await file.open());
    },
    remove: async () => {
      await aged.shop.close();
      file.remove();
    },
  };
  aged.shop.clock.now = YEARS_LATER;
  return aged;
}

async function sameShop({ clock, products }: TestShop, store: Store): Promise<TestShop> {
  const shop = new TestShop(createUnitOfWork({ store, clock: () => clock.now }), clock);
  for (const [sku, id] of products) shop.products.set(sku, id);
  await shop.remember();
  return shop;
}
