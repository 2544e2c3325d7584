/** Contracts of the category tree. */
import { z } from "zod";
import { Instant, line, Version, WriteKey } from "./fields.ts";
import { CategoryId } from "./ids.ts";

export const CreateCategory = z.strictObject({
  key: WriteKey,
  name: line(100, 1),
  parentId: CategoryId.nullable().default(null),
});
export type CreateCategory = z.infer<typeof CreateCategory>;

export const UpdateCategory = z.strictObject({
  key: WriteKey,
  id: CategoryId,
  version: Version,
  name: line(100, 1).optional(),
  parentId: CategoryId.nullable().optional(),
});
export type UpdateCategory = z.infer<typeof UpdateCategory>;

export const CategoryState = z.strictObject({ key: WriteKey, id: CategoryId, version: Version });
export type CategoryState = z.infer<typeof CategoryState>;

export const GetCategory = z.strictObject({ id: CategoryId });
export const ListCategories = z.strictObject({
  active: z.enum(["active", "inactive", "all"]).default("active"),
});
export type ListCategories = z.infer<typeof ListCategories>;

/** `path` contains the names from the root to this category; `products` counts the active products directly in it. */
export const Category = z.strictObject({
  id: CategoryId,
  name: z.string(),
  parentId: CategoryId.nullable(),
  path: z.array(z.string()),
  products: z.int(),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type Category = z.infer<typeof Category>;
export const Categories = z.strictObject({ items: z.array(Category) });
export type Categories = z.infer<typeof Categories>;
