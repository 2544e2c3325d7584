import { latinDigits } from "@daybook/contract/digits";
import { isValidGtin } from "@daybook/contract/gtin";
import { minorToDecimal, parseMinor } from "@daybook/contract/money";
import { parseQuantity, quantityToDecimal } from "@daybook/contract/quantity";
import { receiptFormats } from "@daybook/contract/receipt-formats";
import type { ReceiptFormats } from "@daybook/contract/receipt-formats";
import { fieldNumber, numberSigns, plainNumber, readNumber } from "@daybook/contract/typed-number";

/** The settings that determine number and date formats. */
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

/** The shop's formats for numbers and dates. */
export interface Formats extends ReceiptFormats {
  readonly style: ShopStyle;
  /** Minor units without a symbol, for a field: "4.50". */
  moneyText(amountMinor: number): string;
  /** Parses an amount into minor units; NaN if it is invalid or has too many decimals. */
  parseMoney(text: string): number;
  quantityText(quantityMilli: number): string;
  /**
   * Parses a quantity into thousandths; NaN if it is invalid, has more than three decimals, or is a barcode typed by a
   * scanner.
   */
  parseQuantity(text: string): number;
  /** Parses a whole number, such as days; NaN if it is invalid. */
  parseWhole(text: string): number;
  /** Parses a number into decimal text with a point; null if it is invalid. */
  plainDecimal(text: string): string | null;
  /** `plainDecimal` for money, for which some countries use other separators. */
  plainAmount(text: string): string | null;
  /** A whole number with the shop's thousands separator: "4,894". */
  count(n: number): string;
  /** A business date ("2026-03-01") as "1 Mar". */
  shortDay(businessDate: string): string;
  /** A business date as "Sunday, 1 March". */
  longDay(businessDate: string): string;
  /** A month ("2026-03") as "March 2026". */
  month(yearAndMonth: string): string;
  /** A business date with its weekday, where there is little room: "Sun 1". */
  weekdayAndDay(businessDate: string): string;
  /** The weekday of a business date: "Sunday". */
  weekday(businessDate: string): string;
  /** An ISO instant as the shop's clock shows it: "1 Mar, 09:30". */
  moment(instant: string): string;
}

/**
 * Whether the text is a barcode with a correct check digit. As a number it would exceed the limit of a line or start
 * with zeros, which nobody types before a quantity.
 */
export function isBarcode(text: string): boolean {
  return isValidGtin(text.trim());
}

/** Creates the formats of one shop; cheap to call, created once per settings. */
export function createFormats(style: ShopStyle): Formats {
  const { currency, exponent, timeZone } = style;
  const locale = latinDigits(style.locale);
  const signs = numberSigns(locale);
  // Amounts copied from the screen, or typed as displayed, must parse to the same amount.
  const moneySigns = numberSigns(locale, currency);
  const typed = (text: string, parse: (plain: string) => number | null, written = signs) => {
    const plain = plainNumber(text, written);
    return (plain === null ? null : parse(plain)) ?? Number.NaN;
  };
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  // A business date has no time zone: it is parsed and formatted as midnight UTC.
  const day = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (date: string) => format.format(new Date(`${date}T00:00:00Z`));
  };
  const month = day({ month: "long", year: "numeric" });
  const moment = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  });
  return {
    ...receiptFormats(style),
    style,
    moneyText: (amountMinor) => fieldNumber(minorToDecimal(amountMinor, exponent), moneySigns),
    parseMoney: (text) => typed(text, (plain) => parseMinor(plain, exponent), moneySigns),
    quantityText: (quantityMilli) => fieldNumber(quantityToDecimal(quantityMilli), signs),
    parseQuantity: (text) => (isBarcode(text) ? Number.NaN : typed(text, parseQuantity)),
    parseWhole: (text) => readNumber(text, signs, 0) ?? Number.NaN,
    plainDecimal: (text) => plainNumber(text, signs),
    plainAmount: (text) => plainNumber(text, moneySigns),
    count: (n) => count.format(n),
    shortDay: day({ day: "numeric", month: "short" }),
    longDay: day({ weekday: "long", day: "numeric", month: "long" }),
    month: (yearAndMonth) => month(`${yearAndMonth}-01`),
    weekdayAndDay: day({ weekday: "short", day: "numeric" }),
    weekday: day({ weekday: "long" }),
    moment: (instant) => moment.format(new Date(instant)),
  };
}
