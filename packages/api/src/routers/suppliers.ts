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
import { can, get, once, patch, post, reads, router } from "../trpc.ts";

const sees = () => can("suppliers.read");
const edits = () => can("suppliers.write");

export const suppliers = router({
  list: sees()
    .meta(get("/suppliers"))
    .input(ListSuppliers)
    .output(SupplierPage)
    .query(reads(listSuppliers)),
  get: sees()
    .meta(get("/suppliers/{id}"))
    .input(GetSupplier)
    .output(Supplier)
    .query(reads(getSupplier)),
  create: edits()
    .meta(post("/suppliers"))
    .input(CreateSupplier)
    .output(Supplier)
    .mutation(once(createSupplier)),
  update: edits()
    .meta(patch("/suppliers/{id}"))
    .input(UpdateSupplier)
    .output(Supplier)
    .mutation(once(updateSupplier)),
  updateMany: edits()
    .meta(patch("/suppliers/bulk"))
    .input(UpdateSuppliers)
    .output(SuppliersChanged)
    .mutation(once(updateSuppliers)),
  deactivate: edits()
    .meta(post("/suppliers/{id}/deactivate"))
    .input(SupplierState)
    .output(Supplier)
    .mutation(once(deactivateSupplier)),
  reactivate: edits()
    .meta(post("/suppliers/{id}/reactivate"))
    .input(SupplierState)
    .output(Supplier)
    .mutation(once(reactivateSupplier)),
});
