import { Category, CreateCategory, UpdateCategory } from "@daybook/contract/categories";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import {
  createCategory,
  deactivateCategory,
  getCategory,
  listCategories,
  reactivateCategory,
  updateCategory,
} from "./categories.ts";

const create = (shop: TestShop, name: string, parentId: string | null = null) =>
  shop.write((ctx) => createCategory(ctx, CreateCategory.parse({ key: newId(), name, parentId })));
const update = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateCategory(ctx, UpdateCategory.parse({ key: newId(), ...fields })));
const state = ({ id, version }: Category) => ({ key: newId(), id, version });

describe("categories", () => {
  test("[C3] a category is read back as it was created, with its path from the root", async () => {
    const shop = await createTestShop();
    const drinks = await create(shop, "Drinks");
    const tea = await create(shop, "Tea", drinks.id);
    expect(Category.parse(tea)).toEqual(tea);
    expect(await shop.read((ctx) => getCategory(ctx, { id: tea.id }))).toEqual(tea);
    expect(tea).toMatchObject({ parentId: drinks.id, path: ["Drinks", "Tea"], products: 0 });
  });

  test("[C3] the list follows the tree and counts the active products in each", async () => {
    const shop = await createTestShop();
    const food = await create(shop, "food");
    const drinks = await create(shop, "Drinks");
    const tea = await create(shop, "Tea", drinks.id);
    await shop.addProduct("GREEN", { input: { categoryId: tea.id } });
    await shop.addProduct("BREAD", { input: { categoryId: food.id } });
    await shop.addProduct("ROLL", { input: { categoryId: food.id } });
    const { items } = await shop.read((ctx) => listCategories(ctx, { active: "all" }));
    expect(items.map((item) => [item.name, item.products])).toEqual([
      ["Drinks", 0],
      ["Tea", 1],
      ["food", 2],
    ]);
  });

  test("[C3] a name must be unique among its siblings only", async () => {
    const shop = await createTestShop();
    const drinks = await create(shop, "Drinks");
    const other = await create(shop, "Other", drinks.id);
    await create(shop, "Other");
    await expect(create(shop, "OTHER", drinks.id)).rejects.toMatchObject({
      code: "duplicate",
      details: { existingId: other.id },
      fieldErrors: { name: [{ code: "duplicate" }] },
    });
    await expect(update(shop, { id: other.id, version: 1, parentId: null })).rejects.toMatchObject({
      code: "duplicate",
    });
  });

  test("[C3] a category cannot be inside itself", async () => {
    const shop = await createTestShop();
    const drinks = await create(shop, "Drinks");
    const tea = await create(shop, "Tea", drinks.id);
    await expect(
      update(shop, { id: drinks.id, version: 1, parentId: tea.id }),
    ).rejects.toMatchObject({
      code: "tree_cycle",
      fieldErrors: { parentId: [{ code: "tree_cycle" }] },
    });
  });

  test("[C3] two moves at the same moment cannot create a cycle", async () => {
    const shop = await createTestShop();
    const a = await create(shop, "A");
    const b = await create(shop, "B");
    const results = await Promise.allSettled([
      update(shop, { id: a.id, version: 1, parentId: b.id }),
      update(shop, { id: b.id, version: 1, parentId: a.id }),
    ]);
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "tree_cycle" })]);
  });

  test("[I13] an edit of an old version is refused", async () => {
    const shop = await createTestShop();
    const drinks = await create(shop, "Drinks");
    expect(await update(shop, { id: drinks.id, version: 1, name: "Beverages" })).toMatchObject({
      name: "Beverages",
      version: 2,
    });
    await expect(update(shop, { id: drinks.id, version: 1, name: "X" })).rejects.toMatchObject({
      code: "stale_version",
    });
  });

  test("[C4] a category with active products or categories cannot be deactivated", async () => {
    const shop = await createTestShop();
    const drinks = await create(shop, "Drinks");
    const tea = await create(shop, "Tea", drinks.id);
    await shop.addProduct("GREEN", { name: "Green tea", input: { categoryId: tea.id } });
    const off = (category: Category) =>
      shop.write((ctx) => deactivateCategory(ctx, state(category)));
    await expect(off(drinks)).rejects.toMatchObject({ code: "still_in_use" });
    await expect(off(tea)).rejects.toMatchObject({
      code: "still_in_use",
      message: "“Green tea” is still in this category.",
    });
  });

  test("[C5] a category is reactivated, but not inside a deactivated one", async () => {
    const shop = await createTestShop();
    const drinks = await create(shop, "Drinks");
    const tea = await create(shop, "Tea", drinks.id);
    const offTea = await shop.write((ctx) => deactivateCategory(ctx, state(tea)));
    await shop.write((ctx) => deactivateCategory(ctx, state(drinks)));
    const active = await shop.read((ctx) => listCategories(ctx, { active: "active" }));
    expect(active.items).toEqual([]);
    await expect(shop.write((ctx) => reactivateCategory(ctx, state(offTea)))).rejects.toMatchObject(
      {
        code: "inactive",
        fieldErrors: { parentId: [{ code: "inactive" }] },
      },
    );
    await expect(create(shop, "Coffee", drinks.id)).rejects.toMatchObject({ code: "inactive" });
  });
});
