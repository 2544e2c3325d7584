import type { LocationId, MovementId, ProductId } from "@daybook/contract/ids";
import { and, eq, inArray, sql } from "drizzle-orm";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { MovementKind } from "@daybook/contract/stock";
import { MAX_MILLI, milli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { preparedRows } from "@daybook/db/prepared-rows";
import { addingUp, everyColumn, prepared, staysWithin } from "@daybook/db/statement";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { preparedForIds } from "@daybook/db/prepared-ids";
import { findLastCost } from "./costs/last-cost.ts";
import { evaluateLowStock } from "../alerts/evaluate-low-stock.ts";
import { checkStep } from "../products/sellable-products.ts";
import type { StockedProduct } from "../products/sellable-products.ts";
import { costOfGain, removeStock, issueCost, addStock } from "./costs/costing.ts";
import type { CostState } from "./costs/costing.ts";
import { isLargeRow, refuseTooLargeShop } from "../sums/sum-bounds.ts";
import { refuseShortPast } from "./past-levels.ts";
import type { TakenGoods } from "./past-levels.ts";
import { refuseShortage } from "./shortages.ts";

/** A location as the ledger needs it. */
export interface Place {
  readonly id: number;
  readonly publicId: LocationId;
  readonly name: string;
}

/**
 * One movement to post. A null end is outside the shop. `cost`: `average` uses the moving average; an amount is the
 * total cost of these goods. `path` is the path for a refusal of this line's quantity in the caller's input.
 */
export interface MovementLine {
  readonly product: StockedProduct;
  readonly from: Place | null;
  readonly to: Place | null;
  readonly quantityMilli: Milli;
  readonly kind: MovementKind;
  readonly cost: "average" | Minor;
  readonly reason: string | null;
  readonly lineNo: number;
  readonly path: string;
  readonly reverses?: number;
}

/** The document of the movements and its time. */
export interface MovementDocument {
  readonly type: "sale" | "stock";
  readonly id: number;
  readonly occurredAt: number;
  readonly businessDate: string;
  /** It happened while the server was unreachable, so the goods are gone whatever the ledger says. */
  readonly tookPlace?: boolean;
}

export interface PostedMovement {
  readonly id: number;
  readonly publicId: MovementId;
  readonly lineNo: number;
  readonly productId: ProductId;
  readonly quantityMilli: Milli;
  readonly costMinor: Minor;
}

/** The change of a product's quantity in one location, and the new quantity. */
export interface LevelChange {
  readonly product: StockedProduct;
  readonly place: Place;
  readonly onHandMilli: Milli;
}

/**
 * The only function that writes to the ledger. Adds up the document's demand per product and location, refuses 409
 * `insufficient_stock` with every short line, costs each line, inserts the movements, updates `stock_level` and
 * `stock_value`, opens and resolves alerts and records the changes. Kinds differ in data, never in code paths.
 *
 * Refuses 422 `fraction_not_allowed`, `not_stocked`, `needs_lot` at the line's path, and 409 `insufficient_stock_then`
 * if a backdated document would make the stock at a later time negative.
 */
export async function postMovements(
  ctx: WriteCtx,
  document: MovementDocument,
  lines: readonly MovementLine[],
): Promise<{ posted: PostedMovement[]; levels: LevelChange[] }> {
  for (const line of lines) checkLine(line);
  const products = new Map(lines.map((line) => [line.product.id, line.product]));
  const productIds = [...products.keys()].sort((a, b) => a - b);
  await ctx.dialect.lockStock(ctx, productIds);
  const levels = await moveLevels(ctx, document, lines);
  const posted = await costAndInsert(ctx, document, lines, productIds);
  await evaluateLowStock(
    ctx,
    productIds,
    new Map(posted.map(({ movement, productRowId }) => [productRowId, movement.id])),
  );
  ctx.changed("stock", ...[...products.values()].map((product) => product.publicId));
  return { posted: posted.map(({ movement }) => movement), levels };
}

function checkLine({ product, quantityMilli, path }: MovementLine): void {
  assert(quantityMilli > 0, "contracts and callers give positive quantities");
  if (product.kind !== "stock") throw refuse("not_stocked", { productId: product.publicId }, path);
  if (product.tracking !== "none") throw refuse("needs_lot", { productId: product.publicId }, path);
  checkStep(product, quantityMilli, path);
}

const levelStatements = prepared((db, t) => ({
  take: db
    .update(t.stockLevel)
    .set({ onHandMilli: sql`${t.stockLevel.onHandMilli} + ${sql.placeholder("delta")}` })
    .where(
      and(
        eq(t.stockLevel.productId, sql.placeholder("productId")),
        eq(t.stockLevel.locationId, sql.placeholder("locationId")),
        eq(t.stockLevel.lotId, 0),
        sql`${t.stockLevel.onHandMilli} + ${sql.placeholder("delta")} >= 0`,
      ),
    )
    .returning({ onHandMilli: t.stockLevel.onHandMilli })
    .prepare(),
  add: db
    .insert(t.stockLevel)
    .values({
      productId: sql.placeholder("productId"),
      locationId: sql.placeholder("locationId"),
      lotId: 0,
      onHandMilli: sql.placeholder("delta"),
    })
    .onConflictDoUpdate({
      target: [t.stockLevel.productId, t.stockLevel.locationId, t.stockLevel.lotId],
      set: addingUp(t.stockLevel, "productId", "locationId", "lotId"),
      setWhere: staysWithin(MAX_MILLI, t.stockLevel, "productId", "locationId", "lotId"),
    })
    .returning({ onHandMilli: t.stockLevel.onHandMilli })
    .prepare(),
}));

interface Demand {
  readonly product: StockedProduct;
  readonly place: Place;
  deltaMilli: number;
  takenMilli: number;
  readonly firstPath: string;
  readonly paths: string[];
}

/** Relative, conditional updates: the condition and the CHECK decide, not the values read before. */
async function moveLevels(
  ctx: WriteCtx,
  document: MovementDocument,
  lines: readonly MovementLine[],
): Promise<LevelChange[]> {
  const changes: LevelChange[] = [];
  const taken: TakenGoods[] = [];
  const short: Demand[] = [];
  for (const demand of demands(lines)) {
    const { product, place, deltaMilli } = demand;
    const parameters = { productId: product.id, locationId: place.id, delta: deltaMilli };
    const statements = levelStatements(ctx);
    const [row] = await (deltaMilli >= 0 ? statements.add : statements.take).execute(parameters);
    if (row === undefined && deltaMilli >= 0) throw refuse("too_large", {}, demand.firstPath);
    if (row === undefined) short.push(demand);
    else {
      changes.push({ product, place, onHandMilli: row.onHandMilli });
      if (deltaMilli < 0) taken.push({ ...demand, onHandMilli: row.onHandMilli });
    }
  }
  if (short.length > 0) throw await refuseShortage(ctx, short);
  if (document.tookPlace !== true) await refuseShortPast(ctx, document, taken);
  return changes;
}

/** The document's total demand per product and location, in key order so rows are locked in one order. */
function demands(lines: readonly MovementLine[]): Demand[] {
  const found = new Map<string, Demand>();
  const add = (line: MovementLine, place: Place | null, sign: 1 | -1): void => {
    if (place === null) return;
    const key = `${line.product.id}:${place.id}`;
    let demand = found.get(key);
    if (demand === undefined) {
      const { product, path: firstPath } = line;
      demand = { product, place, deltaMilli: 0, takenMilli: 0, firstPath, paths: [] };
      found.set(key, demand);
    }
    demand.deltaMilli += sign * line.quantityMilli;
    if (sign > 0) return;
    demand.takenMilli += line.quantityMilli;
    demand.paths.push(line.path);
  };
  for (const line of lines) {
    add(line, line.from, -1);
    add(line, line.to, 1);
  }
  return [...found.values()].sort((a, b) => a.product.id - b.product.id || a.place.id - b.place.id);
}

const valueStatements = prepared((db, t) => ({
  create: db
    .insert(t.stockValue)
    .values({ productId: sql.placeholder("productId"), onHandMilli: milli(0), valueMinor: sql`0` })
    .onConflictDoNothing()
    .prepare(),
  move: db
    .update(t.stockValue)
    .set({
      onHandMilli: sql`${t.stockValue.onHandMilli} + ${sql.placeholder("quantityDelta")}`,
      valueMinor: sql`${t.stockValue.valueMinor} + ${sql.placeholder("valueDelta")}`,
    })
    .where(eq(t.stockValue.productId, sql.placeholder("productId")))
    .prepare(),
}));

const lookupStates = preparedForIds((db, t, ids) =>
  db
    .select({
      productId: t.stockValue.productId,
      onHandMilli: t.stockValue.onHandMilli,
      valueMinor: t.stockValue.valueMinor,
    })
    .from(t.stockValue)
    .where(inArray(t.stockValue.productId, [...ids]))
    .prepare(),
);

const inserting = preparedRows(
  (t) => everyColumn(t.movement, "id", "lotId"),
  (db, t, rows) =>
    db
      .insert(t.movement)
      .values(rows)
      .returning({ id: t.movement.id, publicId: t.movement.publicId })
      .prepare(),
);

async function costAndInsert(
  ctx: WriteCtx,
  document: MovementDocument,
  lines: readonly MovementLine[],
  productIds: readonly number[],
): Promise<{ movement: PostedMovement; productRowId: number }[]> {
  const before = await loadStates(ctx, productIds);
  const states = new Map(before);
  const costed: CostedLine[] = [];
  for (const line of lines) {
    const state = states.get(line.product.id);
    assert(state !== undefined, "every line's product was loaded above");
    const costMinor = await costOf(ctx, line, state);
    if (line.from === null)
      states.set(line.product.id, addStock(state, line.quantityMilli, costMinor));
    if (line.to === null)
      states.set(line.product.id, removeStock(state, line.quantityMilli, costMinor));
    costed.push({ line, costMinor, publicId: newId<MovementId>(ctx.now) });
  }
  const posted = await insertMovements(ctx, document, costed);
  for (const { product, path } of lines) refuseLostCost(states.get(product.id), path);
  // Returned goods were in stock before, possibly from before the limits existed: they can always come back.
  const isNew = lines.some(({ kind }) => kind !== "reversal" && kind !== "return");
  for (const productId of productIds) {
    const moved = await storeState(ctx, productId, before.get(productId), states.get(productId));
    if (isNew && moved !== null) await refuseTooLargeShop(ctx, ctx.t.stockValue, moved);
  }
  return posted;
}

/**
 * Refuses 409 `cannot_undo` if goods would leave at a stated cost that has already been used by others at an average
 * that included it; only a reversal states a cost.
 */
function refuseLostCost(state: CostState | undefined, path: string): void {
  if (state === undefined) return;
  const { onHandMilli, valueMinor } = state;
  if (valueMinor < 0 || (onHandMilli <= 0 && valueMinor !== 0))
    throw refuse("cannot_undo", { why: "cost" }, path);
}

/** The quantity and value of each product; a product without movements gets a row. */
async function loadStates(
  ctx: WriteCtx,
  productIds: readonly number[],
): Promise<Map<number, CostState>> {
  const states = new Map<number, CostState>();
  for (const { statement, values } of lookupStates(ctx, productIds))
    for (const { productId, ...state } of await statement.execute(values))
      states.set(productId, state);
  for (const productId of productIds) {
    if (states.has(productId)) continue;
    await valueStatements(ctx).create.execute({ productId });
    states.set(productId, { onHandMilli: milli(0), valueMinor: minor(0) });
  }
  return states;
}

/** Returns the state if it increased to a large value. */
async function storeState(
  ctx: WriteCtx,
  productId: number,
  before: CostState | undefined,
  after: CostState | undefined,
): Promise<{ onHandMilli: number; valueMinor: number } | null> {
  assert(
    before !== undefined && after !== undefined,
    "every product was loaded before it was costed",
  );
  const quantityDelta = after.onHandMilli - before.onHandMilli;
  const valueDelta = after.valueMinor - before.valueMinor;
  if (quantityDelta === 0 && valueDelta === 0) return null;
  await valueStatements(ctx).move.execute({ productId, quantityDelta, valueDelta });
  const { onHandMilli, valueMinor } = after;
  const isLarge = isLargeRow({ onHandMilli, valueMinor });
  return (quantityDelta > 0 || valueDelta > 0) && isLarge ? { onHandMilli, valueMinor } : null;
}

/** The cost of a transfer is for display; only a movement with one end changes the shop's stock value. */
async function costOf(ctx: WriteCtx, line: MovementLine, state: CostState): Promise<Minor> {
  if (line.cost !== "average") return line.cost;
  if (line.from !== null) return issueCost(state, line.quantityMilli);
  const last = state.onHandMilli > 0 ? null : await findLastCost(ctx, line.product.id);
  return costOfGain(state, line.quantityMilli, last);
}

interface CostedLine {
  readonly line: MovementLine;
  readonly costMinor: Minor;
  readonly publicId: MovementId;
}

async function insertMovements(
  ctx: WriteCtx,
  document: MovementDocument,
  costed: readonly CostedLine[],
): Promise<{ movement: PostedMovement; productRowId: number }[]> {
  const rows = await inserting(
    ctx,
    costed.map(({ line, costMinor, publicId }) => ({
      publicId,
      occurredAt: document.occurredAt,
      recordedAt: ctx.now,
      businessDate: document.businessDate,
      productId: line.product.id,
      fromLocationId: line.from?.id ?? null,
      toLocationId: line.to?.id ?? null,
      quantityMilli: line.quantityMilli,
      costMinor,
      kind: line.kind,
      reason: line.reason,
      docType: document.type,
      docId: document.id,
      lineNo: line.lineNo,
      reverses: line.reverses ?? null,
      userId: ctx.actor.userId,
      deviceId: ctx.actor.deviceId,
    })),
  );
  const idOf = new Map(rows.map((row) => [row.publicId, row.id]));
  return costed.map(({ line, costMinor, publicId }) => {
    const id = idOf.get(publicId);
    assert(id !== undefined, "an insert returns its rows");
    const { lineNo, product, quantityMilli } = line;
    const movement = {
      id,
      publicId,
      lineNo,
      productId: product.publicId,
      quantityMilli,
      costMinor,
    };
    return { movement, productRowId: product.id };
  });
}
