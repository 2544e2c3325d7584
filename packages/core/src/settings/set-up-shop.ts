import type { TillId, UserId } from "@daybook/contract/ids";
import { FOLD_VERSION, identityKey } from "@daybook/contract/fold";
import { currencyExponent } from "@daybook/contract/currency-exponents";
import { permissionsOf } from "@daybook/contract/permissions";
import { UNITS } from "@daybook/contract/units";
import { STANDARD_CLASS } from "@daybook/contract/settings";
import type { SetUpShop } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import type { ReadTx } from "@daybook/db/types";
import { recordAudit } from "../writes/audit.ts";
import { BASE_PRICE_LIST_ID } from "../products/base-price-list.ts";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { insertFirstTenders } from "../tenders/tender-rows.ts";
import { findShop } from "./shop.ts";
import { insertIdentity, NO_IDENTITY } from "./shop-identity.ts";

/** The device of callers without a till. */
export const VIRTUAL_DEVICE_ID = 1;

export async function getSetupStatus(
  tx: ReadTx,
): Promise<{ setUp: boolean; shopName: string | null }> {
  const shop = await findShop(tx);
  return { setUp: shop !== null, shopName: shop?.identity.name ?? null };
}

/**
 * Creates the shop, its units, its tax, its first location and its owner. Can run only once. The caller has checked the
 * setup token and hashed the password. Refuses 409 `set_up_already`. Returns the owner's public id.
 */
export async function setUpShop(
  ctx: WriteCtx,
  input: Omit<SetUpShop, "token">,
  passwordHash: string,
): Promise<{ ownerId: string }> {
  if ((await findShop(ctx)) !== null) throw refuse("set_up_already", {});
  const exponent = currencyExponent(input.shop.currency);
  assert(exponent !== null, "the contract lets known currencies through only");
  await insertShop(ctx, input.shop, exponent);
  const owner = await insertOwner(ctx, input.owner, passwordHash);
  await insertUnits(ctx);
  await insertFirstTenders(ctx);
  await insertTaxes(ctx, input.shop);
  await ctx.db.insert(ctx.t.priceList).values({
    id: BASE_PRICE_LIST_ID,
    publicId: newId(ctx.now),
    name: "Base",
    customerGroupId: null,
    validFrom: null,
    validTo: null,
    priority: 0,
  });
  await ctx.db.insert(ctx.t.device).values({
    id: VIRTUAL_DEVICE_ID,
    publicId: newId<TillId>(ctx.now),
    name: "Server",
    kind: "virtual",
    receiptPrefix: "S",
    lastSeq: 0,
    createdAt: ctx.now,
    revokedAt: null,
  });
  await ctx.db.insert(ctx.t.location).values({
    publicId: newId(ctx.now),
    parentId: null,
    name: input.shop.locationName,
    nameKey: identityKey(input.shop.locationName),
    address: "",
    kind: "store",
    version: 1,
    createdAt: ctx.now,
    deactivatedAt: null,
  });
  const actor = {
    ...ctx.actor,
    ...owner,
    name: input.owner.name,
    permissions: permissionsOf(["owner"]),
  };
  await recordAudit(
    { ...ctx, actor },
    { action: "setup.create", entity: "shop", entityId: owner.publicId, after: input.shop },
  );
  ctx.changed("settings");
  return { ownerId: owner.publicId };
}

async function insertShop(ctx: WriteCtx, shop: SetUpShop["shop"], exponent: number): Promise<void> {
  const identityId = await insertIdentity(ctx, { ...NO_IDENTITY, name: shop.name });
  await ctx.db.insert(ctx.t.shop).values({
    id: 1,
    identityId,
    currency: shop.currency,
    exponent,
    timeZone: shop.timeZone,
    locale: shop.locale,
    dayCutoffMinutes: 0,
    pricesIncludeTax: shop.pricesIncludeTax,
    taxRounding: shop.taxRounding,
    country: shop.country,
    retentionYears: shop.retentionYears,
    cashRounding: shop.cashRounding,
    cashStepMinor: shop.cashStepMinor,
    valuation: "wac",
    skuPattern: "P-####",
    listenOnLan: shop.listenOnLan,
    version: 1,
    foldVersion: FOLD_VERSION,
    setUpAt: ctx.now,
  });
}

async function insertOwner(ctx: WriteCtx, owner: SetUpShop["owner"], passwordHash: string) {
  const publicId = newId<UserId>(ctx.now);
  const [row] = await ctx.db
    .insert(ctx.t.appUser)
    .values({
      publicId,
      login: owner.login,
      loginKey: identityKey(owner.login),
      name: owner.name,
      passwordHash,
      pinHash: null,
      active: true,
      version: 1,
      createdAt: ctx.now,
    })
    .returning({ id: ctx.t.appUser.id });
  assert(row !== undefined, "an insert returns its row");
  await ctx.db.insert(ctx.t.userRole).values({ userId: row.id, role: "owner" });
  return { userId: row.id, publicId };
}

async function insertUnits(ctx: WriteCtx): Promise<void> {
  const units = Object.entries(UNITS).map(([code, unit]) => ({
    code,
    name: unit.name,
    kind: unit.kind,
  }));
  await ctx.db.insert(ctx.t.uom).values(units);
}

async function insertTaxes(ctx: WriteCtx, shop: SetUpShop["shop"]): Promise<void> {
  const { taxName, taxPpm, otherRates } = shop;
  await insertTax(ctx, { className: STANDARD_CLASS, taxName, ppm: taxPpm });
  for (const { name, ppm } of otherRates) await insertTax(ctx, { className: name, taxName, ppm });
}

interface FirstTax {
  readonly className: string;
  readonly taxName: string;
  readonly ppm: number;
}

async function insertTax(ctx: WriteCtx, { className, taxName, ppm }: FirstTax): Promise<void> {
  const [taxClass] = await ctx.db
    .insert(ctx.t.taxClass)
    .values({ publicId: newId(ctx.now), name: className })
    .returning({ id: ctx.t.taxClass.id });
  assert(taxClass !== undefined, "an insert returns its row");
  if (ppm === 0) return;
  const [rate] = await ctx.db
    .insert(ctx.t.taxRate)
    .values({ publicId: newId(ctx.now), name: taxName, ppm, validFrom: 0, validTo: null })
    .returning({ id: ctx.t.taxRate.id });
  assert(rate !== undefined, "an insert returns its row");
  await ctx.db
    .insert(ctx.t.taxClassRate)
    .values({ taxClassId: taxClass.id, taxRateId: rate.id, position: 1, compound: false });
}
