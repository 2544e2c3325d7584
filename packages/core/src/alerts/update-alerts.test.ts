import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { ListAlerts, UpdateAlerts } from "@daybook/contract/alerts";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { testEngine } from "@daybook/db/testing";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { listAlerts, updateAlerts } from "./alerts.ts";

const HOUR = 3600_000;

/** Three products that are low, in the order their alerts were opened. */
async function shopWithAlerts() {
  const shop = await createTestShop();
  const rules = { reorderRules: [{ reorderPointMilli: pieces(1), targetMilli: pieces(9) }] };
  for (const sku of ["A", "B", "C"]) {
    await shop.addProduct(sku, { onHandMilli: pieces(1), costMinor: 10, input: rules });
  }
  const ids = (await open(shop)).map(({ id }) => id).toReversed();
  return { shop, ids };
}

async function open(shop: TestShop) {
  const { items } = await shop.read((ctx) => listAlerts(ctx, ListAlerts.parse({})));
  return items;
}

const states = async (shop: TestShop) =>
  Object.fromEntries((await open(shop)).map(({ product, status }) => [product.sku, status]));

const update = (shop: TestShop, ids: readonly string[], set: Record<string, unknown>) =>
  shop.write((ctx) => updateAlerts(ctx, UpdateAlerts.parse({ key: newId(), ids, set })));

test("[A3] many alerts are snoozed or dismissed together, and the same ones are reopened", async () => {
  const { shop, ids } = await shopWithAlerts();
  const until = new Date(shop.clock.now + HOUR).toISOString();
  expect(await update(shop, ids, { status: "snoozed", snoozedUntil: until })).toEqual({
    changed: 3,
    ids,
  });
  expect((await open(shop)).map(({ snoozedUntil }) => snoozedUntil)).toEqual([until, until, until]);
  expect(await update(shop, ids.slice(1), { status: "active" })).toEqual({
    changed: 2,
    ids: ids.slice(1),
  });
  expect(await states(shop)).toEqual({ A: "snoozed", B: "active", C: "active" });
  const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  expect(entries.filter(({ action }) => action === "alerts.reopen")).toHaveLength(2);
});

test("[A3] an alert that has changed since stays as it is, and the others are updated", async () => {
  const { shop, ids } = await shopWithAlerts();
  const [first, ...others] = ids;
  await update(shop, [first ?? ""], { status: "dismissed" });
  expect(await update(shop, ids, { status: "dismissed" })).toEqual({ changed: 2, ids: others });
  // Chosen twice, answered once.
  expect(await update(shop, [...others, ...others], { status: "active" })).toEqual({
    changed: 2,
    ids: others,
  });
  expect(await states(shop)).toEqual({ A: "dismissed", B: "active", C: "active" });
});

test("[A3] many alerts are updated while a till sells the last piece of one, and none is left out", async () => {
  const { shop, ids } = await shopWithAlerts();
  const lines = [{ productId: shop.productId("B"), quantityMilli: pieces(1) }];
  const sale = cart({ locationId: shop.locationId(), lines, expectedTotalMinor: 1000 });
  const sold = shop.write(async (ctx) => {
    await ringUpSale(ctx, sale);
    // With concurrent writers, the change has already read the alert and waits for its row.
    if (testEngine === "postgres") await sleep(150);
  });
  const [answer] = await Promise.all([update(shop, ids, { status: "dismissed" }), sold]);
  expect(answer).toEqual({ changed: 3, ids });
  const severities = (await open(shop)).map(({ product, severity }) => [product.sku, severity]);
  expect(Object.fromEntries(severities)).toEqual({ A: "low", B: "out", C: "low" });
  expect(await states(shop)).toEqual({ A: "dismissed", B: "dismissed", C: "dismissed" });
});

test("[A3] an unknown alert is refused at its index, and none is updated", async () => {
  const { shop, ids } = await shopWithAlerts();
  await expect(update(shop, [...ids, newId()], { status: "dismissed" })).rejects.toMatchObject({
    code: "not_found",
    fieldErrors: { "ids.3": [{ code: "not_found" }] },
  });
  expect(await states(shop)).toEqual({ A: "active", B: "active", C: "active" });
});

test("[A3] a snooze of many alerts needs a time within a year, and other states refuse one", async () => {
  const { shop, ids } = await shopWithAlerts();
  for (const until of [shop.clock.now, shop.clock.now + 367 * 24 * HOUR]) {
    const set = { status: "snoozed", snoozedUntil: new Date(until).toISOString() };
    await expect(update(shop, ids, set)).rejects.toMatchObject({
      code: "invalid_input",
      fieldErrors: { "set.snoozedUntil": [{ code: "not_ahead", details: { days: 366 } }] },
    });
  }
  const until = new Date(shop.clock.now + HOUR).toISOString();
  for (const set of [{ status: "snoozed" }, { status: "active", snoozedUntil: until }])
    expect(UpdateAlerts.safeParse({ key: newId(), ids, set }).success).toBe(false);
});
