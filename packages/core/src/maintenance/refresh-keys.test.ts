import { FindProductByBarcode, ListProducts, UpdateProduct } from "@daybook/contract/products";
import { ListSuppliers, CreateSupplier } from "@daybook/contract/suppliers";
import { CreateCustomer, ListCustomers } from "@daybook/contract/customers";
import { FOLD_VERSION } from "@daybook/contract/fold";
import { newId } from "@daybook/contract/uuid";
import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createCustomer, listCustomers } from "../customers/customers.ts";
import { findProductByBarcode, listProducts } from "../products/products.ts";
import { updateProduct } from "../products/update-product.ts";
import { refreshKeys } from "./refresh-keys.ts";
import { createSupplier, listSuppliers } from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";

/** As an older program kept a product: its key and search text only in lower case, its barcode as it was typed. */
async function asBefore(shop: TestShop, sku: string, called: string, barcode?: string) {
  await shop.write(async ({ db, t }) => {
    const lower = called.normalize("NFKC").trim().toLowerCase();
    const old = { sku: called, skuKey: lower, search: lower, nameKey: lower };
    await db.update(t.product).set(old).where(eq(t.product.sku, sku));
    if (barcode !== undefined)
      await db
        .update(t.barcode)
        .set({ code: barcode, shown: barcode })
        .where(eq(t.barcode.code, sku.toLowerCase()));
    await db.update(t.shop).set({ foldVersion: 0 });
  });
}

const keys = (shop: TestShop) =>
  shop.read(({ db, t }) =>
    db.select({ key: t.product.skuKey }).from(t.product).orderBy(asc(t.product.id)),
  );
const audit = (shop: TestShop) =>
  shop.read(({ db, t }) =>
    db
      .select({ entityId: t.auditEntry.entityId, after: t.auditEntry.after })
      .from(t.auditEntry)
      .where(eq(t.auditEntry.action, "shop.keptApart")),
  );

test("[fault A12] two old products whose codes have become equal stay separate: the older has the key, and the audit log names both", async () => {
  const shop = await createTestShop();
  for (const sku of ["A", "B", "C"]) await shop.addProduct(sku, { input: { barcodes: [sku] } });
  // The older one has what cannot be seen in it; the newer one has held the key so far.
  await asBefore(shop, "A", "Tea\u200b-1", "TAG-1");
  await asBefore(shop, "B", "TEA-1", "tag-1");
  await asBefore(shop, "C", "Café-2");
  await refreshKeys(shop.work);
  const expected = [{ key: "tea-1" }, { key: "tea-1\u00012" }, { key: "café-2" }];
  expect(await keys(shop)).toEqual(expected);
  expect(await audit(shop)).toEqual([
    { entityId: shop.productId("A"), after: { barcode: "TAG-1" } },
    { entityId: shop.productId("B"), after: { calledAs: shop.productId("A") } },
  ]);
  const scanned = shop.read((r) =>
    findProductByBarcode(r, FindProductByBarcode.parse({ code: "Tag-1" })),
  );
  await expect(scanned).rejects.toMatchObject({ code: "several_products" });

  // Once more, and after a stop in the middle: nothing more happens.
  await refreshKeys(shop.work);
  await shop.write(({ db, t }) => db.update(t.shop).set({ foldVersion: 0 }));
  await refreshKeys(shop.work);
  expect(await keys(shop)).toEqual(expected);
  expect(await audit(shop)).toHaveLength(2);
});

test("[fault A12] such a product can be edited, and given its own code", async () => {
  const shop = await createTestShop();
  for (const sku of ["A", "B"]) await shop.addProduct(sku);
  await asBefore(shop, "A", "TEA-1");
  await asBefore(shop, "B", "TEA\u200b-1");
  await refreshKeys(shop.work);
  const change = async (fields: Record<string, unknown>) => {
    const [row] = await shop.read(({ db, t }) =>
      db
        .select()
        .from(t.product)
        .where(eq(t.product.publicId, shop.productId("B"))),
    );
    const input = { key: newId(), id: shop.productId("B"), version: row?.version, ...fields };
    await shop.write((w) => updateProduct(w, UpdateProduct.parse(input)));
  };
  await change({ name: "Second tea", sku: "TEA-1" });
  expect(await keys(shop)).toEqual([{ key: "tea-1" }, { key: "tea-1\u00012" }]);
  await change({ sku: "TEA-2" });
  expect(await keys(shop)).toEqual([{ key: "tea-1" }, { key: "tea-2" }]);
});

test("[fault A11] rows stored by older versions are found and sorted like new ones, in more than one chunk", async () => {
  const shop = await createTestShop();
  for (let number = 0; number < 12; number += 1)
    await shop.addProduct(`P${number}`, { name: `Thé ${number}` });
  const supplier = CreateSupplier.parse({ key: newId(), name: "Él", phone: "+33 1 23 45" });
  await shop.write((w) => createSupplier(w, supplier));
  const customer = CreateCustomer.parse({ key: newId(), name: "Åsa", email: "asa@mail.example" });
  await shop.write((w) => createCustomer(w, customer));
  await shop.write(async ({ db, t }) => {
    await db.update(t.product).set({ search: "", nameKey: "thé" });
    await db.update(t.supplier).set({ search: "", sortKey: "" });
    await db.update(t.customer).set({ search: "åsa asa@mail.example", nameKey: "åsa" });
    await db.update(t.shop).set({ foldVersion: 0 });
  });
  await refreshKeys(shop.work, { chunk: 5 });
  const names = await shop.read(async (r) => ({
    products: (
      await listProducts(r, ListProducts.parse({ search: "the", sort: "name" }))
    ).items.map(({ name }) => name),
    suppliers: (await listSuppliers(r, ListSuppliers.parse({ search: "el 0123" }))).items.length,
    customers: (await listCustomers(r, ListCustomers.parse({ search: "asa" }))).items.length,
    domain: (await listCustomers(r, ListCustomers.parse({ search: "mail" }))).items.length,
    version: (await r.db.select({ version: r.t.shop.foldVersion }).from(r.t.shop))[0]?.version,
  }));
  expect(names).toEqual({
    products: Array.from({ length: 12 }, (_, number) => `Thé ${number}`),
    suppliers: 1,
    customers: 1,
    domain: 0,
    version: FOLD_VERSION,
  });
});
