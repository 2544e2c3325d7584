import type { CustomerId } from "@daybook/contract/ids";
import { and, eq, isNotNull, isNull, ne, not, sql } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
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
import type { DocumentKind } from "@daybook/contract/sale-basics";
import { prepared, settingEvery } from "@daybook/db/statement";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { pageOf } from "../lists/cursor.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { personSearch } from "../lists/person-search.ts";
import { isVoided } from "../records/voided-sales.ts";
import { netSum } from "../sums/sums-by-kind.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord, nextVersion } from "../records/versions.ts";
import { customerRows, getCustomerRow } from "./customer-rows.ts";
import type { CustomerRow } from "./customer-rows.ts";

/** Customers, the best matches for `search` first and otherwise by name; searches name, phone and e-mail. */
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

/** A customer and their purchases. Refuses 404 `not_found` at `id`. */
export async function getCustomer(ctx: ReadCtx, input: { id: CustomerId }): Promise<Customer> {
  return toCustomer(ctx, await getCustomerRow(ctx, input.id));
}

/** Names, phone numbers and addresses need not be unique: two people can share all three. */
export async function createCustomer(ctx: WriteCtx, input: CreateCustomer): Promise<Customer> {
  const { key: _key, ...fields } = input;
  const rows = await ctx.db
    .insert(ctx.t.customer)
    .values({
      ...fields,
      ...newRecord<CustomerId>(ctx),
      nameKey: sortKey(input.name),
      search: personSearchText(input),
      groupId: null,
      creditLimitMinor: ZERO_MINOR,
      consentAt: null,
      erasedAt: null,
    })
    .returning();
  return toCustomer(ctx, (await changes.created(ctx, rows)).row);
}

/** Refuses 404 and 409 `stale_version`. */
export async function updateCustomer(ctx: WriteCtx, input: UpdateCustomer): Promise<Customer> {
  const before = await changes.toChange(ctx, input);
  const fields = {
    name: input.name ?? before.name,
    phone: input.phone ?? before.phone,
    email: input.email ?? before.email,
    address: input.address ?? before.address,
    taxNumber: input.taxNumber ?? before.taxNumber,
    note: input.note ?? before.note,
  };
  const { row } = await changes.change(ctx, before, "update", {
    ...fields,
    nameKey: sortKey(fields.name),
    search: personSearchText(fields),
  });
  return toCustomer(ctx, row);
}

/** A deactivated customer cannot be used in new sales; past purchases are kept. */
export async function deactivateCustomer(ctx: WriteCtx, input: CustomerState): Promise<Customer> {
  return toCustomer(ctx, (await changes.deactivate(ctx, input)).row);
}

export async function reactivateCustomer(ctx: WriteCtx, input: CustomerState): Promise<Customer> {
  return toCustomer(ctx, (await changes.reactivate(ctx, input)).row);
}

/**
 * One change for many customers: all are changed or, if one is refused, none. Refusals have the paths `customers.N.id`
 * and `customers.N.version`.
 */
export async function updateCustomers(
  ctx: WriteCtx,
  input: UpdateCustomers,
): Promise<CustomersChanged> {
  const customers = await changes.setActive(ctx, input.customers, input.set.active);
  return { changed: customers.length, customers };
}

const updating = prepared((db, t) =>
  db
    .update(t.customer)
    .set(settingEvery(t.customer, "id", "publicId"))
    .where(
      and(eq(t.customer.id, sql.placeholder("id")), eq(t.customer.version, sql.placeholder("was"))),
    )
    .returning()
    .prepare(),
);

const changes = recordChanges({
  entity: "customer",
  topic: "customers",
  rows: customerRows,
  update: (ctx, before, set) => updating(ctx).execute(nextVersion(before, set)),
  audited: (_ctx, row) => toListed(row),
});

const summingUp = prepared((db, t) =>
  db
    .select({
      sales: documentCount(t.sale.kind, "sale"),
      returns: documentCount(t.sale.kind, "return"),
      purchasesMinor: netSum(t.sale.kind, t.sale.totalMinor),
      lastPurchaseAt: sql<
        number | null
      >`max(CASE ${t.sale.kind} WHEN 'sale' THEN ${t.sale.occurredAt} END)`.mapWith(
        t.sale.occurredAt,
      ),
    })
    .from(t.sale)
    .where(
      and(
        eq(t.sale.customerId, sql.placeholder("customerId")),
        ne(t.sale.kind, "void"),
        not(isVoided(t)),
      ),
    )
    .prepare(),
);

function documentCount(column: Column, kind: DocumentKind): SQL<number> {
  return sql`coalesce(sum(CASE ${column} WHEN ${kind} THEN 1 ELSE 0 END), 0)`.mapWith(Number);
}

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
    address: row.address,
    taxNumber: row.taxNumber,
    note: row.note,
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
