import { FindProductByBarcode, ListProducts } from "@daybook/contract/products";
import { expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { findProductByBarcode, listProducts } from "./products.ts";

const add = (shop: TestShop, sku: string, ...barcodes: string[]) =>
  shop.addProduct(sku, { input: { barcodes } });
const scan = async (shop: TestShop, code: string) =>
  (await shop.read((r) => findProductByBarcode(r, FindProductByBarcode.parse({ code })))).sku;
const taken = expect.objectContaining({ code: "duplicate" });

test("[fault A1] codes that differ in a letter belong to two products, and each is found by its own", async () => {
  const shop = await createTestShop();
  await add(shop, "O-100", "O-100");
  await add(shop, "Ø-100", "Ø-100");
  expect([await scan(shop, "o-100"), await scan(shop, "Ø-100")]).toEqual(["O-100", "Ø-100"]);
});

test("[fault A12] codes that differ only in case, width or invisible characters are the same", async () => {
  const shop = await createTestShop();
  await add(shop, "AB-1", "Tag-1");
  for (const sku of ["ab-1", "ＡＢ-1", "AB\u200b-1", "AB\u00ad-1", "AB\u20111", "\u200eAB-1"])
    await expect(add(shop, sku), sku).rejects.toEqual(taken);
  for (const [index, code] of ["TAG-1", "tag\u20111", "Tag\u200b-1"].entries())
    await expect(add(shop, `NEW-${index}`, code), code).rejects.toEqual(taken);
  expect(await scan(shop, "TAG\u2010\u200b1")).toBe("AB-1");
});

test("[fault A2] eight digits find the product of either reading, and no other may use them", async () => {
  const shop = await createTestShop();
  await add(shop, "FULL", "012345000065");
  await add(shop, "SHORT", "01234558");
  expect(await scan(shop, "01234565")).toBe("FULL");
  expect(await scan(shop, "012345000058")).toBe("SHORT");
  await expect(add(shop, "X", "01234565")).rejects.toEqual(taken);
  await expect(add(shop, "Y", "0012345000058")).rejects.toEqual(taken);
  // A product may carry both prints of its own code; of two products of one request only one may.
  await add(shop, "BOTH", "01234596", "012345000096");
});

test("[fault A2] if two old products have the readings of a code, the server names both", async () => {
  const shop = await createTestShop();
  await add(shop, "UPC", "012345000065");
  await add(shop, "EAN");
  await shop.write(async ({ db, t }) => {
    const [row] = await db.select().from(t.barcode);
    const products = await db.select({ id: t.product.id, sku: t.product.sku }).from(t.product);
    const ean = products.find(({ sku }) => sku === "EAN");
    if (row === undefined || ean === undefined) throw new Error("both were made a moment ago");
    const code = { code: "00000001234565", shown: "01234565", symbology: "ean8" };
    await db.insert(t.barcode).values({ ...row, ...code, productId: ean.id });
  });
  await expect(scan(shop, "01234565")).rejects.toMatchObject({
    code: "several_products",
    details: { products: [{ name: "EAN" }, { name: "UPC" }] },
  });
  expect(await scan(shop, "012345000065")).toBe("UPC");
});

test("[fault F5] a shop's own code without a check digit is stored and found, in any digits", async () => {
  const shop = await createTestShop();
  await add(shop, "OWN", "'４００６３８１３３３９３２");
  expect(await scan(shop, "4006381333932")).toBe("OWN");
  expect(await scan(shop, "]E0٤٠٠٦٣٨١٣٣٣٩٣٢")).toBe("OWN");
  await expect(add(shop, "TWICE", "400-6381333932")).rejects.toEqual(taken);
});

test("[fault A11] the server finds products by the same words as the screens, with any accents and order", async () => {
  const shop = await createTestShop();
  await shop.addProduct("KF-1.2", { name: "Café Crème" });
  await shop.addProduct("IST", { name: "İstanbul tea" });
  await shop.addProduct("KOS", { name: "ΚΌΣΜΟΣ box 10" });
  await shop.addProduct("KOT", { name: "Κόσμος Box 2" });
  const found = async (search: string) =>
    (
      await shop.read((r) => listProducts(r, ListProducts.parse({ search, sort: "name" })))
    ).items.map(({ sku }) => sku);
  expect(await found("creme cafe")).toEqual(["KF-1.2"]);
  expect(await found("kf12")).toEqual(["KF-1.2"]);
  expect(await found("kf-1.2 café")).toEqual(["KF-1.2"]);
  expect(await found("istanbul")).toEqual(["IST"]);
  expect(await found("κοσμος")).toEqual(["KOT", "KOS"]);
  expect(await found("ΚΟΣ")).toEqual(["KOT", "KOS"]);
  expect(await found("a b c d e f g")).toEqual([]);
  expect(await found("")).toEqual(["KF-1.2", "IST", "KOT", "KOS"]);
});
