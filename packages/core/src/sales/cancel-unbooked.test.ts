import { expect, test } from "vitest";
import { minor } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { CancelUnbooked } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sell } from "../testing/trade.ts";
import { cancelUnbooked } from "./cancel-unbooked.ts";

const given = (saleKey: string, locationId: string) =>
  CancelUnbooked.parse({
    key: newId(),
    saleKey,
    locationId,
    totalMinor: 499,
    refusal: "Only 0 left in Shop",
    reason: "The customer took the money back",
  });

test("[fault G5] refunded money of a refused sale is in the audit log, with both reasons", async () => {
  const shop = await createTestShop();
  const saleKey = newId();
  await shop.write((ctx) => cancelUnbooked(ctx, given(saleKey, shop.locationId("Shop"))));
  const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  expect(entries.at(-1)).toMatchObject({
    action: "sales.cancelUnbooked",
    entityId: saleKey,
    before: { totalMinor: 499, location: "Shop", refusal: "Only 0 left in Shop" },
    reason: "The customer took the money back",
  });
});

test("[fault G5] the money of a sale that is recorded after all is not refunded twice", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(1) });
  const key = newId();
  const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], { key });
  expect(sale.totalMinor).toBe(minor(1000));
  await expectRefusal(
    shop.write((ctx) => cancelUnbooked(ctx, given(key, shop.locationId("Shop")))),
    "wrong_state",
    "saleKey",
  );
});
