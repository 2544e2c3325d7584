import { expect, test } from "vitest";
import { DismissAlert, ListAlerts, ReopenAlert, SnoozeAlert } from "@daybook/contract/alerts";
import { ReceiveGoods } from "@daybook/contract/stock";
import {
  CreateProduct,
  ProductState,
  UpdateProduct,
  UpdateProducts,
} from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { dbFailure } from "@daybook/db/db-error";
import { deactivateProduct, reactivateProduct } from "../products/product-state.ts";
import { updateProduct, updateProducts } from "../products/update-product.ts";
import { receiveGoods } from "../stock/receive-goods.ts";
import { createTestShop, TEST_NOW } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { sell } from "../testing/trade.ts";
import { countAlerts, dismissAlert, listAlerts, reopenAlert, snoozeAlert } from "./alerts.ts";
import { wakeSnoozedAlerts } from "./wake-snoozed.ts";

const HOUR = 3600_000;

/** Ten mugs, to be bought again at four. */
async function shopWithMugs(): Promise<TestShop> {
  const shop = await createTestShop().withProduct("MUG", {
    onHandMilli: pieces(10),
    costMinor: 3000,
    input: {
      reorderRules: [
        { safetyStockMilli: pieces(2), reorderPointMilli: pieces(4), targetMilli: pieces(20) },
      ],
    },
  });
  shop.advance(HOUR);
  return shop;
}

async function sellMugs(shop: TestShop, count: number): Promise<void> {
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(count) }]);
}

async function receiveMugs(shop: TestShop, count: number, location = "Shop"): Promise<void> {
  const { productId, locationId } = shop.at("MUG", location);
  const input = ReceiveGoods.parse({
    key: newId(),
    locationId,
    lines: [{ productId, quantityMilli: pieces(count), costMinor: 100 }],
  });
  await shop.write((ctx) => receiveGoods(ctx, input));
}

/** A product without stock is out from its first moment; what was opened while the shop was built is left out. */
async function alerts(shop: TestShop, filter: Partial<ListAlerts> = {}) {
  const { items } = await shop.read((ctx) => listAlerts(ctx, ListAlerts.parse(filter)));
  return items.filter((alert) => Date.parse(alert.openedAt) > TEST_NOW);
}

async function onlyAlert(shop: TestShop) {
  const [alert, ...others] = await alerts(shop, { status: "all" });
  if (alert === undefined || others.length > 0)
    throw new Error(`expected one alert, not ${others.length + 1}`);
  return alert;
}

const dismiss = (shop: TestShop, id: string) =>
  shop.write((ctx) => dismissAlert(ctx, DismissAlert.parse({ key: newId(), id })));

const reopen = (shop: TestShop, id: string) =>
  shop.write((ctx) => reopenAlert(ctx, ReopenAlert.parse({ key: newId(), id })));

const snooze = (shop: TestShop, id: string, until: number) =>
  shop.write((ctx) =>
    snoozeAlert(ctx, SnoozeAlert.parse({ key: newId(), id, until: new Date(until).toISOString() })),
  );

test("[A1] a reorder point below the safety stock is refused by the contract and by the database", async () => {
  const rules = [
    { safetyStockMilli: pieces(5), reorderPointMilli: pieces(4), targetMilli: pieces(20) },
  ];
  const parsed = CreateProduct.safeParse({
    key: newId(),
    name: "Mug",
    priceMinor: 1,
    reorderRules: rules,
  });
  expect(parsed.error?.issues).toMatchObject([
    {
      path: ["reorderRules", 0, "reorderPointMilli"],
      message: "reorder_point_below_safety",
    },
  ]);
  const shop = await shopWithMugs();
  const stored = shop.write((ctx) =>
    ctx.db.update(ctx.t.reorderRule).set({ safetyStockMilli: pieces(5) }),
  );
  const failure = await stored.then(() => null, dbFailure);
  expect(failure).toEqual({ kind: "check", name: "reorder_rule_point_covers_safety" });
});

test("[A1] a location has its own reorder rule next to the shop's, and each uses its own stock", async () => {
  const shop = await createTestShop().withLocation("Kiosk");
  await shop.addProduct("MUG", {
    onHandMilli: pieces(10),
    costMinor: 1000,
    input: {
      reorderRules: [
        { reorderPointMilli: pieces(4), targetMilli: pieces(20) },
        {
          locationId: shop.locationId("Kiosk"),
          reorderPointMilli: pieces(2),
          targetMilli: pieces(6),
        },
      ],
    },
  });
  shop.advance(HOUR);
  await receiveMugs(shop, 3, "Kiosk");
  await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], { location: "Kiosk" });
  expect(await alerts(shop)).toMatchObject([
    {
      location: { name: "Kiosk" },
      positionMilli: pieces(2),
      reorderPointMilli: pieces(2),
      severity: "low",
    },
  ]);
  await sellMugs(shop, 8);
  expect(await alerts(shop)).toMatchObject([
    { location: null, positionMilli: pieces(4), severity: "low" },
    { location: { name: "Kiosk" }, positionMilli: pieces(2) },
  ]);
});

test("[A2] an alert opens once per crossing, however often the product is sold", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 5);
  expect(await alerts(shop, { status: "all" })).toEqual([]);
  await sellMugs(shop, 1);
  const { id } = await onlyAlert(shop);
  await sellMugs(shop, 1);
  await sellMugs(shop, 1);
  expect(await onlyAlert(shop)).toMatchObject({ id, status: "active", severity: "low" });
  await sellMugs(shop, 2);
  expect(await onlyAlert(shop)).toMatchObject({ id, severity: "out", positionMilli: 0 });
  await receiveMugs(shop, 5);
  await sellMugs(shop, 1);
  const [second, first] = await alerts(shop, { status: "all" });
  expect(first).toMatchObject({ id, status: "resolved" });
  expect(second).toMatchObject({ status: "active", severity: "low" });
});

test("[A3] alerts are filtered by state, and counted", async () => {
  const shop = await createTestShop();
  const rules = { reorderRules: [{ reorderPointMilli: pieces(1), targetMilli: pieces(9) }] };
  for (const sku of ["A", "B", "C", "D"]) {
    await shop.addProduct(sku, { onHandMilli: pieces(2), costMinor: 10, input: rules });
  }
  shop.advance(HOUR);
  for (const sku of ["A", "B", "C", "D"]) await sell(shop, [{ sku, quantityMilli: pieces(1) }]);
  const ids = new Map((await alerts(shop)).map((alert) => [alert.product.sku, alert.id]));
  await dismiss(shop, ids.get("B") ?? "");
  await snooze(shop, ids.get("C") ?? "", shop.clock.now + HOUR);
  const { productId, locationId } = shop.at("D");
  const lines = [{ productId, quantityMilli: pieces(5), costMinor: 10 }];
  await shop.write((ctx) =>
    receiveGoods(ctx, ReceiveGoods.parse({ key: newId(), locationId, lines })),
  );
  const skus = async (status: ListAlerts["status"]) =>
    (await alerts(shop, { status })).map((alert) => alert.product.sku);
  expect(await skus("active")).toEqual(["A"]);
  expect(await skus("dismissed")).toEqual(["B"]);
  expect(await skus("snoozed")).toEqual(["C"]);
  expect(await skus("resolved")).toEqual(["D"]);
  expect(await skus("open")).toEqual(["C", "B", "A"]);
  expect(await skus("all")).toEqual(["D", "C", "B", "A"]);
  expect(await shop.read(countAlerts)).toEqual({ active: 1, dismissed: 1, snoozed: 1 });
  const ofOne = await alerts(shop, {
    status: "all",
    productId: ListAlerts.shape.productId.parse(productId),
  });
  expect(ofOne.map((alert) => alert.product.sku)).toEqual(["D"]);
});

test("[A3] the next page of alerts continues where the last one ended", async () => {
  const shop = await createTestShop();
  const rules = { reorderRules: [{ reorderPointMilli: pieces(1), targetMilli: pieces(9) }] };
  for (const sku of ["A", "B", "C"]) {
    await shop.addProduct(sku, { onHandMilli: pieces(1), costMinor: 10, input: rules });
  }
  const first = await shop.read((ctx) => listAlerts(ctx, ListAlerts.parse({ limit: 2 })));
  expect(first.items.map((alert) => alert.product.sku)).toEqual(["C", "B"]);
  const rest = ListAlerts.parse({ limit: 2, cursor: first.nextCursor });
  const second = await shop.read((ctx) => listAlerts(ctx, rest));
  expect(second.items.map((alert) => alert.product.sku)).toEqual(["A"]);
  expect(second.nextCursor).toBeNull();
});

test("[A3] a dismissed alert stays silent, and is not dismissed or snoozed again", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 6);
  const { id } = await onlyAlert(shop);
  expect(await dismiss(shop, id)).toMatchObject({ id, status: "dismissed" });
  await sellMugs(shop, 1);
  expect(await onlyAlert(shop)).toMatchObject({ id, status: "dismissed" });
  const refused = {
    code: "wrong_state",
    details: { entity: "alert", id, state: "dismissed" },
    fieldErrors: { id: [{ code: "wrong_state" }] },
  };
  await expect(dismiss(shop, id)).rejects.toMatchObject(refused);
  await expect(snooze(shop, id, shop.clock.now + HOUR)).rejects.toMatchObject(refused);
});

test("[A3] if two users dismiss the same alert at once, one succeeds and the other is refused", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 6);
  const { id } = await onlyAlert(shop);
  const outcomes = await Promise.allSettled([dismiss(shop, id), dismiss(shop, id)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = outcomes.find((outcome) => outcome.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "wrong_state" });
});

test("[A3] a snoozed alert becomes active at its time, and not before", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 6);
  const { id } = await onlyAlert(shop);
  const until = shop.clock.now + 2 * HOUR;
  expect(await snooze(shop, id, until)).toMatchObject({
    status: "snoozed",
    snoozedUntil: new Date(until).toISOString(),
  });
  shop.advance(HOUR);
  expect(await shop.write(wakeSnoozedAlerts)).toBe(0);
  expect(await onlyAlert(shop)).toMatchObject({ status: "snoozed" });
  shop.advance(HOUR);
  expect(await shop.write(wakeSnoozedAlerts)).toBe(1);
  expect(await onlyAlert(shop)).toMatchObject({ id, status: "active", snoozedUntil: null });
  expect(await shop.write(wakeSnoozedAlerts)).toBe(0);
});

test("[A3] a snooze ends in the future and within a year", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 6);
  const { id } = await onlyAlert(shop);
  for (const until of [shop.clock.now, shop.clock.now - HOUR, shop.clock.now + 400 * 24 * HOUR]) {
    await expect(snooze(shop, id, until)).rejects.toMatchObject({
      code: "invalid_input",
      fieldErrors: { until: [{ code: "not_ahead", details: { days: 366 } }] },
    });
  }
  expect(await onlyAlert(shop)).toMatchObject({ status: "active" });
});

test("[A3] a dismissal or a snooze can be undone, which opens no second alert", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 6);
  const { id, openedAt } = await onlyAlert(shop);
  const active = { id, status: "active", snoozedUntil: null, openedAt };
  await dismiss(shop, id);
  expect(await reopen(shop, id)).toMatchObject(active);
  await snooze(shop, id, shop.clock.now + HOUR);
  expect(await reopen(shop, id)).toMatchObject(active);
  shop.advance(2 * HOUR);
  expect(await shop.write(wakeSnoozedAlerts)).toBe(0);
  expect(await onlyAlert(shop)).toMatchObject(active);
  await expect(reopen(shop, id)).rejects.toMatchObject({
    code: "wrong_state",
    details: { entity: "alert", id, state: "active" },
  });
  await receiveMugs(shop, 1);
  await expect(reopen(shop, id)).rejects.toMatchObject({ details: { state: "resolved" } });
});

test("[A3] an alert that does not exist is refused", async () => {
  const shop = await shopWithMugs();
  await expect(dismiss(shop, newId())).rejects.toMatchObject({ code: "not_found" });
});

for (const state of ["active", "dismissed", "snoozed"] as const) {
  test(`[A4] an alert that is ${state} is resolved when the stock recovers`, async () => {
    const shop = await shopWithMugs();
    await sellMugs(shop, 6);
    const { id } = await onlyAlert(shop);
    if (state === "dismissed") await dismiss(shop, id);
    if (state === "snoozed") await snooze(shop, id, shop.clock.now + HOUR);
    await receiveMugs(shop, 1);
    expect(await onlyAlert(shop)).toMatchObject({
      id,
      status: "resolved",
      positionMilli: pieces(5),
      resolvedAt: new Date(shop.clock.now).toISOString(),
    });
    shop.advance(2 * HOUR);
    expect(await shop.write(wakeSnoozedAlerts)).toBe(0);
    await expect(dismiss(shop, id)).rejects.toMatchObject({
      code: "wrong_state",
      details: { state: "resolved" },
    });
  });
}

test("[US5] every dismissal and snooze of an alert is in the audit log", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 6);
  const { id } = await onlyAlert(shop);
  await snooze(shop, id, shop.clock.now + HOUR);
  shop.advance(HOUR);
  await shop.write(wakeSnoozedAlerts);
  await dismiss(shop, id);
  const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  expect(entries.filter((entry) => entry.entityId === id)).toMatchObject([
    { action: "alerts.snooze", before: { status: "active" }, after: { status: "snoozed" } },
    { action: "alerts.wake", before: { status: "snoozed" }, after: { status: "active" } },
    { action: "alerts.dismiss", before: { status: "active" }, after: { status: "dismissed" } },
  ]);
});

test("[A4] the alert of a deactivated product is suspended, and returns with the product", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 7);
  expect(await alerts(shop)).toMatchObject([{ status: "active" }]);
  const id = shop.productId("MUG");
  const state = (version: number) => ProductState.parse({ key: newId(), id, version });
  await shop.write((ctx) => deactivateProduct(ctx, state(1)));
  expect(await alerts(shop)).toEqual([]);
  await shop.write((ctx) => reactivateProduct(ctx, state(2)));
  expect(await alerts(shop)).toMatchObject([{ status: "active", severity: "low" }]);
});

test("[A4] alerts are suspended and return also when many products change at once", async () => {
  const shop = await shopWithMugs();
  await sellMugs(shop, 8);
  const change = (version: number, active: boolean) =>
    shop.write((ctx) =>
      updateProducts(
        ctx,
        UpdateProducts.parse({
          key: newId(),
          products: [{ id: shop.productId("MUG"), version }],
          set: { active },
        }),
      ),
    );
  await change(1, false);
  expect(await alerts(shop, { status: "all" })).toMatchObject([{ status: "resolved" }]);
  shop.advance(HOUR);
  await change(2, true);
  expect(await alerts(shop, { status: "all" })).toMatchObject([
    { status: "active" },
    { status: "resolved" },
  ]);
});

test("[A4] a reorder point raised while the last piece is sold still opens its alert", async () => {
  const shop = await createTestShop();
  const skus = ["A", "B", "C", "D", "E", "F"];
  for (const sku of skus) await shop.addProduct(sku, { onHandMilli: pieces(10) });
  const raise = (sku: string) =>
    shop.write((ctx) =>
      updateProduct(
        ctx,
        UpdateProduct.parse({
          key: newId(),
          id: shop.productId(sku),
          version: 1,
          reorderRules: [{ reorderPointMilli: pieces(4), targetMilli: pieces(20) }],
        }),
      ),
    );
  await Promise.all(
    skus.flatMap<Promise<unknown>>((sku) => [
      raise(sku),
      sell(shop, [{ sku, quantityMilli: pieces(8) }]),
    ]),
  );
  expect((await shop.read((ctx) => countAlerts(ctx))).active).toBe(skus.length);
});
