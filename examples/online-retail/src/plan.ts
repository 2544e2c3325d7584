import { isService, kindOf } from "./invoice-row.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import { DecisionLog } from "./decisions.ts";
import { instantOf } from "./local-time.ts";
import { planInvoice } from "./plan-invoice.ts";
import { planProducts } from "./plan-products.ts";
import type { Plan, Planned, PlannedCustomer } from "./planned.ts";
import { SoldPiecesBook } from "./sold-pieces.ts";
import { TIME_ZONE } from "./time-zone.ts";

/** Plans a whole replay from the rows of the file, without requests: the same rows give the same plan. */
export function planReplay(rows: readonly InvoiceRow[]): Plan {
  const ordered = rows.toSorted(byTime);
  const first = ordered[0];
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) throw new Error("There are no rows to replay");
  const decisions = new DecisionLog();
  const leftOut = ordered.filter((row) => decideByRow(row, decisions));
  const planning = { decisions, sold: new SoldPiecesBook(), addedLines: 0 };
  const documents: Planned[] = [];
  for (const invoice of invoicesOf(ordered)) documents.push(...planInvoice(invoice, planning));
  const firstDay = first.localTime.slice(0, 10);
  return {
    rows: rows.length,
    spellings: new Set(rows.map((row) => row.codeAsWritten)).size,
    products: planProducts(ordered, documents, decisions),
    customers: customersOf(ordered),
    documents,
    addedLines: planning.addedLines,
    openedAt: eveningBefore(firstDay),
    firstDay,
    lastDay: last.localTime.slice(0, 10),
    decisions,
    leftOut,
  };
}

function byTime(a: InvoiceRow, b: InvoiceRow): number {
  if (a.localTime === b.localTime) return a.rowNo - b.rowNo;
  return a.localTime < b.localTime ? -1 : 1;
}

/** Counts decisions about single rows. Returns whether the row is left out. */
function decideByRow(row: InvoiceRow, decisions: DecisionLog): boolean {
  const kind = kindOf(row);
  if (kind === "leftOut") {
    decisions.count("badDebt", row);
    return true;
  }
  if (row.codeAsWritten !== row.code) decisions.count("foldedCode", row);
  if (row.customerNo === null) decisions.count("noCustomer", row);
  if (kind === "adjustment" && isService(row.code)) {
    decisions.count("serviceAdjustment", row);
    return true;
  }
  if (isService(row.code)) decisions.count("service", row);
  if (kind === "adjustment") decisions.count("adjustment", row);
  return false;
}

/** The rows of each invoice, in the order of their first rows. */
function invoicesOf(rows: readonly InvoiceRow[]): Iterable<InvoiceRow[]> {
  const invoices = new Map<string, InvoiceRow[]>();
  for (const row of rows) {
    const known = invoices.get(row.invoiceNo);
    if (known === undefined) invoices.set(row.invoiceNo, [row]);
    else known.push(row);
  }
  return invoices.values();
}

function customersOf(rows: readonly InvoiceRow[]): PlannedCustomer[] {
  const customers = new Map<string, PlannedCustomer>();
  for (const { customerNo, country } of rows) {
    if (customerNo !== null && !customers.has(customerNo))
      customers.set(customerNo, { customerNo, country });
  }
  return [...customers.values()];
}

/** Six in the evening of the day before: the stock exists when the first day starts. */
function eveningBefore(day: string): string {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 3600_000);
  return instantOf(`${before.toISOString().slice(0, 10)} 18:00:00`, TIME_ZONE);
}
