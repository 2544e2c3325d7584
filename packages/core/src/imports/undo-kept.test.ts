/** Undoing an import after the shop has changed what the import changed, or what that refers to. */
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { CreateCategory, CategoryState, UpdateCategory } from "@daybook/contract/categories";
import type { Category } from "@daybook/contract/categories";
import type { ImportBatch } from "@daybook/contract/imports";
import { ListImportRows } from "@daybook/contract/imports";
import { LocationState } from "@daybook/contract/locations";
import { ListProducts, UpdateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { ChangeTaxClass, CreateTaxClass } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { createCategory, deactivateCategory, updateCategory } from "../categories/categories.ts";
import { deactivateLocation, getLocation } from "../locations/locations.ts";
import { getProductRow } from "../products/product-rows.ts";
import { viewProduct } from "../products/product-view.ts";
import { listProducts } from "../products/products.ts";
import { updateProduct } from "../products/update-product.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { changeTaxClass, createTaxClass, listTaxClasses } from "../settings/tax-classes.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { commitFile, FilesInMemory, previewFile, undoFile } from "../testing/import-files.ts";
import { sell } from "../testing/trade.ts";
import { listImportRows, undoImport } from "./imports.ts";
import { recoverImports } from "./run-import.ts";

let shop: TestShop;
let files: FilesInMemory;
let food: Category;

beforeEach(async () => {
  shop = await createTestShop().withLocation("Store room");
  files = new FilesInMemory();
  onTestFinished(() => shop.close());
  const input = CreateCategory.parse({ key: newId(), name: "Food" });
  food = await shop.write((ctx) => createCategory(ctx, input));
  await shop.addProduct("TEA", {
    name: "Tea",
    priceMinor: 300,
    onHandMilli: pieces(5),
    input: { categoryId: food.id },
  });
});

async function imported(text: string): Promise<ImportBatch> {
  const batch = await commitFile(shop, await previewFile(shop, files, files.add(text)));
  expect(batch.state).toBe("done");
  const { items } = await shop.read((ctx) => listProducts(ctx, ListProducts.parse({})));
  for (const { sku, id } of items) shop.products.set(sku, id);
  return batch;
}

async function keptOf({ id }: ImportBatch) {
  const input = ListImportRows.parse({ id, show: "kept", limit: 200 });
  const { items } = await shop.read((ctx) => listImportRows(ctx, input));
  return items.map(({ row, problems }) => [row, problems.map(({ field, code }) => [field, code])]);
}

async function product(sku: string) {
  const { category, taxClass, ...others } = await shop.read(async (ctx) =>
    viewProduct(ctx, await getProductRow(ctx, shop.productId(sku))),
  );
  return { ...others, category: category?.name ?? null, tax: taxClass.name };
}

async function isClean(): Promise<boolean> {
  const { clean } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  return clean;
}

const INTO_DRINKS = "sku,name,price,category\nTEA,Tea,4.00,Drinks\nMUG,Mug,9.00,Drinks\n";
const kept = [[2, [["category", "changed_since_import"]]]];

test("[I9] a category that was deactivated since the import keeps its products where they are, and the rest is undone", async () => {
  const batch = await imported(INTO_DRINKS);
  const state = CategoryState.parse({ key: newId(), id: food.id, version: food.version });
  await shop.write((ctx) => deactivateCategory(ctx, state));
  shop.advance(1000);
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 1 });
  expect(await keptOf(batch)).toEqual(kept);
  shop.advance(1000);
  expect(await product("TEA")).toMatchObject({ priceMinor: 300, category: "Drinks" });
  expect(await product("MUG")).toMatchObject({ active: false });
  expect(await isClean()).toBe(true);
});

test("[I9] a category that was renamed since the import is no reason to say that all is as before", async () => {
  const batch = await imported(INTO_DRINKS);
  const { id, version } = food;
  const rename = UpdateCategory.parse({ key: newId(), id, version, name: "Groceries" });
  await shop.write((ctx) => updateCategory(ctx, rename));
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 1 });
  expect(await keptOf(batch)).toEqual(kept);
});

test("[I9] nor is a tax class that was renamed", async () => {
  const reduced = CreateTaxClass.parse({ key: newId(), name: "Reduced", rates: [] });
  await shop.write((ctx) => createTaxClass(ctx, reduced));
  const batch = await imported("sku,name,price,tax\nTEA,Tea,4.00,Reduced\n");
  const { items } = await shop.read(listTaxClasses);
  const [first] = items;
  const rename = ChangeTaxClass.parse({ key: newId(), id: first?.id, name: "Normal" });
  await shop.write((ctx) => changeTaxClass(ctx, rename));
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 1 });
  expect(await keptOf(batch)).toEqual([[2, [["tax", "changed_since_import"]]]]);
  shop.advance(1000);
  expect(await product("TEA")).toMatchObject({ priceMinor: 300, tax: "Reduced" });
});

test("[I9] a refused row is kept alone, and neither the undo nor the next start fails because of it", async () => {
  const opening = "sku,name,price,stock\nMUG,Mug,9.00,3\n";
  const options = { options: { locationId: shop.locationId("Store room") } };
  const first = await commitFile(shop, await previewFile(shop, files, files.add(opening), options));
  expect(first.state).toBe("done");
  const rows = Array.from({ length: 60 }, (_, n) => `L${n},Line ${n},1.00,2`).join("\n");
  const emptied = `sku,name,price,stock\n${rows}\nMUG,Mug,9.00,0\n`;
  const second = await commitFile(
    shop,
    await previewFile(shop, files, files.add(emptied), options),
  );
  expect(second.state).toBe("done");
  // Its stock cannot return to a location that is no longer there.
  const moved = emptied.replaceAll(",2\n", ",0\n").replace(/,2$/, ",0");
  const third = await commitFile(shop, await previewFile(shop, files, files.add(moved), options));
  expect(third.state).toBe("done");
  const { id, version } = await shop.read((ctx) =>
    getLocation(ctx, { id: shop.locationId("Store room") }),
  );
  await shop.write((ctx) =>
    deactivateLocation(ctx, LocationState.parse({ key: newId(), id, version })),
  );
  await shop.write((ctx) => undoImport(ctx, { key: newId(), id: second.id }));
  const problems: unknown[] = [];
  const recover = () => recoverImports(shop.work, true, (error) => problems.push(error));
  expect([await recover(), await recover(), problems]).toEqual([1, 0, []]);
  expect(await keptOf(second)).toContainEqual([62, [[null, "changed_since_import"]]]);
  expect(await isClean()).toBe(true);
});

test("[I9] a service that was sold since the import is kept: it has no stock that would show it", async () => {
  const batch = await imported("sku,name,price,type\nENGRAVE,Engraving,10.00,service\n");
  await sell(shop, [{ sku: "ENGRAVE", quantityMilli: pieces(1) }]);
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 1 });
  expect(await keptOf(batch)).toEqual([[2, [[null, "used_since_import"]]]]);
  expect(await product("ENGRAVE")).toMatchObject({ active: true });
});

test("[I9] a created product whose SKU or tax was changed since the import is kept", async () => {
  const reduced = CreateTaxClass.parse({ key: newId(), name: "Reduced", rates: [] });
  const { id: taxClassId } = await shop.write((ctx) => createTaxClass(ctx, reduced));
  const batch = await imported("sku,name,price,tax\nCUP,Cup,3.00,Standard\nPOT,Pot,4.00,\n");
  for (const [sku, change] of [
    ["CUP", { taxClassId }],
    ["POT", { sku: "POT-1" }],
  ] as const) {
    const { id, version } = await product(sku);
    const input = UpdateProduct.parse({ key: newId(), id, version, ...change });
    await shop.write((ctx) => updateProduct(ctx, input));
  }
  expect(await undoFile(shop, batch)).toMatchObject({ state: "undone", kept: 2 });
});
