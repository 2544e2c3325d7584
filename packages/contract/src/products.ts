/** Contracts of products, their prices, barcodes and suppliers. */
import { z } from "zod";
import { costField, lastCostField } from "./costs.ts";
import {
  Instant,
  line,
  MOST_AT_ONCE,
  ownCode,
  paragraph,
  printedCode,
  Version,
  WriteKey,
} from "./fields.ts";
import { CategoryId, LocationId, ProductId, SupplierId, TaxClassId } from "./ids.ts";
import { Minor, MinorNonNegative } from "./money.ts";
import { page, pageInput } from "./paging.ts";
import { PictureHash } from "./pictures.ts";
import { PRICE_ROUNDINGS } from "./price-change.ts";
import { Milli, MilliNonNegative, MilliPositive } from "./quantity.ts";
import { ProductKind, UnitCode } from "./units.ts";
import { rule } from "./rules.ts";
import { reasonAsRule } from "./reasons.ts";

/** The reorder rule for one location, or for the whole shop if `locationId` is null. */
export const ReorderRule = z
  .strictObject({
    locationId: LocationId.nullable().default(null),
    safetyStockMilli: MilliNonNegative.default(() => Milli.parse(0)),
    reorderPointMilli: MilliNonNegative,
    targetMilli: MilliPositive,
  })
  .refine((rule) => rule.reorderPointMilli >= rule.safetyStockMilli, {
    path: ["reorderPointMilli"],
    error: reasonAsRule("reorder_point_below_safety"),
  })
  .refine((rule) => rule.targetMilli > rule.reorderPointMilli, {
    path: ["targetMilli"],
    error: reasonAsRule("target_below_reorder_point"),
  });
export type ReorderRule = z.infer<typeof ReorderRule>;

/** The terms of one supplier for this product. */
export const ProductSupplierInput = z.strictObject({
  supplierId: SupplierId,
  supplierSku: ownCode(60).default(""),
  packQuantityMilli: MilliPositive.default(() => MilliPositive.parse(1000)),
  minimumOrderMilli: MilliNonNegative.default(() => MilliNonNegative.parse(0)),
  packPriceMinor: MinorNonNegative.nullable()
    .default(null)
    .describe("null keeps the stored price for callers without the permission `products.readCost`"),
  leadTimeDays: z.int().min(0, rule("days_not_a_number")).max(3650).default(0),
  preferred: z.boolean().default(false),
});
export type ProductSupplierInput = z.infer<typeof ProductSupplierInput>;

const Barcodes = z.array(printedCode(80)).max(50);
const Sku = ownCode(60, 1);

const AgeLimit = z.int(rule("years_not_a_number")).min(1).max(99);
/** In how many days customers may return goods: up to ten years. */
export const ReturnDays = z.int(rule("days_not_a_number")).min(0).max(3650);

/** How a product is sold, with what it is for a new one. */
const sellingRules = {
  askPrice: z
    .boolean()
    .describe("Whether its price, and its name if wanted, are entered at the till"),
  ageLimit: AgeLimit.nullable().describe(
    "The least age of a customer in years; null without a limit",
  ),
  returnDays: ReturnDays.nullable().describe(
    "In how many days customers may return it: 0 is never, null is as the shop says",
  ),
  stopReason: line(200).describe("Why it must not be sold; empty if it may be"),
  depositId: ProductId.nullable().describe("The deposit that is charged with each piece"),
};

const productFields = {
  name: line(200, 1),
  description: paragraph(5000).default(""),
  categoryId: CategoryId.nullable().default(null),
  unit: UnitCode.default("each"),
  quantityStepMilli: MilliPositive.optional().describe(
    "Smallest step in thousandths; left out, the unit's own",
  ),
  kind: ProductKind.default("stock"),
  askPrice: sellingRules.askPrice.optional(),
  ageLimit: sellingRules.ageLimit.optional(),
  returnDays: sellingRules.returnDays.optional(),
  stopReason: sellingRules.stopReason.optional(),
  depositId: sellingRules.depositId.optional(),
  taxClassId: TaxClassId.optional().describe("Left out, the shop's first tax class"),
  priceMinor: MinorNonNegative,
  basisMilli: MilliPositive.default(() => MilliPositive.parse(1000)).describe(
    "The quantity the price is for: 100 for a price per 0.1 kg",
  ),
  barcodes: Barcodes.default([]),
  suppliers: z.array(ProductSupplierInput).max(50).default([]),
  reorderRules: z.array(ReorderRule).max(100).default([]),
};

/** A product to create, without its key: one row of a bulk creation. */
export const NewProduct = z.strictObject({
  sku: Sku.optional().describe("Left out, the next one of the shop's pattern"),
  ...productFields,
});
export type NewProduct = z.infer<typeof NewProduct>;

export const CreateProduct = NewProduct.extend({ key: WriteKey });
export type CreateProduct = z.infer<typeof CreateProduct>;

export const CreateProducts = z.strictObject({
  key: WriteKey,
  products: z.array(NewProduct).min(1, rule("nothing_chosen")).max(MOST_AT_ONCE),
});
export type CreateProducts = z.infer<typeof CreateProducts>;

/** The changes to a product; omitted fields stay unchanged. */
const productChanges = {
  sku: Sku.optional(),
  name: line(200, 1).optional(),
  description: paragraph(5000).optional(),
  categoryId: CategoryId.nullable().optional(),
  taxClassId: TaxClassId.optional(),
  priceMinor: MinorNonNegative.optional(),
  basisMilli: MilliPositive.optional(),
  barcodes: Barcodes.optional(),
  askPrice: sellingRules.askPrice.optional(),
  ageLimit: sellingRules.ageLimit.optional(),
  returnDays: sellingRules.returnDays.optional(),
  stopReason: sellingRules.stopReason.optional(),
  depositId: sellingRules.depositId.optional(),
  suppliers: z.array(ProductSupplierInput).max(50).optional(),
  reorderRules: z.array(ReorderRule).max(100).optional(),
};

export const UpdateProduct = z.strictObject({
  key: WriteKey,
  id: ProductId,
  version: Version,
  ...productChanges,
});
export type UpdateProduct = z.infer<typeof UpdateProduct>;

/** One change for many products: all are changed or, if one is refused, none. */
export const UpdateProducts = z
  .strictObject({
    key: WriteKey,
    products: z
      .array(
        z.strictObject({
          id: ProductId,
          version: Version,
          priceMinor: MinorNonNegative.optional().describe(
            "This product's own new price, for the quantity its price is for",
          ),
        }),
      )
      .min(1, rule("nothing_chosen"))
      .max(MOST_AT_ONCE),
    set: z.strictObject({
      categoryId: CategoryId.nullable().optional(),
      taxClassId: TaxClassId.optional(),
      priceChangePpm: z
        .int()
        .min(-1_000_000, rule("price_fall_too_large"))
        .max(10_000_000, rule("price_rise_too_large"))
        .optional()
        .describe("Parts per million on today's price: 50000 is 5 % up"),
      priceRounding: z
        .enum(PRICE_ROUNDINGS)
        .optional()
        .describe("What the changed prices are rounded to; left out, to the minor unit"),
      active: z.boolean().optional(),
    }),
  })
  .refine(
    ({ products, set }) =>
      [...Object.values(set), ...products.map(({ priceMinor }) => priceMinor)].some(
        (value) => value !== undefined,
      ),
    { path: ["set"], error: rule("nothing_to_change") },
  )
  .refine(
    ({ products, set }) =>
      set.priceChangePpm === undefined || products.every((one) => one.priceMinor === undefined),
    { path: ["set", "priceChangePpm"], error: rule("two_price_changes") },
  );
export type UpdateProducts = z.infer<typeof UpdateProducts>;

export const ProductState = z.strictObject({ key: WriteKey, id: ProductId, version: Version });
export type ProductState = z.infer<typeof ProductState>;

export const GetProduct = z.strictObject({ id: ProductId });
/** Links with many fields are longer than barcodes. */
const MOST_SCANNED = 500;

export const FindProductByBarcode = z.strictObject({ code: printedCode(MOST_SCANNED) });

export const ListProducts = z.strictObject({
  ...pageInput,
  search: line(100).default(""),
  categoryId: CategoryId.optional(),
  supplierId: SupplierId.optional(),
  locationId: LocationId.optional().describe(
    "Show the stock of this place instead of the whole shop's",
  ),
  kind: ProductKind.optional(),
  active: z.enum(["active", "inactive", "all"]).default("active"),
  sort: z.enum(["name", "sku", "newest"]).default("name"),
});
export type ListProducts = z.infer<typeof ListProducts>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** A product in a list. */
export const ProductRow = z.strictObject({
  id: ProductId,
  sku: z.string(),
  name: z.string(),
  category: Named.nullable(),
  picture: PictureHash.nullable().describe("The first picture; null without one"),
  unit: UnitCode,
  quantityStepMilli: Milli,
  kind: ProductKind,
  stopReason: z.string().describe("Why it must not be sold; empty if it may be"),
  priceMinor: Minor,
  basisMilli: Milli,
  onHandMilli: Milli,
  stockState: z
    .enum(["ok", "low", "out"])
    .describe("low and out only where a reorder rule says so"),
  active: z.boolean(),
  version: z.int(),
});
export type ProductRow = z.infer<typeof ProductRow>;
export const ProductPage = page(ProductRow);
export type ProductPage = z.infer<typeof ProductPage>;

/** A product with all its details. */
export const Product = z.strictObject({
  ...ProductRow.shape,
  description: z.string(),
  tracking: z.enum(["none", "lot", "serial"]),
  askPrice: sellingRules.askPrice,
  ageLimit: z.int().nullable(),
  returnDays: z.int().nullable(),
  deposit: Named.nullable().describe("The deposit that is charged with each piece"),
  taxClass: Named,
  barcodes: z.array(z.strictObject({ code: z.string(), shown: z.string(), symbology: z.string() })),
  suppliers: z.array(
    z.strictObject({
      supplier: Named,
      supplierSku: z.string(),
      packQuantityMilli: Milli,
      minimumOrderMilli: Milli,
      packPriceMinor: costField(Minor, "null if unknown"),
      leadTimeDays: z.int(),
      preferred: z.boolean(),
    }),
  ),
  reorderRules: z.array(
    z.strictObject({
      locationId: LocationId.nullable(),
      safetyStockMilli: Milli,
      reorderPointMilli: Milli,
      targetMilli: Milli,
    }),
  ),
  stock: z.array(z.strictObject({ location: Named, onHandMilli: Milli })),
  valueMinor: costField(Minor, "What the stock on hand cost"),
  unitCostMinor: costField(
    Minor,
    "Average cost of 1.000 units on hand, else of the last delivery; rounded, for showing only",
  ),
  lastCost: lastCostField,
  createdAt: Instant,
  updatedAt: Instant,
  deactivatedAt: Instant.nullable(),
});
export type Product = z.infer<typeof Product>;

export const Products = z.strictObject({ products: z.array(Product) });
export const ProductsChanged = z.strictObject({ changed: z.int() });

export const ListPrices = z.strictObject({ ...pageInput, productId: ProductId });
export type ListPrices = z.infer<typeof ListPrices>;
export const PricePage = page(
  z.strictObject({
    amountMinor: Minor,
    basisMilli: Milli,
    validFrom: Instant,
    setBy: Named,
  }),
);
export type PricePage = z.infer<typeof PricePage>;
