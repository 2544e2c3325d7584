import { expect, test } from "vitest";
import {
  KeptReceipt,
  ListMissingReceipts,
  ReportReceipts,
} from "@daybook/contract/missing-receipts";
import { minor } from "@daybook/contract/money";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { counter, open, sellAt, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { listMissingReceipts, settleMissingReceipt } from "./missing-receipts.ts";
import { reportLostNumbers, reportReceipts } from "./report-receipts.ts";

const ALL = ListMissingReceipts.parse({});

function kept(receiptNumber: string, saleKey = newId()) {
  const occurredAt = "2026-03-02T09:59:00.000Z";
  return KeptReceipt.parse({ saleKey, receiptNumber, totalMinor: 500, occurredAt, seller: "Ann" });
}

const report = ({ shop, front }: Counter, ...receipts: KeptReceipt[]) =>
  writeAs(shop, front, (ctx) =>
    reportReceipts(ctx, ReportReceipts.parse({ key: newId(), receipts })),
  );

async function listed({ shop }: Counter) {
  const { items } = await shop.read((ctx) => listMissingReceipts(ctx, ALL));
  return items.map(({ receiptNumber, state, totalMinor }) => [receiptNumber, state, totalMinor]);
}

/** The prefix of the till, and what the till keeps of its sales. */
async function sold(at: Counter, count: number) {
  const sales: Sale[] = [];
  for (let index = 0; index < count; index++) sales.push(await sellAt(at, [["cash", 1000]]));
  const rows = await at.shop.read((ctx) => ctx.db.select().from(ctx.t.sale));
  const [prefix = ""] = sales[0]?.receiptNumber.split("-") ?? [];
  return { prefix, receipts: rows.map((row) => kept(row.receiptNumber, row.key)) };
}

test("[F10] receipts that the records contain are not reported as missing", async () => {
  const at = await counter();
  await open(at, 10_000);
  const { receipts } = await sold(at, 2);
  expect(await report(at, ...receipts)).toEqual({ missing: [] });
  expect(await listed(at)).toEqual([]);
});

test("[F10] lost receipts are listed once, with the numbers that no till has a copy of, and none is used again", async () => {
  const at = await counter();
  await open(at, 10_000);
  const { prefix, receipts } = await sold(at, 2);
  const lost = [kept(`${prefix}-4`), kept(`${prefix}-6`)];
  const { missing } = await report(at, ...receipts, ...lost);
  expect(missing).toEqual(lost.map(({ saleKey }) => saleKey));
  await report(at, ...lost);
  expect((await listed(at)).toSorted()).toEqual([
    [`${prefix}-3`, "open", null],
    [`${prefix}-4`, "open", 500],
    [`${prefix}-5`, "open", null],
    [`${prefix}-6`, "open", 500],
  ]);
  // The number of the till continues in a series of which nothing is on paper.
  expect(await sellAt(at, [["cash", 1000]])).toMatchObject({ receiptNumber: `${prefix}2-3` });
  const events = await at.shop.read((ctx) => ctx.db.select().from(ctx.t.tillEvent));
  const about = events.filter(({ kind }) => kind === "receipts_missing" || kind === "restored");
  expect(about.map(({ kind, detail }) => [kind, detail])).toEqual([
    ["receipts_missing", [3, 4, 5, 6].map((seq) => `${prefix}-${seq}`).join(", ")],
    ["restored", `${prefix}-6 exists on paper: ${prefix} → ${prefix}2`],
  ]);
  const { checks } = await at.shop.work.snapshot(at.front, (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
});

test("[F10] after a restore the series is another one already, and a receipt that is sent again is recorded", async () => {
  const at = await counter();
  await open(at, 10_000);
  const { prefix } = await sold(at, 1);
  const lost = kept("OLD-1");
  await report(at, lost);
  const sale = await sellAt(at, [["cash", 1000]], { key: lost.saleKey });
  // The present series of the till does not reach the numbers of another one.
  expect(sale.receiptNumber).toBe(`${prefix}-2`);
  const { items } = await at.shop.read((ctx) => listMissingReceipts(ctx, ALL));
  expect(items).toMatchObject([
    {
      receiptNumber: "OLD-1",
      state: "recorded",
      till: "Front",
      seller: "Ann",
      recordedAs: { id: sale.id },
    },
  ]);
  const unbooked = await at.shop.read((ctx) => listMissingReceipts(ctx, { ...ALL, state: "open" }));
  expect(unbooked.items).toEqual([]);
  const [row] = items;
  await expectRefusal(
    writeAs(at.shop, at.front, (ctx) =>
      settleMissingReceipt(ctx, { key: newId(), id: row?.id ?? never(), reason: "By hand" }),
    ),
    "wrong_state",
    "id",
  );
});

test("[F10] a missing receipt is settled once, with a reason on record", async () => {
  const at = await counter();
  await report(at, kept("OLD-1"), { ...kept("OLD-2"), totalMinor: minor(700) });
  const { items } = await at.shop.read((ctx) => listMissingReceipts(ctx, ALL));
  const id = items.find(({ receiptNumber }) => receiptNumber === "OLD-2")?.id ?? never();
  const settle = () =>
    writeAs(at.shop, at.front, (ctx) =>
      settleMissingReceipt(ctx, { key: newId(), id, reason: "Recorded by hand" }),
    );
  expect(await settle()).toMatchObject({ state: "settled", reason: "Recorded by hand" });
  await expectRefusal(settle(), "wrong_state", "id");
  expect((await listed(at)).toSorted()).toEqual([
    ["OLD-1", "open", 500],
    ["OLD-2", "settled", 700],
  ]);
  const entries = await at.shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  expect(entries.filter(({ action }) => action === "missingReceipts.settle")).toMatchObject([
    { entityId: id, reason: "Recorded by hand", after: { receiptNumber: "OLD-2" } },
  ]);
});

test("[F10] numbers that a damaged database lost are listed at once, and get what their till kept of them", async () => {
  const at = await counter();
  await open(at, 10_000);
  const { prefix } = await sold(at, 1);
  await writeAs(at.shop, at.front, (ctx) => reportLostNumbers(ctx, { [prefix]: 3, GONE: 9 }));
  expect((await listed(at)).toSorted()).toEqual([
    [`${prefix}-2`, "open", null],
    [`${prefix}-3`, "open", null],
  ]);
  const copy = kept(`${prefix}-3`);
  expect(await report(at, copy)).toEqual({ missing: [copy.saleKey] });
  expect((await listed(at)).toSorted()).toEqual([
    [`${prefix}-2`, "open", null],
    [`${prefix}-3`, "open", 500],
  ]);
  const again = await sellAt(at, [["cash", 1000]], { key: copy.saleKey });
  expect(again.receiptNumber).toBe(`${prefix}2-2`);
  expect((await listed(at)).toSorted()).toEqual([
    [`${prefix}-2`, "open", null],
    [`${prefix}-3`, "recorded", 500],
  ]);
});

function never(): never {
  throw new Error("it is on the list");
}
