/** For tests of setup: a migrated database without a shop. */
import { createTestDatabase } from "@daybook/db/testing";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { TEST_NOW } from "./create-test-shop.ts";

export async function createEmptyDatabase(): Promise<{ work: UnitOfWork; clock: { now: number } }> {
  const store = await createTestDatabase();
  const clock = { now: TEST_NOW };
  return { work: createUnitOfWork({ store, clock: () => clock.now }), clock };
}
