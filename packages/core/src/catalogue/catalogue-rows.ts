import { CATEGORY_HUES } from "@daybook/contract/catalogue";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { minor } from "@daybook/contract/money";
import { milli, shownMilli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { stockStateOf } from "@daybook/contract/stock-state";
import type { ReadCtx } from "../context/context.ts";
import { shownCost, shownLastCost } from "../context/shown-cost.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant } from "../context/instants.ts";
import type { CatalogueParts } from "./catalogue-statements.ts";
import { named, sellableKind, unitCode } from "../products/product-view.ts";
import { unitCost } from "../stock/costs/unit-cost.ts";

type Head = CatalogueParts["heads"][number];
type Level = CatalogueParts["levels"][number];

const NOTHING = milli(0);

/** Joins the rows of a product's tables; each list is sorted by product. The costs are those the actor may see. */
export function catalogueRows(ctx: ReadCtx, parts: CatalogueParts): CatalogueRow[] {
  const barcodes = taker(parts.barcodes);
  const suppliers = taker(parts.suppliers);
  const levels = taker(parts.levels);
  const sold = taker(parts.sold);
  return parts.heads.map((head) =>
    catalogueRow(ctx, head, {
      barcodes: barcodes(head.id).map((barcode) => barcode.code),
      suppliers: suppliers(head.id).map(({ id, name }) => ({ id, name })),
      levels: levels(head.id),
      soldMilli: sold(head.id)[0]?.soldMilli ?? NOTHING,
    }),
  );
}

interface Lists {
  readonly barcodes: string[];
  readonly suppliers: { id: string; name: string }[];
  readonly levels: readonly Level[];
  readonly soldMilli: Milli;
}

function catalogueRow(ctx: ReadCtx, head: Head, lists: Lists): CatalogueRow {
  assert(head.priceMinor !== null && head.basisMilli !== null, "every product has a price");
  const stock = { onHandMilli: head.onHandMilli ?? NOTHING, valueMinor: head.valueMinor ?? 0 };
  const lastCost =
    head.lastQuantityMilli === null || head.lastCostMinor === null
      ? null
      : { quantityMilli: head.lastQuantityMilli, costMinor: minor(head.lastCostMinor) };
  return {
    id: head.publicId,
    sku: head.sku,
    name: head.name,
    category: categoryOf(head),
    picture: head.picture,
    suppliers: lists.suppliers,
    unit: unitCode(head.unit),
    quantityStepMilli: head.quantityStepMilli,
    kind: sellableKind(head.kind),
    askPrice: head.askPrice,
    ageLimit: head.ageLimit,
    stopReason: head.stopReason,
    depositId: head.depositId,
    taxClassId: head.taxClassId,
    priceMinor: head.priceMinor,
    basisMilli: head.basisMilli,
    barcodes: lists.barcodes,
    stock: stockByPlace(lists.levels),
    onHandMilli: stock.onHandMilli,
    reorderPointMilli: head.reorderPointMilli,
    stockState: stockStateOf(positionOf(lists.levels), head.reorderPointMilli),
    unitCostMinor: shownCost(ctx, unitCost(stock, lastCost)),
    lastCost: shownLastCost(ctx, lastCost),
    soldMilli: lists.soldMilli,
    active: head.deactivatedAt === null,
    version: head.version,
    updatedAt: isoInstant(head.updatedAt),
  };
}

/** One category after the other gets the next colour, so that the first ones all differ. */
function categoryOf({ categoryId, categoryName, categoryNo }: Head): CatalogueRow["category"] {
  const category = named(categoryId, categoryName);
  return category === null || categoryNo === null
    ? null
    : { ...category, hue: categoryNo % CATEGORY_HUES };
}

/** The stock that a rule for the whole shop considers: that of sellable locations. */
function positionOf(levels: readonly Level[]): number {
  return levels.reduce((sum, level) => sum + (level.kind === "store" ? level.onHandMilli : 0), 0);
}

/** A tracked product has a level for each lot; each location is listed once. The levels are sorted by location. */
function stockByPlace(levels: readonly Level[]): CatalogueRow["stock"] {
  const stock: CatalogueRow["stock"] = [];
  for (const { locationId, onHandMilli } of levels) {
    const last = stock.at(-1);
    if (last?.locationId === locationId)
      last.onHandMilli = shownMilli(last.onHandMilli + onHandMilli);
    else stock.push({ locationId, onHandMilli });
  }
  return stock;
}

/**
 * Returns the rows of one product after another from a list sorted by product. A row of a product that was created
 * between two statements is skipped: its change is sent afterwards.
 */
function taker<Row extends { readonly productId: number }>(rows: readonly Row[]) {
  let next = 0;
  return (productId: number): Row[] => {
    const page: Row[] = [];
    for (let row = rows[next]; row !== undefined && row.productId <= productId; row = rows[++next])
      if (row.productId === productId) page.push(row);
    return page;
  };
}
