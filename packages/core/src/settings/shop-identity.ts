/** The versions of what documents show of the shop. */
import type { ShopIdentity } from "@daybook/contract/shop-identity";
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
};

/** The fields of an identity, without its id and date. */
export function identityOf(row: ShopIdentity): ShopIdentity {
  const { name, legalName, address, taxNumber, registerEntry, receiptHeader, receiptFooter } = row;
  return { name, legalName, address, taxNumber, registerEntry, receiptHeader, receiptFooter };
}

/** Adds a version that is valid from now; returns its row id. */
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
  change: { readonly [Field in keyof ShopIdentity]?: string | undefined },
): Promise<number> {
  const before = identityOf(present);
  const after: ShopIdentity = {
    name: change.name ?? before.name,
    legalName: change.legalName ?? before.legalName,
    address: change.address ?? before.address,
    taxNumber: change.taxNumber ?? before.taxNumber,
    registerEntry: change.registerEntry ?? before.registerEntry,
    receiptHeader: change.receiptHeader ?? before.receiptHeader,
    receiptFooter: change.receiptFooter ?? before.receiptFooter,
  };
  const same = FIELDS.every((field) => after[field] === before[field]);
  return same ? present.id : insertIdentity(ctx, after);
}

// safe because the keys of NO_IDENTITY are fields of an identity
const FIELDS = ["name", ...Object.keys(NO_IDENTITY)] as readonly (keyof ShopIdentity)[];
