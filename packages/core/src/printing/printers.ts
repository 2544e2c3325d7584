/** The receipt printers of the shop, and the tills that print on them. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { identityKey } from "@daybook/contract/fold";
import type { PrinterId } from "@daybook/contract/ids";
import { COLUMNS_OF_PAPER } from "@daybook/contract/printers";
import type {
  CreatePrinter,
  Printer,
  Printers,
  PrinterState,
  UpdatePrinter,
} from "@daybook/contract/printers";
import { prepared, settingEvery } from "@daybook/db/statement";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { recordChanges } from "../records/record-changes.ts";
import { newRecord, nextVersion } from "../records/versions.ts";
import { checkUnique, orDuplicate } from "../records/unique-key.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { cancelWaiting } from "./job-queue.ts";
import { findPrinterOfTill, printerRows, selectPrinters } from "./printer-rows.ts";
import type { PrinterRow } from "./printer-rows.ts";

/** All printers, also deactivated ones, and which one the asking till has. */
export async function listPrinters(ctx: ReadCtx): Promise<Printers> {
  const tills = await tillsWithPrinter(ctx);
  const own = await findPrinterOfTill(ctx, ctx.actor.deviceId);
  const rows = await selectPrinters(ctx);
  return {
    items: rows.map((row) => toPrinter(row, tills)),
    ownPrinterId: own?.publicId ?? null,
  };
}

/** Adds a printer. Refuses 409 `duplicate` at `name` and 404 at `tillIds.N`. */
export async function createPrinter(ctx: WriteCtx, input: CreatePrinter): Promise<Printer> {
  await checkName(ctx, input.name, null);
  const { key: _key, tillIds, ...fields } = input;
  const rows = await orDuplicate(
    ctx.db
      .insert(ctx.t.printer)
      .values({
        ...fields,
        columns: fields.columns ?? COLUMNS_OF_PAPER[fields.paperMm],
        ...newRecord<PrinterId>(ctx),
      })
      .returning(),
    nameTaken(input.name),
  );
  for (const { id } of rows) await setTills(ctx, id, tillIds);
  return (await changes.created(ctx, rows)).audited;
}

/**
 * Changes a printer or its tills; a till that another printer has moves to this one. Refuses 404, also at `tillIds.N`,
 * 409 `stale_version`, 409 `duplicate` at `name`, and 409 `inactive` for tills of a deactivated printer.
 */
export async function updatePrinter(ctx: WriteCtx, input: UpdatePrinter): Promise<Printer> {
  const before = await changes.toChange(ctx, input);
  const name = input.name ?? before.name;
  if (name !== before.name) await checkName(ctx, name, before.id);
  const { tillIds } = input;
  if (tillIds !== undefined && tillIds.length > 0) await printerRows.getActive(ctx, input.id, "id");
  const paperMm = input.paperMm ?? before.paperMm;
  const usual = paperMm === before.paperMm ? before.columns : COLUMNS_OF_PAPER[paperMm];
  const set = {
    name,
    paperMm,
    columns: input.columns ?? usual,
    language: input.language ?? before.language,
    address: input.address ?? before.address,
    text: input.text ?? before.text,
    cuts: input.cuts ?? before.cuts,
    opensDrawer: input.opensDrawer ?? before.opensDrawer,
    drawerPin: input.drawerPin ?? before.drawerPin,
  };
  const also = tillIds === undefined ? undefined : () => setTills(ctx, before.id, tillIds);
  return (await changes.change(ctx, before, "update", set, also)).audited;
}

/** Deactivates a printer: its tills have none, and what waits is cancelled. Refuses 404 and 409 `stale_version`. */
export async function deactivatePrinter(ctx: WriteCtx, input: PrinterState): Promise<Printer> {
  const row = await changes.toChange(ctx, input);
  await setTills(ctx, row.id, []);
  await cancelWaiting(ctx, row.id, "printer_deactivated");
  return (await changes.deactivate(ctx, input)).audited;
}

export async function reactivatePrinter(ctx: WriteCtx, input: PrinterState): Promise<Printer> {
  return (await changes.reactivate(ctx, input)).audited;
}

const updating = prepared((db, t) =>
  db
    .update(t.printer)
    .set(settingEvery(t.printer, "id", "publicId"))
    .where(
      and(eq(t.printer.id, sql.placeholder("id")), eq(t.printer.version, sql.placeholder("was"))),
    )
    .returning()
    .prepare(),
);

const changes = recordChanges({
  entity: "printer",
  topic: "printers",
  rows: printerRows,
  update: (ctx, before, set) =>
    orDuplicate(
      updating(ctx).execute(nextVersion(before, set)),
      nameTaken(set.name ?? before.name),
    ),
  audited: async (ctx, row) => toPrinter(row, await tillsWithPrinter(ctx)),
});

async function checkName(ctx: WriteCtx, name: string, ownId: number | null): Promise<void> {
  // A shop has a few printers, so no key of the name is stored.
  const key = identityKey(name);
  const holders = (await selectPrinters(ctx)).filter((row) => identityKey(row.name) === key);
  checkUnique(holders, { field: "name", value: name, ownId });
}

function nameTaken(name: string) {
  return { constraint: "printer_name_unique", field: "name", value: name, path: "name" };
}

/** Exactly these tills print on the printer. */
async function setTills(
  ctx: WriteCtx,
  printerId: number,
  tillIds: readonly string[],
): Promise<void> {
  // One decision at a time: a till has one printer.
  await lockShop(ctx);
  const { device, tillPrinter } = ctx.t;
  const tills = await ctx.db
    .select({ deviceId: device.id, publicId: device.publicId })
    .from(device)
    .where(and(eq(device.kind, "till"), isNull(device.revokedAt)));
  const wanted = tillIds.map((id, index) => {
    const till = tills.find(({ publicId }) => publicId === id);
    if (till === undefined) throw refuse("not_found", { entity: "till", id }, `tillIds.${index}`);
    return till.deviceId;
  });
  await ctx.db.delete(tillPrinter).where(eq(tillPrinter.printerId, printerId));
  const deviceIds = [...new Set(wanted)];
  if (deviceIds.length === 0) return;
  await ctx.db.delete(tillPrinter).where(inArray(tillPrinter.deviceId, deviceIds));
  await ctx.db.insert(tillPrinter).values(deviceIds.map((deviceId) => ({ deviceId, printerId })));
}

interface TillWithPrinter {
  readonly id: string;
  readonly name: string;
  readonly printerId: number;
}

function tillsWithPrinter({ db, t }: ReadCtx): Promise<TillWithPrinter[]> {
  return db
    .select({ id: t.device.publicId, name: t.device.name, printerId: t.tillPrinter.printerId })
    .from(t.tillPrinter)
    .innerJoin(t.device, eq(t.device.id, t.tillPrinter.deviceId))
    .orderBy(asc(t.device.id));
}

function toPrinter(row: PrinterRow, tills: readonly TillWithPrinter[]): Printer {
  const { name, language, address, paperMm, columns, text, cuts, opensDrawer, drawerPin } = row;
  return {
    id: row.publicId,
    name,
    language,
    address,
    paperMm,
    columns,
    text,
    cuts,
    opensDrawer,
    drawerPin,
    tills: tills
      .filter(({ printerId }) => printerId === row.id)
      .map((till) => ({ id: till.id, name: till.name })),
    active: row.deactivatedAt === null,
    version: row.version,
    createdAt: isoInstant(row.createdAt),
  };
}
