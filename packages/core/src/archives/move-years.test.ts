import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ListAudit } from "@daybook/contract/reports";
import { pieces } from "@daybook/contract/quantity";
import { RecordTillEvents } from "@daybook/contract/till-events";
import { newId } from "@daybook/contract/uuid";
import { moveToArchive, prepareArchive } from "@daybook/db/archive-store";
import { readTable } from "@daybook/db/read-table";
import { TABLE_FILES } from "@daybook/db/table-files";
import type { ReadCtx } from "../context/context.ts";
import { listAudit } from "../reports/audit.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createAgedShop, YEARS_LATER } from "../testing/aged-shop.ts";
import type { AgedShop } from "../testing/aged-shop.ts";
import { counterAt, open } from "../testing/counter.ts";
import { TEST_NOW } from "../testing/create-test-shop.ts";
import { expectDbRefusal, expectRefusal } from "../testing/refusal.ts";
import { returnGoods, sell } from "../testing/trade.ts";
import { tradingShop } from "../testing/trading-shop.ts";
import type { Trading } from "../testing/trading-shop.ts";
import { recordTillEvents } from "../tills/till-events.ts";
import { archiveLimit, findArchive } from "./archives.ts";
import { archiveYears, bringBackYears, purgeYears } from "./move-years.ts";

const INPUT = { beforeYear: 2027 };
/** What a move itself writes. */
const OWN = new Set(["audit_entry", "record_archive"]);

let aged: AgedShop;
let trading: Trading;

beforeEach(async () => {
  aged = await createAgedShop(async (store) => {
    trading = await tradingShop({ store });
    return trading.shop;
  });
  await sell(aged.shop, [{ sku: "TEA", quantityMilli: pieces(1) }], { tender: "card" });
  await journalEntry();
});
afterEach(() => aged.remove());

const owner = () => aged.shop.as("owner");

/** The newest row of a table always stays. */
async function journalEntry(): Promise<void> {
  const occurredAt = new Date(aged.shop.clock.now).toISOString();
  const events = [{ key: newId(), kind: "line_removed", occurredAt }];
  const input = RecordTillEvents.parse({ key: newId(), events });
  await aged.shop.write((ctx) => recordTillEvents(ctx, input));
}

/** Every row of every table, and the audit log without the entries of moves, as a snapshot reads them. */
function everything(): Promise<unknown> {
  return aged.shop.work.snapshot(owner(), async (ctx) => {
    const rows: Record<string, unknown> = { audit: await auditOf(ctx) };
    for (const file of TABLE_FILES.filter(({ name }) => !OWN.has(name))) {
      const pages = [];
      for await (const page of readTable(ctx, file)) pages.push(...page);
      rows[file.name] = pages;
    }
    return rows;
  });
}

async function auditOf(ctx: ReadCtx) {
  const { items } = await listAudit(ctx, ListAudit.parse({ limit: 200 }));
  return items.filter(({ entity }) => entity !== "archive");
}

const verify = () => aged.shop.work.snapshot(owner(), (ctx) => verifyDatabase(ctx));

async function archive(): Promise<void> {
  await archiveYears(aged.shop.work, owner(), INPUT);
  await aged.reopen();
}

test("[O10] every row and every check is the same after archiving and after moving back", async () => {
  const before = await everything();
  const checks = (await verify()).checks;
  await archive();
  const found = await aged.shop.read((ctx) => findArchive(ctx));
  expect(found).toMatchObject({ beforeYear: 2027 });
  expect(Object.values(found?.rows ?? {}).every((rows) => rows > 0)).toBe(true);
  expect(await everything()).toEqual(before);
  expect((await verify()).checks).toEqual(checks);
  await bringBackYears(aged.shop.work, owner());
  await aged.reopen();
  expect(await aged.shop.read((ctx) => findArchive(ctx))).toBeNull();
  expect(await everything()).toEqual(before);
  expect((await verify()).checks).toEqual(checks);
});

test("[O10] an archived sale is returned by its receipt, and selling continues", async () => {
  await archive();
  const back = await returnGoods(
    aged.shop,
    trading.small,
    [{ lineNo: 1, quantityMilli: pieces(1) }],
    {
      tender: "card",
    },
  );
  expect(back.origin).toMatchObject({ receiptNumber: trading.small.receiptNumber });
  await sell(aged.shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
  expect(await verify()).toMatchObject({ clean: true });
});

test("[O10] a further year moves to a new archive with the earlier ones", async () => {
  await archive();
  const first = await aged.shop.read((ctx) => findArchive(ctx));
  aged.shop.clock.now = Date.parse("2032-01-05T10:00:00Z");
  await sell(aged.shop, [{ sku: "TEA", quantityMilli: pieces(1) }], { tender: "card" });
  const before = await everything();
  await archiveYears(aged.shop.work, owner(), { beforeYear: 2030 });
  await aged.reopen();
  const second = await aged.shop.read((ctx) => findArchive(ctx));
  expect(second?.rows.movements).toBe((first?.rows.movements ?? 0) + 1);
  expect(await everything()).toEqual(before);
  expect(await verify()).toMatchObject({ clean: true });
});

test("[O10] moving is on record", async () => {
  await archive();
  await bringBackYears(aged.shop.work, owner());
  await aged.reopen();
  const { items } = await aged.shop.read((ctx) =>
    listAudit(ctx, ListAudit.parse({ entity: "archive" })),
  );
  expect(items.map(({ action, entityId, user }) => [action, entityId, user?.name])).toEqual([
    ["archives.bringBack", "2027", "Olive Owner"],
    ["archives.move", "2027", "Olive Owner"],
  ]);
});

test("[O10] two full years stay, an open drawer stays, and nothing is archived twice", async () => {
  const limit = (beforeYear: number) => aged.shop.read((ctx) => archiveLimit(ctx, { beforeYear }));
  const recent = await expectRefusal(limit(2028), "year_too_recent", "beforeYear");
  expect(recent.details).toEqual({ latestYear: 2027 });
  await expectRefusal(limit(2026), "nothing_to_archive", "beforeYear");
  await expectRefusal(bringBackYears(aged.shop.work, owner()), "nothing_to_archive");
  await archive();
  await expectRefusal(limit(2027), "nothing_to_archive", "beforeYear");
});

test("[O10] a drawer of those years that is still open is refused", async () => {
  aged.shop.clock.now = TEST_NOW;
  const at = await counterAt(aged.shop, "Side");
  await open(at, 5000);
  aged.shop.clock.now = YEARS_LATER;
  const refused = await expectRefusal(
    aged.shop.read((ctx) => archiveLimit(ctx, INPUT)),
    "years_not_closed",
    "beforeYear",
  );
  expect(refused.details).toEqual({ businessDate: "2026-03-02" });
});

test("[O10] archived rows cannot be changed or deleted", async () => {
  await archive();
  const { work } = aged.shop;
  const removal = () =>
    work.write(owner(), (ctx) => ctx.db.delete(ctx.t.movement).then(() => undefined));
  await expectDbRefusal(removal(), "append_only");
});

test("[O10] a move that fails before its commit leaves the shop as it was, and no file", async () => {
  const before = await everything();
  const limit = await aged.shop.read((ctx) => archiveLimit(ctx, INPUT));
  const prepared = await prepareArchive(aged.shop.work.store, limit);
  const stopped = aged.shop.write(async (ctx) => {
    await moveToArchive(ctx, prepared, ctx.now);
    throw new Error("the power failed");
  });
  await expect(stopped).rejects.toThrow("the power failed");
  prepared.discard();
  await aged.reopen();
  expect(await everything()).toEqual(before);
  if (aged.path !== null)
    expect(readdirSync(dirname(aged.path)).filter((name) => /archive/.test(name))).toEqual([]);
  await archive();
  expect(await everything()).toEqual(before);
});

test("[F7] the audit log is deleted only after the retention years, everything else stays, and that is on record", async () => {
  await archive();
  const purge = () => purgeYears(aged.shop.work, owner(), INPUT);
  const early = await expectRefusal(purge(), "must_be_kept", "beforeYear");
  expect(early.details).toEqual({ retentionYears: 10, firstDay: "2037-01-01" });
  aged.shop.clock.now = Date.parse("2036-12-31T23:00:00Z");
  await expectRefusal(purge(), "must_be_kept", "beforeYear");
  aged.shop.clock.now = Date.parse("2037-01-01T10:00:00Z");
  const before = await everything();
  const kept = await aged.shop.read((ctx) => findArchive(ctx));
  await purge();
  await aged.reopen();
  expect(await everything()).toEqual({ ...Object(before), audit: expect.anything() });
  const audit = await aged.shop.read((ctx) => listAudit(ctx, ListAudit.parse({ limit: 200 })));
  expect(audit.items.filter(({ at }) => at < "2027")).toEqual([]);
  expect(audit.items[0]).toMatchObject({
    action: "archives.purge",
    after: { beforeYear: 2027, auditEntries: kept?.rows.auditEntries },
  });
  expect((await aged.shop.read((ctx) => findArchive(ctx)))?.rows).toEqual({
    ...kept?.rows,
    auditEntries: 0,
  });
  expect(await verify()).toMatchObject({ clean: true });
  await expectRefusal(purge(), "nothing_to_archive", "beforeYear");
});

test("[F7] records that are not archived cannot be deleted, however old they are", async () => {
  aged.shop.clock.now = Date.parse("2040-01-01T10:00:00Z");
  await expectRefusal(purgeYears(aged.shop.work, owner(), INPUT), "nothing_to_archive");
});
