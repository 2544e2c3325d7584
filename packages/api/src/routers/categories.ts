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
    .meta(get("/categories", { summary: "List categories" }))
    .input(ListCategories)
    .output(Categories)
    .query(reads(listCategories)),
  get: sees()
    .meta(get("/categories/{id}", { summary: "Get a category", refuses: ["not_found"] }))
    .input(GetCategory)
    .output(Category)
    .query(reads(getCategory)),
  create: edits()
    .meta(
      post("/categories", {
        summary: "Add a category",
        refuses: ["duplicate", "not_found", "inactive", "tree_too_deep"],
      }),
    )
    .input(CreateCategory)
    .output(Category)
    .mutation(once(createCategory)),
  update: edits()
    .meta(
      patch("/categories/{id}", {
        summary: "Change a category",
        refuses: [
          "not_found",
          "stale_version",
          "duplicate",
          "inactive",
          "tree_cycle",
          "tree_too_deep",
        ],
      }),
    )
    .input(UpdateCategory)
    .output(Category)
    .mutation(once(updateCategory)),
  deactivate: edits()
    .meta(
      post("/categories/{id}/deactivate", {
        summary: "Deactivate a category",
        description: "What refers to it stays as it is.",
        refuses: ["not_found", "stale_version", "still_in_use"],
      }),
    )
    .input(CategoryState)
    .output(Category)
    .mutation(once(deactivateCategory)),
  reactivate: edits()
    .meta(
      post("/categories/{id}/reactivate", {
        summary: "Reactivate a category",
        refuses: ["not_found", "stale_version", "inactive"],
      }),
    )
    .input(CategoryState)
    .output(Category)
    .mutation(once(reactivateCategory)),
});
