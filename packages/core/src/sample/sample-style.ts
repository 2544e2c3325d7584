import type { SetUpShop } from "@daybook/contract/settings";
import type { ReadTx } from "@daybook/db/types";
import { addDays, businessTime } from "@daybook/contract/business-time";
import { findShop } from "../settings/shop.ts";
import { listTaxClasses } from "../settings/tax-classes.ts";
import type { ReadCtx } from "../context/context.ts";

/** The settings that the sample shop copies from the real one, so it looks familiar. */
export type SampleStyle = Pick<
  SetUpShop["shop"],
  "currency" | "timeZone" | "locale" | "pricesIncludeTax" | "taxRounding" | "taxName" | "taxPpm"
>;

/** The default for visits before a shop is set up. */
export const PLAIN_STYLE: SampleStyle = {
  currency: "EUR",
  timeZone: "UTC",
  locale: "en",
  pricesIncludeTax: true,
  taxRounding: "line",
  taxName: "VAT",
  taxPpm: 200_000,
};

/** The settings of this database's shop; the default if there is none yet. */
export async function readSampleStyle(ctx: ReadCtx): Promise<SampleStyle> {
  const shop = await findShop(ctx);
  if (shop === null) return PLAIN_STYLE;
  const [first] = (await listTaxClasses(ctx)).items;
  const [rate] = first?.rates ?? [];
  const { currency, timeZone, locale, pricesIncludeTax, taxRounding } = shop;
  return {
    currency,
    timeZone,
    locale,
    pricesIncludeTax,
    taxRounding,
    taxName: rate?.name ?? PLAIN_STYLE.taxName,
    taxPpm: rate?.ppm ?? 0,
  };
}

/** The local date in the shop; a sample day ends at midnight. */
export function sampleToday({ timeZone }: Pick<SampleStyle, "timeZone">, now: number): string {
  return businessTime({ timeZone, dayCutoffMinutes: 0 }, now).businessDate;
}

/** The number of full days before the day on which the sample shop is built. */
export const SAMPLE_DAYS = 90;

/** The day on which this sample shop was built, or null if there is none. */
export async function readSampleDay(tx: ReadTx): Promise<string | null> {
  const shop = await findShop(tx);
  return shop === null ? null : addDays(sampleToday(shop, shop.setUpAt), SAMPLE_DAYS);
}
