/** Contracts of suppliers. */
import { z } from "zod";
import { Instant, line, MOST_AT_ONCE, paragraph, Version, WriteKey } from "./fields.ts";
import { SupplierId } from "./ids.ts";
import { page, pageInput } from "./paging.ts";
import { rule } from "./rules.ts";

const Email = z.union([z.literal(""), z.email(rule("not_an_email")).max(200)]);

export const CreateSupplier = z.strictObject({
  key: WriteKey,
  name: line(200, 1),
  email: Email.default(""),
  phone: line(50).default(""),
  note: paragraph(2000).default(""),
  termsDays: z.int().min(0, rule("days_not_a_number")).max(3650).default(0),
});
export type CreateSupplier = z.infer<typeof CreateSupplier>;

export const UpdateSupplier = z.strictObject({
  key: WriteKey,
  id: SupplierId,
  version: Version,
  name: line(200, 1).optional(),
  email: Email.optional(),
  phone: line(50).optional(),
  note: paragraph(2000).optional(),
  termsDays: z.int().min(0, rule("days_not_a_number")).max(3650).optional(),
});
export type UpdateSupplier = z.infer<typeof UpdateSupplier>;

export const SupplierState = z.strictObject({ key: WriteKey, id: SupplierId, version: Version });
export type SupplierState = z.infer<typeof SupplierState>;

/** One change for many suppliers: all are changed, or none. */
export const UpdateSuppliers = z.strictObject({
  key: WriteKey,
  suppliers: z
    .array(z.strictObject({ id: SupplierId, version: Version }))
    .min(1, rule("nothing_chosen"))
    .max(MOST_AT_ONCE),
  set: z.strictObject({ active: z.boolean() }),
});
export type UpdateSuppliers = z.infer<typeof UpdateSuppliers>;

/** The changed suppliers with their new versions. */
export const SuppliersChanged = z.strictObject({
  changed: z.int(),
  suppliers: z.array(z.strictObject({ id: SupplierId, version: Version })),
});
export type SuppliersChanged = z.infer<typeof SuppliersChanged>;

export const GetSupplier = z.strictObject({ id: SupplierId });
export const ListSuppliers = z.strictObject({
  ...pageInput,
  search: line(100).default(""),
  active: z.enum(["active", "inactive", "all"]).default("active"),
});
export type ListSuppliers = z.infer<typeof ListSuppliers>;

export const Supplier = z.strictObject({
  id: SupplierId,
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  note: z.string(),
  termsDays: z.int(),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type Supplier = z.infer<typeof Supplier>;
export const SupplierPage = page(Supplier);
export type SupplierPage = z.infer<typeof SupplierPage>;
