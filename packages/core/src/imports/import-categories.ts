import { eq } from "drizzle-orm";
import { CreateCategory, CategoryState } from "@daybook/contract/categories";
import type { CategoryId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import {
  createCategory,
  deactivateCategory,
  reactivateCategory,
} from "../categories/categories.ts";
import type { WriteCtx } from "../context/context.ts";
import { DomainError } from "../errors/domain-error.ts";
import type { BatchRow } from "./import-rows.ts";
import { categoryKey } from "./import-scope.ts";
import type { ImportScope } from "./import-scope.ts";

/** The category of a path; the missing ones are created, and deactivated ones reactivated. `made` gets their ids. */
export async function ensureCategory(
  ctx: WriteCtx,
  scope: ImportScope,
  path: readonly string[],
  made: string[],
): Promise<CategoryId> {
  let parentId: CategoryId | null = null;
  for (const [index, name] of path.entries()) {
    const key = categoryKey(path.slice(0, index + 1));
    const known = scope.categories.get(key);
    if (known !== undefined && known.isActive) {
      parentId = known.id;
      continue;
    }
    const category: { readonly id: CategoryId; readonly version: number; readonly path: string[] } =
      known === undefined
        ? await createCategory(ctx, CreateCategory.parse({ key: newId(), name, parentId }))
        : await reactivateCategory(
            ctx,
            CategoryState.parse({ key: newId(), id: known.id, version: known.version }),
          );
    const { id, version } = category;
    scope.categories.set(key, { id, isActive: true, version });
    scope.paths.set(id, category.path.join(" > "));
    made.push(id);
    parentId = id;
  }
  if (parentId === null) throw new RangeError("A category has a name");
  return parentId;
}

/** Stores which categories a batch has created or reactivated. */
export async function storeMadeCategories(
  ctx: WriteCtx,
  batch: BatchRow,
  made: readonly string[],
): Promise<void> {
  if (made.length === 0) return;
  const { importBatch } = ctx.t;
  const [row] = await ctx.db
    .select({ categories: importBatch.categories })
    .from(importBatch)
    .where(eq(importBatch.id, batch.id));
  await ctx.db
    .update(importBatch)
    .set({ categories: [...(row?.categories ?? []), ...made] })
    .where(eq(importBatch.id, batch.id));
}

/** Deactivates the categories that a batch created, as far as nothing uses them. The last ones are the innermost. */
export async function undoCategories(ctx: WriteCtx, batch: BatchRow): Promise<void> {
  for (const publicId of batch.categories.toReversed()) {
    const { category } = ctx.t;
    // safe because the batch stores ids of categories only
    const id = publicId as CategoryId;
    const [row] = await ctx.db.select().from(category).where(eq(category.publicId, id));
    if (row === undefined || row.deactivatedAt !== null) continue;
    const state = CategoryState.parse({ key: newId(), id, version: row.version });
    await unlessInUse(deactivateCategory(ctx, state));
  }
}

async function unlessInUse(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    // It is checked before anything is written, so the transaction continues unharmed.
    if (!(error instanceof DomainError) || error.code !== "still_in_use") throw error;
  }
}
