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

/** A barcode in the spelling it is kept and found under, beside the one it was typed in. */
export interface CheckedBarcode {
  readonly code: string;
  readonly shown: string;
  readonly symbology: Symbology;
}

export interface BarcodeCheck {
  /** Internal id of the product they are for; null while it is being made. */
  readonly productId: number | null;
  /** Where the list stands in the request: `barcodes`, `products.3.barcodes`. */
  readonly path: string;
  /** Codes that this request gives to products already, each with the `path` it was given at; grows with each list. */
  readonly given: Map<string, string>;
  readonly refusals: Refusals;
}

const finding = prepared((db, t) =>
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

/** A product that a code stands for. */
export interface BarcodeOwner {
  readonly productId: number;
  readonly publicId: ProductId;
  readonly name: string;
}

/**
 * The products that a code stands for, the code read as a scanner reads it. Usually one or none; two where eight digits
 * are the EAN-8 of one product and the UPC-E of another. Another reading of the same print counts only where the code
 * itself is nobody's.
 */
export async function findBarcodeOwners(tx: ReadTx, text: string): Promise<BarcodeOwner[]> {
  const codes = barcodeReadings(text).map(({ code }) => code);
  const owners = await ownersOf(tx, codes);
  return owners.length > 0 ? owners : ownersOf(tx, codes.flatMap(otherReadingsOf));
}

async function ownersOf(tx: ReadTx, codes: readonly string[]): Promise<BarcodeOwner[]> {
  const owners = new Map<number, BarcodeOwner>();
  for (const code of codes.flatMap(claimKeys)) {
    for (const owner of await finding(tx).execute({ code })) owners.set(owner.productId, owner);
  }
  return [...owners.values()];
}

/**
 * Brings barcodes into their one spelling. Adds to `refusals`, each at its own field: 409 `duplicate` for a code
 * of which any reading stands for another product, deactivated ones included, or that the request names twice.
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

/** One product may have both readings of a print; two of one request may not, and none may have a code twice. */
function isGiven(check: BarcodeCheck, claims: readonly string[], code: string): boolean {
  return claims.some((claim) => {
    const path = check.given.get(claim);
    return path !== undefined && (path !== check.path || claim === code);
  });
}

/** The barcodes a product has. */
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

/** Gives a product exactly these barcodes. Codes it no longer has are free for others; the audit log keeps them. */
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
