import type { CustomerId } from "@daybook/contract/ids";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { sortKey } from "@daybook/contract/fold";
import type {
  CreateCustomer,
  Customer,
  CustomerPage,
  CustomerRow as ListedCustomer,
  CustomerState,
  CustomersChanged,
  ListCustomers,
  UpdateCustomer,
  UpdateCustomers,
} from "@daybook/contract/customers";
import { ZERO_MINOR } from "@daybook/contract/money";
import { personSearchText } from "@daybook/contract/search-text";
import { newId } from "@daybook/contract/uuid";
import { prepared, settingEvery } from "@daybook/db/statement";
import { differences, recordAudit } from "../writes/audit.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { pageOf } from "../lists/cursor.ts";
import { doToMany } from "../records/do-to-many.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { personSearch } from "../lists/person-search.ts";
import { checkVersion, insertedRow, updatedRow } from "../records/versions.ts";
import { shownSum } from "../sums/shown-sum.ts";
import { getCustomerRow } from "./customer-rows.ts";
import type { CustomerRow } from "./customer-rows.ts";

/** Customers, those who fit `search` best first and otherwise by name; it looks into name, phone and e-mail. */
export async function listCustomers(ctx: ReadCtx, input: ListCustomers): Promise<CustomerPage> {
  const { customer } = ctx.t;
  const columns = { search: customer.search, sortKey: customer.nameKey, id: customer.id };
  const { condition, order, rank } = personSearch(columns, input.search, input.cursor);
  const rows = await ctx.db
    .select({ row: customer, rank })
    .from(customer)
    .where(
      and(
        input.active === "active" ? isNull(customer.deactivatedAt) : undefined,
        input.active === "inactive" ? isNotNull(customer.deactivatedAt) : undefined,
        condition,
      ),
    )
    .orderBy(...order)
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    (found) => toListed(found.row),
    (found) => [found.rank, found.row.nameKey, found.row.id],
  );
}

/** A customer and what they bought. Refuses 404 `not_found` at `id`. */
export async function getCustomer(ctx: ReadCtx, input: { id: CustomerId }): Promise<Customer> {
  return toCustomer(ctx, await getCustomerRow(ctx, input.id));
}

/** Names, phones and addresses may repeat: two people can share all three. */
export async function createCustomer(ctx: WriteCtx, input: CreateCustomer): Promise<Customer> {
  const { key: _key, ...fields } = input;
  const rows = await ctx.db
    .insert(ctx.t.customer)
    .values({
      ...fields,
      publicId: newId(ctx.now),
      nameKey: sortKey(input.name),
      search: personSearchText(input),
      groupId: null,
      creditLimitMinor: ZERO_MINOR,
      version: 1,
      createdAt: ctx.now,
      consentAt: null,
      deactivatedAt: null,
      erasedAt: null,
    })
    .returning();
  const row = insertedRow(rows);
  const listed = toListed(row);
  await recordAudit(ctx, {
    action: "customers.create",
    entity: "customer",
    entityId: listed.id,
    after: listed,
  });
  ctx.changed("customers", listed.id);
  return toCustomer(ctx, row);
}

/** Refuses 404 and 409 `stale_version`. */
export async function updateCustomer(ctx: WriteCtx, input: UpdateCustomer): Promise<Customer> {
  const before = await getCustomerRow(ctx, input.id);
  await checkVersion(ctx, { entity: "customer", row: before, version: input.version });
  const fields = {
    name: input.name ?? before.name,
    phone: input.phone ?? before.phone,
    email: input.email ?? before.email,
    taxNumber: input.taxNumber ?? before.taxNumber,
    note: input.note ?? before.note,
  };
  return change(ctx, before, "customers.update", {
    ...fields,
    nameKey: sortKey(fields.name),
    search: personSearchText(fields),
  });
}

/** Nothing new can be sold to them by name; what they bought stays theirs. */
export async function deactivateCustomer(ctx: WriteCtx, input: CustomerState): Promise<Customer> {
  const row = await getCustomerRow(ctx, input.id);
  await checkVersion(ctx, { entity: "customer", row, version: input.version });
  const deactivatedAt = row.deactivatedAt ?? ctx.now;
  return change(ctx, row, "customers.deactivate", { deactivatedAt });
}

export async function reactivateCustomer(ctx: WriteCtx, input: CustomerState): Promise<Customer> {
  const row = await getCustomerRow(ctx, input.id);
  await checkVersion(ctx, { entity: "customer", row, version: input.version });
  return change(ctx, row, "customers.reactivate", { deactivatedAt: null });
}

/**
 * One change for many customers: all of them are changed or, when one is refused, none. Refusals stand at
 * `customers.N.id` and `customers.N.version`.
 */
export async function updateCustomers(
  ctx: WriteCtx,
  { key, customers, set }: UpdateCustomers,
): Promise<CustomersChanged> {
  const turn = set.active ? reactivateCustomer : deactivateCustomer;
  const turned = await doToMany(
    customers,
    (customer) => turn(ctx, { key, ...customer }),
    (index, path) => `customers.${index}.${path}`,
  );
  const changed = turned.map(({ id, version }) => ({ id, version }));
  return { changed: changed.length, customers: changed };
}

async function change(
  ctx: WriteCtx,
  before: CustomerRow,
  action: string,
  set: Partial<CustomerRow>,
): Promise<Customer> {
  const rows = await changing(ctx).execute({
    ...before,
    ...set,
    version: before.version + 1,
    was: before.version,
  });
  const row = await updatedRow(ctx, rows, { entity: "customer", row: before });
  await recordAudit(ctx, {
    action,
    entity: "customer",
    entityId: row.publicId,
    ...differences(toListed(before), toListed(row)),
  });
  ctx.changed("customers", row.publicId);
  return toCustomer(ctx, row);
}

const changing = prepared((db, t) =>
  db
    .update(t.customer)
    .set(settingEvery(t.customer, "id", "publicId"))
    .where(
      and(eq(t.customer.id, sql.placeholder("id")), eq(t.customer.version, sql.placeholder("was"))),
    )
    .returning()
    .prepare(),
);

const summingUp = prepared((db, t) =>
  db
    .select({
      sales:
        sql<number>`coalesce(sum(CASE ${t.sale.kind} WHEN 'sale' THEN 1 ELSE 0 END), 0)`.mapWith(
          Number,
        ),
      returns:
        sql<number>`coalesce(sum(CASE ${t.sale.kind} WHEN 'return' THEN 1 ELSE 0 END), 0)`.mapWith(
          Number,
        ),
      purchasesMinor:
        sql`coalesce(sum(CASE ${t.sale.kind} WHEN 'sale' THEN ${t.sale.totalMinor} ELSE -${t.sale.totalMinor} END), 0)`.mapWith(
          shownSum(t.sale.totalMinor),
        ),
      lastPurchaseAt: sql<
        number | null
      >`max(CASE ${t.sale.kind} WHEN 'sale' THEN ${t.sale.occurredAt} END)`.mapWith(
        t.sale.occurredAt,
      ),
    })
    .from(t.sale)
    .where(
      and(eq(t.sale.customerId, sql.placeholder("customerId")), eq(t.sale.status, "completed")),
    )
    .prepare(),
);

async function toCustomer(ctx: ReadCtx, row: CustomerRow): Promise<Customer> {
  const [bought] = await summingUp(ctx).execute({ customerId: row.id });
  assert(bought !== undefined, "a sum over no rows is a row too");
  return { ...toListed(row), ...bought, lastPurchaseAt: isoInstantOrNull(bought.lastPurchaseAt) };
}

function toListed(row: CustomerRow): ListedCustomer {
  return {
    id: row.publicId,
    name: row.name,
    phone: row.phone,
    email: row.email,
    taxNumber: row.taxNumber,
    note: row.note,
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
