import type { Store } from "@daybook/db/types";
import { addDays, startOfBusinessDay } from "@daybook/contract/business-time";
import { systemActor } from "../context/context.ts";
import { createUnitOfWork } from "../writes/unit-of-work.ts";
import { openSampleShop } from "./open-sample-shop.ts";
import { readSampleFigures } from "./sample-figures.ts";
import type { SampleFigures } from "./sample-figures.ts";
import { SAMPLE_DAYS, sampleToday } from "./sample-style.ts";
import type { SampleStyle } from "./sample-style.ts";
import { invoiceSome } from "./invoiced.ts";
import { parkSome } from "./parked.ts";
import { touchTill } from "../tills/tills.ts";
import { tradeOneDay } from "./trading-day.ts";

export interface SampleOptions {
  /** The end of the simulated period, in UTC milliseconds. */
  readonly now: number;
  readonly style: SampleStyle;
  /** Full days before today, `SAMPLE_DAYS` by default; tests use fewer. */
  readonly days?: number;
}

/**
 * Fills an empty database with the sample shop: its products, and ninety days of sales up to `now`, made with the
 * functions of a real shop. The same day, hour and type of shop give the same figures; only ids differ.
 */
export async function buildSampleShop(
  store: Store,
  { now, style, days = SAMPLE_DAYS }: SampleOptions,
): Promise<SampleFigures> {
  const calendar = { timeZone: style.timeZone, dayCutoffMinutes: 0 };
  const today = sampleToday(style, now);
  let clock = startOfBusinessDay(calendar, addDays(today, -days));
  const work = createUnitOfWork({ store, clock: () => clock });
  const asSystem = { actor: systemActor(0, new Set()), requestId: "sample shop" };
  const shop = await work.write(asSystem, (ctx) => openSampleShop(ctx, style));
  // One transaction per day: there are no readers, and an fsync for every sale would take minutes.
  for (let number = 0; number <= days; number += 1) {
    const date = addDays(today, number - days);
    clock = startOfBusinessDay(calendar, date);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const day = { number, start: clock, weekday, until: now };
    await work.write(asSystem, (ctx) => tradeOneDay(ctx, shop, day));
  }
  clock = now;
  await work.write(asSystem, async (ctx) => {
    for (const deviceId of Object.values(shop.tills)) await touchTill(ctx, deviceId);
    await invoiceSome(ctx, shop);
    await parkSome(ctx, shop);
  });
  const reader = { ...asSystem, actor: systemActor(0, new Set(["products.readCost"])) };
  return work.read(reader, readSampleFigures);
}
