import { and, eq } from "drizzle-orm";
import { mostCashStep } from "@daybook/contract/cash-rounding";
import type { Minor } from "@daybook/contract/money";
import type { Settings, UpdateSettings } from "@daybook/contract/settings";
import { differences, recordAudit } from "../writes/audit.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { refuseWhileOpen } from "../drawers/drawer-rows.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { requireStored } from "../pictures/stored-files.ts";
import { nextSku } from "../products/sku-pattern.ts";
import { checkVersion, updatedRow } from "../records/versions.ts";
import { listRoleLimits, setRoleLimits } from "../users/role-limits.ts";
import { VIRTUAL_DEVICE_ID } from "./set-up-shop.ts";
import { labelPatternsAt } from "../products/label-patterns-at.ts";
import { changedIdentity, identityOf } from "./shop-identity.ts";
import { getShop } from "./shop.ts";
import type { Shop } from "./shop.ts";

export async function getSettings(ctx: ReadCtx): Promise<Settings> {
  return toSettings(ctx, await getShop(ctx));
}

/**
 * Changes the shop's settings from now on: existing documents keep their day, prices and taxes. The currency cannot be
 * changed. Refuses 409 `stale_version`, 422 `cash_step_too_large`, 404 `not_found` at `receiptLogo`, and 409 `drawer_open` at the first field that the
 * report of an open drawer will show.
 */
export async function updateSettings(ctx: WriteCtx, input: UpdateSettings): Promise<Settings> {
  const { shop } = ctx.t;
  await lockShop(ctx);
  const before = await getShop(ctx);
  const known = { publicId: SHOP, version: before.version };
  await checkVersion(ctx, { entity: "shop", row: known, version: input.version });
  const was = await toSettings(ctx, before);
  const cashStepMinor = cashStep(before, input);
  const shown = SHOWN_BY_CLOSINGS.find(
    (field) => input[field] !== undefined && input[field] !== was[field],
  );
  if (shown !== undefined) await refuseWhileOpen(ctx, shown);
  const { receiptLogo } = input;
  if (receiptLogo !== undefined && receiptLogo !== null && receiptLogo !== was.receiptLogo)
    await requireStored(ctx, { hash: receiptLogo, format: "webp", path: "receiptLogo" });
  const rows = await ctx.db
    .update(shop)
    .set({
      identityId: await changedIdentity(ctx, before.identity, input),
      timeZone: input.timeZone ?? before.timeZone,
      locale: input.locale ?? before.locale,
      dayCutoffMinutes: input.dayCutoffMinutes ?? before.dayCutoffMinutes,
      pricesIncludeTax: input.pricesIncludeTax ?? before.pricesIncludeTax,
      taxRounding: input.taxRounding ?? before.taxRounding,
      discountReasonPpm: input.discountReasonPpm ?? before.discountReasonPpm,
      returnDays: input.returnDays === undefined ? before.returnDays : input.returnDays,
      returnReasons: input.returnReasons?.join("\n") ?? before.returnReasons,
      lockAfterMinutes: input.lockAfterMinutes ?? before.lockAfterMinutes,
      cashRounding: input.cashRounding ?? before.cashRounding,
      cashStepMinor,
      country: input.country ?? before.country,
      retentionYears: input.retentionYears ?? before.retentionYears,
      receiptPolicy: input.receiptPolicy ?? before.receiptPolicy,
      receiptPaper: input.receiptPaper ?? before.receiptPaper,
      displayGreeting: input.displayGreeting ?? before.displayGreeting,
      skuPattern: input.skuPattern ?? before.skuPattern,
      listenOnLan: input.listenOnLan ?? before.listenOnLan,
      version: before.version + 1,
    })
    .where(and(eq(shop.id, before.id), eq(shop.version, before.version)))
    .returning({ id: shop.id });
  await updatedRow(ctx, rows, { entity: "shop", row: known });
  await setRoleLimits(ctx, input.roleLimits ?? []);
  const is = await getSettings(ctx);
  await recordAudit(ctx, {
    action: SETTINGS_CHANGE,
    entity: SHOP,
    entityId: SHOP,
    ...differences(was, is),
  });
  ctx.changed("settings");
  return is;
}

/** What the report of an open drawer will show: it must not change before the closing. */
const SHOWN_BY_CLOSINGS = [
  "name",
  "legalName",
  "address",
  "taxNumber",
  "registerEntry",
  "receiptHeader",
  "receiptFooter",
  // They decide which business day a document has.
  "timeZone",
  "dayCutoffMinutes",
  "pricesIncludeTax",
  "taxRounding",
  "cashRounding",
  "cashStepMinor",
] as const satisfies readonly (keyof UpdateSettings)[];

/** The smallest coin. Refuses 422 `cash_step_too_large` for one that is worth more than 100 units. */
function cashStep({ exponent, cashStepMinor }: Shop, input: UpdateSettings): Minor {
  const mostMinor = mostCashStep(exponent);
  const stepMinor = input.cashStepMinor ?? cashStepMinor;
  if (stepMinor > mostMinor) throw refuse("cash_step_too_large", { mostMinor }, "cashStepMinor");
  return stepMinor;
}

/** There is one shop, so it needs no id; the audit log uses this one. */
export const SHOP = "shop";

/** The name of a change of the settings in the audit log. */
export const SETTINGS_CHANGE = "settings.update";

async function toSettings(ctx: ReadCtx, shop: Shop): Promise<Settings> {
  return {
    booksId: await readDatabaseId(ctx),
    ...identityOf(shop.identity),
    country: shop.country,
    retentionYears: shop.retentionYears,
    currency: shop.currency,
    exponent: shop.exponent,
    timeZone: shop.timeZone,
    locale: shop.locale,
    dayCutoffMinutes: shop.dayCutoffMinutes,
    pricesIncludeTax: shop.pricesIncludeTax,
    taxRounding: shop.taxRounding,
    discountReasonPpm: shop.discountReasonPpm,
    returnDays: shop.returnDays,
    returnReasons: shop.returnReasons.split("\n").filter((reason) => reason !== ""),
    lockAfterMinutes: shop.lockAfterMinutes,
    roleLimits: await listRoleLimits(ctx),
    cashRounding: shop.cashRounding,
    cashStepMinor: shop.cashStepMinor,
    restored:
      shop.restoredAt === null
        ? null
        : { at: isoInstant(shop.restoredAt), lastSaleAt: isoInstantOrNull(shop.restoredTo) },
    receiptPolicy: shop.receiptPolicy,
    receiptPaper: shop.receiptPaper,
    displayGreeting: shop.displayGreeting,
    labelPatterns: await labelPatternsAt(ctx, ctx.now),
    skuPattern: shop.skuPattern ?? "",
    nextSku: await nextSku(ctx),
    listenOnLan: shop.listenOnLan,
    version: shop.version,
  };
}

/** Every database has its own virtual device from the beginning, so its id also identifies the database. */
async function readDatabaseId(ctx: ReadCtx): Promise<string> {
  const { device } = ctx.t;
  const [own] = await ctx.db
    .select({ publicId: device.publicId })
    .from(device)
    .where(eq(device.id, VIRTUAL_DEVICE_ID));
  assert(own !== undefined, "set-up makes the virtual device");
  return own.publicId;
}
