import { describe, expect, test } from "vitest";
import { MinorPositive } from "@daybook/contract/money";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { expectRefusal } from "@daybook/core/testing/refusal";
import { SimulatedCardTerminal } from "@daybook/core/testing/simulated-card-terminal";
import { createCardDesk } from "./card-desk.ts";
import type { CardDesk } from "./card-desk.ts";

const order = (more: object = {}) => ({
  key: newId(),
  kind: "pay" as const,
  amountMinor: MinorPositive.parse(1223),
  ...more,
});

/** A desk whose calls wait only a moment for the customer. */
function deskAt(terminal: SimulatedCardTerminal, waits: object = {}): CardDesk {
  const onProblem = () => undefined;
  return createCardDesk({ terminal, answerWithinMs: 20, onProblem, ...waits });
}

async function opened(waits?: object) {
  const terminal = new SimulatedCardTerminal();
  const desk = deskAt(terminal, waits);
  return { terminal, desk, shop: await createTestShop() };
}

const start = (desk: CardDesk, shop: TestShop, input = order()) =>
  desk.start(shop.work, shop.as("cashier"), input);
const check = (desk: CardDesk, shop: TestShop, key: string) =>
  desk.check(shop.work, shop.as("cashier"), key);
const abort = (desk: CardDesk, shop: TestShop, key: string) =>
  desk.abort(shop.work, shop.as("cashier"), key);

describe("a payment by the card terminal", () => {
  test("[S20] is approved with its reference, and its key charges once", async () => {
    const { desk, shop, terminal } = await opened();
    const once = order();
    const paid = await start(desk, shop, once);
    expect(paid).toMatchObject({ id: once.key, state: "approved", reference: "T-1", used: false });
    expect(await Promise.all([start(desk, shop, once), start(desk, shop, once)])).toEqual([
      paid,
      paid,
    ]);
    expect(terminal.moved).toEqual([1223]);
    const other = { ...once, amountMinor: MinorPositive.parse(500) };
    await expectRefusal(start(desk, shop, other), "key_reused", "key");
  });

  test("[S20] that is declined says why", async () => {
    const { desk, shop, terminal } = await opened();
    terminal.next.push("decline");
    expect(await start(desk, shop)).toMatchObject({ state: "declined", message: "Card declined" });
    expect(terminal.moved).toEqual([]);
  });

  test("[S20] is in progress while the customer needs time, and is found when it is done", async () => {
    const { desk, shop, terminal } = await opened();
    terminal.next.push("late");
    const slow = order();
    expect(await start(desk, shop, slow)).toMatchObject({ state: "started" });
    expect(await start(desk, shop, slow)).toMatchObject({ state: "started" });
    terminal.release();
    expect(await check(desk, shop, slow.key)).toMatchObject({ state: "approved" });
    expect(terminal.moved).toEqual([1223]);
  });

  test("[S20] whose answer was lost is unknown, never “not paid”, until the terminal is asked by its key", async () => {
    const { desk, shop, terminal } = await opened({ answerWithinMs: 5_000 });
    terminal.next.push("answer_lost");
    const lost = order();
    expect(await start(desk, shop, lost)).toMatchObject({ state: "unknown" });
    terminal.unreachable = true;
    expect(await check(desk, shop, lost.key)).toMatchObject({ state: "unknown" });
    terminal.unreachable = false;
    expect(await check(desk, shop, lost.key)).toMatchObject({ state: "approved" });
    expect(await start(desk, shop, lost)).toMatchObject({ state: "approved" });
    expect(terminal.moved).toEqual([1223]);
  });

  test("[S20] without an answer in time is unknown; the money it took is found", async () => {
    const { desk, shop, terminal } = await opened({ giveUpAfterMs: 10, answerWithinMs: 10_000 });
    terminal.next.push("silent");
    const silent = order();
    expect(await start(desk, shop, silent)).toMatchObject({ state: "unknown" });
    terminal.release();
    expect(await check(desk, shop, silent.key)).toMatchObject({ state: "approved" });
    expect(terminal.moved).toEqual([1223]);
  });

  test("[S20] that never arrived stays unknown until it is aborted, and then never charges", async () => {
    const { desk, shop, terminal } = await opened();
    terminal.next.push("order_lost");
    const lost = order();
    expect(await start(desk, shop, lost)).toMatchObject({ state: "unknown" });
    expect(await check(desk, shop, lost.key)).toMatchObject({ state: "unknown" });
    terminal.unreachable = true;
    expect(await abort(desk, shop, lost.key)).toMatchObject({ state: "unknown" });
    terminal.unreachable = false;
    expect(await abort(desk, shop, lost.key)).toMatchObject({ state: "aborted" });
    expect(await start(desk, shop, lost)).toMatchObject({ state: "aborted" });
    expect(terminal.moved).toEqual([]);
  });

  test("[S20] is aborted while the customer waits, and not after they paid", async () => {
    const { desk, shop, terminal } = await opened();
    terminal.next.push("late");
    const waiting = order();
    await start(desk, shop, waiting);
    expect(await abort(desk, shop, waiting.key)).toMatchObject({ state: "aborted" });
    const paid = await start(desk, shop);
    expect(await abort(desk, shop, paid.id)).toEqual(paid);
    expect(terminal.moved).toEqual([1223]);
  });

  test("[S20] survives a restart in the middle: the next process finds the money by its key", async () => {
    const { desk, shop, terminal } = await opened();
    terminal.next.push("silent");
    const cut = order();
    expect(await start(desk, shop, cut)).toMatchObject({ state: "started" });
    const restarted = deskAt(terminal);
    expect(await check(restarted, shop, cut.key)).toMatchObject({ state: "started" });
    terminal.release();
    expect(await start(restarted, shop, cut)).toMatchObject({ state: "approved" });
    expect(terminal.moved).toEqual([1223]);
  });

  test("[S20] a refund pays money back, and needs the right to refund by any method", async () => {
    const { desk, shop, terminal } = await opened();
    const refund = order({ kind: "refund" });
    await desk.start(shop.work, shop.as("manager"), refund);
    expect(terminal.moved).toEqual([-1223]);
    const cashier = desk.start(shop.work, shop.as("cashier"), order({ kind: "refund" }));
    await expectRefusal(cashier, "forbidden", "kind");
  });
});
