import {
  CreateSupplier,
  GetSupplier,
  ListSuppliers,
  Supplier,
  SupplierPage,
  SupplierState,
  SuppliersChanged,
  UpdateSupplier,
  UpdateSuppliers,
} from "@daybook/contract/suppliers";
import {
  createSupplier,
  deactivateSupplier,
  getSupplier,
  listSuppliers,
  reactivateSupplier,
  updateSupplier,
  updateSuppliers,
} from "@daybook/core/suppliers/suppliers";
import { supplierColumns } from "../csv-columns.ts";
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("suppliers.read");
const edits = () => can("suppliers.write");

export const suppliers = router({
  list: sees()
    .meta(get("/suppliers", { summary: "List suppliers", csv: supplierColumns }))
    .input(ListSuppliers)
    .output(SupplierPage)
    .query(reads(listSuppliers)),
  get: sees()
    .meta(get("/suppliers/{id}", { summary: "Get a supplier", refuses: ["not_found"] }))
    .input(GetSupplier)
    .output(Supplier)
    .query(reads(getSupplier)),
  create: edits()
    .meta(post("/suppliers", { summary: "Add a supplier", refuses: ["duplicate"] }))
    .input(CreateSupplier)
    .output(Supplier)
    .mutation(once(createSupplier)),
  update: edits()
    .meta(
      patch("/suppliers/{id}", {
        summary: "Change a supplier",
        refuses: ["not_found", "stale_version", "duplicate"],
      }),
    )
    .input(UpdateSupplier)
    .output(Supplier)
    .mutation(once(updateSupplier)),
  updateMany: edits()
    .meta(
      patch("/suppliers/bulk", {
        summary: "Deactivate or reactivate many suppliers",
        description: "Changes all of them or, where one is refused, none.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(UpdateSuppliers)
    .output(SuppliersChanged)
    .mutation(once(updateSuppliers)),
  deactivate: edits()
    .meta(
      post("/suppliers/{id}/deactivate", {
        summary: "Deactivate a supplier",
        description: "What refers to it stays as it is.",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(SupplierState)
    .output(Supplier)
    .mutation(once(deactivateSupplier)),
  reactivate: edits()
    .meta(
      post("/suppliers/{id}/reactivate", {
        summary: "Reactivate a supplier",
        refuses: ["not_found", "stale_version"],
      }),
    )
    .input(SupplierState)
    .output(Supplier)
    .mutation(once(reactivateSupplier)),
});
