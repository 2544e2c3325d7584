/** The list of receipts that exist on paper and that the records did not contain. */
import { and, desc, eq, isNotNull, isNull, lt } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { MissingReceiptId } from "@daybook/contract/ids";
import type { MissingReceiptState } from "@daybook/contract/missing-receipt-states";
import type {
  ListMissingReceipts,
  MissingReceipt,
  MissingReceipts,
  SettleMissingReceipt,
} from "@daybook/contract/missing-receipts";
import type { ReadTx } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { refuse } from "../errors/domain-error.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { recordAudit } from "../writes/audit.ts";

/** The receipts that were missing, newest first. Refuses 400 at `cursor`. */
export async function listMissingReceipts(
  ctx: ReadCtx,
  { state, cursor, limit }: ListMissingReceipts,
): Promise<MissingReceipts> {
  const { missingReceipt } = ctx.t;
  const rows = await selectRows(
    ctx,
    and(
      state === undefined ? undefined : conditionOf(ctx, state),
      cursor === undefined ? undefined : lt(missingReceipt.id, decodeCursor(cursor, ["number"])[0]),
    ),
    limit + 1,
  );
  return pageOf(rows, limit, toMissingReceipt, (row) => [row.rowId]);
}

function conditionOf({ t: { missingReceipt, sale } }: ReadTx, state: MissingReceiptState) {
  const states = {
    recorded: isNotNull(sale.id),
    open: and(isNull(sale.id), isNull(missingReceipt.settledAt)),
    settled: and(isNull(sale.id), isNotNull(missingReceipt.settledAt)),
  };
  return states[state];
}

function selectRows({ db, t }: ReadTx, condition: SQL | undefined, limit: number) {
  const { missingReceipt, device, sale } = t;
  return db
    .select({
      rowId: missingReceipt.id,
      id: missingReceipt.publicId,
      receiptNumber: missingReceipt.receiptNumber,
      tillName: device.name,
      tillKind: device.kind,
      seller: missingReceipt.sellerName,
      totalMinor: missingReceipt.totalMinor,
      occurredAt: missingReceipt.occurredAt,
      reportedAt: missingReceipt.reportedAt,
      settledAt: missingReceipt.settledAt,
      reason: missingReceipt.reason,
      saleId: sale.publicId,
      saleNumber: sale.receiptNumber,
    })
    .from(missingReceipt)
    .innerJoin(device, eq(device.id, missingReceipt.deviceId))
    .leftJoin(sale, eq(sale.key, missingReceipt.saleKey))
    .where(condition)
    .orderBy(desc(missingReceipt.id))
    .limit(limit);
}

type SelectedRow = Awaited<ReturnType<typeof selectRows>>[number];

function toMissingReceipt(row: SelectedRow): MissingReceipt {
  const { rowId: _, tillName, tillKind, settledAt, saleId, saleNumber, ...shown } = row;
  const recordedAs =
    saleId === null || saleNumber === null ? null : { id: saleId, receiptNumber: saleNumber };
  return {
    ...shown,
    state: recordedAs !== null ? "recorded" : settledAt === null ? "open" : "settled",
    till: tillKind === "till" ? tillName : "",
    occurredAt: isoInstantOrNull(row.occurredAt),
    reportedAt: isoInstant(row.reportedAt),
    recordedAs,
  };
}

/**
 * Records what was done about a receipt that its till does not send again, such as the sale that was recorded by hand.
 * Refuses 404, and 409 `wrong_state` at `id` for one that is in the records again or settled.
 */
export async function settleMissingReceipt(
  ctx: WriteCtx,
  { id, reason }: SettleMissingReceipt,
): Promise<MissingReceipt> {
  const { missingReceipt } = ctx.t;
  const before = await getMissingReceipt(ctx, id);
  const wrongState = (state: "recorded" | "settled") =>
    refuse("wrong_state", { entity: "missingReceipt", id, state }, "id");
  if (before.state !== "open") throw wrongState(before.state);
  const settled = await ctx.db
    .update(missingReceipt)
    .set({ settledAt: ctx.now, settledBy: ctx.actor.userId, reason })
    .where(and(eq(missingReceipt.publicId, id), isNull(missingReceipt.settledAt)))
    .returning({ id: missingReceipt.id });
  if (settled.length === 0) throw wrongState("settled");
  await recordAudit(ctx, {
    action: "missingReceipts.settle",
    entity: "missingReceipt",
    entityId: id,
    after: { receiptNumber: before.receiptNumber, totalMinor: before.totalMinor },
    reason,
  });
  ctx.changed("missingReceipts", id);
  return getMissingReceipt(ctx, id);
}

async function getMissingReceipt(ctx: ReadTx, id: MissingReceiptId): Promise<MissingReceipt> {
  const [row] = await selectRows(ctx, eq(ctx.t.missingReceipt.publicId, id), 1);
  if (row === undefined) throw refuse("not_found", { entity: "missingReceipt", id }, "id");
  return toMissingReceipt(row);
}
