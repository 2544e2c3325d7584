/** How receipts, and screens, write figures and moments. */
import { latinDigits } from "./digits.ts";
import { formatMinor } from "./money.ts";
import { formatQuantity } from "./quantity.ts";

/** How a receipt writes figures and moments. */
export interface ReceiptFormats {
  /** Minor units with the currency symbol: "£4.50". */
  money(amountMinor: number): string;
  /** Thousandths with as many decimals as needed: "1.25". */
  quantity(quantityMilli: number): string;
  /** Parts per million as a percentage with one decimal: "38.5%". */
  percent(ppm: number): string;
  /** A business date with its year: "1 Mar 2026". */
  fullDay(businessDate: string): string;
  /** An ISO instant with its year: "1 March 2026, 09:30". */
  fullMoment(instant: string): string;
}

interface FormatStyle {
  /** BCP 47, such as "en-GB". */
  readonly locale: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA, such as "Europe/London". */
  readonly timeZone: string;
}

/** The formats of receipts in a locale. */
export function receiptFormats({
  locale: shopLocale,
  currency,
  timeZone,
}: FormatStyle): ReceiptFormats {
  const locale = latinDigits(shopLocale);
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  // A business date has no time zone: it is parsed and formatted as midnight UTC.
  const fullDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const fullMoment = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  return {
    money: (amountMinor) => formatMinor(amountMinor, currency, locale),
    quantity: (quantityMilli) => formatQuantity(quantityMilli, locale),
    percent: (ppm) => percent.format(ppm / 1_000_000).replace("-", "\u2212"),
    fullDay: (date) => fullDay.format(new Date(`${date}T00:00:00Z`)),
    fullMoment: (instant) => fullMoment.format(new Date(instant)),
  };
}
