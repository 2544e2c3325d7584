/** What the rows of a file refer to: locations, tax classes and categories of the shop, looked up once for many rows. */
import { asc, isNull, sql } from "drizzle-orm";
import type { ShopClock } from "@daybook/contract/business-time";
import { identityKey } from "@daybook/contract/fold";
import type { CategoryId, TaxClassId } from "@daybook/contract/ids";
import type { ImportOptions } from "@daybook/contract/imports";
import { PPM } from "@daybook/contract/tax";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import type { LocationRow } from "../locations/location-rows.ts";
import { getShop } from "../settings/shop.ts";
import { listTaxClasses } from "../settings/tax-classes.ts";
import { namesTo, treeOf } from "../trees/tree.ts";

export interface ScopeTax {
  readonly id: TaxClassId;
  readonly name: string;
}

export interface ScopeCategory {
  readonly id: CategoryId;
  readonly isActive: boolean;
  readonly version: number;
}

export interface ImportScope {
  readonly exponent: number;
  readonly decimalMark: ImportOptions["decimalMark"];
  readonly dateOrder: ImportOptions["dateOrder"];
  readonly clock: ShopClock;
  /** Where stock without a location goes. Null if the location that was chosen is deactivated by now. */
  readonly place: LocationRow | null;
  /** Active locations by their folded names. */
  readonly places: ReadonlyMap<string, LocationRow>;
  /** Tax classes by their folded names, and by their rate (`20%`) if only one has it. */
  readonly taxes: ReadonlyMap<string, ScopeTax>;
  /** By `categoryKey`. */
  readonly categories: Map<string, ScopeCategory>;
  /** The path of each category as text, by public id: `Food > Fruit`. */
  readonly paths: Map<string, string>;
}

export async function importScope(ctx: ReadCtx, options: ImportOptions): Promise<ImportScope> {
  const shop = await getShop(ctx);
  const { location, category } = ctx.t;
  const locations = await ctx.db
    .select()
    .from(location)
    .where(isNull(location.deactivatedAt))
    .orderBy(sql`CASE WHEN ${location.kind} = 'store' THEN 0 ELSE 1 END`, asc(location.id));
  const [first] = locations;
  assert(first !== undefined, "a shop always has an active location to sell from");
  const { locationId } = options;
  const chosen = locations.find((row) => row.publicId === locationId) ?? null;
  const tree = treeOf(await ctx.db.select().from(category));
  const categories = new Map<string, ScopeCategory>();
  const paths = new Map<string, string>();
  for (const row of tree.values()) {
    const path = namesTo(tree, row.id);
    const isActive = row.deactivatedAt === null;
    categories.set(categoryKey(path), { id: row.publicId, isActive, version: row.version });
    paths.set(row.publicId, path.join(" > "));
  }
  return {
    exponent: shop.exponent,
    decimalMark: options.decimalMark,
    dateOrder: options.dateOrder,
    clock: shop,
    place: locationId === null ? first : chosen,
    places: new Map(locations.map((row) => [identityKey(row.name), row])),
    taxes: await taxesByName(ctx),
    categories,
    paths,
  };
}

/** The key of a category's path. */
export function categoryKey(path: readonly string[]): string {
  return JSON.stringify(path.map((name) => identityKey(name)));
}

async function taxesByName(ctx: ReadCtx): Promise<Map<string, ScopeTax>> {
  const { items } = await listTaxClasses(ctx);
  const found = new Map<string, ScopeTax>();
  const byRate = new Map<string, ScopeTax[]>();
  for (const { id, name, rates } of items) {
    const rate = rates.reduce((sum, { ppm }) => sum + ppm, 0);
    const key = `${(rate * 100) / PPM}%`;
    byRate.set(key, [...(byRate.get(key) ?? []), { id, name }]);
  }
  for (const [key, [only, ...others]] of byRate)
    if (only !== undefined && others.length === 0) found.set(key, only);
  for (const { id, name } of items) found.set(identityKey(name), { id, name });
  return found;
}

/** The tax class that a file names, or gives the rate of: `Reduced`, `5 %`, `VAT (5%)`. */
export function taxOf({ taxes }: ImportScope, text: string): ScopeTax | undefined {
  const rate = /(\d{1,2}(?:[.,]\d{1,3})?)\s?%/.exec(text)?.[1]?.replace(",", ".");
  return (
    taxes.get(identityKey(text)) ?? (rate === undefined ? undefined : taxes.get(`${Number(rate)}%`))
  );
}
