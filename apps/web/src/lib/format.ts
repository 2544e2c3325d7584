import { latinDigits } from "@daybook/contract/digits";
import { isValidGtin } from "@daybook/contract/gtin";
import { formatMinor, minorToDecimal, parseMinor } from "@daybook/contract/money";
import { formatQuantity, parseQuantity, quantityToDecimal } from "@daybook/contract/quantity";
import { fieldNumber, numberSigns, plainNumber, readNumber } from "@daybook/contract/typed-number";

/** What decides how the shop writes numbers and dates. */
export interface ShopStyle {
  /** BCP 47, such as "en-GB". */
  readonly locale: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Decimals of the currency. */
  readonly exponent: number;
  /** IANA, such as "Europe/London". */
  readonly timeZone: string;
}

/** Numbers and dates as the shop writes and reads them. */
export interface Formats {
  readonly style: ShopStyle;
  /** Minor units with the currency's sign: "£4.50". */
  money(amountMinor: number): string;
  /** Minor units without a sign, for a field: "4.50". */
  moneyText(amountMinor: number): string;
  /** What someone typed as an amount, in minor units; NaN when it is none or finer than the currency. */
  parseMoney(text: string): number;
  /** Thousandths with as many decimals as needed: "1.25". */
  quantity(quantityMilli: number): string;
  quantityText(quantityMilli: number): string;
  /**
   * What someone typed as a quantity, in thousandths; NaN when it is none, finer than a thousandth, or a barcode that
   * a scanner typed into the field.
   */
  parseQuantity(text: string): number;
  /** What someone typed as a whole number, such as days; NaN when it is none. */
  parseWhole(text: string): number;
  /** A number as someone typed it, as decimal text with a point, for whoever reads it further; null when it is none. */
  plainDecimal(text: string): string | null;
  /** `plainDecimal` of an amount of money, which some countries write with other signs. */
  plainAmount(text: string): string | null;
  /** A whole number with the shop's thousands: "4,894". */
  count(n: number): string;
  /** Parts per million as a percentage with one decimal: "38.5%". */
  percent(ppm: number): string;
  /** A business date ("2026-03-01") as "1 Mar". */
  shortDay(businessDate: string): string;
  /** A business date as "Sunday, 1 March". */
  longDay(businessDate: string): string;
  /** A business date with its weekday, where there is little room: "Sun 1". */
  weekdayAndDay(businessDate: string): string;
  /** The weekday of a business date: "Sunday". */
  weekday(businessDate: string): string;
  /** An ISO instant as the shop's clock shows it: "1 Mar, 09:30". */
  moment(instant: string): string;
  /** An ISO instant with its year: "1 March 2026, 09:30". */
  fullMoment(instant: string): string;
}

/**
 * Whether the text is a barcode with its check digit right. As a number such a text is either above what a line may
 * have or begins with zeros that nobody types before a quantity.
 */
export function isBarcode(text: string): boolean {
  return isValidGtin(text.trim());
}

/** Makes the formats of one shop; cheap to call, made once per settings. */
export function createFormats(style: ShopStyle): Formats {
  const { currency, exponent, timeZone } = style;
  const locale = latinDigits(style.locale);
  const signs = numberSigns(locale);
  // Whoever copies an amount from the screen, or types what stands there, means that amount.
  const moneySigns = numberSigns(locale, currency);
  const typed = (text: string, parse: (plain: string) => number | null, written = signs) => {
    const plain = plainNumber(text, written);
    return (plain === null ? null : parse(plain)) ?? Number.NaN;
  };
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  // A business date has no time zone: it is read and written as midnight UTC.
  const day = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (date: string) => format.format(new Date(`${date}T00:00:00Z`));
  };
  const moment = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  const fullMoment = new Intl.DateTimeFormat(locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone,
  });
  return {
    style,
    money: (amountMinor) => formatMinor(amountMinor, currency, locale),
    moneyText: (amountMinor) => fieldNumber(minorToDecimal(amountMinor, exponent), moneySigns),
    parseMoney: (text) => typed(text, (plain) => parseMinor(plain, exponent), moneySigns),
    quantity: (quantityMilli) => formatQuantity(quantityMilli, locale),
    quantityText: (quantityMilli) => fieldNumber(quantityToDecimal(quantityMilli), signs),
    parseQuantity: (text) => (isBarcode(text) ? Number.NaN : typed(text, parseQuantity)),
    parseWhole: (text) => readNumber(text, signs, 0) ?? Number.NaN,
    plainDecimal: (text) => plainNumber(text, signs),
    plainAmount: (text) => plainNumber(text, moneySigns),
    count: (n) => count.format(n),
    percent: (ppm) => percent.format(ppm / 1_000_000).replace("-", "\u2212"),
    shortDay: day({ day: "numeric", month: "short" }),
    longDay: day({ weekday: "long", day: "numeric", month: "long" }),
    weekdayAndDay: day({ weekday: "short", day: "numeric" }),
    weekday: day({ weekday: "long" }),
    moment: (instant) => moment.format(new Date(instant)),
    fullMoment: (instant) => fullMoment.format(new Date(instant)),
  };
}
