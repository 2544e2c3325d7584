import {
  CreateCustomer,
  Customer,
  ListCustomers,
  UpdateCustomer,
  UpdateCustomers,
} from "@daybook/contract/customers";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, voiding } from "../testing/inputs.ts";
import {
  createCustomer,
  deactivateCustomer,
  getCustomer,
  listCustomers,
  reactivateCustomer,
  updateCustomer,
  updateCustomers,
} from "./customers.ts";

const create = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => createCustomer(ctx, CreateCustomer.parse({ key: newId(), ...fields })));
const update = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateCustomer(ctx, UpdateCustomer.parse({ key: newId(), ...fields })));
const list = (shop: TestShop, input: Record<string, unknown> = {}) =>
  shop.read((ctx) => listCustomers(ctx, ListCustomers.parse(input)));
const updateMany = (
  shop: TestShop,
  rows: readonly { readonly id: string; readonly version: number }[],
  active: boolean,
) =>
  shop.write((ctx) =>
    updateCustomers(
      ctx,
      UpdateCustomers.parse({
        key: newId(),
        customers: rows.map(({ id, version }) => ({ id, version })),
        set: { active },
      }),
    ),
  );
const state = ({ id, version }: Customer) => ({ key: newId(), id, version });

describe("customers", () => {
  test("[CU1] a customer is created, read, edited, deactivated and reactivated", async () => {
    const shop = await createTestShop();
    const made = await create(shop, { name: "Ada Byron", phone: "+44 117 496 0000" });
    expect(Customer.parse(made)).toEqual(made);
    expect(await shop.read((ctx) => getCustomer(ctx, { id: made.id }))).toEqual(made);
    expect(made).toMatchObject({ sales: 0, returns: 0, purchasesMinor: 0, lastPurchaseAt: null });
    const changed = await update(shop, { id: made.id, version: 1, email: "ada@example.test" });
    expect(changed).toEqual({ ...made, email: "ada@example.test", version: 2 });
    const off = await shop.write((ctx) => deactivateCustomer(ctx, state(changed)));
    expect((await list(shop)).items).toEqual([]);
    const back = await shop.write((ctx) => reactivateCustomer(ctx, state(off)));
    expect(back).toEqual({ ...changed, version: 4 });
  });

  test("[CU1] many are deactivated at once and reactivated with the returned versions", async () => {
    const shop = await createTestShop();
    const made = [await create(shop, { name: "Ada" }), await create(shop, { name: "Bob" })];
    await create(shop, { name: "Cyd" });
    const off = await updateMany(shop, made, false);
    expect(off).toEqual({
      changed: 2,
      customers: made.map(({ id }) => ({ id, version: 2 })),
    });
    expect((await list(shop)).items.map(({ name }) => name)).toEqual(["Cyd"]);
    await updateMany(shop, off.customers, true);
    expect((await list(shop)).items.map(({ name }) => name)).toEqual(["Ada", "Bob", "Cyd"]);
  });

  test("[I13] of many, one changed by someone else is refused at its index and none is changed", async () => {
    const shop = await createTestShop();
    const ada = await create(shop, { name: "Ada" });
    const bob = await create(shop, { name: "Bob" });
    await update(shop, { id: bob.id, version: 1, note: "Rings twice" });
    await expect(
      updateMany(shop, [ada, bob, { id: newId(), version: 1 }], false),
    ).rejects.toMatchObject({
      code: "stale_version",
      fieldErrors: {
        "customers.1.version": [{ code: "stale_version" }],
        "customers.2.id": [{ code: "not_found" }],
      },
    });
    expect((await list(shop)).items).toHaveLength(2);
  });

  test("[I13] an edit of an old version is refused", async () => {
    const shop = await createTestShop();
    const { id } = await create(shop, { name: "Ada" });
    await update(shop, { id, version: 1, note: "A" });
    await expect(update(shop, { id, version: 1, note: "B" })).rejects.toMatchObject({
      code: "stale_version",
      details: { entity: "customer", version: 1, currentVersion: 2 },
    });
  });

  test("[CU1] a search finds name, e-mail and phone, the phone with or without spaces", async () => {
    const shop = await createTestShop();
    await create(shop, { name: "Ada Byron", phone: "+44 117 496-0000", email: "Ada@Example.test" });
    await create(shop, { name: "Åsa" });
    const found = async (search: string) =>
      (await list(shop, { search })).items.map((item) => item.name);
    expect(await found("BYRON")).toEqual(["Ada Byron"]);
    expect(await found("117496")).toEqual(["Ada Byron"]);
    expect(await found("117 496-")).toEqual(["Ada Byron"]);
    expect(await found("ada@")).toEqual(["Ada Byron"]);
    expect(await found("åSA")).toEqual(["Åsa"]);
    expect(await found("%")).toEqual([]);
  });

  test("[I4] customers of the same name are paged without a gap or a repeat", async () => {
    const shop = await createTestShop();
    for (const phone of ["1", "2", "3"]) await create(shop, { name: "Sam", phone });
    const first = await list(shop, { limit: 2 });
    const rest = await list(shop, { limit: 2, cursor: first.nextCursor });
    const phones = [...first.items, ...rest.items].map((item) => item.phone);
    expect([phones, rest.nextCursor]).toEqual([["1", "2", "3"], null]);
  });
});

describe("a customer's purchases", () => {
  test("[CU2] count the customer's sales and returns, without voided ones and those of others", async () => {
    const shop = await createTestShop().withProduct("MUG", {
      priceMinor: 999,
      onHandMilli: pieces(10),
      costMinor: 3000,
    });
    const ada = await create(shop, { name: "Ada" });
    const bob = await create(shop, { name: "Bob" });
    const sell = (customerId: string | null, count: number) =>
      shop.write((ctx) => {
        const lines = [{ productId: shop.productId("MUG"), quantityMilli: pieces(count) }];
        const expectedTotalMinor = 999 * count;
        const locationId = shop.locationId();
        return ringUpSale(ctx, cart({ locationId, customerId, lines, expectedTotalMinor }));
      });
    const bought = await sell(ada.id, 3);
    shop.advance(60_000);
    await sell(ada.id, 1);
    await sell(bob.id, 1);
    await sell(null, 1);
    shop.advance(60_000);
    const mistake = await sell(ada.id, 2);
    await shop.write((ctx) => voidSale(ctx, voiding(mistake)));
    const [line] = bought.lines;
    await shop.write((ctx) =>
      returnSale(
        ctx,
        goodsBack(bought, {
          lines: [{ lineNo: line?.lineNo, quantityMilli: pieces(1), disposition: "restock" }],
          expectedTotalMinor: 999,
        }),
      ),
    );
    expect(await shop.read((ctx) => getCustomer(ctx, { id: ada.id }))).toMatchObject({
      sales: 2,
      returns: 1,
      purchasesMinor: 999 * 3,
      lastPurchaseAt: "2026-03-02T10:01:00.000Z",
    });
  });
});
