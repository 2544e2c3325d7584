/** The stored signatures of documents. Talking to the signing device is not part of core. */
import { and, asc, desc, eq, gte, like, notExists, sql } from "drizzle-orm";
import type { FiscalSignature } from "@daybook/contract/fiscal";
import type { SaleId } from "@daybook/contract/ids";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import type { Signature } from "./fiscal-signer.ts";

/** The name under which the first start with a signing device is remembered. */
const FIRST_USE = "fiscal signer";

/** Remembers when documents began to need a signature; only the first call counts. */
export async function beginSigning(ctx: WriteCtx): Promise<void> {
  await ctx.db
    .insert(ctx.t.jobRun)
    .values({ name: FIRST_USE, ranAt: ctx.now })
    .onConflictDoNothing();
}

/** The name under which a business day that the device must sign is remembered until it has. */
const DUE_DAY = "fiscal day ";

/** Remembers that the device must sign the end of this business day. */
export async function dueDay(ctx: WriteCtx, businessDate: string): Promise<void> {
  await ctx.db
    .insert(ctx.t.jobRun)
    .values({ name: `${DUE_DAY}${businessDate}`, ranAt: ctx.now })
    .onConflictDoNothing();
}

/** The business days whose end the device has not signed, oldest first. */
export async function listDueDays({ db, t: { jobRun } }: ReadCtx): Promise<string[]> {
  const rows = await db
    .select({ name: jobRun.name })
    .from(jobRun)
    .where(like(jobRun.name, `${DUE_DAY}%`))
    .orderBy(asc(jobRun.name));
  return rows.map(({ name }) => name.slice(DUE_DAY.length));
}

/** The device has signed the end of this business day. */
export async function recordSignedDay(ctx: WriteCtx, businessDate: string): Promise<void> {
  await ctx.db.delete(ctx.t.jobRun).where(eq(ctx.t.jobRun.name, `${DUE_DAY}${businessDate}`));
}

/** The documents that are not signed, oldest first. None before a device was used for the first time. */
export async function listUnsigned(ctx: ReadCtx, limit: number): Promise<SaleId[]> {
  const { sale, jobRun, fiscalSignature } = ctx.t;
  const [first] = await ctx.db.select().from(jobRun).where(eq(jobRun.name, FIRST_USE));
  if (first === undefined) return [];
  const signed = ctx.db
    .select({ one: sql`1` })
    .from(fiscalSignature)
    .where(and(eq(fiscalSignature.saleId, sale.id), eq(fiscalSignature.state, "signed")));
  const rows = await ctx.db
    .select({ id: sale.publicId })
    .from(sale)
    .where(and(gte(sale.recordedAt, first.ranAt), notExists(signed)))
    .orderBy(asc(sale.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Stores the signature of a document, or why it has none. A signed document keeps its first signature, and a reason is
 * stored once until another one takes its place.
 */
export async function recordSignature(
  ctx: WriteCtx,
  saleId: SaleId,
  outcome: Signature | { readonly reason: string },
): Promise<void> {
  const { sale, fiscalSignature } = ctx.t;
  const [row] = await ctx.db.select({ id: sale.id }).from(sale).where(eq(sale.publicId, saleId));
  if (row === undefined) return;
  const before = await signatureOf(ctx, row.id);
  if (before?.state === "signed") return;
  const fields = "reason" in outcome ? { ...UNSIGNED, ...outcome } : { ...SIGNED, ...outcome };
  if (before !== null && fields.state === "unsigned" && before.reason === fields.reason) return;
  await ctx.db.insert(fiscalSignature).values({ ...fields, saleId: row.id, at: ctx.now });
  ctx.changed("sales", saleId);
}

const SIGNED = { state: "signed" as const, reason: "" };
const UNSIGNED = {
  state: "unsigned" as const,
  signer: "",
  transaction: "",
  counter: 0,
  value: "",
  code: "",
};

/** The signature of a document, or the reason why it has none yet; null if nobody tried. */
export async function signatureOf(
  ctx: ReadCtx,
  saleRowId: number,
): Promise<FiscalSignature | null> {
  const { fiscalSignature } = ctx.t;
  const [row] = await ctx.db
    .select()
    .from(fiscalSignature)
    .where(eq(fiscalSignature.saleId, saleRowId))
    .orderBy(desc(fiscalSignature.id))
    .limit(1);
  if (row === undefined) return null;
  const { state, signer, transaction, counter, value, code, reason, at } = row;
  return { state, signer, transaction, counter, value, code, reason, at: isoInstant(at) };
}
