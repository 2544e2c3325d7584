import { eq, sql } from "drizzle-orm";
import { normalizeBarcode } from "@daybook/contract/gtin";
import type { Symbology } from "@daybook/contract/gtin";
import { prepared } from "@daybook/db/statement";
import type { ReadTx } from "@daybook/db/types";
import type { WriteCtx } from "../context.ts";
import { refuse } from "../domain-error.ts";
import type { Refusals } from "../refusals.ts";
import { orDuplicate } from "../unique-key.ts";

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
  /** Codes that this request gives to products already; grows with each list. */
  readonly given: Set<string>;
  readonly refusals: Refusals;
}

const finding = prepared((db, t) =>
  db
    .select({ productId: t.barcode.productId, publicId: t.product.publicId })
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

/** The product that a code stands for, with its public id, or null. The code is read as a scanner reads it. */
export async function findBarcodeOwner(
  tx: ReadTx,
  text: string,
): Promise<{ productId: number; publicId: string } | null> {
  const barcode = normalizeBarcode(text);
  const code = "invalid" in barcode ? text.trim() : barcode.code;
  const [owner] = await finding(tx).execute({ code });
  return owner ?? null;
}

/**
 * Brings barcodes into their one spelling (GS1 check digits verified). Adds to `refusals`, each at its own field: 422
 * `invalid_barcode`, 409 `duplicate` for a code that stands for another product, deactivated ones included, or that
 * the request names twice.
 */
export async function checkBarcodes(
  ctx: WriteCtx,
  texts: readonly string[],
  check: BarcodeCheck,
): Promise<CheckedBarcode[]> {
  const checked: CheckedBarcode[] = [];
  for (const [index, shown] of texts.entries()) {
    const path = `${check.path}.${index}`;
    const barcode = normalizeBarcode(shown);
    if ("invalid" in barcode) {
      check.refusals.add(refuse("invalid_barcode", {}, path));
      continue;
    }
    const [owner] = await finding(ctx).execute({ code: barcode.code });
    const isTaken = owner !== undefined && owner.productId !== check.productId;
    if (isTaken || check.given.has(barcode.code)) {
      const existingId = isTaken ? owner.publicId : null;
      check.refusals.add(
        refuse("duplicate", { field: "barcodes", value: shown, existingId }, path),
      );
    }
    check.given.add(barcode.code);
    checked.push({ ...barcode, shown: shown.trim() });
  }
  return checked;
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
