/** Reads the data for the comparison from the server, with public procedures. */
import type { DaybookClient } from "@daybook/client";
import type { DocumentKind } from "@daybook/contract/sale-basics";
import { patiently } from "./patiently.ts";

/** A sale, a return or a void in the shop. Money in pennies, goods in whole pieces, all positive. */
export interface BookedDocument {
  readonly kind: DocumentKind;
  readonly invoiceNo: string;
  readonly country: string;
  readonly customer: string | null;
  readonly businessDate: string;
  readonly totalMinor: number;
  readonly ofSale: boolean;
  readonly lines: readonly RecordedLine[];
}

interface RecordedLine {
  readonly sku: string;
  readonly pieces: number;
  readonly totalMinor: number;
}

/** A manual movement: `pieces` is the change of stock. */
export interface BookedMovement {
  readonly invoiceNo: string;
  readonly country: string;
  readonly businessDate: string;
  readonly sku: string;
  readonly pieces: number;
}

interface ProductFigures {
  readonly soldPieces: number;
  readonly returnedPieces: number;
  readonly netMinor: number;
}

interface DayFigures {
  readonly takingsMinor: number;
  readonly pieces: number;
}

export interface ReadBack {
  readonly documents: readonly BookedDocument[];
  readonly adjustments: readonly BookedMovement[];
  readonly openings: readonly BookedMovement[];
  readonly products: ReadonlyMap<string, ProductFigures>;
  readonly days: ReadonlyMap<string, DayFigures>;
  readonly total: DayFigures;
  /** The takings of the last day on the dashboard. */
  readonly dashboardMinor: number;
  /** Pieces on hand by SKU. */
  readonly stock: ReadonlyMap<string, number>;
  readonly skus: number;
  readonly customers: number;
  readonly verify: {
    readonly clean: boolean;
    readonly checks: number;
    readonly mismatches: number;
  };
}

export interface Days {
  readonly from: string;
  readonly to: string;
}

const LIMIT = 200;
/** The maximum number of calls per request. */
const AT_ONCE = 20;
const MILLI = 1000;
const TEXT = /^Invoice (\S+), ([^:]+)/;

export async function readBack(client: DaybookClient, days: Days): Promise<ReadBack> {
  const byDay = await patiently(() => client.reports.salesByDay.query(days));
  const dashboard = await patiently(() => client.reports.dashboard.query({ day: days.to }));
  const report = await patiently(() => client.reports.verify.mutate({}));
  return {
    documents: await readDocuments(client, days),
    adjustments: await readMovements(client, "adjust"),
    openings: await readMovements(client, "opening"),
    products: await readProducts(client, days),
    days: new Map(byDay.items.map((day) => [day.businessDate, dayFigures(day)])),
    total: dayFigures(byDay.total),
    dashboardMinor: dashboard.today.takingsMinor,
    stock: await readStock(client),
    skus: (await all((cursor) => client.products.list.query({ active: "all", ...cursor }))).length,
    customers: (await all((cursor) => client.customers.list.query({ active: "all", ...cursor })))
      .length,
    verify: {
      clean: report.clean,
      checks: report.checks.length,
      mismatches: report.checks.reduce((sum, check) => sum + check.mismatches, 0),
    },
  };
}

async function readDocuments(client: DaybookClient, days: Days): Promise<BookedDocument[]> {
  const rows = await all((cursor) => client.sales.list.query({ ...days, ...cursor }));
  const documents: BookedDocument[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    documents.push(...(await Promise.all(some.map(({ id }) => readDocument(client, id)))));
  }
  return documents;
}

async function readDocument(client: DaybookClient, id: string): Promise<BookedDocument> {
  const sale = await patiently(() => client.sales.get.query({ id }));
  return {
    kind: sale.kind,
    ...invoiceOf(sale.kind === "sale" ? sale.note : (sale.reason ?? "")),
    customer: sale.customer?.name ?? null,
    businessDate: sale.businessDate,
    totalMinor: sale.totalMinor,
    ofSale: sale.origin !== null,
    lines: sale.lines.map((line) => ({
      sku: line.sku,
      pieces: wholePieces(line.quantityMilli),
      totalMinor: line.totalMinor,
    })),
  };
}

async function readMovements(
  client: DaybookClient,
  kind: "adjust" | "opening",
): Promise<BookedMovement[]> {
  const rows = await all((cursor) => client.movements.list.query({ kind, ...cursor }));
  return rows.map((row) => ({
    ...invoiceOf(row.document.note),
    businessDate: row.businessDate,
    sku: row.product.sku,
    pieces: wholePieces(row.quantityMilli) * (row.from === null ? 1 : -1),
  }));
}

async function readProducts(
  client: DaybookClient,
  days: Days,
): Promise<Map<string, ProductFigures>> {
  const rows = await all((cursor) => client.reports.salesByProduct.query({ ...days, ...cursor }));
  return new Map(
    rows.map((row) => [
      row.product.sku,
      {
        soldPieces: wholePieces(row.unitsSoldMilli),
        returnedPieces: wholePieces(row.unitsReturnedMilli),
        netMinor: row.netMinor,
      },
    ]),
  );
}

async function readStock(client: DaybookClient): Promise<Map<string, number>> {
  const rows = await all((cursor) => client.reports.stockSummary.query(cursor));
  return new Map(rows.map((row) => [row.product.sku, wholePieces(row.onHandMilli)]));
}

function dayFigures(day: {
  readonly takingsMinor: number;
  readonly unitsMilli: number;
}): DayFigures {
  return { takingsMinor: day.takingsMinor, pieces: wholePieces(day.unitsMilli) };
}

/** All rows of a paged list. */
async function all<Row>(
  ask: (page: { limit: number; cursor?: string }) => Promise<{
    items: Row[];
    nextCursor: string | null;
  }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const from: { limit: number; cursor?: string } =
      cursor === null ? { limit: LIMIT } : { limit: LIMIT, cursor };
    const page = await patiently(() => ask(from));
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** The invoice of a document. */
function invoiceOf(text: string): { invoiceNo: string; country: string } {
  const [, invoiceNo = "", country = ""] = TEXT.exec(text) ?? [];
  return { invoiceNo, country };
}

function wholePieces(quantityMilli: number): number {
  if (quantityMilli % MILLI !== 0) throw new Error(`${quantityMilli} are not whole pieces`);
  return quantityMilli / MILLI;
}
