/**
 * Finds the receipts that were printed and that the records do not contain, after a restore or after the newest changes
 * were lost. Each till compares the receipts that it keeps whenever it connects.
 */
import { asc, desc, eq, inArray, isNull, like, or } from "drizzle-orm";
import type { MissingReceiptId } from "@daybook/contract/ids";
import type {
  KeptReceipt,
  ReceiptsReported,
  ReportReceipts,
} from "@daybook/contract/missing-receipts";
import { newId } from "@daybook/contract/uuid";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";
import { assert } from "../errors/domain-error.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";
import { lockShop } from "../writes/lock-shop.ts";
import { beginSeries, recordOwnersEvent } from "./receipt-series.ts";

type DeviceRow = Tables["device"]["$inferSelect"];
type NewRow = Tables["missingReceipt"]["$inferInsert"];

/** The most numbers without a copy of one series: a till that reports more has lost what it kept. */
const MOST_NUMBERS = 1000;
/** So many numbers are in the entry of the till journal. */
const MOST_NAMED = 10;

/**
 * Compares receipts that a till keeps with the records, and puts those that the records do not contain on the list,
 * with the numbers up to them that no till has a copy of. If the present series of the till would use one of these
 * numbers again, the till begins its next series. A receipt is put on the list once, however often it is reported.
 */
export async function reportReceipts(
  ctx: WriteCtx,
  { receipts }: ReportReceipts,
): Promise<ReceiptsReported> {
  const known = await knownSales(ctx, receipts);
  const missing = receipts.filter(({ saleKey }) => !known.has(saleKey));
  if (missing.length > 0) {
    // Before the list is read: another tab or till may report the same receipts.
    await lockShop(ctx);
    const device = await deviceOf(ctx);
    const copies = missing.map((receipt) => copyOf(ctx, device, receipt));
    const numbers = await numbersWithoutCopy(ctx, device, copies);
    await putOnList(ctx, device, [...copies, ...numbers]);
  }
  return { missing: missing.map(({ saleKey }) => saleKey) };
}

/**
 * Puts the receipts on the list that a database which has lost its newest changes lacks. `last` is the last number of
 * each series that was acknowledged. The tills of these series begin their next ones.
 */
export async function reportLostNumbers(
  ctx: WriteCtx,
  last: Readonly<Record<string, number>>,
): Promise<void> {
  await lockShop(ctx);
  const devices = await ctx.db.select().from(ctx.t.device).orderBy(asc(ctx.t.device.id));
  for (const device of devices) {
    const seq = last[device.receiptPrefix] ?? 0;
    if (seq <= device.lastSeq) continue;
    const highest = newRow(ctx, device, { receiptNumber: `${device.receiptPrefix}-${seq}` });
    const before = await numbersWithoutCopy(ctx, device, [highest]);
    await putOnList(ctx, device, [highest, ...before]);
  }
}

async function knownSales(
  { db, t: { sale } }: ReadTx,
  receipts: readonly KeptReceipt[],
): Promise<Set<string>> {
  const keys = receipts.map(({ saleKey }) => saleKey);
  const rows = await db.select({ key: sale.key }).from(sale).where(inArray(sale.key, keys));
  return new Set(rows.map(({ key }) => key));
}

async function deviceOf({ actor, db, t: { device } }: WriteCtx): Promise<DeviceRow> {
  const [row] = await db
    .select()
    .from(device)
    .where(eq(device.id, actor.deviceId ?? VIRTUAL_DEVICE_ID));
  assert(row !== undefined, "every actor has a device");
  return row;
}

function copyOf(
  ctx: WriteCtx,
  device: DeviceRow,
  { receiptNumber, saleKey, seller, totalMinor, occurredAt }: KeptReceipt,
): NewRow {
  const copy = { saleKey, sellerName: seller, totalMinor, occurredAt: Date.parse(occurredAt) };
  return newRow(ctx, device, { receiptNumber, ...copy });
}

function newRow(
  ctx: WriteCtx,
  { id }: DeviceRow,
  row: Pick<NewRow, "receiptNumber"> & Partial<NewRow>,
): NewRow {
  const publicId = newId<MissingReceiptId>(ctx.now);
  return { publicId, deviceId: id, sellerName: "", reportedAt: ctx.now, ...row };
}

async function putOnList(ctx: WriteCtx, device: DeviceRow, rows: readonly NewRow[]): Promise<void> {
  await completeCopies(ctx, rows);
  const added = await withoutListed(ctx, rows);
  if (added.length === 0) return;
  await ctx.db.insert(ctx.t.missingReceipt).values(added);
  const numbers = added.map(({ receiptNumber }) => receiptNumber).toSorted(byNumber);
  await recordOwnersEvent(ctx, device.id, { kind: "receipts_missing", detail: named(numbers) });
  if (repeatsNumbers(device, numbers)) {
    await beginSeries(ctx, device, { why: `${numbers.at(-1)} exists on paper` });
    ctx.changed("tills", device.publicId);
  }
  ctx.changed("missingReceipts", ...added.map(({ publicId }) => publicId));
}

/** A number that was known to be missing before its till reported its copy gets what the copy says. */
async function completeCopies({ db, t }: WriteCtx, rows: readonly NewRow[]): Promise<void> {
  const { missingReceipt } = t;
  const copies = new Map(
    rows.flatMap((row) => (row.saleKey ? [[row.receiptNumber, row] as const] : [])),
  );
  const numbers = await db
    .select({ id: missingReceipt.id, receiptNumber: missingReceipt.receiptNumber })
    .from(missingReceipt)
    .where(isNull(missingReceipt.saleKey));
  for (const { id, receiptNumber } of numbers) {
    const copy = copies.get(receiptNumber);
    if (copy === undefined) continue;
    const { saleKey, sellerName, totalMinor, occurredAt } = copy;
    await db
      .update(missingReceipt)
      .set({ saleKey, sellerName, totalMinor, occurredAt })
      .where(eq(missingReceipt.id, id));
  }
}

async function withoutListed(ctx: WriteCtx, rows: readonly NewRow[]): Promise<NewRow[]> {
  const { missingReceipt } = ctx.t;
  const listed = await ctx.db
    .select({ key: missingReceipt.saleKey, number: missingReceipt.receiptNumber })
    .from(missingReceipt)
    .where(
      or(
        inArray(
          missingReceipt.receiptNumber,
          rows.map(({ receiptNumber }) => receiptNumber),
        ),
        inArray(
          missingReceipt.saleKey,
          rows.flatMap(({ saleKey }) => saleKey ?? []),
        ),
      ),
    );
  const taken = new Set(listed.flatMap(({ key, number }) => [key ?? "", number]));
  return rows.filter(({ receiptNumber, saleKey }) => {
    const isNew = !taken.has(receiptNumber) && !taken.has(saleKey ?? receiptNumber);
    taken.add(receiptNumber).add(saleKey ?? receiptNumber);
    return isNew;
  });
}

interface NumberedReceipt {
  readonly prefix: string;
  readonly seq: number;
}

/** `A2-121` is number 121 of the series A2; null for anything else. */
function readNumber(receiptNumber: string): NumberedReceipt | null {
  const [, prefix, digits] = /^([A-Z][A-Z0-9]*)-(\d{1,12})$/.exec(receiptNumber) ?? [];
  return prefix === undefined ? null : { prefix, seq: Number(digits) };
}

function byNumber(a: string, b: string): number {
  const [one, other] = [readNumber(a), readNumber(b)];
  if (one === null || other === null || one.prefix !== other.prefix) return a < b ? -1 : 1;
  return one.seq - other.seq;
}

/** Of each series: the numbers after the last one in the records, up to the highest missing one, that have no copy. */
async function numbersWithoutCopy(
  ctx: WriteCtx,
  device: DeviceRow,
  copies: readonly NewRow[],
): Promise<NewRow[]> {
  const known = new Set(copies.map(({ receiptNumber }) => receiptNumber));
  const highest = new Map<string, number>();
  for (const receiptNumber of known) {
    const read = readNumber(receiptNumber);
    if (read !== null) highest.set(read.prefix, Math.max(read.seq, highest.get(read.prefix) ?? 0));
  }
  const numbers: string[] = [];
  for (const [prefix, last] of highest) {
    const first = Math.max((await lastRecorded(ctx, prefix)) + 1, last - MOST_NUMBERS);
    for (let seq = first; seq < last; seq++) numbers.push(`${prefix}-${seq}`);
  }
  return numbers
    .filter((number) => !known.has(number))
    .map((receiptNumber) => newRow(ctx, device, { receiptNumber }));
}

/** The last number of a series in the records; 0 if they contain none. */
async function lastRecorded({ db, t: { sale } }: ReadTx, prefix: string): Promise<number> {
  const [last] = await db
    .select({ seq: sale.deviceSeq })
    .from(sale)
    .where(like(sale.receiptNumber, `${prefix}-%`))
    .orderBy(desc(sale.deviceSeq))
    .limit(1);
  return last?.seq ?? 0;
}

function repeatsNumbers(
  { receiptPrefix, lastSeq }: DeviceRow,
  numbers: readonly string[],
): boolean {
  return numbers.some((number) => {
    const read = readNumber(number);
    return read !== null && read.prefix === receiptPrefix && read.seq > lastSeq;
  });
}

/** `A-121 to A-130 (10)`, or all of them if they are few. */
function named(numbers: readonly string[]): string {
  if (numbers.length <= MOST_NAMED) return numbers.join(", ");
  return `${numbers[0]} to ${numbers.at(-1)} (${numbers.length})`;
}
