import { describe, expect, test } from "vitest";
import {
  CloseDrawer,
  CountDrawer,
  DepositCash,
  ListCashEntries,
  ListClosings,
  MoveCash,
} from "@daybook/contract/drawers";
import { RecordTillEvents } from "@daybook/contract/till-events";
import { newId } from "@daybook/contract/uuid";
import { UpdateSettings } from "@daybook/contract/settings";
import { requestApproval } from "../approval-requests/request-approval.ts";
import { decideApproval } from "../approvals/approvals.ts";
import { updateSettings } from "../settings/settings.ts";
import { listDrawers } from "../drawers/drawers.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { returnSale } from "../returns/return-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import {
  close,
  count,
  counter,
  move,
  open,
  sellAt,
  sessionId,
  writeAs,
} from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { goodsBack, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { recordTillEvents } from "../tills/till-events.ts";
import { depositCash, getSafe, listCashEntries, moveCash } from "./cash-entries.ts";
import { closeDrawer } from "./close-drawer.ts";
import { sealOf } from "./seal.ts";
import { getClosing, listClosings } from "./closings.ts";
import { getSessionReport } from "./session-report.ts";

const HOUR = 3_600_000;

async function expectClean({ shop }: Counter): Promise<void> {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

describe("a day at a drawer", () => {
  test("[M4] [M5] [M7] [M8] [M9] [F2] float, sales, money in and out, count, and a numbered closing report", async () => {
    const at = await counter();
    await open(at, 10_000);
    const first = await sellAt(at, [["cash", 3000]]);
    await sellAt(at, [["card", 2000]], { who: at.back });
    const gone = await sellAt(at, [
      ["cash", 1000],
      ["card", 1000],
    ]);
    await writeAs(at.shop, at.front, (ctx) => voidSale(ctx, voiding(gone)));
    const back = goodsBack(first, {
      lines: [{ lineNo: 1, quantityMilli: 1000 }],
      expectedTotalMinor: 1000,
    });
    await writeAs(at.shop, at.front, (ctx) => returnSale(ctx, back));
    await move(at, "pay_in", 500, "Change from the owner");
    await move(at, "pay_out", 1500, "Cleaning");
    await move(at, "drop", 5000);
    const opened = {
      key: newId(),
      kind: "no_sale",
      occurredAt: new Date(at.shop.clock.now).toISOString(),
    };
    await writeAs(at.shop, at.front, (ctx) =>
      recordTillEvents(ctx, RecordTillEvents.parse({ key: newId(), events: [opened] })),
    );
    at.shop.advance(1);
    const counted = await count(at, 6000, { card: 2000 });
    expect(counted.lines).toMatchObject([
      { tender: "cash", countedMinor: 6000, expectedMinor: 6000, differenceMinor: 0 },
      { tender: "card", countedMinor: 2000, expectedMinor: 2000, differenceMinor: 0 },
    ]);
    const closing = await close(at, counted.id, 4000);
    expect(closing).toMatchObject({
      number: 1,
      drawer: "Counter",
      supplementOf: null,
      differenceMinor: 0,
      leftMinor: 4000,
      toSafeMinor: 2000,
      report: {
        floatMinor: 10_000,
        overnightMinor: 0,
        expectedCashMinor: 6000,
        documents: {
          sale: { count: 3, totalMinor: 7000 },
          return: { count: 1, totalMinor: 1000 },
          void: { count: 1, totalMinor: 2000 },
        },
        tenders: [
          { tender: "card", takenMinor: 3000, refundedMinor: 0, voidedMinor: 1000 },
          { tender: "cash", takenMinor: 4000, refundedMinor: 1000, voidedMinor: 1000 },
        ],
        taxes: [{ ppm: 200_000, baseMinor: 3334, taxMinor: 666 }],
        tills: [
          { name: "Front", documents: 4, firstNumber: "F-1", lastNumber: "F-4" },
          { name: "Back", documents: 1, firstNumber: "B-1", lastNumber: "B-1" },
        ],
        events: [{ kind: "no_sale", count: 1, amountMinor: 0 }],
        entries: [
          { kind: "drop", totalMinor: 5000 },
          { kind: "pay_in", totalMinor: 500 },
          { kind: "pay_out", category: "Cleaning", count: 1, totalMinor: 1500 },
        ],
      },
      grandTotals: { sale: { count: 3 }, return: { count: 1 }, void: { count: 1 } },
    });
    expect(await at.shop.read((ctx) => getClosing(ctx, { id: closing.id }))).toEqual(closing);
    await expectClean(at);
  });

  test("[M13] what was left is the next float, a difference overnight is recorded, and the safe adds up", async () => {
    const at = await counter();
    expect(await open(at, 10_000)).toMatchObject({ leftMinor: 0, everClosed: false });
    await move(at, "drop", 2000);
    await close(at, (await count(at, 8000)).id, 5000);
    const { items } = await at.shop.read((ctx) => listDrawers(ctx));
    expect(items).toMatchObject([{ leftMinor: 5000, everClosed: true, session: null }]);
    expect((await open(at, 4900)).session).toMatchObject({ leftMinor: 5000, floatMinor: 4900 });
    const report = await at.shop.read(async (ctx) =>
      getSessionReport(ctx, {
        sessionId: (await listDrawers(ctx)).items[0]?.session?.id ?? ("" as never),
      }),
    );
    expect(report).toMatchObject({ floatMinor: 4900, overnightMinor: -100 });
    await move(at, "top_up", 1000);
    const deposit = (amountMinor: number) =>
      at.shop.write((ctx) =>
        depositCash(ctx, DepositCash.parse({ key: newId(), amountMinor, reference: "77" })),
      );
    const refused = await expectRefusal(deposit(4001), "not_enough_cash", "amountMinor");
    expect(refused.details).toEqual({ of: "safe" });
    await deposit(1500);
    expect(await at.shop.read((ctx) => getSafe(ctx))).toEqual({ cashMinor: 2500 });
    const entries = await at.shop.read((ctx) => listCashEntries(ctx, ListCashEntries.parse({})));
    expect(entries.items.map(({ kind, drawer }) => [kind, drawer])).toEqual([
      ["deposit", null],
      ["top_up", "Counter"],
      ["drop", "Counter"],
    ]);
    await expectClean(at);
  });

  test("[M12] a drawer is opened several times a day, and its reports are numbered without gaps and sealed in a chain", async () => {
    const at = await counter();
    for (const float of [1000, 2000, 3000]) {
      await open(at, float);
      await sellAt(at);
      await close(at, (await count(at, float + 1000)).id, float + 1000);
      at.shop.advance(HOUR);
    }
    const page = await at.shop.read((ctx) => listClosings(ctx, ListClosings.parse({ limit: 2 })));
    expect(page.items.map(({ number }) => number)).toEqual([3, 2]);
    expect(page.nextCursor).not.toBeNull();
    const rows = await at.shop.read((ctx) => ctx.db.select().from(ctx.t.closing));
    let before = "";
    for (const { number, previousHash, hash, body } of rows) {
      expect(previousHash).toBe(before);
      expect(hash).toBe(sealOf(before, number, body));
      before = hash;
    }
    await expectClean(at);
  });
});

describe("a count that differs", () => {
  test("[M6] needs a reason, always closes, and names a sale with the wrong payment method", async () => {
    const at = await counter();
    await open(at, 5000);
    await sellAt(at, [["cash", 2000]]);
    const wrong = await sellAt(at, [["cash", 3000]]);
    await sellAt(at, [["card", 1000]]);
    // The 30.00 were paid by card.
    const counted = await count(at, 7000, { card: 4000 });
    expect(counted.causes).toEqual([
      {
        kind: "wrong_tender",
        saleId: wrong.id,
        receiptNumber: wrong.receiptNumber,
        amountMinor: 3000,
        from: "cash",
        to: "card",
      },
    ]);
    await expectRefusal(close(at, counted.id, 7000), "difference_needs_reason", "reason");
    const tooMuch = close(at, counted.id, 7001, "wrong method");
    const refused = await expectRefusal(tooMuch, "not_enough_cash", "leftMinor");
    expect(refused.details).toEqual({ of: "count" });
    const closing = await close(at, counted.id, 7000, "wrong method");
    expect(closing).toMatchObject({
      differenceMinor: -3000,
      reason: "wrong method",
      toSafeMinor: 0,
    });
    await expectClean(at);
  });

  test("[RP14] names a pay-out that did not happen, a refund that was not paid, and a wrong float", async () => {
    const at = await counter();
    await open(at, 5000);
    await close(at, (await count(at, 5000)).id, 5000);
    await open(at, 4000);
    const sale = await sellAt(at, [["cash", 3000]]);
    await move(at, "pay_out", 1200, "Cleaning");
    expect((await count(at, 7000)).causes).toMatchObject([{ kind: "entry", amountMinor: 1200 }]);
    await writeAs(at.shop, at.front, (ctx) => voidSale(ctx, voiding(sale)));
    expect((await count(at, 5800)).causes).toMatchObject([
      { kind: "not_paid_out", document: "void", amountMinor: 3000 },
    ]);
    expect((await count(at, 3800)).causes).toMatchObject([
      { kind: "float", overnightMinor: -1000 },
    ]);
    expect((await count(at, 2800)).causes).toEqual([]);
  });

  test("[US9] above the limit of the role it needs an approval, which serves once", async () => {
    const at = await counter();
    const limit = { role: "cashier" as const, limit: "drawerDifference" as const, value: 100 };
    await at.shop.write((ctx) =>
      updateSettings(ctx, UpdateSettings.parse({ key: newId(), version: 1, roleLimits: [limit] })),
    );
    await open(at, 1000);
    const { id: countId } = await count(at, 800);
    const input = CloseDrawer.parse({
      key: newId(),
      sessionId: await sessionId(at),
      countId,
      leftMinor: 800,
      reason: "not found",
    });
    const cashier = at.shop.as("cashier");
    const closeWith = (more: object) =>
      writeAs(at.shop, cashier, (ctx) => closeDrawer(ctx, { ...input, ...more }));
    await expectRefusal(closeWith({}), "needs_approval", "reason");
    const ask = { action: "drawers.close" as const, input };
    const { id } = await writeAs(at.shop, cashier, (ctx) =>
      requestApproval(ctx, { key: newId(), ask }),
    );
    await expectRefusal(closeWith({ approvalId: id }), "approval_invalid", "approvalId");
    await at.shop.write((ctx) => decideApproval(ctx, { id, decision: "approved" }, "session"));
    for (const other of [{ reason: "stolen" }, { leftMinor: 0 }])
      await expectRefusal(
        closeWith({ approvalId: id, ...other }),
        "approval_invalid",
        "approvalId",
      );
    const closing = await closeWith({ approvalId: id });
    expect(closing).toMatchObject({
      differenceMinor: -200,
      approvedBy: at.shop.as("owner").actor.name,
      grandTotals: null,
    });
    await expectClean(at);
  });

  test("[M6] a second count does not undo the difference of the first one", async () => {
    const at = await counter();
    await open(at, 1000);
    await count(at, 0);
    const { id } = await count(at, 1000);
    await expectRefusal(close(at, id, 1000), "difference_needs_reason", "reason");
    expect(await close(at, id, 1000, "miscounted")).toMatchObject({ differenceMinor: 0 });
    await expectClean(at);
  });

  test("[M8] a method with more refunds than payments is counted below zero; cash is not", async () => {
    const at = await counter();
    await open(at, 1000);
    const sale = await sellAt(at, [["card", 3000]]);
    await close(at, (await count(at, 1000, { card: 3000 })).id, 1000);
    await open(at, 1000);
    const back = goodsBack(sale, {
      lines: [{ lineNo: 1, quantityMilli: 3000 }],
      expectedTotalMinor: 3000,
      refunds: [{ tender: "card", amountMinor: 3000 }],
    });
    await writeAs(at.shop, at.front, (ctx) => returnSale(ctx, back));
    const counted = await count(at, 1000, { card: -3000 });
    expect(counted.lines.map(({ differenceMinor }) => differenceMinor)).toEqual([0, 0]);
    await close(at, counted.id, 1000);
    await expectClean(at);
  });

  test("a count is of every method that was used, and of no amount below zero", async () => {
    const at = await counter();
    await open(at, 0);
    await sellAt(at, [["card", 1000]]);
    await expectRefusal(count(at, 0), "count_incomplete", "others");
    await expectRefusal(count(at, 0, { card: null }), "count_incomplete", "others.0.countedMinor");
    await count(at, 0, { other: null, card: 1000 });
    await expectRefusal(count(at, 0, { card: 1000, nothing: 1 }), "not_found", "others.1.tender");
    for (const cashMinor of [-1, 0.5, 2 ** 53])
      expect(CountDrawer.safeParse({ key: newId(), sessionId: newId(), cashMinor }).success).toBe(
        false,
      );
    const pieces = [{ valueMinor: 500, pieces: 2 }];
    const input = { key: newId(), sessionId: newId(), cashMinor: 1001, pieces };
    expect(CountDrawer.safeParse(input).success).toBe(false);
    expect(CountDrawer.safeParse({ ...input, cashMinor: 1000 }).success).toBe(true);
  });
});

describe("what a drawer refuses", () => {
  test("[M7] a sale, a count, money and a second closing after it is closed, and a void of its sales", async () => {
    const at = await counter();
    await expectRefusal(sellAt(at), "drawer_closed");
    await open(at, 0);
    await expectRefusal(open(at, 0), "drawer_open", "drawerId");
    const sale = await sellAt(at);
    const id = await sessionId(at);
    const counted = await count(at, 1000);
    await sellAt(at, [["cash", 2000]]);
    await expectRefusal(close(at, counted.id, 0), "changed_since_count", "countId");
    const again = await count(at, 3000);
    await expectRefusal(close(at, counted.id, 0), "not_found", "countId");
    await close(at, again.id, 0);
    const stale = { ...at, drawer: at.drawer };
    const input = { key: newId(), sessionId: id, kind: "pay_in", amountMinor: 1 };
    await expectRefusal(
      writeAs(at.shop, at.front, (ctx) => moveCash(ctx, MoveCash.parse(input))),
      "drawer_closed",
      "sessionId",
    );
    const closing = { key: newId(), sessionId: id, countId: again.id, leftMinor: 0 };
    await expectRefusal(
      writeAs(at.shop, at.front, (ctx) => closeDrawer(ctx, CloseDrawer.parse(closing))),
      "drawer_closed",
      "sessionId",
    );
    await expectRefusal(
      writeAs(at.shop, at.front, (ctx) => voidSale(ctx, voiding(sale))),
      "void_too_late",
      "id",
    );
    await expectClean(stale);
  });

  test("[M5] a pay-out above what is there, and one without a category", async () => {
    const at = await counter();
    await open(at, 1000);
    const payOut = move(at, "pay_out", 1001, "Post");
    const fromDrawer = await expectRefusal(payOut, "not_enough_cash", "amountMinor");
    expect(fromDrawer.details).toEqual({ of: "drawer" });
    const topUp = move(at, "top_up", 1);
    const fromSafe = await expectRefusal(topUp, "not_enough_cash", "amountMinor");
    expect(fromSafe.details).toEqual({ of: "safe" });
    const input = { key: newId(), sessionId: newId(), kind: "pay_out", amountMinor: 1 };
    expect(MoveCash.safeParse(input).success).toBe(false);
  });

  test("two who close at once: one report, and the other is refused", async () => {
    const at = await counter();
    await open(at, 100);
    const counted = await count(at, 100);
    const id = await sessionId(at);
    const input = () =>
      CloseDrawer.parse({ key: newId(), sessionId: id, countId: counted.id, leftMinor: 100 });
    const done = await Promise.allSettled(
      [at.front, at.back].map((who) => writeAs(at.shop, who, (ctx) => closeDrawer(ctx, input()))),
    );
    expect(done.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const page = await at.shop.read((ctx) => listClosings(ctx, ListClosings.parse({})));
    expect(page.items).toHaveLength(1);
  });
});
