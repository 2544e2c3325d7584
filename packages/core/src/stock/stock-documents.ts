import type { ProductId, StockDocumentId } from "@daybook/contract/ids";
import type {
  AdjustmentReason,
  MovementKind,
  StockDocument,
  WasteReason,
} from "@daybook/contract/stock";
import type { Minor } from "@daybook/contract/money";
import type { Milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { shownCost } from "../context/shown-cost.ts";
import { recordAudit } from "../writes/audit.ts";
import { businessTime } from "@daybook/contract/business-time";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant, occurrence } from "../context/instants.ts";
import { getActiveProductRow, getProductRow } from "../products/product-rows.ts";
import { getShop } from "../settings/shop.ts";
import { postMovements } from "./post-movements.ts";
import type { MovementLine, Place } from "./post-movements.ts";

/** One line of a manual document, before the product is looked up. */
export interface DocumentLine {
  readonly productId: ProductId;
  readonly quantityMilli: Milli;
  readonly cost: "average" | Minor;
  readonly path: string;
}

/** A manual document: its kind and ends are data, the posting is the same for all. */
export interface NewStockDocument {
  readonly input: {
    readonly key: string;
    readonly note: string;
    readonly occurredAt?: string | undefined;
  };
  readonly kind: Extract<MovementKind, "opening" | "receive" | "adjust" | "waste" | "transfer">;
  readonly from: Place | null;
  readonly to: Place | null;
  readonly reason: AdjustmentReason | WasteReason | null;
  /** Of received goods. */
  readonly supplierRowId?: number | null;
  readonly reference?: string;
  readonly lines: readonly DocumentLine[];
}

type LineInput = Pick<DocumentLine, "productId" | "quantityMilli">;

/** The lines of an input that has several. */
export function documentLines<Line extends LineInput>(
  lines: readonly Line[],
  costOf: (line: Line) => DocumentLine["cost"],
): DocumentLine[] {
  return lines.map((line, index) => ({
    productId: line.productId,
    quantityMilli: line.quantityMilli,
    cost: costOf(line),
    path: `lines.${index}.`,
  }));
}

/**
 * Writes the document, posts its movements and returns both with the resulting levels. Line paths are the prefix of the
 * line in the caller's input (`"lines.2."`, or `""` for a single line). Refuses 409 `inactive` at the product if new
 * goods of a deactivated product would come in.
 */
export async function recordStockDocument(
  ctx: WriteCtx,
  document: NewStockDocument,
): Promise<StockDocument> {
  const { input, kind, supplierRowId = null, reference = "" } = document;
  const shop = await getShop(ctx);
  const occurredAt = occurrence(ctx, shop, input.occurredAt);
  const { businessDate } = businessTime(shop, occurredAt);
  const lines = await toMovementLines(ctx, document);
  const publicId = newId<StockDocumentId>(ctx.now);
  const [row] = await ctx.db
    .insert(ctx.t.stockDocument)
    .values({
      publicId,
      key: input.key,
      kind,
      supplierId: supplierRowId,
      reference,
      note: input.note,
      userId: ctx.actor.userId,
      deviceId: ctx.actor.deviceId,
      occurredAt,
      recordedAt: ctx.now,
      businessDate,
    })
    .returning({ id: ctx.t.stockDocument.id });
  assert(row !== undefined, "an insert returns its row");
  const { posted, levels } = await postMovements(
    ctx,
    { type: "stock", id: row.id, occurredAt, businessDate },
    lines,
  );
  await recordAudit(ctx, {
    action: `movements.${kind}`,
    entity: "stockDocument",
    entityId: publicId,
    after: { lines: posted.length },
    reason: document.reason ?? "",
  });
  return {
    id: publicId,
    kind,
    occurredAt: isoInstant(occurredAt),
    recordedAt: isoInstant(ctx.now),
    movements: posted.map((movement) => ({
      id: movement.publicId,
      productId: movement.productId,
      quantityMilli: movement.quantityMilli,
      costMinor: shownCost(ctx, movement.costMinor),
    })),
    levels: levels.map(({ product, place, onHandMilli }) => ({
      productId: product.publicId,
      locationId: place.publicId,
      onHandMilli,
    })),
  };
}

/**
 * A deactivated product cannot be received; its remaining stock can be moved, written off and adjusted up or down,
 * until none is left.
 */
const BRINGS_NEW_GOODS: ReadonlySet<MovementKind> = new Set(["opening", "receive"]);

async function toMovementLines(
  ctx: WriteCtx,
  { kind, from, to, reason, lines: documented }: NewStockDocument,
): Promise<MovementLine[]> {
  const getRow = BRINGS_NEW_GOODS.has(kind) ? getActiveProductRow : getProductRow;
  const lines: MovementLine[] = [];
  for (const [index, line] of documented.entries()) {
    const product = await getRow(ctx, line.productId, `${line.path}productId`);
    lines.push({
      product,
      from,
      to,
      quantityMilli: line.quantityMilli,
      kind,
      cost: line.cost,
      reason,
      lineNo: index + 1,
      path: `${line.path}quantityMilli`,
    });
  }
  return lines;
}
