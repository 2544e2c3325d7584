import { sql } from "drizzle-orm";
import type { ReadCtx, WriteCtx } from "../context/context.ts";

/** Whether `name` has not run for this long; checked by a reader, because usually there is nothing to do. */
export async function isDue(ctx: ReadCtx, name: string, everyMs: number): Promise<boolean> {
  const { jobRun } = ctx.t;
  const [last] = await ctx.db
    .select({ ranAt: jobRun.ranAt })
    .from(jobRun)
    .where(sql`${jobRun.name} = ${name}`);
  // In either direction: if the clock was set back, a run in the future must not block the job.
  return last === undefined || Math.abs(ctx.now - last.ranAt) >= everyMs;
}

/** Records that `name` has run now. */
export async function markRun(ctx: WriteCtx, name: string): Promise<void> {
  const { jobRun } = ctx.t;
  await ctx.db
    .insert(jobRun)
    .values({ name, ranAt: ctx.now })
    .onConflictDoUpdate({ target: jobRun.name, set: { ranAt: ctx.now } });
}
