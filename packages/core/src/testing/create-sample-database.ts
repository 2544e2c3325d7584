/** For tests: an in-memory sample shop, always on SQLite, as in the product. */
import { filledDatabases } from "@daybook/db/testing";
import { buildSampleShop } from "../sample/build-sample-shop.ts";
import { PLAIN_STYLE } from "../sample/sample-style.ts";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { TEST_NOW } from "./create-test-shop.ts";

const copies = filledDatabases(async (store) => {
  await buildSampleShop(store, { now: TEST_NOW, style: PLAIN_STYLE, days: 1 });
});

/**
 * The sample shop on the morning of the day on which test shops start, with one day of sales. Copies share their ids.
 */
export async function createSampleDatabase(clock: () => number): Promise<UnitOfWork> {
  return createUnitOfWork({ store: await copies(), clock });
}
