/** Creates the sample shop's taxes, suppliers, categories and products. */
import { CreateCategory } from "@daybook/contract/categories";
import { mulDiv } from "@daybook/contract/exact";
import { CreateProduct, CreateProducts } from "@daybook/contract/products";
import { CreateLabelPattern } from "@daybook/contract/label-patterns";
import { CreateTaxClass } from "@daybook/contract/settings";
import { CreateSupplier } from "@daybook/contract/suppliers";
import type { TaxRateInput } from "@daybook/contract/tax";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { createCategory } from "../categories/categories.ts";
import { createProduct, createProducts } from "../products/create-product.ts";
import { createLabelPattern } from "../settings/label-patterns.ts";
import { createTaxClass, listTaxClasses } from "../settings/tax-classes.ts";
import { createSupplier } from "../suppliers/suppliers.ts";
import { SUPPLIERS } from "./assortment/suppliers.ts";
import { addressWords } from "./sample-people.ts";
import { inMinorUnits, planGoods } from "./sample-product.ts";
import type { PlannedGood } from "./sample-product.ts";
import type { SampleProduct } from "./sample-shop.ts";
import type { SampleStyle } from "./sample-style.ts";

const DEPOSIT_CENTS = 50;
const GIFT_WRAPPING_CENTS = 250;
/** Food and books; in a shop without tax nothing changes. */
const REDUCED_PPM = 50_000;

interface TaxClassOfGoods {
  readonly id: string;
  readonly rates: readonly TaxRateInput[];
}
export type Taxes = Readonly<Record<"standard" | "reduced", TaxClassOfGoods>>;

/** The standard class created by setup, and a reduced one. */
export async function openTaxes(ctx: WriteCtx, { taxName, taxPpm }: SampleStyle): Promise<Taxes> {
  const ppm = Math.min(REDUCED_PPM, taxPpm);
  const rates = ppm === 0 ? [] : [{ name: `${taxName} reduced`, ppm }];
  await createTaxClass(ctx, CreateTaxClass.parse({ key: newId(ctx.now), name: "Reduced", rates }));
  const [standard, reduced] = (await listTaxClasses(ctx)).items;
  assert(standard !== undefined && reduced !== undefined, "set-up made one and this the other");
  const plain = ({ id, rates: all }: typeof standard): TaxClassOfGoods => ({
    id,
    rates: all.map((rate) => ({ taxRateId: rate.id, ppm: rate.ppm, compound: rate.compound })),
  });
  return { standard: plain(standard), reduced: plain(reduced) };
}

/** The scale for tea prints labels with the weight. */
export async function addLabelPattern(ctx: WriteCtx): Promise<void> {
  const pattern = {
    name: "Tea scale",
    prefix: "21",
    layout: "PPIIIIIVVVVVX",
    verifier: "none",
    meaning: "weight",
    decimals: 3,
  };
  await createLabelPattern(ctx, CreateLabelPattern.parse({ key: newId(ctx.now), ...pattern }));
}

/** Goods sold by weight have the item number that their labels contain: the end of the SKU. */
function codesOf({ barcode, unit, sku }: PlannedGood): string[] {
  if (barcode !== null) return [barcode];
  return unit === "kg" ? [sku.slice(-3).padStart(5, "0")] : [];
}

/** Returns public ids by name. */
export async function addSuppliers(ctx: WriteCtx): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, mailbox, termsDays, note } of SUPPLIERS) {
    const domain = addressWords(name).join("-");
    const input = { name, email: `${mailbox}@${domain}.example`, termsDays, note };
    const made = await createSupplier(ctx, CreateSupplier.parse({ key: newId(ctx.now), ...input }));
    ids.set(name, made.id);
  }
  return ids;
}

/** One category per shelf, below one per department. */
async function addCategories(
  ctx: WriteCtx,
  goods: readonly PlannedGood[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const add = async (path: string, name: string, parentId: string | null) => {
    if (ids.has(path)) return;
    const input = CreateCategory.parse({ key: newId(ctx.now), name, parentId });
    ids.set(path, (await createCategory(ctx, input)).id);
  };
  for (const { shelf } of goods) {
    const [department, name] = shelf.path;
    await add(department, department, null);
    await add(shelf.path.join(" / "), name, ids.get(department) ?? null);
  }
  return ids;
}

/** The planned goods as products, in the same order. */
export async function addProducts(
  ctx: WriteCtx,
  goods: readonly PlannedGood[],
  suppliers: ReadonlyMap<string, string>,
  taxes: Taxes,
): Promise<SampleProduct[]> {
  const categories = await addCategories(ctx, goods);
  const input = CreateProducts.parse({
    key: newId(ctx.now),
    products: goods.map((good) => ({
      sku: good.sku,
      name: good.name,
      categoryId: categories.get(good.shelf.path.join(" / ")),
      unit: good.unit,
      taxClassId: taxes[good.shelf.tax].id,
      priceMinor: good.priceMinor,
      basisMilli: good.basisMilli,
      barcodes: codesOf(good),
      suppliers: [
        {
          supplierId: suppliers.get(good.shelf.supplier),
          supplierSku: `${good.sku.slice(0, 2)}${good.sku.slice(-3)}`,
          packQuantityMilli: good.packMilli,
          packPriceMinor: mulDiv(good.costMinor, good.packMilli, 1000),
          leadTimeDays: good.supplier.leadTimeDays,
          preferred: true,
        },
      ],
      reorderRules: [{ reorderPointMilli: good.reorderPointMilli, targetMilli: good.targetMilli }],
    })),
  });
  const made = await createProducts(ctx, input);
  return goods.map((good, index) => {
    const product = made.products[index];
    assert(product !== undefined, "every good became a product");
    return { ...good, id: product.id, taxes: taxes[good.shelf.tax].rates };
  });
}

/** The one service of the shop. */
export async function addGiftWrapping(
  ctx: WriteCtx,
  exponent: number,
  { standard }: Taxes,
): Promise<SampleProduct> {
  const [like] = planGoods(exponent);
  assert(like !== undefined, "there are goods");
  const planned = {
    ...like,
    name: "Gift wrapping",
    sku: "SV-001",
    barcode: null,
    unit: "each" as const,
    priceMinor: inMinorUnits(GIFT_WRAPPING_CENTS, exponent),
    basisMilli: 1000,
    costMinor: 0,
  };
  const { name, sku, priceMinor } = planned;
  const input = { key: newId(ctx.now), kind: "service", name, sku, priceMinor };
  const made = await createProduct(ctx, CreateProduct.parse({ ...input, taxClassId: standard.id }));
  return { ...planned, id: made.id, taxes: standard.rates };
}

/** A deposit, and an item for what has no product of its own: nothing of the ninety days has them. */
export async function addProductsOfTheTill(
  ctx: WriteCtx,
  exponent: number,
  { standard }: Taxes,
): Promise<void> {
  const taxClassId = standard.id;
  const priceMinor = inMinorUnits(DEPOSIT_CENTS, exponent);
  const deposit = { name: "Jar deposit", sku: "DP-001", kind: "deposit", priceMinor };
  const item = {
    name: "Other item",
    sku: "SV-002",
    kind: "service",
    askPrice: true,
    priceMinor: 0,
  };
  for (const product of [deposit, item]) {
    const input = { key: newId(ctx.now), taxClassId, ...product };
    await createProduct(ctx, CreateProduct.parse(input));
  }
}
