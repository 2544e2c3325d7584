import type { ProductId } from "@daybook/contract/ids";
import { eq, sql } from "drizzle-orm";
import { claimKeys } from "@daybook/contract/fold";
import { barcodeReadings, otherReadingsOf, readCode } from "@daybook/contract/gtin";
import type { Symbology } from "@daybook/contract/gtin";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import type { Refusals } from "../errors/refusals.ts";
import { orDuplicate } from "../records/unique-key.ts";

/** A barcode in its stored form, and as it was typed. */
export interface CheckedBarcode {
  readonly code: string;
  readonly shown: string;
  readonly symbology: Symbology;
}

export interface BarcodeCheck {
  /** Internal id of the product; null while it is being created. */
  readonly productId: number | null;
  /** The path of the list in the request: `barcodes`, `products.3.barcodes`. */
  readonly path: string;
  /** Codes that this request has already assigned, each with its `path`; each list adds to it. */
  readonly given: Map<string, string>;
  readonly refusals: Refusals;
}

const lookup = prepared((db, t) =>
  db
    .select({ productId: t.barcode.productId, publicId: t.product.publicId, name: t.product.name })
    .from(t.barcode)
    .innerJoin(t.product, eq(t.product.id, t.barcode.productId))
    .where(eq(t.barcode.code, sql.placeholder("code")))
    .prepare(),
);

const inserting = prepared((db, t) =>
  db
    .insert(t.barcode)
    .values({
      code: sql.placeholder("code"),
      shown: sql.placeholder("shown"),
      productId: sql.placeholder("productId"),
      unitId: null,
      symbology: sql.placeholder("symbology"),
      active: true,
      createdAt: sql.placeholder("createdAt"),
    })
    .prepare(),
);

/** A product that matches a code. */
export interface BarcodeOwner {
  readonly productId: number;
  readonly publicId: ProductId;
  readonly name: string;
}

/**
 * The products that match a code read by a scanner. Usually one or none; two if eight digits are the EAN-8 of one
 * product and the UPC-E of another. Another reading of the same barcode is used only if no product has the code itself.
 */
export async function findBarcodeOwners(tx: ReadTx, text: string): Promise<BarcodeOwner[]> {
  const codes = barcodeReadings(text).map(({ code }) => code);
  const owners = await ownersOf(tx, codes);
  return owners.length > 0 ? owners : ownersOf(tx, codes.flatMap(otherReadingsOf));
}

async function ownersOf(tx: ReadTx, codes: readonly string[]): Promise<BarcodeOwner[]> {
  const owners = new Map<number, BarcodeOwner>();
  for (const code of codes.flatMap(claimKeys)) {
    for (const owner of await lookup(tx).execute({ code })) owners.set(owner.productId, owner);
  }
  return [...owners.values()];
}

/**
 * Normalizes barcodes. Adds to `refusals`, each at its own field: 409 `duplicate` for a code of which any reading
 * belongs to another product, including deactivated ones, or that occurs twice in the request.
 */
export async function checkBarcodes(
  ctx: WriteCtx,
  texts: readonly string[],
  check: BarcodeCheck,
): Promise<CheckedBarcode[]> {
  const checked: CheckedBarcode[] = [];
  for (const [index, text] of texts.entries()) {
    const path = `${check.path}.${index}`;
    const readings = barcodeReadings(text);
    const [barcode] = readings;
    assert(barcode !== undefined, "the contract takes no code without a character to read");
    const codes = readings.map(({ code }) => code);
    const claims = [...new Set([...codes, ...codes.flatMap(otherReadingsOf)])];
    const owner = (await ownersOf(ctx, claims)).find(
      ({ productId }) => productId !== check.productId,
    );
    if (owner !== undefined || isGiven(check, claims, barcode.code)) {
      const by =
        owner === undefined
          ? { existingId: null }
          : { existingId: owner.publicId, existingName: owner.name };
      check.refusals.add(refuse("duplicate", { field: "barcodes", value: text, ...by }, path));
    }
    check.given.set(barcode.code, check.path);
    checked.push({ ...barcode, shown: readCode(text) });
  }
  return checked;
}

/**
 * One product may have both readings of a barcode; two products of one request may not, and no code may occur twice.
 */
function isGiven(check: BarcodeCheck, claims: readonly string[], code: string): boolean {
  return claims.some((claim) => {
    const path = check.given.get(claim);
    return path !== undefined && (path !== check.path || claim === code);
  });
}

/** The barcodes of a product. */
export function barcodesOf(
  tx: ReadTx,
  productId: number,
): Promise<Pick<CheckedBarcode, "code" | "shown">[]> {
  const { barcode } = tx.t;
  return tx.db
    .select({ code: barcode.code, shown: barcode.shown })
    .from(barcode)
    .where(eq(barcode.productId, productId));
}

/** Replaces the barcodes of a product. Removed codes can be used by other products; the audit log keeps them. */
export async function replaceBarcodes(
  ctx: WriteCtx,
  productId: number,
  barcodes: readonly CheckedBarcode[],
  path: string,
): Promise<void> {
  await ctx.db.delete(ctx.t.barcode).where(eq(ctx.t.barcode.productId, productId));
  await insertBarcodes(ctx, productId, barcodes, path);
}

export async function insertBarcodes(
  ctx: WriteCtx,
  productId: number,
  barcodes: readonly CheckedBarcode[],
  path: string,
): Promise<void> {
  for (const [index, { code, shown, symbology }] of barcodes.entries()) {
    await orDuplicate(
      inserting(ctx).execute({ code, shown, productId, symbology, createdAt: ctx.now }),
      { constraint: "barcode_pkey", field: "barcodes", value: shown, path: `${path}.${index}` },
    );
  }
}
