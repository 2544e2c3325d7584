/** One invoice of the file as the shop's documents. */
import { mulDiv } from "@daybook/contract/exact";
import { adjustmentReason } from "./adjustment-reason.ts";
import type { DecisionLog } from "./decisions.ts";
import { exactLines } from "./exact-lines.ts";
import { amountOf, isService, kindOf, pennyPrice } from "./invoice-row.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import { instantOf } from "./local-time.ts";
import { TIME_ZONE } from "./time-zone.ts";
import type {
  Planned,
  PlannedAdjustment,
  PlannedLine,
  PlannedReturnLine,
  PlannedSale,
} from "./planned.ts";
import type { SoldPiecesBook } from "./sold-pieces.ts";
import { writeKey } from "./write-key.ts";

/** The state of the plan from one invoice to the next. */
export interface Planning {
  readonly decisions: DecisionLog;
  readonly sold: SoldPiecesBook;
  /** The number of document lines beyond one per row: rows recorded in several lines, minus rows that share one. */
  addedLines: number;
}

/** The maximum number of lines per document. */
const MAX_LINES = 500;

interface Invoice {
  readonly invoiceNo: string;
  readonly occurredAt: string;
  readonly customerNo: string | null;
  /** The notes of its documents. */
  readonly text: string;
}

/** The documents of an invoice in order: goods found, sale, goods lost, returns. All have the time of its first row. */
export function planInvoice(rows: readonly InvoiceRow[], planning: Planning): Planned[] {
  const first = rows[0];
  if (first === undefined) return [];
  const invoice: Invoice = {
    invoiceNo: first.invoiceNo,
    occurredAt: instantOf(first.localTime, TIME_ZONE),
    customerNo: rows.find((row) => row.customerNo !== null)?.customerNo ?? null,
    text: `Invoice ${first.invoiceNo}, ${first.country}`,
  };
  countOddities(rows, first, planning);
  const of = (kind: string) => rows.filter((row) => kindOf(row) === kind);
  const adjustments = of("adjustment").flatMap((row) => planAdjustment(row, invoice));
  return [
    ...adjustments.filter(({ pieces }) => pieces > 0),
    ...planSales(of("sale"), invoice, planning),
    ...adjustments.filter(({ pieces }) => pieces < 0),
    ...planCancellation(of("cancellation"), invoice, planning),
  ];
}

function countOddities(
  rows: readonly InvoiceRow[],
  first: InvoiceRow,
  { decisions }: Planning,
): void {
  const codes = new Set<string>();
  for (const row of rows) {
    if (row.localTime !== first.localTime) decisions.count("secondTime", row);
    if (codes.has(row.code)) decisions.count("doubledLine", row);
    codes.add(row.code);
  }
}

function planAdjustment(row: InvoiceRow, invoice: Invoice): PlannedAdjustment[] {
  if (isService(row.code) || row.pieces === 0) return [];
  return [
    {
      type: "adjustment",
      key: writeKey(`${row.invoiceNo}/adjustment/${row.rowNo}`),
      invoiceNo: row.invoiceNo,
      occurredAt: invoice.occurredAt,
      text: row.description === "" ? invoice.text : `${invoice.text}: ${row.description}`,
      sku: row.code,
      pieces: row.pieces,
      reason: adjustmentReason(row.pieces, row.description),
    },
  ];
}

function planSales(
  rows: readonly InvoiceRow[],
  invoice: Invoice,
  planning: Planning,
): PlannedSale[] {
  const lines = rows.flatMap((row) => linesOf(row, planning).map((line) => ({ row, line })));
  const parts = chunks(lines, MAX_LINES);
  return parts.map((part, index) => {
    const key = writeKey(`${invoice.invoiceNo}/sale/${index + 1}`);
    part.forEach(({ row }, position) => {
      if (pennyPrice(row) !== null) planning.sold.sell(row, key, position + 1);
      if (index > 0) planning.decisions.count("longInvoice", row);
    });
    return {
      type: "sale",
      key,
      invoiceNo: invoice.invoiceNo,
      occurredAt: invoice.occurredAt,
      customerNo: invoice.customerNo,
      text: parts.length === 1 ? invoice.text : `${invoice.text}: part ${index + 1}`,
      lines: part.map(({ line }) => line),
      totalMinor: totalOf(part.map(({ line }) => line)),
    };
  });
}

/** The documents of a cancelled invoice: a return for each sale it cancels, and one without a receipt for the rest. */
function planCancellation(
  rows: readonly InvoiceRow[],
  invoice: Invoice,
  planning: Planning,
): Planned[] {
  const returns = new Map<string, ReturnDraft>();
  const rest: PlannedLine[] = [];
  for (const row of rows) {
    const { taken, rest: pieces } = planning.sold.returnGoods(row);
    planning.decisions.count(
      pieces === 0 ? "matched" : taken.length > 0 ? "partlyMatched" : "unmatched",
      row,
    );
    if (pieces > 0 && taken.length > 0) countCovered(row, pieces, planning);
    for (const { saleKey, lineNo, pieces: back } of taken) {
      const draft = returns.get(saleKey) ?? new ReturnDraft();
      returns.set(saleKey, draft);
      const line = { lineNo, sku: row.code, pieces: back, disposition: dispositionOf(row.code) };
      if (!draft.add(line, pennyPrice(row) ?? 0)) {
        planning.decisions.add("sameSoldLine", { rows: 1, pieces: -back, amountMinor: 0 });
        planning.addedLines -= 1;
      }
    }
    if (pieces > 0) rest.push(...linesOf({ ...row, pieces: -pieces }, planning));
    const more = taken.length + (pieces > 0 ? 1 : 0) - 1;
    if (more > 0) planning.decisions.count("severalSales", row, more);
    planning.addedLines += more;
  }
  const documents = [...returns].map(([saleKey, draft]): Planned => ({
    type: "return",
    key: writeKey(`${invoice.invoiceNo}/return/${saleKey}`),
    invoiceNo: invoice.invoiceNo,
    occurredAt: invoice.occurredAt,
    text: invoice.text,
    saleKey,
    lines: draft.lines(),
    totalMinor: draft.totalMinor,
  }));
  return [...documents, ...planWithoutReceipt(rest, invoice)];
}

/** The matched part of a partly matched cancellation. */
function countCovered(row: InvoiceRow, rest: number, { decisions }: Planning): void {
  const covered = Math.abs(row.pieces) - rest;
  const amountMinor = amountOf({ ...row, pieces: covered });
  decisions.add("covered", { rows: 1, pieces: -covered, amountMinor });
}

function planWithoutReceipt(lines: readonly PlannedLine[], invoice: Invoice): Planned[] {
  return chunks(lines, MAX_LINES).map((part, index) => ({
    type: "returnWithoutReceipt",
    key: writeKey(`${invoice.invoiceNo}/without-receipt/${index + 1}`),
    invoiceNo: invoice.invoiceNo,
    occurredAt: invoice.occurredAt,
    customerNo: invoice.customerNo,
    text: `${invoice.text}: no earlier sale has it`,
    lines: part.map((line) => ({ ...line, disposition: dispositionOf(line.sku) })),
    totalMinor: totalOf(part),
  }));
}

/** The lines of one return; a sold line may occur only once. */
class ReturnDraft {
  readonly #lines = new Map<number, PlannedReturnLine>();
  totalMinor = 0;

  /** Returns whether the line is new in the return. */
  add(line: PlannedReturnLine, priceMinor: number): boolean {
    const known = this.#lines.get(line.lineNo);
    this.#lines.set(line.lineNo, { ...line, pieces: line.pieces + (known?.pieces ?? 0) });
    this.totalMinor += mulDiv(priceMinor, line.pieces, 1);
    return known === undefined;
  }

  lines(): PlannedReturnLine[] {
    return [...this.#lines.values()].sort((a, b) => a.lineNo - b.lineNo);
  }
}

function linesOf(row: InvoiceRow, planning: Planning): PlannedLine[] {
  const lines = exactLines(row);
  if (pennyPrice(row) === null) planning.decisions.count("finePrice", row);
  planning.addedLines += lines.length - 1;
  return lines.map((line) => ({ sku: row.code, ...line }));
}

/** A service has no stock. */
function dispositionOf(code: string): "restock" | "keep" {
  return isService(code) ? "keep" : "restock";
}

function totalOf(lines: readonly PlannedLine[]): number {
  return lines.reduce((sum, line) => sum + mulDiv(line.priceMinor, line.pieces, 1), 0);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
