import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from "drizzle-orm/sqlite-core";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { CategoryId, ProductId } from "@daybook/contract/ids";
import { flag, id, instant, publicId, quantity, wholeNumbers } from "../columns.ts";
import { taxClass } from "./taxes.ts";

/** The tree of categories. `parentKey` is the parent's id or 0, because NULLs are not equal in a unique key. */
export const category = sqliteTable(
  "category",
  {
    id: id(),
    publicId: publicId<CategoryId>(),
    parentId: integer("parent_id").references((): AnySQLiteColumn => category.id),
    parentKey: integer("parent_key").notNull(),
    name: text("name").notNull(),
    nameKey: text("name_key").notNull(),
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    deactivatedAt: instant("deactivated_at"),
  },
  (t) => [
    unique("category_name_in_parent").on(t.parentKey, t.nameKey),
    check("category_parent_key", sql`${t.parentKey} = coalesce(${t.parentId}, 0)`),
  ],
);

/** Units of measure. */
export const uom = sqliteTable("uom", {
  id: id(),
  code: text("code").notNull().unique(),
  name: text("name").notNull(),
  kind: text("kind", { enum: ["count", "mass", "length", "volume", "area", "time"] }).notNull(),
});

/** Groups the variants of a product. */
export const productFamily = sqliteTable("product_family", {
  id: id(),
  publicId: publicId(),
  name: text("name").notNull(),
});

/** A product for sale: one row per SKU. `skuKey` is the normalized SKU, `nameKey` sorts by name. */
export const product = sqliteTable(
  "product",
  {
    id: id(),
    publicId: publicId<ProductId>(),
    sku: text("sku").notNull(),
    skuKey: text("sku_key").notNull(),
    name: text("name").notNull(),
    nameKey: text("name_key").notNull(),
    description: text("description").notNull(),
    search: text("search").notNull(),
    categoryId: integer("category_id").references(() => category.id),
    familyId: integer("family_id").references(() => productFamily.id),
    baseUomId: integer("base_uom_id")
      .notNull()
      .references(() => uom.id),
    quantityStepMilli: quantity("quantity_step_milli").notNull(),
    kind: text("kind", { enum: ["stock", "service", "deposit", "bundle", "giftcard"] }).notNull(),
    tracking: text("tracking", { enum: ["none", "lot", "serial"] }).notNull(),
    taxClassId: integer("tax_class_id")
      .notNull()
      .references(() => taxClass.id),
    /** True if its price, and its name if wanted, are entered at the till. */
    askPrice: flag("ask_price").notNull().default(false),
    /** The least age of a customer in years; null without a limit. */
    ageLimit: integer("age_limit"),
    /** In how many days a customer may return it; 0 is never, null is as the shop says. */
    returnDays: integer("return_days"),
    /** Why it must not be sold; empty if it may be. */
    stopReason: text("stop_reason").notNull().default(""),
    /** The deposit that is charged with it. */
    depositId: integer("deposit_id").references((): AnySQLiteColumn => product.id),
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    deactivatedAt: instant("deactivated_at"),
  },
  (t) => [
    unique("product_sku").on(t.skuKey),
    index("product_name").on(t.nameKey, t.id),
    index("product_category").on(t.categoryId),
    check("product_quantity_step", sql`${t.quantityStepMilli} > 0`),
    index("product_deposit")
      .on(t.depositId)
      .where(sql`${t.depositId} IS NOT NULL`),
    ...wholeNumbers("product", [t.quantityStepMilli]),
  ],
);

/** A larger unit of one product: 1 unit = numerator / denominator base units, exact. */
export const productUnit = sqliteTable(
  "product_unit",
  {
    id: id(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    uomId: integer("uom_id")
      .notNull()
      .references(() => uom.id),
    numerator: integer("numerator").notNull(),
    denominator: integer("denominator").notNull(),
  },
  (t) => [
    unique("product_unit_once").on(t.productId, t.uomId),
    check("product_unit_factor", sql`${t.numerator} > 0 AND ${t.denominator} > 0`),
  ],
);

/** A barcode. GTINs are stored as 14 digits in `code`; `shown` is the scanned form. */
export const barcode = sqliteTable(
  "barcode",
  {
    code: text("code").primaryKey(),
    shown: text("shown").notNull(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    unitId: integer("unit_id").references(() => productUnit.id),
    symbology: text("symbology").notNull(),
    active: flag("active").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [index("barcode_product").on(t.productId)],
);

/** The parts of a bundle. */
export const bundleComponent = sqliteTable(
  "bundle_component",
  {
    bundleId: integer("bundle_id")
      .notNull()
      .references(() => product.id),
    componentId: integer("component_id")
      .notNull()
      .references(() => product.id),
    quantityMilli: quantity("quantity_milli").notNull(),
  },
  (t) => [
    primaryKey({ name: "bundle_component_pk", columns: [t.bundleId, t.componentId] }),
    check("bundle_component_quantity", sql`${t.quantityMilli} > 0`),
    check("bundle_component_not_itself", sql`${t.bundleId} <> ${t.componentId}`),
    ...wholeNumbers("bundle_component", [t.quantityMilli]),
  ],
);

/** A lot or a serial number of a tracked product. */
export const lot = sqliteTable(
  "lot",
  {
    id: id(),
    publicId: publicId(),
    productId: integer("product_id")
      .notNull()
      .references(() => product.id),
    code: text("code").notNull(),
    isSerial: flag("is_serial").notNull(),
    expiresOn: text("expires_on"),
  },
  (t) => [unique("lot_code").on(t.productId, t.code)],
);
