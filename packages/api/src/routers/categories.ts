import {
  CreateCategory,
  GetCategory,
  ListCategories,
  Category,
  Categories,
  CategoryState,
  UpdateCategory,
} from "@daybook/contract/categories";
import {
  createCategory,
  deactivateCategory,
  getCategory,
  listCategories,
  reactivateCategory,
  updateCategory,
} from "@daybook/core/categories/categories";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("products.read");
const edits = () => can("products.write");

export const categories = router({
  list: sees()
    .meta(get("/categories"))
    .input(ListCategories)
    .output(Categories)
    .query(reads(listCategories)),
  get: sees()
    .meta(get("/categories/{id}"))
    .input(GetCategory)
    .output(Category)
    .query(reads(getCategory)),
  create: edits()
    .meta(post("/categories"))
    .input(CreateCategory)
    .output(Category)
    .mutation(once(createCategory)),
  update: edits()
    .meta(patch("/categories/{id}"))
    .input(UpdateCategory)
    .output(Category)
    .mutation(once(updateCategory)),
  deactivate: edits()
    .meta(post("/categories/{id}/deactivate"))
    .input(CategoryState)
    .output(Category)
    .mutation(once(deactivateCategory)),
  reactivate: edits()
    .meta(post("/categories/{id}/reactivate"))
    .input(CategoryState)
    .output(Category)
    .mutation(once(reactivateCategory)),
});
