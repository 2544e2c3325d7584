import { readScanned } from "@daybook/contract/scanned-codes";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { findBarcodeOwners } from "./barcodes.ts";
import type { BarcodeOwner } from "./barcodes.ts";
import { labelPatternsAt } from "./label-patterns-at.ts";

/**
 * The products of a scanned code: those with the code itself, else those with the item number of a label or the GTIN of a
 * code of GS1. Refuses 422 `label_refused` at `code` for a bad label.
 */
export async function findScannedOwners(ctx: ReadCtx, code: string): Promise<BarcodeOwner[]> {
  const owners = await findBarcodeOwners(ctx, code);
  if (owners.length > 0) return owners;
  const patterns = await labelPatternsAt(ctx, ctx.now);
  const scanned = readScanned(code, { patterns, year: new Date(ctx.now).getUTCFullYear() });
  if (scanned === null) return [];
  if ("problem" in scanned) throw refuse("label_refused", { why: scanned.problem }, "code");
  return findBarcodeOwners(ctx, scanned.barcode);
}
