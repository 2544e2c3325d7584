import type { CategoryId } from "@daybook/contract/ids";
import { and, eq, isNull, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type {
  Categories,
  Category,
  CategoryState,
  CreateCategory,
  ListCategories,
  UpdateCategory,
} from "@daybook/contract/categories";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import { keyAfter } from "../records/key-after.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { checkParent, checkParentActive, comparePaths, namesTo, treeOf } from "../trees/tree.ts";
import type { Tree } from "../trees/tree.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord } from "../records/versions.ts";
import { categoryRows, getActiveCategoryRow, getCategoryRow } from "./category-rows.ts";
import type { CategoryRow } from "./category-rows.ts";
import type { StillInUse } from "@daybook/contract/reasons";

/** The whole tree, parents before children. Shops have only dozens, so there is no paging. */
export async function listCategories(ctx: ReadCtx, input: ListCategories): Promise<Categories> {
  const view = await readView(ctx);
  const items = [...view.tree.values()]
    .map((row) => toCategory(view, row))
    .filter(({ active }) => input.active === "all" || active === (input.active === "active"))
    .toSorted((a, b) => comparePaths(a.path, b.path));
  return { items };
}

/** Refuses 404 `not_found` at `id`. */
export async function getCategory(ctx: ReadCtx, input: { id: CategoryId }): Promise<Category> {
  const row = await getCategoryRow(ctx, input.id);
  return toCategory(await readView(ctx), row);
}

/**
 * Refuses 409 `duplicate` at `name` (unique among its siblings, case-insensitive), 404 or 409 `inactive` for the parent
 * and 422 `tree_too_deep`, all three at `parentId`.
 */
export async function createCategory(ctx: WriteCtx, input: CreateCategory): Promise<Category> {
  const parentId = await parentRowId(ctx, null, input.parentId);
  await checkName(ctx, input.name, parentId, null);
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.category)
      .values({
        ...newRecord<CategoryId>(ctx),
        parentId,
        parentKey: parentId ?? 0,
        name: input.name,
        nameKey: identityKey(input.name),
      })
      .returning(),
    nameTaken(input.name),
  );
  return (await changes.created(ctx, rows)).audited;
}

/** As `createCategory`, and 409 `stale_version`, 422 `tree_cycle` at `parentId`. */
export async function updateCategory(ctx: WriteCtx, input: UpdateCategory): Promise<Category> {
  const before = await changes.toChange(ctx, input);
  const name = input.name ?? before.name;
  const parentId =
    input.parentId === undefined
      ? before.parentId
      : await parentRowId(ctx, before.id, input.parentId);
  const moved = parentId !== before.parentId;
  const nameKey = moved
    ? identityKey(name)
    : keyAfter(name, { text: before.name, key: before.nameKey });
  if (moved || nameKey !== before.nameKey) await checkName(ctx, name, parentId, before.id);
  const set = { name, nameKey, parentId, parentKey: parentId ?? 0 };
  return (await changes.change(ctx, before, "update", set)).audited;
}

/** Refuses 409 `still_in_use` while it has active products or active categories. */
export async function deactivateCategory(ctx: WriteCtx, input: CategoryState): Promise<Category> {
  await lockShop(ctx);
  const row = await changes.toChange(ctx, input);
  const user = await userOf(ctx, row);
  if (user !== null) throw refuse("still_in_use", { entity: "category", id: input.id, ...user });
  const deactivatedAt = row.deactivatedAt ?? ctx.now;
  return (await changes.change(ctx, row, "deactivate", { deactivatedAt })).audited;
}

/** Refuses 409 `inactive` at `parentId` while the parent is deactivated. */
export async function reactivateCategory(ctx: WriteCtx, input: CategoryState): Promise<Category> {
  await lockShop(ctx);
  const row = await changes.toChange(ctx, input);
  checkParentActive((await readView(ctx)).tree, row.parentId, "category");
  return (await changes.change(ctx, row, "reactivate", { deactivatedAt: null })).audited;
}

const changes = recordChanges({
  entity: "category",
  topic: "categories",
  rows: categoryRows,
  update: ({ db, t: { category } }, before, set) =>
    orDuplicate(
      db
        .update(category)
        .set({ ...set, version: before.version + 1 })
        .where(and(eq(category.id, before.id), eq(category.version, before.version)))
        .returning(),
      nameTaken(set.name ?? before.name),
    ),
  audited: viewCategory,
});

async function viewCategory(ctx: ReadCtx, row: CategoryRow): Promise<Category> {
  return toCategory(await readView(ctx), row);
}

async function parentRowId(
  ctx: WriteCtx,
  id: number | null,
  parentId: CategoryId | null,
): Promise<number | null> {
  if (parentId === null) return null;
  await lockShop(ctx);
  const parent = await getActiveCategoryRow(ctx, parentId, "parentId");
  checkParent((await readView(ctx)).tree, id, parent.id, "parentId");
  return parent.id;
}

async function checkName(
  ctx: WriteCtx,
  name: string,
  parentId: number | null,
  ownId: number | null,
): Promise<void> {
  const { category } = ctx.t;
  const holders = await ctx.db
    .select({ id: category.id, publicId: category.publicId })
    .from(category)
    .where(and(eq(category.parentKey, parentId ?? 0), eq(category.nameKey, identityKey(name))));
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "category_name_in_parent", field: "name", value: name, path: "name" };
}

/** The record that still uses the category; null if there is none. */
async function userOf(ctx: WriteCtx, row: CategoryRow): Promise<StillInUse | null> {
  const { category, product } = ctx.t;
  const [used] = await ctx.db
    .select({ name: product.name })
    .from(product)
    .where(and(eq(product.categoryId, row.id), isNull(product.deactivatedAt)))
    .limit(1);
  if (used !== undefined) return { by: "product", name: used.name };
  const [child] = await ctx.db
    .select({ name: category.name })
    .from(category)
    .where(and(eq(category.parentId, row.id), isNull(category.deactivatedAt)))
    .limit(1);
  return child === undefined ? null : { by: "part", name: child.name };
}

interface View {
  readonly tree: Tree<CategoryRow>;
  /** The number of active products directly in each category, by internal id. */
  readonly products: ReadonlyMap<number, number>;
}

async function readView(ctx: ReadCtx): Promise<View> {
  const { category, product } = ctx.t;
  const tree = treeOf(await ctx.db.select().from(category));
  const counts = await ctx.db
    .select({ categoryId: product.categoryId, products: sql<number>`count(*)`.mapWith(Number) })
    .from(product)
    .where(and(isNull(product.deactivatedAt), sql`${product.categoryId} IS NOT NULL`))
    .groupBy(product.categoryId);
  return { tree, products: new Map(counts.map((row) => [row.categoryId ?? 0, row.products])) };
}

function toCategory({ tree, products }: View, row: CategoryRow): Category {
  const parent = row.parentId === null ? undefined : tree.get(row.parentId);
  return {
    id: row.publicId,
    name: row.name,
    parentId: parent?.publicId ?? null,
    path: namesTo(tree, row.id),
    products: products.get(row.id) ?? 0,
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
