/** A shop as an earlier version left it, opened and updated by this one. */
import { testEngine } from "@daybook/db/testing";
import { openFormer } from "@daybook/db/testing-former";
import type { FormerDatabase } from "@daybook/db/testing-former";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import { TestShop } from "./create-test-shop.ts";

interface FormerShop {
  /** UTC milliseconds. */
  readonly now: number;
  readonly rows: FormerDatabase["rows"];
}

/** Fills the tables as they were after the migration `last`, applies the later ones, and opens the shop. */
export async function openFormerShop(last: string, former: FormerShop): Promise<TestShop> {
  const store = await openFormer({ engine: testEngine, last, rows: former.rows });
  const clock = { now: former.now };
  const shop = new TestShop(createUnitOfWork({ store, clock: () => clock.now }), clock);
  await shop.remember();
  return shop;
}
