/** The figures that an independent program calculated from the same file, for the replayed rows. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { parseMinor } from "@daybook/contract/money";

const NAME = "expected_online_retail_2010-12_to_2011-02";

/** Money in pennies with its sign, goods in pieces. */
export interface ExpectedSpan {
  readonly invoices: number;
  readonly units: number;
  readonly netMinor: number;
  readonly salesMinor: number;
  readonly refundsMinor: number;
}

interface ExpectedInvoice {
  readonly rows: number;
  readonly units: number;
  readonly totalMinor: number;
}

export interface ExpectedCode {
  readonly spellings: number;
  readonly soldPieces: number;
  readonly cancelledPieces: number;
  readonly adjustedPieces: number;
  readonly netMinor: number;
  readonly openingPieces: number;
  readonly closingFromZero: number;
}

export interface ExpectedWhole {
  readonly counts: ReadonlyMap<string, number>;
  readonly money: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
  readonly countries: ReadonlyMap<string, ExpectedSpan>;
  readonly topProducts: readonly (readonly [sku: string, netMinor: number])[];
  readonly topCustomers: readonly (readonly [customerNo: string, netMinor: number])[];
  readonly openingPieces: number;
  readonly zeroTotalInvoices: number;
  readonly tradingDays: number;
  /** By code in uppercase, with all variants added up. */
  readonly codes: ReadonlyMap<string, ExpectedCode>;
}

export interface Expected {
  readonly months: ReadonlyMap<string, ExpectedSpan>;
  readonly days: ReadonlyMap<string, ExpectedSpan>;
  readonly invoices: ReadonlyMap<string, ExpectedInvoice>;
  /** Figures of all three months; null if only a part was replayed. */
  readonly whole: ExpectedWhole | null;
}

/** Reads the figures of `months` (`2010-12`); of all months if it is null. */
export async function readExpected(
  folder: string,
  months: readonly string[] | null,
): Promise<Expected> {
  const json: unknown = JSON.parse(await readFile(join(folder, `${NAME}.json`), "utf8"));
  const wanted = (date: string) => months === null || months.includes(date.slice(0, 7));
  const days = await readTable(folder, "by_day");
  const invoices = await readTable(folder, "by_invoice");
  return {
    months: new Map(
      Object.entries(fieldsOf(fieldsOf(json)["by_month"]))
        .filter(([month]) => wanted(month))
        .map(([month, span]) => [month, spanOf(fieldsOf(span))]),
    ),
    days: new Map(
      days
        .filter((day) => wanted(textOf(day, "date")))
        .map((day) => [textOf(day, "date"), spanOf(day)]),
    ),
    invoices: new Map(
      invoices
        .filter((invoice) => wanted(textOf(invoice, "first_timestamp")))
        .map((invoice) => [
          textOf(invoice, "invoice_no"),
          {
            rows: countOf(invoice, "rows"),
            units: countOf(invoice, "units"),
            totalMinor: penniesOf(invoice, "total"),
          },
        ]),
    ),
    whole:
      months === null ? wholeOf(fieldsOf(json), await readTable(folder, "by_stock_code")) : null,
  };
}

/** A required expected figure. */
export function figureNamed(figures: ReadonlyMap<string, number>, name: string): number {
  const figure = figures.get(name);
  if (figure === undefined) throw new Error(`Nothing says what ${name} should be`);
  return figure;
}

function wholeOf(json: Fields, codes: readonly Fields[]): ExpectedWhole {
  const money = fieldsOf(json["money_and_units"]);
  const opening = fieldsOf(json["opening_stock_needed_so_no_level_goes_negative"]);
  const isMoney = (name: string) => /total/.test(name);
  return {
    counts: new Map(
      Object.keys(fieldsOf(json["counts"]))
        .filter((name) => typeof fieldsOf(json["counts"])[name] === "number")
        .map((name) => [name, countOf(fieldsOf(json["counts"]), name)]),
    ),
    money: new Map(
      Object.keys(money)
        .filter(isMoney)
        .map((name) => [name, penniesOf(money, name)]),
    ),
    units: new Map(
      Object.keys(money)
        .filter((name) => !isMoney(name))
        .map((name) => [name, countOf(money, name)]),
    ),
    countries: new Map(
      Object.entries(fieldsOf(json["by_country"])).map(([country, span]) => [
        country,
        spanOf(fieldsOf(span)),
      ]),
    ),
    topProducts: listOf(json["top10_products_by_net_revenue_codes_ignoring_case"]).map((pair) => {
      const [sku, net] = listOf(pair);
      return [String(sku), pennies(String(net))] as const;
    }),
    topCustomers: listOf(json["top10_customers_by_net"])
      .map(fieldsOf)
      .map((row) => {
        return [textOf(row, "customer"), penniesOf(row, "net")] as const;
      }),
    openingPieces: countOf(opening, "B_total_units_codes_ignoring_case"),
    zeroTotalInvoices: countOf(json, "invoices_with_zero_total"),
    tradingDays: countOf(json, "trading_days"),
    codes: codesOf(codes),
  };
}

function codesOf(rows: readonly Fields[]): Map<string, ExpectedCode> {
  const codes = new Map<string, ExpectedCode>();
  for (const row of rows) {
    const code = textOf(row, "stock_code").toUpperCase();
    const known = codes.get(code);
    codes.set(code, {
      spellings: (known?.spellings ?? 0) + 1,
      soldPieces: (known?.soldPieces ?? 0) + countOf(row, "units_sold"),
      cancelledPieces: (known?.cancelledPieces ?? 0) + countOf(row, "units_cancelled"),
      adjustedPieces: (known?.adjustedPieces ?? 0) + countOf(row, "units_adjusted"),
      netMinor: (known?.netMinor ?? 0) + penniesOf(row, "net_revenue"),
      openingPieces: (known?.openingPieces ?? 0) + countOf(row, "opening_stock_needed_B"),
      closingFromZero: (known?.closingFromZero ?? 0) + countOf(row, "closing_level_from_zero_B"),
    });
  }
  return codes;
}

function spanOf(fields: Fields): ExpectedSpan {
  return {
    invoices: countOf(fields, "invoices"),
    units: countOf(fields, "units"),
    netMinor: penniesOf(fields, "net"),
    salesMinor: penniesOf(fields, "sales"),
    refundsMinor: penniesOf(fields, "refunds"),
  };
}

async function readTable(folder: string, name: string): Promise<Fields[]> {
  const bytes = await readFile(join(folder, `${NAME}_${name}.csv.gz`));
  const records: unknown = parse(gunzipSync(bytes), { columns: true });
  return listOf(records).map(fieldsOf);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null) throw new Error("Expected figures are damaged");
  // safe because properties of any object may be read as unknown
  return value as Fields;
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error("Expected figures are damaged");
  return value;
}

function textOf(fields: Fields, name: string): string {
  return String(fields[name]);
}

function countOf(fields: Fields, name: string): number {
  const value = Number(fields[name]);
  if (!Number.isInteger(value)) throw new Error(`${name} is not a whole number`);
  return value;
}

function penniesOf(fields: Fields, name: string): number {
  return pennies(textOf(fields, name));
}

function pennies(text: string): number {
  const value = parseMinor(text, 2);
  if (value === null) throw new Error(`${text} is not an amount of pounds`);
  return value;
}
