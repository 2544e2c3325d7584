import type { SetUpShop } from "@daybook/contract/settings";
import type { ReadTx } from "@daybook/db/types";
import { addDays, businessTime } from "@daybook/contract/business-time";
import { findShop } from "../settings/shop.ts";
import { listTaxClasses } from "../settings/tax-classes.ts";
import type { ReadCtx } from "../context/context.ts";

/** What the sample shop takes over from the real one, so that it looks like a shop around the corner. */
export type SampleStyle = Pick<
  SetUpShop["shop"],
  "currency" | "timeZone" | "locale" | "pricesIncludeTax" | "taxRounding" | "taxName" | "taxPpm"
>;

/** For whoever looks around before there is a shop. */
export const PLAIN_STYLE: SampleStyle = {
  currency: "EUR",
  timeZone: "UTC",
  locale: "en",
  pricesIncludeTax: true,
  taxRounding: "line",
  taxName: "VAT",
  taxPpm: 200_000,
};

/** The style of these books' shop; the plain one where there is none yet. */
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

/** The day on the shop's wall clock; a sample day ends at midnight. */
export function sampleToday({ timeZone }: Pick<SampleStyle, "timeZone">, now: number): string {
  return businessTime({ timeZone, dayCutoffMinutes: 0 }, now).businessDate;
}

/** Whole days of trade before the day on which the books are made. */
export const SAMPLE_DAYS = 90;

/** The day on which these books were made, or null where they hold no shop. */
export async function readSampleDay(tx: ReadTx): Promise<string | null> {
  const shop = await findShop(tx);
  return shop === null ? null : addDays(sampleToday(shop, shop.setUpAt), SAMPLE_DAYS);
}
