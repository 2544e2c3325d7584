/**
 * What a call costs of the speed that its caller has. 1 is a read of a page or a write of one document; the others are
 * measured against it, in what they take of the thread that sells.
 */
const COSTS: Readonly<Record<string, number>> = {
  "catalogue.page": 25,
  "reports.dashboard": 5,
  "reports.salesByDay": 5,
  "reports.salesByProduct": 10,
  "reports.stockSummary": 10,
  "reports.lowStock": 10,
  "reports.valuation": 10,
  "reports.verify": 25,
  "sales.totals": 5,
  "products.createMany": 25,
  "products.updateMany": 25,
  "suppliers.updateMany": 25,
  "customers.updateMany": 25,
  "alerts.updateMany": 25,
  "sample.enter": 25,
};

/** A call of this cost or more has a turn of the event loop to itself. */
export const HEAVY = 5;

/** The calls of one batch together may not cost more, unless one call alone does. */
export const MAX_BATCH_COST = 60;

/** So many lines of a document take about as long as a read of a page. */
const LINES_OF_A_CALL = 50;

/** The cost of a call with this input, as it arrived. */
export function costOf(procedure: string, input?: unknown): number {
  const cost = Object.hasOwn(COSTS, procedure) ? (COSTS[procedure] ?? 1) : 1;
  return cost + Math.floor(linesOf(input) / LINES_OF_A_CALL);
}

function linesOf(input: unknown): number {
  if (typeof input !== "object" || input === null || !("lines" in input)) return 0;
  return Array.isArray(input.lines) ? input.lines.length : 0;
}

/** What a person may call per second, over all their sessions: far more than the fastest hands and ten open screens do. */
export const PERSONS_CALLS_PER_SECOND = 300;

/** What all strangers of one address may call per second; they sign in, and look whether they are. */
export const STRANGERS_CALLS_PER_SECOND = 50;
