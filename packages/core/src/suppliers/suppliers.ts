import type { SupplierId } from "@daybook/contract/ids";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { identityKey, sortKey } from "@daybook/contract/fold";
import { personSearchText } from "@daybook/contract/search-text";
import type {
  CreateSupplier,
  ListSuppliers,
  Supplier,
  SupplierPage,
  SuppliersChanged,
  SupplierState,
  UpdateSupplier,
  UpdateSuppliers,
} from "@daybook/contract/suppliers";
import { prepared, settingEvery } from "@daybook/db/statement";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { pageOf } from "../lists/cursor.ts";
import { isoInstant } from "../context/instants.ts";
import { keyAfter } from "../records/key-after.ts";
import { personSearch } from "../lists/person-search.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord, nextVersion } from "../records/versions.ts";
import { getSupplierRow, supplierRows } from "./supplier-rows.ts";
import type { SupplierRow } from "./supplier-rows.ts";

/** Suppliers, the best matches for `search` first and otherwise by name; searches name, e-mail and phone. */
export async function listSuppliers(ctx: ReadCtx, input: ListSuppliers): Promise<SupplierPage> {
  const { supplier } = ctx.t;
  const { condition, order, rank } = personSearch(supplier, input.search, input.cursor);
  const rows = await ctx.db
    .select({ row: supplier, rank })
    .from(supplier)
    .where(
      and(
        input.active === "active" ? isNull(supplier.deactivatedAt) : undefined,
        input.active === "inactive" ? isNotNull(supplier.deactivatedAt) : undefined,
        condition,
      ),
    )
    .orderBy(...order)
    .limit(input.limit + 1);
  return pageOf(
    rows,
    input.limit,
    (found) => toSupplier(found.row),
    (found) => [found.rank, found.row.sortKey, found.row.id],
  );
}

/** Refuses 404 `not_found` at `id`. */
export async function getSupplier(ctx: ReadCtx, input: { id: SupplierId }): Promise<Supplier> {
  return toSupplier(await getSupplierRow(ctx, input.id));
}

/** Refuses 409 `duplicate` at `name`, case-insensitive. */
export async function createSupplier(ctx: WriteCtx, input: CreateSupplier): Promise<Supplier> {
  await checkName(ctx, input.name, null);
  const { key: _key, ...fields } = input;
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.supplier)
      .values({
        ...fields,
        ...newRecord<SupplierId>(ctx),
        nameKey: identityKey(input.name),
        sortKey: sortKey(input.name),
        search: personSearchText(input),
      })
      .returning(),
    nameTaken(input.name),
  );
  return (await changes.created(ctx, rows)).audited;
}

/** Refuses 404, 409 `stale_version` and 409 `duplicate` at `name`. */
export async function updateSupplier(ctx: WriteCtx, input: UpdateSupplier): Promise<Supplier> {
  const before = await changes.toChange(ctx, input);
  const name = input.name ?? before.name;
  const nameKey = keyAfter(name, { text: before.name, key: before.nameKey });
  if (nameKey !== before.nameKey) await checkName(ctx, name, before.id);
  const email = input.email ?? before.email;
  const phone = input.phone ?? before.phone;
  const { audited } = await changes.change(ctx, before, "update", {
    name,
    nameKey,
    sortKey: sortKey(name),
    search: personSearchText({ name, email, phone }),
    email,
    phone,
    note: input.note ?? before.note,
    termsDays: input.termsDays ?? before.termsDays,
  });
  return audited;
}

/** A deactivated supplier cannot be used for new receipts; past receipts are kept. */
export async function deactivateSupplier(ctx: WriteCtx, input: SupplierState): Promise<Supplier> {
  return (await changes.deactivate(ctx, input)).audited;
}

export async function reactivateSupplier(ctx: WriteCtx, input: SupplierState): Promise<Supplier> {
  return (await changes.reactivate(ctx, input)).audited;
}

/**
 * One change for many suppliers: all are changed or, if one is refused, none. Refusals have the paths `suppliers.N.id`
 * and `suppliers.N.version`.
 */
export async function updateSuppliers(
  ctx: WriteCtx,
  input: UpdateSuppliers,
): Promise<SuppliersChanged> {
  const suppliers = await changes.setActive(ctx, input.suppliers, input.set.active);
  return { changed: suppliers.length, suppliers };
}

const updating = prepared((db, t) =>
  db
    .update(t.supplier)
    .set(settingEvery(t.supplier, "id", "publicId"))
    .where(
      and(eq(t.supplier.id, sql.placeholder("id")), eq(t.supplier.version, sql.placeholder("was"))),
    )
    .returning()
    .prepare(),
);

const changes = recordChanges({
  entity: "supplier",
  topic: "suppliers",
  rows: supplierRows,
  update: (ctx, before, set) =>
    orDuplicate(
      updating(ctx).execute(nextVersion(before, set)),
      nameTaken(set.name ?? before.name),
    ),
  audited: (_ctx, row) => toSupplier(row),
});

async function checkName(ctx: WriteCtx, name: string, ownId: number | null): Promise<void> {
  const { supplier } = ctx.t;
  const holders = await ctx.db
    .select({ id: supplier.id, publicId: supplier.publicId })
    .from(supplier)
    .where(eq(supplier.nameKey, identityKey(name)));
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "supplier_name_key_unique", field: "name", value: name, path: "name" };
}

function toSupplier(row: SupplierRow): Supplier {
  return {
    id: row.publicId,
    name: row.name,
    email: row.email,
    phone: row.phone,
    note: row.note,
    termsDays: row.termsDays,
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
