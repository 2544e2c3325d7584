import { sql } from "drizzle-orm";
import { prepared } from "@daybook/db/statement";
import { addDays, businessTime } from "@daybook/contract/business-time";
import type { ReadCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";

/** The time whose prices are shown, in UTC milliseconds, and the business date from which sales count. */
export interface CatalogueMoment {
  readonly at: number;
  readonly since: string;
}

/** Sales older than this many business days are not useful for predicting today's sales. */
const SOLD_DAYS = 30;

const lookupClock = prepared((db, t) =>
  db
    .select({ timeZone: t.shop.timeZone, dayCutoffMinutes: t.shop.dayCutoffMinutes })
    .from(t.shop)
    .where(sql`${t.shop.id} = 1`)
    .prepare(),
);

/** Today and the recent days, as business dates. */
export async function catalogueMoment(ctx: ReadCtx): Promise<CatalogueMoment> {
  const [clock] = await lookupClock(ctx).execute({});
  assert(clock !== undefined, "nobody reads the catalogue before set-up has made the shop");
  const today = businessTime(clock, ctx.now).businessDate;
  return { at: ctx.now, since: addDays(today, 1 - SOLD_DAYS) };
}
