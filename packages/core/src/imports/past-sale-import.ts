/** Imports the sales of a former system, line by line: rows for the reports, which move no stock and no cash. */
import { and, inArray, isNull, or } from "drizzle-orm";
import { identityKey, sortKey } from "@daybook/contract/fold";
import { minorToDecimal } from "@daybook/contract/money";
import { milli, quantityToDecimal } from "@daybook/contract/quantity";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import {
  addPastSaleLines,
  findPastSales,
  pastSaleKey,
  removePastSaleLines,
} from "../past-sales/past-sale-lines.ts";
import type { NewPastSaleLine } from "../past-sales/past-sale-lines.ts";
import { findProductsByCodes } from "../products/find-by-codes.ts";
import type { EvaluatedRow, SeenRows, Values } from "./evaluated-row.ts";
import type { RowOutcome, StagedRow } from "./import-rows.ts";
import type { ImportScope } from "./import-scope.ts";
import { draftOf, failedRow, problemOf } from "./kind-of-import.ts";
import type { KindOfImport } from "./kind-of-import.ts";
import { LastDate, parsePastSale } from "./parse-past-sale.ts";
import type { ParsedPastSale } from "./parse-past-sale.ts";
import { RowProblems } from "./parse-product.ts";
import type { Draft } from "./reading/draft-maker.ts";

export const PAST_SALES: KindOfImport = {
  keyOf: (ctx, scope, draft) => reader(ctx, scope)(draft).rowKey,
  evaluate: evaluateLines,
  commit,
  undo: async (ctx, batch, _scope, rows) => {
    const rowNumbers = rows.map(({ rowNo }) => rowNo);
    await removePastSaleLines(ctx, batch.id, rowNumbers);
    return rows.map((row): RowOutcome => ({ row, result: "undone" }));
  },
  rowsPerWrite: 250,
};

/** A row with what it was read as; null if it cannot be read. */
interface ReadLine {
  readonly draft: Draft;
  readonly problems: RowProblems;
  readonly rowKey: string;
  readonly line: Line | null;
}

type Line = { readonly [Key in keyof ParsedPastSale]: NonNullable<ParsedPastSale[Key]> };

/** Reads many rows; the last date is kept, because the lines of a sale have the same. */
function reader(ctx: ReadCtx, scope: ImportScope): (draft: Draft) => ReadLine {
  const rules = { ...scope, now: ctx.now, dates: new LastDate() };
  return (draft) => {
    const problems = new RowProblems();
    if (scope.place === null) problems.error(null, "import_location_gone");
    const line = wholeLine(parsePastSale(draft.values, rules, problems), problems);
    return { draft, problems, line, rowKey: keyOf(draft, line) };
  };
}

function wholeLine(parsed: ParsedPastSale, problems: RowProblems): Line | null {
  const { moment, quantityMilli, amountMinor } = parsed;
  if (problems.isWrong || moment === null || quantityMilli === null || amountMinor === null)
    return null;
  return { ...parsed, moment, quantityMilli, amountMinor };
}

/** Rows with the same key are the same line of a sale, repeated. A row that cannot be read has a key of its own. */
function keyOf({ row }: Draft, line: Line | null): string {
  if (line === null) return `row:${row}`;
  const minute = Math.floor(line.moment.occurredAt / 60_000);
  const { number, sku, name, quantityMilli, amountMinor } = line;
  return JSON.stringify([number, minute, sku === "" ? name : sku, quantityMilli, amountMinor]);
}

/**
 * The key of a line in the shop: a sale may have two equal lines, so they are numbered in the order of the file, and two
 * locations may have the same numbers.
 */
function lineKeyOf({ place }: ImportScope, rowKey: string, seen: SeenRows): string {
  const count = (seen.rows.get(rowKey) ?? 0) + 1;
  seen.rows.set(rowKey, count);
  return `${rowKey} ${place?.publicId ?? ""} ${count}`;
}

async function evaluateLines(
  ctx: ReadCtx,
  scope: ImportScope,
  drafts: readonly Draft[],
  seen: SeenRows,
): Promise<EvaluatedRow[]> {
  const read = drafts.map(reader(ctx, scope));
  const keyed = read.map((one) => ({ ...one, lineKey: lineKeyOf(scope, one.rowKey, seen) }));
  const sales = await salesOf(ctx, scope, read);
  const known = await knownLines(ctx, sales, keyed);
  await addProducts(ctx, read, seen.products);
  return keyed.map(({ draft: { row, values, notes }, problems, line, rowKey, lineKey }) => {
    const base = { row, values, rowKey, notes, before: null, after: null };
    const nothing = { stockMilli: 0, retailMinor: 0 };
    if (line === null) return { ...base, ...nothing, state: "wrong", problems: problems.list };
    if (known.has(lineKey)) return { ...base, ...nothing, state: "unchanged", problems: [] };
    const saleKey = saleKeyOf(line);
    const productUnknown = (seen.products.get(line.sku) ?? null) === null;
    if (productUnknown) problems.warn("sku", "product_unknown");
    if (sales.has(saleKey)) problems.warn("number", "past_sale_grows");
    return {
      ...base,
      after: shown(scope, line),
      state: "new",
      problems: problems.list,
      stockMilli: line.quantityMilli,
      retailMinor: line.amountMinor,
      pastLine: { lineKey, saleKey, productUnknown },
    };
  });
}

function saleKeyOf({ moment, number }: Line): string {
  return pastSaleKey(moment.businessDate, number);
}

/** The past sales in the shop that these rows are lines of. */
async function salesOf(
  ctx: ReadCtx,
  { place }: ImportScope,
  read: readonly Pick<ReadLine, "line">[],
): Promise<Map<string, number>> {
  if (place === null) return new Map();
  const lines = read.flatMap(({ line }) =>
    line === null ? [] : [{ businessDate: line.moment.businessDate, number: line.number }],
  );
  return findPastSales(ctx, place.id, lines);
}

/** The keys of these lines that the shop has; only a sale that is there can have them. */
async function knownLines(
  ctx: ReadCtx,
  sales: ReadonlyMap<string, number>,
  read: readonly { readonly line: Line | null; readonly lineKey: string }[],
): Promise<Set<string>> {
  const { pastSaleLine } = ctx.t;
  const lineKeys = read.flatMap(({ line, lineKey }) =>
    line !== null && sales.has(saleKeyOf(line)) ? [lineKey] : [],
  );
  if (lineKeys.length === 0) return new Set();
  const rows = await ctx.db
    .select({ lineKey: pastSaleLine.lineKey })
    .from(pastSaleLine)
    .where(inArray(pastSaleLine.lineKey, lineKeys));
  return new Set(rows.map(({ lineKey }) => lineKey));
}

/** Adds the products of the codes that are not looked up yet; null for a code that no product has. */
async function addProducts(
  ctx: ReadCtx,
  read: readonly Pick<ReadLine, "line">[],
  products: Map<string, number | null>,
): Promise<void> {
  const codes = new Set(read.map(({ line }) => line?.sku ?? ""));
  codes.delete("");
  const missing = [...codes].filter((code) => !products.has(code));
  const found = await findProductsByCodes(ctx, missing);
  for (const code of missing) products.set(code, found.get(code) ?? null);
}

/** The values as they were read. */
function shown({ exponent }: ImportScope, line: Line): Values {
  const values: Values = {
    number: line.number,
    date: line.moment.shown,
    quantity: quantityToDecimal(milli(line.quantityMilli)),
    amount: minorToDecimal(line.amountMinor, exponent),
  };
  if (line.sku !== "") values.sku = line.sku;
  if (line.name !== "") values.name = line.name;
  if (line.customer !== "") values.customer = line.customer;
  if (line.country !== "") values.country = line.country;
  return values;
}

/** What a line says depends on its row alone, so only lines that are in the shop by now fail. */
async function commit(
  ctx: WriteCtx,
  batch: { readonly id: number },
  scope: ImportScope,
  rows: readonly StagedRow[],
): Promise<RowOutcome[]> {
  const { place } = scope;
  const read = reader(ctx, scope);
  const staged = rows.map((row) => ({ row, ...read(draftOf(row)), lineKey: row.lineKey ?? "" }));
  const known = await knownLines(ctx, await salesOf(ctx, scope, staged), staged);
  const products = new Map<string, number | null>();
  await addProducts(ctx, staged, products);
  const customers = await findCustomers(ctx, staged);
  const outcomes: RowOutcome[] = [];
  const added: NewPastSaleLine[] = [];
  for (const { row, line, lineKey } of staged) {
    if (line === null || place === null || known.has(lineKey)) {
      const why = place === null ? "import_location_gone" : "changed_since_preview";
      outcomes.push(failedRow(row, [problemOf(why)]));
      continue;
    }
    const { moment, customer, sku, name, ...others } = line;
    added.push({
      ...others,
      sku,
      name,
      customer,
      lineKey,
      rowNo: row.rowNo,
      batchId: batch.id,
      locationId: place.id,
      productId: products.get(sku) ?? null,
      customerId: customers.get(customer) ?? null,
      skuKey: identityKey(sku === "" ? name : sku),
      occurredAt: moment.occurredAt,
      businessDate: moment.businessDate,
      hour: moment.hour,
    });
    outcomes.push({ row, result: "imported" });
  }
  await addPastSaleLines(ctx, added);
  return outcomes;
}

/** The customers of the shop whose name, e-mail address or tax number the file has, if only one has it. */
async function findCustomers(
  ctx: ReadCtx,
  read: readonly Pick<ReadLine, "line">[],
): Promise<Map<string, number>> {
  const { customer } = ctx.t;
  const texts = [...new Set(read.map(({ line }) => line?.customer ?? ""))].filter(
    (text) => text !== "",
  );
  if (texts.length === 0) return new Map();
  const keys = new Map(texts.map((text) => [text, sortKey(text)]));
  const rows = await ctx.db
    .select({
      id: customer.id,
      email: customer.email,
      nameKey: customer.nameKey,
      taxNumber: customer.taxNumber,
    })
    .from(customer)
    .where(
      and(
        isNull(customer.erasedAt),
        or(
          inArray(customer.nameKey, [...keys.values()]),
          inArray(customer.email, texts),
          inArray(customer.taxNumber, texts),
        ),
      ),
    );
  const found = new Map<string, number>();
  for (const [text, key] of keys) {
    const same = rows.filter(
      (row) => row.nameKey === key || row.email === text || row.taxNumber === text,
    );
    const [only] = same;
    if (only !== undefined && same.length === 1) found.set(text, only.id);
  }
  return found;
}
