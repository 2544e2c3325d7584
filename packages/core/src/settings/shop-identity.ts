/** The versions of what documents show of the shop. */
import type { ReportedShop, ShopIdentity } from "@daybook/contract/shop-identity";
import type { WriteCtx } from "../context/context.ts";
import { insertedRow } from "../records/versions.ts";

/** A shop that has given nothing but its name. */
export const NO_IDENTITY: Omit<ShopIdentity, "name"> = {
  legalName: "",
  address: "",
  taxNumber: "",
  registerEntry: "",
  receiptHeader: "",
  receiptFooter: "",
  receiptLanguage: null,
  receiptLogo: null,
  showSku: false,
  showSeller: true,
  showCustomer: true,
  showTaxes: true,
  showBarcode: true,
};

/** The fields of an identity, without its id and date. */
export function identityOf(row: ShopIdentity): ShopIdentity {
  const { name, legalName, address, taxNumber, registerEntry, receiptHeader, receiptFooter } = row;
  const { receiptLanguage, receiptLogo } = row;
  const { showSku, showSeller, showCustomer, showTaxes, showBarcode } = row;
  const texts = {
    name,
    legalName,
    address,
    taxNumber,
    registerEntry,
    receiptHeader,
    receiptFooter,
  };
  const shown = { showSku, showSeller, showCustomer, showTaxes, showBarcode };
  return { ...texts, receiptLanguage, receiptLogo, ...shown };
}

/** Adds a version that is valid from now; returns its row id. */
/** What closing reports show of the shop. */
export function reportedShopOf(row: ShopIdentity): ReportedShop {
  const { name, legalName, address, taxNumber, registerEntry, receiptHeader, receiptFooter } = row;
  return { name, legalName, address, taxNumber, registerEntry, receiptHeader, receiptFooter };
}

export async function insertIdentity(ctx: WriteCtx, identity: ShopIdentity): Promise<number> {
  const rows = await ctx.db
    .insert(ctx.t.shopIdentity)
    .values({ ...identity, validFrom: ctx.now })
    .returning({ id: ctx.t.shopIdentity.id });
  return insertedRow(rows).id;
}

/** The version to use after a change: the present one if nothing differs, else a new one. */
export async function changedIdentity(
  ctx: WriteCtx,
  present: ShopIdentity & { readonly id: number },
  change: { readonly [Field in keyof ShopIdentity]?: ShopIdentity[Field] | undefined },
): Promise<number> {
  const before = identityOf(present);
  // safe because a field is left out or has the type of the identity's field; others than those are not copied
  const after = identityOf({
    ...before,
    ...Object.fromEntries(
      FIELDS.flatMap((field) => (change[field] === undefined ? [] : [[field, change[field]]])),
    ),
  } as ShopIdentity);
  const same = FIELDS.every((field) => after[field] === before[field]);
  return same ? present.id : insertIdentity(ctx, after);
}

// safe because the keys of NO_IDENTITY are fields of an identity
const FIELDS = ["name", ...Object.keys(NO_IDENTITY)] as readonly (keyof ShopIdentity)[];
