/** Parses the texts of a line of a past sale, and says what is wrong with each. */
import { businessTime, instantAt, startOfBusinessDay } from "@daybook/contract/business-time";
import type { ShopClock } from "@daybook/contract/business-time";
import { mulDiv } from "@daybook/contract/exact";
import { fieldErrorsOf } from "@daybook/contract/field-errors";
import { ImportField } from "@daybook/contract/import-fields";
import { DATE_ORDERS } from "@daybook/contract/imports";
import type { ImportOptions } from "@daybook/contract/imports";
import { MOST_DOCUMENT_MINOR } from "@daybook/contract/money";
import { PastSaleTexts } from "@daybook/contract/past-sales";
import { MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { COST_PLACES } from "./parse-product.ts";
import type { RowProblems } from "./parse-product.ts";
import { readDate } from "./reading/date-text.ts";
import type { DateText } from "./reading/date-text.ts";
import type { DraftValues } from "./reading/draft-maker.ts";
import { readFileNumber } from "./reading/number-text.ts";

export interface PastSaleRules extends Pick<ImportOptions, "decimalMark" | "dateOrder"> {
  readonly exponent: number;
  readonly clock: ShopClock;
  /** UTC milliseconds. */
  readonly now: number;
  readonly dates: LastDate;
}

/** A line of a past sale; figures are null where the text is wrong. */
export interface ParsedPastSale {
  readonly number: string;
  readonly sku: string;
  readonly name: string;
  readonly customer: string;
  readonly country: string;
  readonly moment: PastMoment | null;
  readonly quantityMilli: number | null;
  readonly amountMinor: number | null;
}

export interface PastMoment {
  /** UTC milliseconds. */
  readonly occurredAt: number;
  readonly businessDate: string;
  readonly hour: number;
  /** In local time, as the preview shows it. */
  readonly shown: string;
}

/** The date that was read last. */
export class LastDate {
  text = "";
  moment: PastMoment | null = null;

  keep(text: string, moment: PastMoment): void {
    this.text = text;
    this.moment = moment;
  }
}

/** A whole number that a spreadsheet or a data frame has written with a decimal. */
const WHOLE_AS_DECIMAL = /^(\d+)\.0$/;

export function parsePastSale(
  values: DraftValues,
  rules: PastSaleRules,
  problems: RowProblems,
): ParsedPastSale {
  const text = (field: ImportField) => (values[field] ?? "").replace(/\s+/g, " ").trim();
  const texts = {
    number: text("number"),
    sku: text("sku"),
    name: text("name"),
    customer: text("customer").replace(WHOLE_AS_DECIMAL, "$1"),
    country: text("country"),
  };
  checkTexts(texts, problems);
  const quantityMilli = quantityOf(values.quantity ?? "1", rules, problems);
  return {
    ...texts,
    moment: momentOf(text("date"), rules, problems),
    quantityMilli,
    amountMinor: amountOf(values, quantityMilli, rules, problems),
  };
}

function checkTexts(texts: PastSaleTexts, problems: RowProblems): void {
  if (texts.sku === "" && texts.name === "") problems.error("name", "required");
  const checked = PastSaleTexts.safeParse(texts);
  if (checked.success) return;
  for (const [path, errors] of Object.entries(fieldErrorsOf(checked.error.issues))) {
    const field = ImportField.safeParse(path);
    for (const { code, details } of errors)
      problems.error(field.success ? field.data : null, code, details);
  }
}

function quantityOf(text: string, rules: PastSaleRules, problems: RowProblems): number | null {
  const quantity = readFileNumber(text, rules.decimalMark, 3);
  if (quantity === null) problems.error("quantity", "quantity_not_exact");
  else if (Math.abs(quantity) > MOST_LINE_MILLI) problems.error("quantity", "line_too_large");
  else return quantity;
  return null;
}

/** The amount of the line, or its quantity times its price, rounded half away from zero. */
function amountOf(
  values: DraftValues,
  quantityMilli: number | null,
  rules: PastSaleRules,
  problems: RowProblems,
): number | null {
  const number = (field: "price" | "amount", places: number) => {
    const text = values[field];
    if (text === undefined) return undefined;
    const read = readFileNumber(text, rules.decimalMark, places);
    if (read === null)
      problems.error(
        field,
        readFileNumber(text, rules.decimalMark, 12) === null ? "not_valid" : "amount_not_whole",
      );
    return read;
  };
  const price = number("price", rules.exponent + COST_PLACES);
  const amount = number("amount", rules.exponent);
  if (price === undefined && amount === undefined) problems.error("price", "required");
  const product =
    typeof price === "number" && quantityMilli !== null ? times(price, quantityMilli) : undefined;
  const counted = amount === undefined ? product : amount;
  if (counted === undefined || counted === null) return null;
  if (Math.abs(counted) > MOST_DOCUMENT_MINOR) {
    problems.error(amount === undefined ? "price" : "amount", "amount_too_large");
    return null;
  }
  if (product !== undefined && product !== counted) problems.warn("amount", "amounts_differ");
  return counted;
}

/** Beyond what can be exact, the result only says that it is too large. */
function times(price: number, quantityMilli: number): number {
  const divisor = 1000 * 10 ** COST_PLACES;
  const about = (price / divisor) * quantityMilli;
  return Math.abs(about) > 2 * MOST_DOCUMENT_MINOR ? about : mulDiv(price, quantityMilli, divisor);
}

function momentOf(text: string, rules: PastSaleRules, problems: RowProblems): PastMoment | null {
  if (text === "") {
    problems.error("date", "required");
    return null;
  }
  if (rules.dates.moment !== null && rules.dates.text === text) return rules.dates.moment;
  const { dateOrder } = rules;
  const date = readDate(text, dateOrder === "detect" ? "ymd" : dateOrder);
  if (date === null) {
    const isDate = DATE_ORDERS.some((order) => readDate(text, order) !== null);
    problems.error("date", isDate && dateOrder === "detect" ? "date_ambiguous" : "not_a_date");
    return null;
  }
  const moment = instantOf(date, rules.clock);
  if (moment.occurredAt > rules.now) problems.error("date", "date_in_future");
  else rules.dates.keep(text, moment);
  return moment;
}

/** A day without a time is the business day itself, from its beginning. */
function instantOf({ day, time, offset }: DateText, clock: ShopClock): PastMoment {
  if (time === null) {
    const occurredAt = startOfBusinessDay(clock, day);
    return { occurredAt, ...businessTime(clock, occurredAt), shown: day };
  }
  const local = `${day}T${time}`;
  const occurredAt =
    offset === null ? instantAt(clock.timeZone, local) : Date.parse(`${local}${offset}`);
  return { occurredAt, ...businessTime(clock, occurredAt), shown: `${day} ${time.slice(0, 5)}` };
}
