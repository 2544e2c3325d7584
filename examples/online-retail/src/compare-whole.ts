/** Figures of all months together. */
import type { Comparisons } from "./comparisons.ts";
import { figureNamed } from "./expected.ts";
import type { ExpectedCode, ExpectedWhole } from "./expected.ts";
import { isService } from "./invoice-row.ts";
import type { Plan } from "./planned.ts";
import type { BookedDocument, ReadBack } from "./read-back.ts";
import { leftOutOf, spansBy } from "./spans.ts";

interface Whole {
  readonly plan: Plan;
  readonly books: ReadBack;
  readonly expected: ExpectedWhole;
}

/** Counted as by those who prepared the data: lines not fully covered by earlier sales, with their full value. */
const UNMATCHED = { rows: 836, amountMinor: 12_903_347 };

export function compareWhole(comparisons: Comparisons, whole: Whole): void {
  compareCounts(comparisons, whole);
  compareMoney(comparisons, whole);
  compareUnits(comparisons, whole);
  compareCancellations(comparisons, whole);
  compareCountries(comparisons, whole);
  compareTops(comparisons, whole);
  compareCodes(comparisons, whole);
}

function compareCounts(comparisons: Comparisons, { plan, books, expected }: Whole): void {
  const sold = new Set(books.documents.map(({ invoiceNo }) => invoiceNo));
  const adjusted = new Set(books.adjustments.map(({ invoiceNo }) => invoiceNo));
  const booked = new Set([...sold, ...adjusted]);
  const by = leftOutOf(plan.leftOut, booked).invoices;
  const leftOut = { decision: "serviceAdjustment", by } as const;
  const count = (name: string) => figureNamed(expected.counts, name);
  comparisons.count("counts", "invoices", {
    expected: count("distinct_invoice_no"),
    measured: booked.size,
    explanation: leftOut,
  });
  comparisons.count("counts", "cancelled invoices", {
    expected: count("distinct_invoices_starting_C"),
    measured: returnsIn(books).size,
  });
  comparisons.count("counts", "invoices with nothing but adjustments", {
    expected: expected.zeroTotalInvoices,
    measured: [...adjusted].filter((invoiceNo) => !sold.has(invoiceNo)).length,
    explanation: leftOut,
  });
  comparisons.count("counts", "products, their codes without case", {
    expected: count("distinct_stock_codes_ignoring_case"),
    measured: books.skus,
  });
  comparisons.count("counts", "codes as the file spells them", {
    expected: count("distinct_stock_codes_exact"),
    measured: books.skus,
    explanation: { decision: "foldedCode", by: plan.spellings - plan.products.length },
  });
  comparisons.count("counts", "customers", {
    expected: count("distinct_customers"),
    measured: books.customers,
  });
  comparisons.count("counts", "countries", {
    expected: count("distinct_countries"),
    measured: spansBy(books, ({ country }) => country).size,
  });
  comparisons.count("counts", "days of trade", {
    expected: expected.tradingDays,
    measured: spansBy(books, ({ businessDate }) => businessDate).size,
  });
}

function returnsIn(books: ReadBack): Set<string> {
  const returns = books.documents.filter(({ kind }) => kind === "return");
  return new Set(returns.map(({ invoiceNo }) => invoiceNo));
}

function compareMoney(comparisons: Comparisons, { books, expected }: Whole): void {
  const compare = (figure: string, name: string, measured: number) =>
    comparisons.money("money", figure, {
      expected: figureNamed(expected.money, name),
      measured,
    });
  const net = (wanted: (document: BookedDocument) => boolean) =>
    books.documents.filter(wanted).reduce((sum, document) => sum + signed(document), 0);
  const ofCodes = (wanted: (sku: string) => boolean) =>
    [...books.products]
      .filter(([sku]) => wanted(sku))
      .reduce((sum, [, { netMinor }]) => sum + netMinor, 0);
  compare(
    "net",
    "net_total_all_rows",
    net(() => true),
  );
  compare(
    "sales",
    "total_sale",
    net(({ kind }) => kind === "sale"),
  );
  compare(
    "refunds",
    "total_cancellation",
    net(({ kind }) => kind === "return"),
  );
  compare("net of named customers", "net_total_rows_with_customer", net(hasCustomer));
  compare(
    "net of nobody named",
    "net_total_rows_without_customer",
    net((of) => !hasCustomer(of)),
  );
  compare(
    "net of goods",
    "net_total_product_codes_only",
    ofCodes((sku) => !isService(sku)),
  );
  compare("net of services", "net_total_non_product_codes", ofCodes(isService));
}

function signed({ kind, totalMinor }: BookedDocument): number {
  return kind === "sale" ? totalMinor : -totalMinor;
}

function hasCustomer({ customer }: BookedDocument): boolean {
  return customer !== null;
}

function compareUnits(comparisons: Comparisons, { plan, books, expected }: Whole): void {
  const out = plan.leftOut.map(({ pieces }) => pieces);
  const moved = books.adjustments.map(({ pieces }) => pieces);
  const compare = (figure: string, name: string, measured: number, leftOut = 0) =>
    comparisons.count("units", figure, {
      expected: figureNamed(expected.units, name),
      measured,
      explanation: { decision: "serviceAdjustment", by: leftOut },
    });
  const figures = [...books.products.values()];
  const sold = sum(figures.map(({ soldPieces }) => soldPieces));
  const returned = sum(figures.map(({ returnedPieces }) => returnedPieces));
  compare("sold", "units_sale", sold);
  compare("cancelled", "units_cancellation", -returned);
  compare("adjusted", "units_stock_adjustment", sum(moved), sum(out));
  compare("found", "units_stock_adjustment_positive", sum(moved.filter(up)), sum(out.filter(up)));
  compare(
    "lost",
    "units_stock_adjustment_negative",
    sum(moved.filter(down)),
    sum(out.filter(down)),
  );
  compare("net", "net_units_all_rows", sold - returned + sum(moved), sum(out));
}

const up = (pieces: number) => pieces > 0;
const down = (pieces: number) => pieces < 0;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function compareCancellations(comparisons: Comparisons, { plan, books }: Whole): void {
  const without = books.documents.filter(({ kind, ofSale }) => kind === "return" && !ofSale);
  comparisons.count("cancellations", "lines without a matching sale", {
    expected: UNMATCHED.rows,
    measured: sum(without.map(({ lines }) => lines.length)),
  });
  comparisons.money("cancellations", "worth of the lines without a matching sale", {
    expected: UNMATCHED.amountMinor,
    measured: sum(without.map(({ totalMinor }) => totalMinor)),
    explanation: { decision: "covered", by: plan.decisions.get("covered").amountMinor },
  });
}

function compareCountries(comparisons: Comparisons, { books, expected }: Whole): void {
  const spans = spansBy(books, ({ country }) => country);
  for (const [country, { netMinor }] of expected.countries) {
    const span = spans.get(country);
    const measured = (span?.salesMinor ?? 0) - (span?.refundsMinor ?? 0);
    comparisons.money("countries", country, { expected: netMinor, measured });
  }
}

function compareTops(comparisons: Comparisons, { books, expected }: Whole): void {
  const goods = [...books.products].filter(([sku]) => !isService(sku));
  compareRanks(comparisons, "top products", {
    expected: expected.topProducts,
    measured: new Map(goods.map(([sku, { netMinor }]) => [sku, netMinor])),
  });
  const customers = new Map<string, number>();
  for (const document of books.documents) {
    if (document.customer === null) continue;
    const customerNo = document.customer.replace("Customer ", "");
    customers.set(customerNo, (customers.get(customerNo) ?? 0) + signed(document));
  }
  compareRanks(comparisons, "top customers", {
    expected: expected.topCustomers,
    measured: customers,
  });
}

interface Ranks {
  readonly expected: readonly (readonly [name: string, netMinor: number])[];
  readonly measured: ReadonlyMap<string, number>;
}

/** The largest figures in order; another name in a position is a difference even if the figure is the same. */
function compareRanks(comparisons: Comparisons, group: string, ranks: Ranks): void {
  const best = [...ranks.measured].sort((a, b) => b[1] - a[1]);
  for (const [index, [name, netMinor]] of ranks.expected.entries()) {
    const [found = "nobody", measured = 0] = best[index] ?? [];
    const figure = `${index + 1}. ${name}`;
    if (found === name) comparisons.money(group, figure, { expected: netMinor, measured });
    else comparisons.all(group, `${figure}, but there is ${found}`, [{ name, equal: false }]);
  }
}

function compareCodes(comparisons: Comparisons, { plan, books, expected }: Whole): void {
  const adjusted = addUp(books.adjustments);
  const opened = addUp(books.openings);
  const leftOut = addUp(plan.leftOut.map(({ code, pieces }) => ({ sku: code, pieces })));
  const codes = [...expected.codes];
  const goods = codes.filter(([code]) => !isService(code));
  const check = (of: typeof codes, equal: (code: string, figures: ExpectedCode) => boolean) =>
    of.map(([name, figures]) => ({ name, equal: equal(name, figures) }));
  const group = "products";
  comparisons.all(
    group,
    "codes whose net revenue agrees",
    check(codes, (code, of) => (books.products.get(code)?.netMinor ?? 0) === of.netMinor),
  );
  comparisons.all(
    group,
    "codes whose sold and cancelled units agree",
    check(codes, (code, of) => {
      const { soldPieces = 0, returnedPieces = 0 } = books.products.get(code) ?? {};
      return soldPieces === of.soldPieces && returnedPieces === of.cancelledPieces;
    }),
  );
  comparisons.all(
    group,
    "codes whose adjusted units agree",
    check(codes, (code, of) => (adjusted.get(code) ?? 0) === of.adjustedPieces),
    { decision: "serviceAdjustment", by: leftOut.size },
  );
  comparisons.all(
    group,
    "goods whose stock is opening and movements",
    check(goods, (code, of) => {
      const expectedPieces = (opened.get(code) ?? 0) + of.closingFromZero;
      return (books.stock.get(code) ?? 0) === expectedPieces;
    }),
  );
  comparisons.all(
    group,
    "goods of one spelling whose opening stock agrees",
    check(
      goods.filter(([, of]) => of.spellings === 1),
      (code, of) => (opened.get(code) ?? 0) === of.openingPieces,
    ),
  );
  comparisons.count(group, "opening stock of all goods", {
    expected: expected.openingPieces,
    measured: sum([...opened.values()]),
  });
}

function addUp(
  movements: readonly { readonly sku: string; readonly pieces: number }[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, pieces } of movements) sums.set(sku, (sums.get(sku) ?? 0) + pieces);
  return sums;
}
