import {
  CreateSupplier,
  ListSuppliers,
  Supplier,
  UpdateSupplier,
  UpdateSuppliers,
} from "@daybook/contract/suppliers";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { getProduct, listProducts } from "../products/products.ts";
import { ListProducts } from "@daybook/contract/products";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import {
  createSupplier,
  deactivateSupplier,
  getSupplier,
  listSuppliers,
  reactivateSupplier,
  updateSupplier,
  updateSuppliers,
} from "./suppliers.ts";

const create = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => createSupplier(ctx, CreateSupplier.parse({ key: newId(), ...fields })));
const update = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateSupplier(ctx, UpdateSupplier.parse({ key: newId(), ...fields })));
const list = (shop: TestShop, input: Record<string, unknown> = {}) =>
  shop.read((ctx) => listSuppliers(ctx, ListSuppliers.parse(input)));
const updateMany = (
  shop: TestShop,
  rows: readonly { readonly id: string; readonly version: number }[],
  active: boolean,
) =>
  shop.write((ctx) =>
    updateSuppliers(
      ctx,
      UpdateSuppliers.parse({
        key: newId(),
        suppliers: rows.map(({ id, version }) => ({ id, version })),
        set: { active },
      }),
    ),
  );
const state = ({ id, version }: Supplier) => ({ key: newId(), id, version });

describe("suppliers", () => {
  test("[P1] a supplier is created, read, edited, deactivated and reactivated", async () => {
    const shop = await createTestShop();
    const made = await create(shop, { name: "Acme", email: "orders@acme.test", termsDays: 30 });
    expect(Supplier.parse(made)).toEqual(made);
    expect(await shop.read((ctx) => getSupplier(ctx, { id: made.id }))).toEqual(made);
    const changed = await update(shop, { id: made.id, version: 1, phone: "0117 496 0000" });
    expect(changed).toEqual({ ...made, phone: "0117 496 0000", version: 2 });
    const off = await shop.write((ctx) => deactivateSupplier(ctx, state(changed)));
    expect(off).toMatchObject({ active: false, version: 3 });
    const back = await shop.write((ctx) => reactivateSupplier(ctx, state(off)));
    expect(back).toEqual({ ...changed, version: 4 });
  });

  test("[P1] a name must be unique, ignoring case, also at the same moment", async () => {
    const shop = await createTestShop();
    const results = await Promise.allSettled(
      ["Acme", "ACME"].map((name) => create(shop, { name })),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "duplicate" })]);
    expect(refused[0]).toMatchObject({ fieldErrors: { name: [{ code: "duplicate" }] } });
  });

  test("[I13] an edit of an old version is refused", async () => {
    const shop = await createTestShop();
    const { id } = await create(shop, { name: "Acme" });
    await update(shop, { id, version: 1, note: "A" });
    await expect(update(shop, { id, version: 1, note: "B" })).rejects.toMatchObject({
      code: "stale_version",
    });
  });

  test("[C14] many are deactivated at once and reactivated with the returned versions", async () => {
    const shop = await createTestShop();
    const made = [await create(shop, { name: "Ada" }), await create(shop, { name: "Bob" })];
    await create(shop, { name: "Cyd" });
    const off = await updateMany(shop, made, false);
    expect(off).toEqual({
      changed: 2,
      suppliers: made.map(({ id }) => ({ id, version: 2 })),
    });
    expect((await list(shop)).items.map(({ name }) => name)).toEqual(["Cyd"]);
    await updateMany(shop, off.suppliers, true);
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
        "suppliers.1.version": [{ code: "stale_version" }],
        "suppliers.2.id": [{ code: "not_found" }],
      },
    });
    expect((await list(shop)).items).toHaveLength(2);
  });

  test("[I4] suppliers are paged by name and are found by name, e-mail and phone", async () => {
    const shop = await createTestShop();
    await create(shop, { name: "beta", phone: "555 1234" });
    await create(shop, { name: "Acme", email: "Orders@Acme.test" });
    await create(shop, { name: "Gamma 10%" });
    const first = await list(shop, { limit: 2 });
    expect(first.items.map((item) => item.name)).toEqual(["Acme", "beta"]);
    const rest = await list(shop, { limit: 2, cursor: first.nextCursor });
    expect(rest).toMatchObject({ items: [{ name: "Gamma 10%" }], nextCursor: null });
    const found = async (search: string) =>
      (await list(shop, { search })).items.map((item) => item.name);
    expect(await found("ORDERS@")).toEqual(["Acme"]);
    expect(await found("555 12")).toEqual(["beta"]);
    expect(await found("0%")).toEqual(["Gamma 10%"]);
    expect(await found("_")).toEqual([]);
  });
});

describe("suppliers of a product", () => {
  test("[C14] a product has many suppliers, each with its own code, pack, price and lead time", async () => {
    const shop = await createTestShop();
    const acme = await create(shop, { name: "Acme" });
    const beta = await create(shop, { name: "Beta" });
    const terms = {
      supplierSku: "A-77",
      packQuantityMilli: pieces(12),
      minimumOrderMilli: pieces(24),
      packPriceMinor: 3600,
      leadTimeDays: 7,
      preferred: true,
    };
    await shop.addProduct("MUG", {
      input: { suppliers: [{ supplierId: beta.id }, { supplierId: acme.id, ...terms }] },
    });
    await shop.addProduct("CUP");
    const mug = await shop.read((ctx) => getProduct(ctx, { id: shop.productId("MUG") }));
    expect(mug.suppliers).toEqual([
      { supplier: { id: acme.id, name: "Acme" }, ...terms },
      expect.objectContaining({ supplier: { id: beta.id, name: "Beta" }, packPriceMinor: null }),
    ]);
    const theirs = await shop.read((ctx) =>
      listProducts(ctx, ListProducts.parse({ supplierId: acme.id })),
    );
    expect(theirs.items.map((item) => item.sku)).toEqual(["MUG"]);
  });

  test("[C14] a deactivated supplier cannot be chosen, nor one supplier twice, nor two preferred ones", async () => {
    const shop = await createTestShop();
    const acme = await create(shop, { name: "Acme" });
    const beta = await create(shop, { name: "Beta" });
    const gone = await create(shop, { name: "Gone" });
    await shop.write((ctx) => deactivateSupplier(ctx, state(gone)));
    const suppliers = [
      { supplierId: acme.id, preferred: true },
      { supplierId: gone.id },
      { supplierId: acme.id },
      { supplierId: beta.id, preferred: true },
    ];
    await expect(shop.addProduct("MUG", { input: { suppliers } })).rejects.toMatchObject({
      fieldErrors: {
        "suppliers.1.supplierId": [{ code: "inactive" }],
        "suppliers.2.supplierId": [{ code: expect.any(String) }],
        "suppliers.3.preferred": [{ code: expect.any(String) }],
      },
    });
  });
});
