import type { ListMovements, MovementPage } from "@daybook/contract/stock";
import { shownMilli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import type { ReadCtx } from "../context/context.ts";
import { shownCost } from "../context/shown-cost.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isoInstant } from "../context/instants.ts";
import { getProductRow } from "../products/product-rows.ts";
import { named, unitCode } from "../products/product-view.ts";
import { ledgerLocations } from "./ledger-locations.ts";
import { readMovementPage } from "./movement-page.ts";
import type { MovementPageShape, MovementPageValues, MovementRow } from "./movement-page.ts";

/**
 * The ledger, newest business day first, within a day newest entry first.
 * Filters: product, location including those inside it (either end), kind, business days from and to, both included. A
 * list of one product and of every kind includes the balance after each entry.
 */
export async function listMovements(ctx: ReadCtx, input: ListMovements): Promise<MovementPage> {
  const rows = await readMovementPage(ctx, ...(await question(ctx, input)));
  const balances = balancesOf(rows);
  return pageOf(
    rows.map((row, index) => ({ ...row, balanceMilli: balances[index] ?? null })),
    input.limit,
    (row) => toMovement(ctx, row),
    (row) => [row.businessDate, row.id],
  );
}

/** The statement that answers a list, and its values: the filters with internal ids, and where the page before ended. */
async function question(
  ctx: ReadCtx,
  { productId, kind, from, to, cursor, limit, ...place }: ListMovements,
): Promise<[MovementPageShape, MovementPageValues]> {
  const product = productId === undefined ? null : await getProductRow(ctx, productId, "productId");
  const places = await ledgerLocations(ctx, place);
  const after = cursor === undefined ? null : decodeCursor(cursor, ["string", "number"]);
  const shape = {
    hasProduct: product !== null,
    places: places?.length ?? null,
    kind: kind === undefined || kind === "sale" ? kind : "other",
    hasFrom: from !== undefined,
    hasTo: to !== undefined,
    hasCursor: after !== null,
  } as const;
  return [
    shape,
    {
      limit: limit + 1,
      ...(product === null ? {} : { productId: product.id }),
      ...(kind === undefined ? {} : { kind }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(after === null ? {} : { afterDay: after[0], afterId: after[1] }),
      ...Object.fromEntries((places ?? []).map((id, index) => [`place${index}`, id])),
    },
  ];
}

/** Each entry's balance is the one of the entry before it less what that one changed. */
function balancesOf(rows: readonly MovementRow[]): Milli[] {
  const balances: Milli[] = [];
  let balance = rows[0]?.firstBalanceMilli ?? null;
  for (const row of rows) {
    if (balance === null) break;
    balances.push(balance);
    balance = shownMilli(balance - row.effectMilli);
  }
  return balances;
}

/**
 * Everyone who may read movements sees the moved goods; the user, receipt and note of a sale belong to the sale, and
 * the cost is for those who may see costs.
 */
function toMovement(
  ctx: ReadCtx,
  row: MovementRow & { balanceMilli: Milli | null },
): MovementPage["items"][number] {
  const shown = row.docType !== "sale" || ctx.actor.permissions.has("sales.read");
  return {
    id: row.publicId,
    kind: row.kind,
    reason: row.reason,
    product: { id: row.productId, sku: row.sku, name: row.productName },
    unit: unitCode(row.unit),
    from: named(row.fromId, row.fromName),
    to: named(row.toId, row.toName),
    quantityMilli: row.quantityMilli,
    effectMilli: row.effectMilli,
    balanceMilli: row.balanceMilli,
    costMinor: shownCost(ctx, row.costMinor),
    occurredAt: isoInstant(row.occurredAt),
    recordedAt: isoInstant(row.recordedAt),
    businessDate: row.businessDate,
    document: {
      type: row.docType,
      id: row.saleId ?? row.stockDocumentId ?? "",
      number: shown ? (row.receiptNumber ?? row.reference ?? "") : "",
      note: shown ? (row.saleNote ?? row.stockNote ?? "") : "",
    },
    user: shown ? { id: row.userId, name: row.userName } : null,
    reversesId: row.reversesId,
  };
}
