import { Comparisons } from "./comparisons.ts";
import { compareWhole } from "./compare-whole.ts";
import type { Expected, ExpectedSpan } from "./expected.ts";
import type { InvoiceRow } from "./invoice-row.ts";
import type { Plan } from "./planned.ts";
import type { ReadBack } from "./read-back.ts";
import { leftOutOf, piecesOf, spanNamed, spansBy } from "./spans.ts";
import type { Span } from "./spans.ts";

/**
 * Compares every expected figure with the shop's. Without expected figures it still checks that every row was recorded
 * or left out by a decision, and that the verification passes.
 */
export function compare(plan: Plan, books: ReadBack, expected: Expected | null): Comparisons {
  const comparisons = new Comparisons();
  compareRows(comparisons, plan, books);
  if (expected === null) return comparisons;
  compareSpans(comparisons, "month", {
    expected: expected.months,
    measured: spansBy(books, ({ businessDate }) => businessDate.slice(0, 7)),
    leftOut: (month) => plan.leftOut.filter((row) => row.localTime.startsWith(month)),
  });
  compareSpans(comparisons, "day", {
    expected: expected.days,
    measured: spansBy(books, ({ businessDate }) => businessDate),
    leftOut: (day) => plan.leftOut.filter((row) => row.localTime.startsWith(day)),
  });
  compareReports(comparisons, books, expected);
  compareInvoices(comparisons, plan, books, expected);
  if (expected.whole !== null) compareWhole(comparisons, { plan, books, expected: expected.whole });
  return comparisons;
}

/** Rows read = rows recorded + rows left out by a decision: no row is lost. */
function compareRows(comparisons: Comparisons, plan: Plan, books: ReadBack): void {
  const lines = books.documents.reduce((sum, document) => sum + document.lines.length, 0);
  const badDebts = plan.decisions.get("badDebt").rows;
  comparisons.count("rows", "rows of the file that are in the books, bad debts apart", {
    expected: plan.rows - badDebts,
    measured: lines + books.adjustments.length - plan.addedLines,
    explanation: { decision: "serviceAdjustment", by: plan.leftOut.length - badDebts },
  });
  const { checks, clean, mismatches } = books.verify;
  comparisons.count("verify", `equations of the books that do not hold, of ${checks}`, {
    expected: 0,
    measured: clean ? 0 : Math.max(1, mismatches),
  });
}

interface Spans {
  readonly expected: ReadonlyMap<string, ExpectedSpan>;
  readonly measured: ReadonlyMap<string, Span>;
  readonly leftOut: (name: string) => readonly InvoiceRow[];
}

/** Compares sales and refunds of each period, by name. */
function compareSpans(comparisons: Comparisons, group: string, spans: Spans): void {
  for (const [name, expected] of spans.expected) {
    const measured = spanNamed(spans.measured, name);
    const leftOut = leftOutOf(spans.leftOut(name), measured.invoices);
    const decision = "serviceAdjustment";
    comparisons.money(group, `${name} net`, {
      expected: expected.netMinor,
      measured: measured.salesMinor - measured.refundsMinor,
    });
    comparisons.money(group, `${name} sales`, {
      expected: expected.salesMinor,
      measured: measured.salesMinor,
    });
    comparisons.money(group, `${name} refunds`, {
      expected: expected.refundsMinor,
      measured: -measured.refundsMinor,
    });
    comparisons.count(group, `${name} invoices`, {
      expected: expected.invoices,
      measured: measured.invoices.size,
      explanation: { decision, by: leftOut.invoices },
    });
    comparisons.count(group, `${name} units`, {
      expected: expected.units,
      measured: measured.units,
      explanation: { decision, by: leftOut.units },
    });
  }
}

/** The reports come from daily figures; here the documents are added up. Both must agree. */
function compareReports(comparisons: Comparisons, books: ReadBack, expected: Expected): void {
  const days = [...expected.days].map(([name, day]) => ({
    name,
    equal: books.days.get(name)?.takingsMinor === day.netMinor,
  }));
  comparisons.all("reports", "days of the report sales by day", days);
  const net = [...expected.days.values()].reduce((sum, day) => sum + day.netMinor, 0);
  comparisons.money("reports", "total of the report sales by day", {
    expected: net,
    measured: books.total.takingsMinor,
  });
  const last = [...expected.days.values()].at(-1);
  comparisons.money("reports", "takings of the last day on the dashboard", {
    expected: last?.netMinor ?? 0,
    measured: books.dashboardMinor,
  });
}

function compareInvoices(
  comparisons: Comparisons,
  plan: Plan,
  books: ReadBack,
  expected: Expected,
): void {
  const totals = new Map<string, { totalMinor: number; units: number }>();
  const add = (invoiceNo: string, totalMinor: number, units: number) => {
    const known = totals.get(invoiceNo) ?? { totalMinor: 0, units: 0 };
    totals.set(invoiceNo, {
      totalMinor: known.totalMinor + totalMinor,
      units: known.units + units,
    });
  };
  for (const document of books.documents) {
    const sign = document.kind === "sale" ? 1 : -1;
    add(document.invoiceNo, sign * document.totalMinor, piecesOf(document));
  }
  for (const adjustment of books.adjustments) add(adjustment.invoiceNo, 0, adjustment.pieces);
  const checked = [...expected.invoices].map(([name, invoice]) => {
    const measured = totals.get(name);
    const equal = measured?.totalMinor === invoice.totalMinor && measured.units === invoice.units;
    return { name, equal };
  });
  const by = leftOutOf(plan.leftOut, new Set(totals.keys())).invoices;
  comparisons.all("invoices", "invoices whose total and units agree", checked, {
    decision: "serviceAdjustment",
    by,
  });
  comparisons.count("invoices", "invoices in the books that nobody expects", {
    expected: 0,
    measured: [...totals.keys()].filter((name) => !expected.invoices.has(name)).length,
  });
}
