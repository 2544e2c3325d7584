/** The catalogue: the product data that the client stores, so tills and lists search without server requests. */
import { z } from "zod";
import { costField, lastCostField } from "./costs.ts";
import { Instant } from "./fields.ts";
import { LocationId, ProductId, TaxClassId } from "./ids.ts";
import { Minor } from "./money.ts";
import { ProductKind, UnitCode } from "./units.ts";
import { PictureHash } from "./pictures.ts";
import { Milli } from "./quantity.ts";
import { rule } from "./rules.ts";

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** Screens have this many colours for categories. */
export const CATEGORY_HUES = 8;

/** A product in the catalogue, including deactivated products. */
export const CatalogueRow = z.strictObject({
  id: ProductId,
  sku: z.string(),
  name: z.string(),
  category: Named.extend({
    hue: z.int().min(0).describe("Which of the colours of a screen the category has"),
  }).nullable(),
  picture: PictureHash.nullable().describe("The first picture; null without one"),
  suppliers: z.array(Named),
  unit: UnitCode,
  quantityStepMilli: Milli,
  kind: ProductKind,
  askPrice: z.boolean().describe("Whether its price is entered at the till"),
  ageLimit: z.int().nullable().describe("The least age of a customer in years"),
  stopReason: z.string().describe("Why it must not be sold; empty if it may be"),
  depositId: ProductId.nullable().describe("The deposit that is charged with each piece"),
  taxClassId: TaxClassId,
  priceMinor: Minor,
  basisMilli: Milli,
  barcodes: z
    .array(z.string())
    .describe("In the spelling they are found under: GTINs as 14 digits"),
  stock: z
    .array(z.strictObject({ locationId: LocationId, onHandMilli: Milli }))
    .describe("Places where something lies"),
  onHandMilli: Milli,
  reorderPointMilli: Milli.nullable().describe("Of the rule for the whole shop; null without one"),
  stockState: z
    .enum(["ok", "low", "out"])
    .describe("low and out only where a reorder rule says so"),
  unitCostMinor: costField(
    Minor,
    "Average cost of one whole unit, else that of the last receipt; rounded, for showing only",
  ),
  lastCost: lastCostField,
  soldMilli: Milli.describe("Sold in the last 30 business days"),
  active: z.boolean(),
  version: z.int(),
  updatedAt: Instant,
});
export type CatalogueRow = z.infer<typeof CatalogueRow>;

/** Pages are larger than those of a list: the client reads all products once and then only changes. */
export const CATALOGUE_PAGE = { usual: 2000, most: 5000 } as const;

export const GetCataloguePage = z.strictObject({
  cursor: z.string().max(500, rule("cursor_not_valid")).optional(),
  limit: z.int().min(1).max(CATALOGUE_PAGE.most).default(CATALOGUE_PAGE.usual),
});
export type GetCataloguePage = z.infer<typeof GetCataloguePage>;

export const CataloguePage = z.strictObject({
  items: z.array(CatalogueRow),
  nextCursor: z.string().nullable(),
  seq: z
    .int()
    .min(0)
    .describe("The last change known when the page was read; that of the first page counts"),
});
export type CataloguePage = z.infer<typeof CataloguePage>;

export const GetCatalogueChanges = z.strictObject({
  after: z.int().min(0).describe("The seq up to which the caller's catalogue is current"),
});
export type GetCatalogueChanges = z.infer<typeof GetCatalogueChanges>;

/**
 * `complete` is false if the caller must read every page again, because it was offline too long or too much has
 * changed.
 */
export const CatalogueChanges = z.strictObject({
  items: z.array(CatalogueRow),
  seq: z.int().min(0),
  complete: z.boolean(),
});
export type CatalogueChanges = z.infer<typeof CatalogueChanges>;
