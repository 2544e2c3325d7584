import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { claimKeys, FOLD_VERSION, identityKey, keyApart, sortKey } from "@daybook/contract/fold";
import { normalizeBarcode } from "@daybook/contract/gtin";
import { personSearchText, productSearchText } from "@daybook/contract/search-text";
import { recordAudit } from "../writes/audit.ts";
import type { WriteCtx } from "../context/context.ts";
import { systemActor } from "../context/context.ts";
import { lockShop } from "../writes/lock-shop.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";

const PROGRAM = { actor: systemActor(0, new Set()), requestId: "refresh keys" };
/** Rows per transaction, so other writes can run in between. */
const CHUNK = 500;

/**
 * Rebuilds every stored key and search text if the database has those of another fold version. If two old rows now have
 * the same key, the older one gets it and the newer one a variant, and the audit log records this. Can be stopped at
 * any point and run again.
 */
export async function refreshKeys(
  work: UnitOfWork,
  { chunk = CHUNK }: { readonly chunk?: number } = {},
): Promise<void> {
  const [shop] = await work.read(PROGRAM, ({ db, t }) =>
    db.select({ foldVersion: t.shop.foldVersion }).from(t.shop),
  );
  if (shop === undefined || shop.foldVersion === FOLD_VERSION) return;
  for (const refresh of [products, categories, locations, suppliers, customers, people]) {
    let after: number | undefined = 0;
    while (after !== undefined) {
      const from: number = after;
      after = await work.write(PROGRAM, async (ctx) => {
        await lockShop(ctx);
        return refresh(ctx, { after: from, limit: chunk });
      });
    }
  }
  await work.write(PROGRAM, ({ db, t }) => db.update(t.shop).set({ foldVersion: FOLD_VERSION }));
}

/** The next rows after this id. */
interface Part {
  readonly after: number;
  readonly limit: number;
}

/** A row with a unique key. */
interface KeyedRow {
  readonly id: number;
  readonly publicId: string;
  readonly text: string;
  readonly key: string;
}

/** How the keys of one table are read and written. */
interface Keys {
  readonly entity: string;
  holderOf(key: string): Promise<readonly { id: number; publicId: string }[]>;
  setKey(id: number, key: string): Promise<unknown>;
}

/** Sets the key of a row from its name. Rows are processed by id, the oldest first. */
async function settleKey(ctx: WriteCtx, keys: Keys, row: KeyedRow): Promise<void> {
  const key = identityKey(row.text);
  if (row.key === key) return;
  const [holder] = await keys.holderOf(key);
  if (holder === undefined) await keys.setKey(row.id, key);
  else if (holder.id > row.id) {
    await setApart(ctx, keys, holder, { key, older: row.publicId });
    await keys.setKey(row.id, key);
  } else if (!claimKeys(key).includes(row.key))
    await setApart(ctx, keys, row, { key, older: holder.publicId });
}

async function setApart(
  ctx: WriteCtx,
  keys: Keys,
  newer: { readonly id: number; readonly publicId: string },
  { key, older }: { readonly key: string; readonly older: string },
): Promise<void> {
  let ordinal = 2;
  while ((await keys.holderOf(keyApart(key, ordinal))).length > 0) ordinal += 1;
  await keys.setKey(newer.id, keyApart(key, ordinal));
  await recordAudit(ctx, {
    action: "shop.keptApart",
    entity: keys.entity,
    entityId: newer.publicId,
    after: { calledAs: older },
  });
}

async function products(ctx: WriteCtx, { after, limit }: Part): Promise<number | undefined> {
  const { db, t } = ctx;
  const rows = await db
    .select({
      id: t.product.id,
      publicId: t.product.publicId,
      text: t.product.sku,
      key: t.product.skuKey,
      name: t.product.name,
    })
    .from(t.product)
    .where(gt(t.product.id, after))
    .orderBy(asc(t.product.id))
    .limit(limit);
  const barcodes = await refreshBarcodes(ctx, rows);
  const keys: Keys = {
    entity: "product",
    holderOf: (key) =>
      db
        .select({ id: t.product.id, publicId: t.product.publicId })
        .from(t.product)
        .where(eq(t.product.skuKey, key)),
    setKey: (id, skuKey) => db.update(t.product).set({ skuKey }).where(eq(t.product.id, id)),
  };
  for (const row of rows) {
    await settleKey(ctx, keys, row);
    const search = productSearchText({
      sku: row.text,
      name: row.name,
      barcodes: barcodes.get(row.id) ?? [],
    });
    await db
      .update(t.product)
      .set({ nameKey: sortKey(row.name), search })
      .where(eq(t.product.id, row.id));
  }
  return rows.at(-1)?.id;
}

/** Converts the barcodes of these products, the oldest first, to their current form; returns them by product. */
async function refreshBarcodes(
  ctx: WriteCtx,
  products: readonly { readonly id: number; readonly publicId: string }[],
): Promise<Map<number, { code: string; shown: string }[]>> {
  const { db, t } = ctx;
  const found = new Map<number, { code: string; shown: string }[]>();
  if (products.length === 0) return found;
  const publicIds = new Map(products.map(({ id, publicId }) => [id, publicId]));
  const rows = await db
    .select()
    .from(t.barcode)
    .where(inArray(t.barcode.productId, [...publicIds.keys()]))
    .orderBy(asc(t.barcode.productId), asc(t.barcode.createdAt), asc(t.barcode.code));
  for (const row of rows) {
    const code = await settleBarcode(ctx, row, publicIds.get(row.productId) ?? "");
    const known = found.get(row.productId) ?? [];
    found.set(row.productId, [...known, { code, shown: row.shown }]);
  }
  return found;
}

async function settleBarcode(
  ctx: WriteCtx,
  row: { readonly code: string; readonly shown: string; readonly productId: number },
  publicId: string,
): Promise<string> {
  const { barcode } = ctx.t;
  const now = normalizeBarcode(row.shown);
  // A barcode that is no longer valid stays unchanged; it cannot be scanned either.
  if (now === null || claimKeys(now.code).includes(row.code)) return row.code;
  let code = now.code;
  for (let ordinal = 2; await isBarcode(ctx, code); ordinal += 1)
    code = keyApart(now.code, ordinal);
  await ctx.db
    .update(barcode)
    .set({ code, symbology: now.symbology })
    .where(eq(barcode.code, row.code));
  if (code !== now.code)
    await recordAudit(ctx, {
      action: "shop.keptApart",
      entity: "product",
      entityId: publicId,
      after: { barcode: row.shown },
    });
  ctx.changed("products", publicId);
  return code;
}

async function isBarcode(ctx: WriteCtx, code: string): Promise<boolean> {
  const { barcode } = ctx.t;
  const found = await ctx.db
    .select({ code: barcode.code })
    .from(barcode)
    .where(eq(barcode.code, code));
  return found.length > 0;
}

async function categories(ctx: WriteCtx, { after, limit }: Part): Promise<number | undefined> {
  const { category } = ctx.t;
  const rows = await ctx.db
    .select({
      id: category.id,
      publicId: category.publicId,
      text: category.name,
      key: category.nameKey,
      parentKey: category.parentKey,
    })
    .from(category)
    .where(gt(category.id, after))
    .orderBy(asc(category.id))
    .limit(limit);
  for (const row of rows) {
    const keys: Keys = {
      entity: "category",
      holderOf: (key) =>
        ctx.db
          .select({ id: category.id, publicId: category.publicId })
          .from(category)
          .where(and(eq(category.parentKey, row.parentKey), eq(category.nameKey, key))),
      setKey: (id, nameKey) => ctx.db.update(category).set({ nameKey }).where(eq(category.id, id)),
    };
    await settleKey(ctx, keys, row);
  }
  return rows.at(-1)?.id;
}

async function locations(ctx: WriteCtx, { after, limit }: Part): Promise<number | undefined> {
  const { location } = ctx.t;
  const rows = await ctx.db
    .select({
      id: location.id,
      publicId: location.publicId,
      text: location.name,
      key: location.nameKey,
    })
    .from(location)
    .where(gt(location.id, after))
    .orderBy(asc(location.id))
    .limit(limit);
  const keys: Keys = {
    entity: "location",
    holderOf: (key) =>
      ctx.db
        .select({ id: location.id, publicId: location.publicId })
        .from(location)
        .where(eq(location.nameKey, key)),
    setKey: (id, nameKey) => ctx.db.update(location).set({ nameKey }).where(eq(location.id, id)),
  };
  for (const row of rows) await settleKey(ctx, keys, row);
  return rows.at(-1)?.id;
}

async function suppliers(ctx: WriteCtx, { after, limit }: Part): Promise<number | undefined> {
  const { supplier } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(supplier)
    .where(gt(supplier.id, after))
    .orderBy(asc(supplier.id))
    .limit(limit);
  const keys: Keys = {
    entity: "supplier",
    holderOf: (key) =>
      ctx.db
        .select({ id: supplier.id, publicId: supplier.publicId })
        .from(supplier)
        .where(eq(supplier.nameKey, key)),
    setKey: (id, nameKey) => ctx.db.update(supplier).set({ nameKey }).where(eq(supplier.id, id)),
  };
  for (const row of rows) {
    await settleKey(ctx, keys, { ...row, text: row.name, key: row.nameKey });
    await ctx.db
      .update(supplier)
      .set({ sortKey: sortKey(row.name), search: personSearchText(row) })
      .where(eq(supplier.id, row.id));
  }
  return rows.at(-1)?.id;
}

async function customers(ctx: WriteCtx, { after, limit }: Part): Promise<number | undefined> {
  const { customer } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(customer)
    .where(gt(customer.id, after))
    .orderBy(asc(customer.id))
    .limit(limit);
  for (const row of rows)
    await ctx.db
      .update(customer)
      .set({ nameKey: sortKey(row.name), search: personSearchText(row) })
      .where(eq(customer.id, row.id));
  return rows.at(-1)?.id;
}

async function people(ctx: WriteCtx, { after, limit }: Part): Promise<number | undefined> {
  const { appUser } = ctx.t;
  const rows = await ctx.db
    .select({
      id: appUser.id,
      publicId: appUser.publicId,
      text: appUser.login,
      key: appUser.loginKey,
    })
    .from(appUser)
    .where(gt(appUser.id, after))
    .orderBy(asc(appUser.id))
    .limit(limit);
  const keys: Keys = {
    entity: "user",
    holderOf: (key) =>
      ctx.db
        .select({ id: appUser.id, publicId: appUser.publicId })
        .from(appUser)
        .where(eq(appUser.loginKey, key)),
    setKey: (id, loginKey) => ctx.db.update(appUser).set({ loginKey }).where(eq(appUser.id, id)),
  };
  // Guests of the sample shop have no login: their key is their id.
  for (const row of rows) if (row.key !== row.publicId) await settleKey(ctx, keys, row);
  return rows.at(-1)?.id;
}
