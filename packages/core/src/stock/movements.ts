import { and, desc, eq, gt, gte, inArray, lte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { ListMovements, MovementKind, MovementPage } from "@daybook/contract/stock";
import { shownMilli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { isoInstant } from "../context/instants.ts";
import { getProductRow } from "../products/product-rows.ts";
import { named, unitCode } from "../products/product-view.ts";
import { effectOn, levelOf } from "./ledger-sums.ts";
import type { PlacesLookedAt } from "./ledger-sums.ts";
import { lookedAt } from "./looked-at.ts";

/**
 * The ledger, newest business day first, within a day newest entry first.
 * Filters: product, place with those inside it (either end), kind, business days from and to, both included. A list of one product and of
 * every kind says what was there after each entry.
 */
export async function listMovements(ctx: ReadCtx, input: ListMovements): Promise<MovementPage> {
  const asked = await lookUp(ctx, input);
  const rows = await selectMovements(ctx, asked, input.limit + 1);
  const balances = balancesOf(rows);
  return pageOf(
    rows.map((row, index) => ({ ...row, balanceMilli: balances[index] ?? null })),
    input.limit,
    (row) => toMovement(row, ctx.actor.permissions.has("sales.read")),
    (row) => [row.businessDate, row.id],
  );
}

/** The filters with internal ids, and where the page before ended. */
interface Asked {
  readonly productId: number | null;
  readonly places: PlacesLookedAt;
  readonly kind: MovementKind | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly after: readonly [day: string, id: number] | null;
}

async function lookUp(ctx: ReadCtx, input: ListMovements): Promise<Asked> {
  const { productId, cursor } = input;
  const product = productId === undefined ? null : await getProductRow(ctx, productId, "productId");
  return {
    productId: product?.id ?? null,
    places: await lookedAt(ctx, input),
    kind: input.kind,
    from: input.from,
    to: input.to,
    after: cursor === undefined ? null : decodeCursor(cursor, ["string", "number"]),
  };
}

function conditions({ movement }: Tables, asked: Asked): (SQL | undefined)[] {
  const { productId, places, kind, from, to, after } = asked;
  return [
    productId === null ? undefined : eq(movement.productId, productId),
    places === null
      ? undefined
      : or(
          inArray(movement.fromLocationId, [...places]),
          inArray(movement.toLocationId, [...places]),
        ),
    kind === undefined ? undefined : eq(movement.kind, kind),
    // Said in these words, because an index of the ledger holds all kinds but this one.
    kind === undefined || kind === "sale" ? undefined : sql`${movement.kind} <> 'sale'`,
    from === undefined ? undefined : gte(movement.businessDate, from),
    to === undefined ? undefined : lte(movement.businessDate, to),
    after === null
      ? undefined
      : sql`(${movement.businessDate}, ${movement.id}) < (${after[0]}, ${after[1]})`,
  ];
}

/**
 * The stock after the page's first entry: today's level less what newer entries changed. Part of the page's own
 * statement, so that no sale can come between the rows and their sum. Null where the entries left out would be missing.
 */
function firstBalance(t: Tables, { productId, places, kind, to, after }: Asked) {
  const { movement } = t;
  if (productId === null || kind !== undefined) return sql<null>`NULL`;
  const newer = or(
    to === undefined ? undefined : gt(movement.businessDate, to),
    after === null
      ? undefined
      : sql`(${movement.businessDate}, ${movement.id}) >= (${after[0]}, ${after[1]})`,
  );
  const level = levelOf(t, productId, places);
  if (newer === undefined) return level;
  return sql`${level} - (SELECT coalesce(sum(${effectOn(t, places)}), 0) FROM ${movement}
    WHERE ${movement.productId} = ${productId} AND ${newer})`.mapWith(movement.quantityMilli);
}

/** Each entry's balance is the one of the entry before it less what that one changed. */
function balancesOf(rows: readonly Row[]): Milli[] {
  const balances: Milli[] = [];
  let balance = rows[0]?.firstBalanceMilli ?? null;
  for (const row of rows) {
    if (balance === null) break;
    balances.push(balance);
    balance = shownMilli(balance - row.effectMilli);
  }
  return balances;
}

type Row = Awaited<ReturnType<typeof selectMovements>>[number];

/** The statement behind a page of the ledger. */
export function selectMovements(ctx: ReadCtx, asked: Asked, limit: number) {
  const { movement, product, uom, appUser, sale, stockDocument, location } = ctx.t;
  const from = alias(location, "from_location");
  const to = alias(location, "to_location");
  const reversed = alias(movement, "reversed");
  return ctx.db
    .select({
      id: movement.id,
      publicId: movement.publicId,
      kind: movement.kind,
      reason: movement.reason,
      productId: product.publicId,
      sku: product.sku,
      productName: product.name,
      unit: uom.code,
      fromId: from.publicId,
      fromName: from.name,
      toId: to.publicId,
      toName: to.name,
      quantityMilli: movement.quantityMilli,
      effectMilli: effectOn(ctx.t, asked.places),
      firstBalanceMilli: firstBalance(ctx.t, asked),
      costMinor: movement.costMinor,
      occurredAt: movement.occurredAt,
      recordedAt: movement.recordedAt,
      businessDate: movement.businessDate,
      docType: movement.docType,
      saleId: sale.publicId,
      receiptNumber: sale.receiptNumber,
      saleNote: sale.note,
      stockDocumentId: stockDocument.publicId,
      reference: stockDocument.reference,
      stockNote: stockDocument.note,
      userId: appUser.publicId,
      userName: appUser.name,
      reversesId: reversed.publicId,
    })
    .from(movement)
    .innerJoin(product, eq(product.id, movement.productId))
    .innerJoin(uom, eq(uom.id, product.baseUomId))
    .innerJoin(appUser, eq(appUser.id, movement.userId))
    .leftJoin(from, eq(from.id, movement.fromLocationId))
    .leftJoin(to, eq(to.id, movement.toLocationId))
    .leftJoin(sale, and(eq(movement.docType, "sale"), eq(sale.id, movement.docId)))
    .leftJoin(
      stockDocument,
      and(eq(movement.docType, "stock"), eq(stockDocument.id, movement.docId)),
    )
    .leftJoin(reversed, eq(reversed.id, movement.reverses))
    .where(and(...conditions(ctx.t, asked)))
    .orderBy(desc(movement.businessDate), desc(movement.id))
    .limit(limit);
}

/**
 * `seesSales`: whether the reader may see sales. The goods that moved are everybody's who may see movements; who sold
 * them, on which receipt and with which words, is part of the sale.
 */
function toMovement(
  row: Row & { balanceMilli: Milli | null },
  seesSales: boolean,
): MovementPage["items"][number] {
  const shown = row.docType !== "sale" || seesSales;
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
    costMinor: row.costMinor,
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
