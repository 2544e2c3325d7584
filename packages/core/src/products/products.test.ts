import { ListProducts, Product, ProductPage } from "@daybook/contract/products";
import { minor } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { queryPlan } from "../testing/query-plan.ts";
import { createCategory } from "../categories/categories.ts";
import { selectPage } from "./product-page.ts";
import type { PageShape } from "./product-page.ts";
import { findProductByBarcode, listProducts } from "./products.ts";

const list = (shop: TestShop, input: Record<string, unknown> = {}) =>
  shop.read((ctx) => listProducts(ctx, ListProducts.parse(input)));
const skus = async (shop: TestShop, input: Record<string, unknown> = {}) =>
  (await list(shop, input)).items.map((item) => item.sku);

describe("listing products", () => {
  test("[I4] pages follow one another without a gap or a repeat, in any sort order", async () => {
    const shop = await createTestShop();
    for (const n of [3, 1, 4, 2, 5]) await shop.addProduct(`S${n}`, { name: `Name ${n % 3}` });
    const walk = async (sort: string) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(shop, {
          sort,
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        expect(ProductPage.parse(page)).toEqual(page);
        seen.push(...page.items.map((item) => item.sku));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return seen;
    };
    expect(await walk("sku")).toEqual(["S1", "S2", "S3", "S4", "S5"]);
    expect(await walk("newest")).toEqual(["S5", "S2", "S4", "S1", "S3"]);
    expect(await walk("name")).toEqual(["S3", "S1", "S4", "S2", "S5"]);
  });

  test("names are sorted alphabetically, ignoring case", async () => {
    const shop = await createTestShop();
    for (const name of ["Zebra", "apple", "Banana"]) await shop.addProduct(name, { name });
    expect(await skus(shop, { sort: "name" })).toEqual(["apple", "Banana", "Zebra"]);
  });

  test("[I4] a product added before the cursor is not on later pages", async () => {
    const shop = await createTestShop().withProduct("B").withProduct("D");
    const first = await list(shop, { limit: 1 });
    await shop.addProduct("A");
    await shop.addProduct("C");
    expect(await skus(shop, { cursor: first.nextCursor })).toEqual(["C", "D"]);
  });

  test("[I4] a cursor of another list is refused at its field", async () => {
    const shop = await createTestShop().withProduct("A").withProduct("B");
    const { nextCursor } = await list(shop, { sort: "newest", limit: 1 });
    await expect(list(shop, { sort: "name", cursor: nextCursor })).rejects.toMatchObject({
      code: "invalid_input",
      fieldErrors: { cursor: [{ code: expect.any(String) }] },
    });
  });

  test("[C1] every word of a search must match, in SKU, name or barcode, ignoring case", async () => {
    const shop = await createTestShop()
      .withProduct("MUG-R", { name: "Red mug", input: { barcodes: ["036000291452"] } })
      .withProduct("MUG-B", { name: "Blue mug" })
      .withProduct("TEE-R", { name: "Red 100% cotton T-shirt" });
    expect(await skus(shop, { search: "mug RED" })).toEqual(["MUG-R"]);
    expect(await skus(shop, { search: "tee-" })).toEqual(["TEE-R"]);
    expect(await skus(shop, { search: "100%" })).toEqual(["TEE-R"]);
    expect(await skus(shop, { search: "036000291452" })).toEqual(["MUG-R"]);
    expect(await skus(shop, { search: "green" })).toEqual([]);
  });

  test("[C3] a category includes the products of the categories inside it", async () => {
    const shop = await createTestShop();
    const make = (name: string, parentId: string | null) =>
      shop.write((ctx) =>
        createCategory(ctx, {
          key: newId(),
          name,
          // safe because the id comes from a category made here
          parentId: parentId as Parameters<typeof createCategory>[1]["parentId"],
        }),
      );
    const drinks = await make("Drinks", null);
    const tea = await make("Tea", drinks.id);
    const food = await make("Food", null);
    await shop.addProduct("GREEN", { input: { categoryId: tea.id } });
    await shop.addProduct("COLA", { input: { categoryId: drinks.id } });
    await shop.addProduct("BREAD", { input: { categoryId: food.id } });
    expect(await skus(shop, { categoryId: drinks.id })).toEqual(["COLA", "GREEN"]);
    expect(await skus(shop, { categoryId: tea.id })).toEqual(["GREEN"]);
    await expect(list(shop, { categoryId: newId() })).rejects.toMatchObject({
      code: "not_found",
      fieldErrors: { categoryId: [{ code: "not_found" }] },
    });
  });

  test("[C1] a row shows the stock of the whole shop, or of one location, and where it is low", async () => {
    const shop = await createTestShop().withLocation("Annex").withProduct("PEN");
    const rule = { reorderPointMilli: pieces(5), targetMilli: pieces(9) };
    await shop.addProduct("MUG", {
      onHandMilli: pieces(6),
      costMinor: 600,
      input: { reorderRules: [rule, { ...rule, locationId: shop.locationId("Annex") }] },
    });
    const [mug, pen] = (await list(shop)).items;
    expect(mug).toMatchObject({
      sku: "MUG",
      onHandMilli: pieces(6),
      stockState: "ok",
      priceMinor: minor(1000),
    });
    expect(pen).toMatchObject({ sku: "PEN", onHandMilli: 0, stockState: "ok" });
    const [annex] = (await list(shop, { locationId: shop.locationId("Annex") })).items;
    expect(annex).toMatchObject({ sku: "MUG", onHandMilli: 0, stockState: "out" });
    const [here] = (await list(shop, { locationId: shop.locationId() })).items;
    expect(here).toMatchObject({ sku: "MUG", onHandMilli: pieces(6), stockState: "ok" });
  });

  test("[C9] a product is found by its code in any of its forms", async () => {
    const shop = await createTestShop().withProduct("TEA", {
      input: { barcodes: ["036000291452"] },
    });
    for (const code of ["036000291452", "0036000291452", "00036000291452", " 0-36000-29145-2 "]) {
      const found = await shop.read((ctx) => findProductByBarcode(ctx, { code }));
      expect(Product.parse(found).sku).toBe("TEA");
    }
    await expect(
      shop.read((ctx) => findProductByBarcode(ctx, { code: "4006381333931" })),
    ).rejects.toMatchObject({
      code: "not_found",
      fieldErrors: { code: [{ code: "not_found" }] },
    });
  });
});

const PLAIN: PageShape = {
  sort: "name",
  active: "active",
  hasCursor: true,
  words: 0,
  hasCategory: false,
  hasSupplier: false,
  hasLocation: false,
  hasKind: false,
};

// The plan is SQLite's own, so this test always asks SQLite.
describe("the statement of a page", () => {
  test.each([
    ["name", "SEARCH product USING INDEX product_name (name_key>?)"],
    ["sku", "SEARCH product USING INDEX product_sku (sku_key>?)"],
    ["newest", "SEARCH product USING INTEGER PRIMARY KEY (rowid<?)"],
  ] as const)(
    "[I4] begins at the cursor, along an index, when sorted by %s",
    async (sort, step) => {
      const shop = await createTestShop({ engine: "sqlite" });
      const plan = await shop.read((ctx) =>
        queryPlan(ctx, selectPage(ctx.db, ctx.t, { ...PLAIN, sort })),
      );
      // Only what was cut out already is scanned and, at the very end, sorted once more.
      expect(plan.slice(0, 3)).toEqual(["CO-ROUTINE page", step, "SCAN page"]);
      const ofPlaces = /CONSTANT ROW|SCAN inside/; // the few places inside the one of a reorder rule
      expect(plan.filter((line) => line.includes("SCAN ") && !ofPlaces.test(line))).toEqual([
        "SCAN page",
      ]);
      expect(plan.filter((line) => line.includes("B-TREE"))).toEqual([plan.at(-1)]);
    },
  );

  test.each([
    ["name", "SCAN product USING INDEX product_name"],
    ["sku", "SCAN product USING INDEX product_sku"],
    ["newest", "SCAN product"],
  ] as const)(
    "[I4] reads no product beyond the first page, when sorted by %s",
    async (sort, step) => {
      const shop = await createTestShop({ engine: "sqlite" });
      const plan = await shop.read((ctx) =>
        queryPlan(ctx, selectPage(ctx.db, ctx.t, { ...PLAIN, sort, hasCursor: false })),
      );
      expect(plan.slice(0, 3)).toEqual(["CO-ROUTINE page", step, "SCAN page"]);
      expect(plan.filter((line) => line.includes("SCAN product"))).toEqual([step]);
    },
  );
});
