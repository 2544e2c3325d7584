/** Contracts of customers and their purchases. */
import { z } from "zod";
import { Instant, line, MOST_AT_ONCE, paragraph, Version, WriteKey } from "./fields.ts";
import { CustomerId } from "./ids.ts";
import { Minor } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { rule } from "./rules.ts";

const Email = z.union([z.literal(""), z.email(rule("not_an_email")).max(200)]);

export const CreateCustomer = z.strictObject({
  key: WriteKey,
  name: line(200, 1),
  phone: line(50).default(""),
  email: Email.default(""),
  address: paragraph(500).default(""),
  taxNumber: line(50).default(""),
  note: paragraph(2000).default(""),
});
export type CreateCustomer = z.infer<typeof CreateCustomer>;

export const UpdateCustomer = z.strictObject({
  key: WriteKey,
  id: CustomerId,
  version: Version,
  name: line(200, 1).optional(),
  phone: line(50).optional(),
  email: Email.optional(),
  address: paragraph(500).optional(),
  taxNumber: line(50).optional(),
  note: paragraph(2000).optional(),
});
export type UpdateCustomer = z.infer<typeof UpdateCustomer>;

export const CustomerState = z.strictObject({ key: WriteKey, id: CustomerId, version: Version });
export type CustomerState = z.infer<typeof CustomerState>;

/** One change for many customers: all are changed, or none. */
export const UpdateCustomers = z.strictObject({
  key: WriteKey,
  customers: z
    .array(z.strictObject({ id: CustomerId, version: Version }))
    .min(1, rule("nothing_chosen"))
    .max(MOST_AT_ONCE),
  set: z.strictObject({ active: z.boolean() }),
});
export type UpdateCustomers = z.infer<typeof UpdateCustomers>;

/** The changed customers with their new versions. */
export const CustomersChanged = z.strictObject({
  changed: z.int(),
  customers: z.array(z.strictObject({ id: CustomerId, version: Version })),
});
export type CustomersChanged = z.infer<typeof CustomersChanged>;

export const GetCustomer = z.strictObject({ id: CustomerId });
export const ListCustomers = z.strictObject({
  ...pageInput,
  search: line(100).default(""),
  active: z.enum(["active", "inactive", "all"]).default("active"),
});
export type ListCustomers = z.infer<typeof ListCustomers>;

export const CustomerRow = z.strictObject({
  id: CustomerId,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  taxNumber: z.string(),
  note: z.string(),
  active: z.boolean(),
  version: z.int(),
  createdAt: Instant,
});
export type CustomerRow = z.infer<typeof CustomerRow>;
export const CustomerPage = page(CustomerRow);
export type CustomerPage = z.infer<typeof CustomerPage>;

/** `purchasesMinor` = total of their sales minus their returns, without voided ones. */
export const Customer = z.strictObject({
  ...CustomerRow.shape,
  sales: z.int(),
  returns: z.int(),
  purchasesMinor: Minor,
  lastPurchaseAt: Instant.nullable(),
});
export type Customer = z.infer<typeof Customer>;
