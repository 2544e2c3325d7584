import type { Store } from "@daybook/db/types";
import { addDays, startOfBusinessDay } from "@daybook/contract/business-time";
import { systemActor } from "../context/context.ts";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import { openSampleShop } from "./open-sample-shop.ts";
import { readSampleFigures } from "./sample-figures.ts";
import type { SampleFigures } from "./sample-figures.ts";
import { SAMPLE_DAYS, sampleToday } from "./sample-style.ts";
import type { SampleStyle } from "./sample-style.ts";
import { tradeOneDay } from "./trading-day.ts";

export interface SampleOptions {
  /** The moment up to which the shop trades, UTC milliseconds. */
  readonly now: number;
  readonly style: SampleStyle;
  /** Whole days of trade before today, `SAMPLE_DAYS` unless given; a test that only needs a shop takes few. */
  readonly days?: number;
}

/**
 * Fills empty books with the sample shop: its goods, and ninety days of trade up to `now`, made by the same functions
 * that a real shop's day is made by. The same day, hour and style give the same figures; only ids differ.
 */
export async function buildSampleShop(
  store: Store,
  { now, style, days = SAMPLE_DAYS }: SampleOptions,
): Promise<SampleFigures> {
  const calendar = { timeZone: style.timeZone, dayCutoffMinutes: 0 };
  const today = sampleToday(style, now);
  let clock = startOfBusinessDay(calendar, addDays(today, -days));
  const work = createUnitOfWork({ store, clock: () => clock });
  const nobody = { actor: systemActor(0, new Set()), requestId: "sample shop" };
  const shop = await work.write(nobody, (ctx) => openSampleShop(ctx, style));
  // A day is one transaction: nobody reads meanwhile, and waiting for the disk at every sale would take minutes.
  for (let number = 0; number <= days; number += 1) {
    const date = addDays(today, number - days);
    clock = startOfBusinessDay(calendar, date);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const day = { number, start: clock, weekday, until: now };
    await work.write(nobody, (ctx) => tradeOneDay(ctx, shop, day));
  }
  clock = now;
  return work.read(nobody, readSampleFigures);
}
