import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { testEngine } from "@daybook/db/testing";
import { newId } from "@daybook/contract/uuid";
import { receiveGoods } from "../stock/receive-goods.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { delivery } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { deactivateLocation, getLocation } from "./locations.ts";

function signal() {
  let give: () => void = () => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { give, given };
}

const deliver = (shop: TestShop, beforeCommit: () => Promise<void>) =>
  shop.write(async (w) => {
    const { productId, locationId } = shop.at("MUG", "Annex");
    const lines = [{ productId, quantityMilli: 1000, costMinor: 300 }];
    await receiveGoods(w, delivery({ locationId, lines }));
    await beforeCommit();
  });

async function close(shop: TestShop) {
  const annex = await shop.read((r) => getLocation(r, { id: shop.locationId("Annex") }));
  const input = { key: newId(), id: annex.id, version: annex.version };
  return shop.write((w) => deactivateLocation(w, input));
}

/** Answers as soon as a transaction on this database waits for a lock of the program's own. */
async function someoneWaits(shop: TestShop): Promise<void> {
  for (;;) {
    const [row] = await shop.read((r) =>
      r.db
        .select({ waiting: sql`count(*)`.mapWith(Number) })
        .from(sql`pg_locks`)
        .where(
          sql`locktype = 'advisory' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        ),
    );
    if (row !== undefined && row.waiting > 0) return;
  }
}

test("[C4] a location is not deactivated while goods arrive there in another process", async (context) => {
  if (testEngine !== "postgres") context.skip("needs writers at the same time: PostgreSQL");
  const shop = await createTestShop().withLocation("Annex").withProduct("MUG");
  const posted = signal();
  const commit = signal();
  const delivering = deliver(shop, () => {
    posted.give();
    return commit.given;
  });
  await posted.given;
  const closing = close(shop);
  const closed = closing.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([closed, someoneWaits(shop)]);
  commit.give();
  await delivering;
  const refusal = await expectRefusal(closing, "still_in_use");
  expect(refusal.details).toMatchObject({ by: "stock" });
});

test("[C4] if two users deactivate one location at the same moment, one succeeds and one is refused", async () => {
  const shop = await createTestShop().withLocation("Annex").withProduct("MUG");
  const outcomes = await Promise.allSettled([close(shop), close(shop)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expectRefusal(
    deliver(shop, () => Promise.resolve()),
    "inactive",
    "locationId",
  );
});
