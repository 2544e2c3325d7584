import { SetUpShop } from "@daybook/contract/settings";
import type { Store } from "@daybook/db/types";
import { addDays, startOfBusinessDay } from "../business-time.ts";
import { systemActor } from "../context.ts";
import { setUpShop } from "../settings/set-up-shop.ts";
import { createUnitOfWork } from "../unit-of-work.ts";
import { NO_PASSWORD } from "./add-guest.ts";
import { readSampleFigures } from "./sample-figures.ts";
import type { SampleFigures } from "./sample-figures.ts";
import { SAMPLE_DAYS, sampleToday } from "./sample-style.ts";
import type { SampleStyle } from "./sample-style.ts";

export interface SampleOptions {
  /** The moment up to which the shop trades, UTC milliseconds. */
  readonly now: number;
  readonly style: SampleStyle;
}

/** Fills empty books with the sample shop. */
export async function buildSampleShop(
  store: Store,
  { now, style }: SampleOptions,
): Promise<SampleFigures> {
  const clockOfShop = { timeZone: style.timeZone, dayCutoffMinutes: 0 };
  const opened = startOfBusinessDay(clockOfShop, addDays(sampleToday(style, now), -SAMPLE_DAYS));
  let at = opened;
  const work = createUnitOfWork({ store, clock: () => at });
  const nobody = { actor: systemActor(0, new Set()), requestId: "sample shop" };
  const input = SetUpShop.omit({ token: true }).parse({
    shop: { name: "Hazel & Finch", ...style },
    owner: { login: "hazel", name: "Hazel Finch", password: "no one signs in here" },
  });
  await work.write(nobody, (ctx) => setUpShop(ctx, input, NO_PASSWORD));
  at = now;
  return work.read(nobody, readSampleFigures);
}
