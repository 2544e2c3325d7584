/**
 * The cost of a call for the rate limit. 1 is reading a page or writing one document; the others are relative to it, by
 * their time on the main thread.
 */
const COSTS: Readonly<Record<string, number>> = {
  "catalogue.page": 25,
  "reports.dashboard": 5,
  "reports.salesByDay": 5,
  "reports.salesByTax": 5,
  "reports.salesByProduct": 10,
  "reports.grandTotals": 10,
  "reports.stockSummary": 10,
  "reports.lowStock": 10,
  "reports.valuation": 10,
  "reports.verify": 25,
  "sales.totals": 5,
  "tills.eventCounts": 5,
  "products.createMany": 25,
  "products.updateMany": 25,
  "suppliers.updateMany": 25,
  "customers.updateMany": 25,
  "alerts.updateMany": 25,
  "backups.list": 5,
  "backups.create": 25,
  "backups.setPassphrase": 25,
  "backups.preview": 25,
  "backups.restore": 25,
  "imports.look": 10,
  "imports.start": 25,
  "imports.setDates": 25,
  "imports.commit": 25,
  "imports.cancel": 25,
  "imports.undo": 25,
  "sample.enter": 25,
};

/** A call with this cost or more gets its own turn of the event loop. */
export const HEAVY = 5;

/** The maximum total cost of a batch, unless it has a single call. */
export const MAX_BATCH_COST = 60;

/** This many lines of a document take about as long as reading a page. */
const LINES_OF_A_CALL = 50;

/** The cost of a call with this raw input. */
export function costOf(procedure: string, input?: unknown): number {
  const cost = Object.hasOwn(COSTS, procedure) ? (COSTS[procedure] ?? 1) : 1;
  return cost + Math.floor(linesOf(input) / LINES_OF_A_CALL);
}

function linesOf(input: unknown): number {
  if (typeof input !== "object" || input === null || !("lines" in input)) return 0;
  return Array.isArray(input.lines) ? input.lines.length : 0;
}

/** The rate limit per second of a user over all sessions: far more than fast work with ten open screens needs. */
export const PERSONS_CALLS_PER_SECOND = 300;

/** The rate limit per second of unauthenticated requests from one address, which sign in and check their session. */
export const ANONYMOUS_CALLS_PER_SECOND = 50;
