import { describe, expect, test } from "vitest";
import {
  CreateDrawer,
  DrawerState,
  GetSession,
  ListClosings,
  UpdateDrawer,
} from "@daybook/contract/drawers";
import { RecordTillEvents } from "@daybook/contract/till-events";
import { newId } from "@daybook/contract/uuid";
import { createDrawer, listDrawers, updateDrawer } from "../drawers/drawers.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { voidSale } from "../sales/void-sale.ts";
import { close, count, counter, open, sellAt, sessionId, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { voiding } from "../testing/inputs.ts";
import { queryPlan } from "../testing/query-plan.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { recordTillEvents } from "../tills/till-events.ts";
import { getClosing, listClosings } from "./closings.ts";
import { deactivateDrawer } from "./deactivate-drawer.ts";
import { getSessionReport } from "./session-report.ts";
import { selectLate } from "./supplements.ts";

const HOUR = 3_600_000;

const verify = ({ shop }: Counter) =>
  shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));

async function expectClean(at: Counter): Promise<void> {
  expect((await verify(at)).checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

/** A sale that the till took at `at` while the server was away. */
function sendLate(at: Counter, taken: number, amountMinor = 1000) {
  const moment = new Date(taken).toISOString();
  return sellAt(at, [["cash", amountMinor]], { occurredAt: moment, replay: { pricesAt: moment } });
}

const closings = async ({ shop }: Counter) =>
  (await shop.read((ctx) => listClosings(ctx, ListClosings.parse({})))).items;

async function drawerOf({ shop, drawer }: Counter) {
  const { items } = await shop.read((ctx) => listDrawers(ctx));
  return items.find(({ id }) => id === drawer.id) ?? drawer;
}

async function setTills(at: Counter, drawer: Counter["drawer"], tillIds: readonly string[]) {
  const { version } = await drawerOf({ ...at, drawer });
  const input = UpdateDrawer.parse({ key: newId(), id: drawer.id, version, tillIds });
  return at.shop.write((ctx) => updateDrawer(ctx, input));
}

/** A till of the counter that moves to another drawer. */
async function secondDrawer(at: Counter): Promise<Counter> {
  const input = CreateDrawer.parse({ key: newId(), name: "Stall" });
  const drawer = await at.shop.write((ctx) => createDrawer(ctx, input));
  return { ...at, drawer };
}

const sessionOf = async ({ shop }: Counter, saleId: string) => {
  const rows = await shop.read((ctx) => ctx.db.select().from(ctx.t.sale));
  const row = rows.find(({ publicId }) => publicId === saleId);
  return { sessionId: row?.sessionId, late: row?.late };
};

describe("[M7] a sale that a till sends later", () => {
  test("belongs to the drawer that the till had then, also after the till was moved to an open one", async () => {
    const at = await counter();
    await open(at, 0);
    const taken = at.shop.clock.now;
    at.shop.advance(HOUR);
    await close(at, (await count(at, 0)).id, 0);
    const stall = await secondDrawer(at);
    const [front] = at.drawer.tills;
    await setTills(at, stall.drawer, [front?.id ?? ""]);
    await open(stall, 0);
    const late = await sendLate(at, taken);
    const now = await sellAt(at);
    expect(await sessionOf(at, late.id)).toEqual({ sessionId: 1, late: true });
    expect(await sessionOf(at, now.id)).toEqual({ sessionId: 2, late: false });
    expect((await count(stall, 1000)).lines).toMatchObject([{ expectedMinor: 1000 }]);
    await expectClean(at);
  });

  test("belongs to no session if its drawer had none yet: the counted float has its cash", async () => {
    const at = await counter();
    const taken = at.shop.clock.now;
    at.shop.advance(HOUR);
    await open(at, 5000);
    const early = await sendLate(at, taken);
    expect(await sessionOf(at, early.id)).toEqual({ sessionId: null, late: false });
    expect((await count(at, 5000)).lines).toMatchObject([{ expectedMinor: 5000 }]);
    // The money of its void is taken out of the open drawer.
    await writeAs(at.shop, at.front, (ctx) => voidSale(ctx, voiding(early)));
    expect((await count(at, 4000)).lines).toMatchObject([{ expectedMinor: 4000 }]);
    await expectClean(at);
  });

  test("belongs to no session if its till had no drawer then", async () => {
    const at = await counter();
    await setTills(at, at.drawer, []);
    at.shop.advance(HOUR);
    const taken = at.shop.clock.now;
    at.shop.advance(HOUR);
    const drawer = await setTills(
      at,
      at.drawer,
      at.drawer.tills.map(({ id }) => id),
    );
    await open({ ...at, drawer }, 0);
    const early = await sendLate(at, taken);
    expect(await sessionOf(at, early.id)).toEqual({ sessionId: null, late: false });
    await expectClean(at);
  });
});

test("[M7] a sale that met a just-closed drawer and is sent again with its time is late in the closed session", async () => {
  const at = await counter();
  await open(at, 5000);
  const paid = at.shop.clock.now;
  await close(at, (await count(at, 6000)).id, 5000, "Not found");
  await expectRefusal(sellAt(at), "drawer_closed");
  // The morning after.
  at.shop.advance(15 * HOUR);
  const sale = await sendLate(at, paid);
  expect(await sessionOf(at, sale.id)).toEqual({ sessionId: 1, late: true });
  await open(at, 5000);
  expect(await closings(at)).toMatchObject([
    { number: 2, supplementOf: 1, differenceMinor: -1000 },
    { number: 1, differenceMinor: 1000 },
  ]);
  // Counted in the evening: nothing is expected again.
  expect((await count(at, 5000)).lines).toMatchObject([{ expectedMinor: 5000 }]);
  await expectClean(at);
});

describe("[M7] a supplement", () => {
  async function withLate(): Promise<Counter> {
    const at = await counter();
    await open(at, 0);
    const taken = at.shop.clock.now;
    at.shop.advance(HOUR);
    await close(at, (await count(at, 0)).id, 0);
    at.shop.advance(HOUR);
    await sendLate(at, taken, 2000);
    return at;
  }

  test("is written at the next opening, too", async () => {
    const at = await withLate();
    await expectClean(at);
    await open(at, 2000);
    expect(await closings(at)).toMatchObject([
      { number: 2, supplementOf: 1, differenceMinor: -2000 },
      { number: 1 },
    ]);
    await close(at, (await count(at, 2000)).id, 0, "the late sale");
    expect((await closings(at)).map(({ number }) => number)).toEqual([3, 2, 1]);
    await expectClean(at);
  });

  test("is written when the drawer is deactivated", async () => {
    const at = await withLate();
    await setTills(at, at.drawer, []);
    const { version } = await drawerOf(at);
    const input = DrawerState.parse({ key: newId(), id: at.drawer.id, version });
    expect(await at.shop.write((ctx) => deactivateDrawer(ctx, input))).toMatchObject({
      active: false,
    });
    expect(await closings(at)).toMatchObject([{ number: 2, supplementOf: 1 }, { number: 1 }]);
    await expectClean(at);
  });

  test("of a deactivated drawer comes with the next closing of another one", async () => {
    const at = await counter();
    await open(at, 0);
    const taken = at.shop.clock.now;
    at.shop.advance(HOUR);
    await close(at, (await count(at, 0)).id, 0);
    const stall = await secondDrawer(at);
    await setTills(
      at,
      stall.drawer,
      at.drawer.tills.map(({ id }) => id),
    );
    const { version } = await drawerOf(at);
    const input = DrawerState.parse({ key: newId(), id: at.drawer.id, version });
    await at.shop.write((ctx) => deactivateDrawer(ctx, input));
    await sendLate(at, taken, 2000);
    at.shop.advance(2 * HOUR);
    await open(stall, 0);
    expect(await closings(at)).toMatchObject([
      { number: 2, supplementOf: 1, drawer: "Counter" },
      { number: 1 },
    ]);
    await close(stall, (await count(stall, 0)).id, 0);
    expect((await closings(at)).map(({ number }) => number)).toEqual([3, 2, 1]);
    await expectClean(at);
  });

  test("is found by an index of late documents alone", async (context) => {
    const { shop } = await withLate();
    if (shop.work.store.engine !== "sqlite") context.skip("only SQLite explains its plan");
    const plan = await shop.read((ctx) => queryPlan(ctx, selectLate(ctx, 1)));
    expect(plan.join("\n")).toContain("sale_late");
  });
});

describe("the till journal in the reports of a drawer", () => {
  const noSale = async (at: Counter, who = at.front) => {
    const happened = new Date(at.shop.clock.now).toISOString();
    const event = { key: newId(), kind: "no_sale", occurredAt: happened };
    await writeAs(at.shop, who, (ctx) =>
      recordTillEvents(ctx, RecordTillEvents.parse({ key: newId(), events: [event] })),
    );
  };

  test("has each event once, also those of the millisecond of a closing", async () => {
    const at = await counter();
    await open(at, 0);
    await noSale(at);
    const first = await close(at, (await count(at, 0)).id, 0);
    await noSale(at);
    await open(at, 0);
    await noSale(at, at.back);
    const second = await close(at, (await count(at, 0)).id, 0);
    expect(first.report.events).toMatchObject([{ kind: "no_sale", count: 1 }]);
    expect(second.report.events).toMatchObject([{ kind: "no_sale", count: 2 }]);
  });

  test("[M8] a closed session answers its closing report, whatever came later", async () => {
    const at = await counter();
    await open(at, 0);
    await sellAt(at);
    const input = GetSession.parse({ sessionId: await sessionId(at) });
    const closing = await close(at, (await count(at, 1000)).id, 0);
    await noSale(at);
    const after = await at.shop.read((ctx) => getSessionReport(ctx, input));
    expect(after).toEqual(closing.report);
  });

  test("begin when the till has the drawer: what it recorded before is in no report", async () => {
    const at = await counter();
    const tillIds = at.drawer.tills.map(({ id }) => id);
    await setTills(at, at.drawer, []);
    at.shop.advance(HOUR);
    await noSale(at);
    at.shop.advance(HOUR);
    await setTills(at, at.drawer, tillIds);
    at.shop.advance(1);
    await open(at, 0);
    await noSale(at);
    const first = await close(at, (await count(at, 0)).id, 0);
    expect(first.report.events).toMatchObject([{ kind: "no_sale", count: 1 }]);
    await setTills(at, at.drawer, []);
    at.shop.advance(HOUR);
    await noSale(at);
    at.shop.advance(HOUR);
    await setTills(at, at.drawer, tillIds);
    await open(at, 0);
    const second = await close(at, (await count(at, 0)).id, 0);
    expect(second.report.events).toEqual([]);
  });
});

test("[M7] a sale that arrives after the closing is in a numbered supplement, and the report stays as it was", async () => {
  const at = await counter();
  await open(at, 0);
  await sellAt(at);
  const taken = at.shop.clock.now;
  at.shop.advance(HOUR);
  const closing = await close(at, (await count(at, 1000)).id, 1000);
  at.shop.advance(HOUR);
  await open(at, 1000);
  await sendLate(at, taken, 2000);
  await sellAt(at, [["cash", 3000]]);
  const next = await close(at, (await count(at, 4000)).id, 0);
  expect(next.report.documents.sale).toEqual({ count: 1, totalMinor: 3000 });
  const items = await closings(at);
  expect(items.map(({ number, supplementOf }) => [number, supplementOf])).toEqual([
    [3, 1],
    [2, null],
    [1, null],
  ]);
  const supplement = await at.shop.read((ctx) =>
    getClosing(ctx, { id: items[0]?.id ?? closing.id }),
  );
  expect(supplement).toMatchObject({ supplementOf: 1, supplementOfId: closing.id });
  expect(supplement.report).toMatchObject({
    documents: { sale: { count: 1, totalMinor: 2000 } },
    expectedCashMinor: 2000,
  });
  // Its cash was in the drawer when it was counted.
  expect(supplement.differenceMinor).toBe(-2000);
  expect(await at.shop.read((ctx) => getClosing(ctx, { id: closing.id }))).toEqual(closing);
  await expectClean(at);
});
