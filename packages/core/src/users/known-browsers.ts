import { createHash } from "node:crypto";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";

/** The maximum number of known browsers per user; the most recently used ones are kept. */
const MOST_PER_USER = 20;

/** Whether this user has signed in before with the browser that has `token`. */
export async function isKnownBrowser(tx: ReadTx, userId: number, token: string): Promise<boolean> {
  const { knownBrowser } = tx.t;
  const [found] = await tx.db
    .select({ id: knownBrowser.id })
    .from(knownBrowser)
    .where(and(eq(knownBrowser.userId, userId), eq(knownBrowser.id, browserId(token))));
  return found !== undefined;
}

/** Records that this user has just authenticated in the browser that has `token`. */
export async function rememberBrowser(ctx: WriteCtx, userId: number, token: string): Promise<void> {
  const { knownBrowser } = ctx.t;
  const id = browserId(token);
  await ctx.db
    .insert(knownBrowser)
    .values({ id, userId, createdAt: ctx.now, lastUsedAt: ctx.now })
    .onConflictDoUpdate({
      target: [knownBrowser.userId, knownBrowser.id],
      set: { lastUsedAt: ctx.now },
    });
  const known = await ctx.db
    .select({ id: knownBrowser.id })
    .from(knownBrowser)
    .where(eq(knownBrowser.userId, userId))
    .orderBy(desc(knownBrowser.lastUsedAt), desc(knownBrowser.createdAt));
  const tooMany = known.slice(MOST_PER_USER).map((row) => row.id);
  if (tooMany.length === 0) return;
  await ctx.db
    .delete(knownBrowser)
    .where(and(eq(knownBrowser.userId, userId), inArray(knownBrowser.id, tooMany)));
}

/** After a password change, no browser of the user is known any more. */
export async function forgetBrowsersOf(ctx: WriteCtx, userId: number): Promise<void> {
  await ctx.db.delete(ctx.t.knownBrowser).where(sql`${ctx.t.knownBrowser.userId} = ${userId}`);
}

/** The id of a browser from its token: the token itself is not stored. */
export function browserId(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
