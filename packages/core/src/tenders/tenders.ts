/** The payment methods of the shop and their rules. */
import { and, eq, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { TenderId } from "@daybook/contract/ids";
import { mayGiveChange } from "@daybook/contract/tenders";
import type {
  CreateTender,
  Tender,
  TenderKind,
  Tenders,
  TenderState,
  UpdateTender,
} from "@daybook/contract/tenders";
import { prepared, settingEvery } from "@daybook/db/statement";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuseWhileOpen } from "../drawers/drawer-rows.ts";
import { refuse } from "../errors/domain-error.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord, nextVersion } from "../records/versions.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { selectTenders, tenderRows } from "./tender-rows.ts";
import type { TenderRow } from "./tender-rows.ts";

/** The payment methods that people choose, also deactivated ones, in the order of the till. */
export async function listTenders(ctx: ReadCtx): Promise<Tenders> {
  const rows = await selectTenders(ctx);
  return { items: rows.filter(({ kind }) => kind !== "exchange").map(toTender) };
}

/**
 * Adds a payment method. Refuses 409 `duplicate` at `name`, and 422 `change_only_from_cash` at `givesChange` for a kind
 * that cannot give change.
 */
export async function createTender(ctx: WriteCtx, input: CreateTender): Promise<Tender> {
  await checkName(ctx, input.name, null);
  checkChange(input.kind, input.givesChange);
  const { key: _key, ...fields } = input;
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.tender)
      .values({
        ...fields,
        ...newRecord<TenderId>(ctx),
      })
      .returning(),
    nameTaken(input.name),
  );
  return (await changes.created(ctx, rows)).audited;
}

/**
 * Changes the name or the rules of a payment method; documents keep the name they show. Refuses 404, 409
 * `stale_version`, 409 `duplicate` at `name`, 409 `drawer_open` at `countedAtClose` while any drawer is open, and 422 `change_only_from_cash` at `givesChange`.
 */
export async function updateTender(ctx: WriteCtx, input: UpdateTender): Promise<Tender> {
  const before = await changes.toChange(ctx, input);
  const name = input.name ?? before.name;
  if (name !== before.name) await checkName(ctx, name, before.id);
  const givesChange = input.givesChange ?? before.givesChange;
  checkChange(before.kind, givesChange);
  const countedAtClose = input.countedAtClose ?? before.countedAtClose;
  if (countedAtClose !== before.countedAtClose) await refuseWhileOpen(ctx, "countedAtClose");
  const { audited } = await changes.change(ctx, before, "update", {
    name,
    givesChange,
    opensDrawer: input.opensDrawer ?? before.opensDrawer,
    countedAtClose,
    needsReference: input.needsReference ?? before.needsReference,
    allowedForRefunds: input.allowedForRefunds ?? before.allowedForRefunds,
    refundsUnreceipted: input.refundsUnreceipted ?? before.refundsUnreceipted,
  });
  return audited;
}

/** Removes a method from the till; sales keep it. Refuses 404, 409 `stale_version` and 409 `needs_cash` for cash. */
export async function deactivateTender(ctx: WriteCtx, input: TenderState): Promise<Tender> {
  const { kind } = await tenderRows.get(ctx, input.id);
  if (kind === "cash") throw refuse("needs_cash", {}, "id");
  return (await changes.deactivate(ctx, input)).audited;
}

export async function reactivateTender(ctx: WriteCtx, input: TenderState): Promise<Tender> {
  return (await changes.reactivate(ctx, input)).audited;
}

const updating = prepared((db, t) =>
  db
    .update(t.tender)
    .set(settingEvery(t.tender, "id", "publicId"))
    .where(
      and(eq(t.tender.id, sql.placeholder("id")), eq(t.tender.version, sql.placeholder("was"))),
    )
    .returning()
    .prepare(),
);

const changes = recordChanges({
  entity: "tender",
  topic: "tenders",
  rows: tenderRows,
  update: (ctx, before, set) =>
    orDuplicate(
      updating(ctx).execute(nextVersion(before, set)),
      nameTaken(set.name ?? before.name),
    ),
  audited: (_ctx, row) => toTender(row),
});

async function checkName(ctx: WriteCtx, name: string, ownId: number | null): Promise<void> {
  // A shop has a few methods, so no key of the name is stored.
  const key = identityKey(name);
  const holders = (await selectTenders(ctx)).filter((row) => identityKey(row.name) === key);
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "tender_name_unique", field: "name", value: name, path: "name" };
}

function checkChange(kind: TenderKind, givesChange: boolean): void {
  if (givesChange && !mayGiveChange(kind)) throw refuse("change_only_from_cash", {}, "givesChange");
}

function toTender(row: TenderRow): Tender {
  const { name, kind, opensDrawer, countedAtClose, givesChange } = row;
  const { needsReference, allowedForRefunds, refundsUnreceipted, version } = row;
  return {
    id: row.publicId,
    name,
    kind,
    opensDrawer,
    countedAtClose,
    givesChange,
    needsReference,
    allowedForRefunds,
    refundsUnreceipted,
    active: row.deactivatedAt === null,
    version,
    createdAt: isoInstant(row.createdAt),
  };
}
