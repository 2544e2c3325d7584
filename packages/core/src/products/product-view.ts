import { asc, eq, sql } from "drizzle-orm";
import type { LastCost } from "@daybook/contract/costs";
import type { Product } from "@daybook/contract/products";
import type { ProductKind, UnitCode } from "@daybook/contract/units";
import { milli, shownMilli } from "@daybook/contract/quantity";
import type { Milli } from "@daybook/contract/quantity";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { stockStateOf } from "@daybook/contract/stock-state";
import { alias } from "drizzle-orm/sqlite-core";
import { prepared } from "@daybook/db/statement";
import type { Db, Tables } from "@daybook/db/types";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { shownCost, shownLastCost } from "../context/shown-cost.ts";
import { findLastCost } from "../stock/costs/last-cost.ts";
import { getPrice } from "./prices.ts";
import { isFirstPicture } from "./product-page.ts";
import type { Price } from "./prices.ts";
import type { ProductRow } from "./product-rows.ts";
import { unitCost } from "../stock/costs/unit-cost.ts";
import { plainFields } from "./plain-fields.ts";

const statements = prepared((db, t) => {
  const productId = sql.placeholder("productId");
  return {
    head: selectHead(db, t).where(eq(t.product.id, productId)).prepare(),
    barcodes: db
      .select({ code: t.barcode.code, shown: t.barcode.shown, symbology: t.barcode.symbology })
      .from(t.barcode)
      .where(eq(t.barcode.productId, productId))
      .orderBy(asc(t.barcode.code))
      .prepare(),
    suppliers: db
      .select({
        supplierId: t.supplier.publicId,
        supplierName: t.supplier.name,
        supplierSku: t.productSupplier.supplierSku,
        packQuantityMilli: t.productSupplier.packQuantityMilli,
        minimumOrderMilli: t.productSupplier.minimumOrderMilli,
        packPriceMinor: t.productSupplier.packPriceMinor,
        leadTimeDays: t.productSupplier.leadTimeDays,
        preferred: t.productSupplier.preferred,
      })
      .from(t.productSupplier)
      .innerJoin(t.supplier, eq(t.supplier.id, t.productSupplier.supplierId))
      .where(eq(t.productSupplier.productId, productId))
      .orderBy(asc(t.supplier.nameKey))
      .prepare(),
    rules: db
      .select({
        locationId: t.location.publicId,
        safetyStockMilli: t.reorderRule.safetyStockMilli,
        reorderPointMilli: t.reorderRule.reorderPointMilli,
        targetMilli: t.reorderRule.targetMilli,
      })
      .from(t.reorderRule)
      .leftJoin(t.location, eq(t.location.id, t.reorderRule.locationId))
      .where(eq(t.reorderRule.productId, productId))
      .orderBy(asc(t.reorderRule.locationId))
      .prepare(),
    stock: db
      .select({
        locationId: t.location.publicId,
        locationName: t.location.name,
        kind: t.location.kind,
        onHandMilli: t.stockLevel.onHandMilli,
      })
      .from(t.stockLevel)
      .innerJoin(t.location, eq(t.location.id, t.stockLevel.locationId))
      .where(eq(t.stockLevel.productId, productId))
      .orderBy(asc(t.location.nameKey))
      .prepare(),
  };
});

/** What a product's row refers to. */
function selectHead(db: Db, t: Tables) {
  const deposit = alias(t.product, "deposit");
  return db
    .select({
      unit: t.uom.code,
      taxClassId: t.taxClass.publicId,
      taxClassName: t.taxClass.name,
      categoryId: t.category.publicId,
      categoryName: t.category.name,
      picture: t.productPicture.hash,
      depositId: deposit.publicId,
      depositName: deposit.name,
      onHandMilli: t.stockValue.onHandMilli,
      valueMinor: t.stockValue.valueMinor,
    })
    .from(t.product)
    .innerJoin(t.uom, eq(t.uom.id, t.product.baseUomId))
    .innerJoin(t.taxClass, eq(t.taxClass.id, t.product.taxClassId))
    .leftJoin(t.category, eq(t.category.id, t.product.categoryId))
    .leftJoin(t.productPicture, isFirstPicture(t))
    .leftJoin(t.stockValue, eq(t.stockValue.productId, t.product.id))
    .leftJoin(deposit, eq(deposit.id, t.product.depositId));
}

type Terms = Product["suppliers"][number];

/** A product with its costs, for any actor: for the audit log, not for answers. */
export interface WholeProduct extends Omit<
  Product,
  "suppliers" | "valueMinor" | "unitCostMinor" | "lastCost"
> {
  readonly suppliers: readonly (Omit<Terms, "packPriceMinor"> & {
    readonly packPriceMinor: Minor | null;
  })[];
  readonly valueMinor: Minor;
  readonly unitCostMinor: Minor | null;
  readonly lastCost: LastCost | null;
}

/** Converts a product row to its public form, with the costs that the actor may see. */
export async function viewProduct(ctx: ReadCtx, row: ProductRow): Promise<Product> {
  return shownProduct(ctx, await wholeProduct(ctx, row, ctx.now));
}

/** The product as this actor may see it. */
export function shownProduct(ctx: ReadCtx, product: WholeProduct): Product {
  return {
    ...product,
    suppliers: product.suppliers.map(({ packPriceMinor, ...terms }) => ({
      ...terms,
      packPriceMinor: shownCost(ctx, packPriceMinor),
    })),
    valueMinor: shownCost(ctx, product.valueMinor),
    unitCostMinor: shownCost(ctx, product.unitCostMinor),
    lastCost: shownLastCost(ctx, product.lastCost),
  };
}

/** Converts a product row with all its costs; `priceAt` is the time whose price is shown. */
export async function wholeProduct(
  ctx: ReadCtx,
  row: ProductRow,
  priceAt: number,
): Promise<WholeProduct> {
  const find = statements(ctx);
  const one = { productId: row.id };
  return spelledOut(row, {
    head: await headOf(ctx, row),
    price: await getPrice(ctx, row.id, priceAt),
    rules: await find.rules.execute(one),
    levels: await find.stock.execute(one),
    lastCost: await findLastCost(ctx, row.id),
    barcodes: await find.barcodes.execute(one),
    suppliers: await find.suppliers.execute(one),
  });
}

/** The same for a product that was just created: it has no movements, and lists that were not given are not queried. */
export async function wholeNewProduct(
  ctx: ReadCtx,
  row: ProductRow,
  made: {
    readonly price: Price;
    readonly rules: readonly unknown[];
    readonly barcodes: readonly unknown[];
    readonly terms: readonly unknown[];
  },
): Promise<WholeProduct> {
  const find = statements(ctx);
  const one = { productId: row.id };
  return spelledOut(row, {
    head: await headOf(ctx, row),
    price: made.price,
    rules: made.rules.length === 0 ? [] : await find.rules.execute(one),
    levels: [],
    lastCost: null,
    barcodes: made.barcodes.length === 0 ? [] : await find.barcodes.execute(one),
    suppliers: made.terms.length === 0 ? [] : await find.suppliers.execute(one),
  });
}

async function headOf(ctx: ReadCtx, row: ProductRow) {
  const [head] = await statements(ctx).head.execute({ productId: row.id });
  assert(head !== undefined, "every product has a unit and a tax class");
  return head;
}

type Statements = ReturnType<typeof statements>;
type RowsOf<Name extends keyof Statements> = Awaited<ReturnType<Statements[Name]["execute"]>>;

/** The data of a product besides its row. */
interface ProductFacts {
  readonly head: RowsOf<"head">[number];
  readonly price: Price;
  readonly rules: RowsOf<"rules">;
  readonly levels: RowsOf<"stock">;
  readonly lastCost: LastCost | null;
  readonly barcodes: RowsOf<"barcodes">;
  readonly suppliers: RowsOf<"suppliers">;
}

function spelledOut(row: ProductRow, facts: ProductFacts): WholeProduct {
  const { head, price, rules, levels, lastCost, barcodes, suppliers } = facts;
  const onHandMilli = head.onHandMilli ?? milli(0);
  const valueMinor = head.valueMinor ?? minor(0);
  const shopRule = rules.find((rule) => rule.locationId === null);
  const forSale = levels.filter((level) => level.kind === "store");
  return {
    id: row.publicId,
    sku: row.sku,
    name: row.name,
    category: named(head.categoryId, head.categoryName),
    picture: head.picture,
    unit: unitCode(head.unit),
    quantityStepMilli: row.quantityStepMilli,
    kind: sellableKind(row.kind),
    priceMinor: price.amountMinor,
    basisMilli: price.basisMilli,
    onHandMilli,
    stockState: stockStateOf(sumMilli(forSale), shopRule?.reorderPointMilli ?? null),
    active: row.deactivatedAt === null,
    version: row.version,
    ...plainFields(row),
    tracking: row.tracking,
    deposit: named(head.depositId, head.depositName),
    taxClass: { id: head.taxClassId, name: head.taxClassName },
    barcodes,
    suppliers: suppliers.map(({ supplierId, supplierName, ...terms }) => ({
      supplier: { id: supplierId, name: supplierName },
      ...terms,
    })),
    reorderRules: rules.map(({ locationId, ...rule }) => ({
      locationId: locationId,
      ...rule,
    })),
    stock: stockByPlace(levels),
    valueMinor,
    unitCostMinor: unitCost({ onHandMilli, valueMinor }, lastCost),
    lastCost,
    createdAt: isoInstant(row.createdAt),
    updatedAt: isoInstant(row.updatedAt),
    deactivatedAt: isoInstantOrNull(row.deactivatedAt),
  };
}

/** The editable parts of a product, which the audit log compares. */
export function editedParts(product: WholeProduct) {
  return {
    sku: product.sku,
    name: product.name,
    ...plainFields(product),
    category: product.category,
    unit: product.unit,
    quantityStepMilli: product.quantityStepMilli,
    kind: product.kind,
    deposit: product.deposit,
    taxClass: product.taxClass,
    active: product.active,
    priceMinor: product.priceMinor,
    basisMilli: product.basisMilli,
    barcodes: product.barcodes.map((barcode) => barcode.shown),
    suppliers: product.suppliers,
    reorderRules: product.reorderRules,
  };
}

export function unitCode(code: string): UnitCode {
  // safe because setup fills the table from the contract's units and nothing else writes it
  return code as UnitCode;
}

/** Bundles and gift cards have no stock of their own, like `service`. */
export function sellableKind(kind: ProductRow["kind"]): ProductKind {
  return kind === "stock" || kind === "deposit" ? kind : "service";
}

export function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}

function sumMilli(levels: readonly { onHandMilli: Milli }[]): number {
  return levels.reduce((sum, level) => sum + level.onHandMilli, 0);
}

/** A tracked product has a level for each lot; each location is listed once. Empty locations are omitted. */
function stockByPlace(
  levels: readonly { locationId: string; locationName: string; onHandMilli: Milli }[],
): Product["stock"] {
  const places = new Map<string, Product["stock"][number]>();
  for (const { locationId, locationName, onHandMilli } of levels) {
    const known = places.get(locationId);
    const sum = shownMilli((known?.onHandMilli ?? 0) + onHandMilli);
    places.set(locationId, { location: { id: locationId, name: locationName }, onHandMilli: sum });
  }
  return [...places.values()].filter((place) => place.onHandMilli > 0);
}
