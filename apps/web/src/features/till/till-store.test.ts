import { CARD } from "@daybook/contract/tenders";
import { MinorPositive } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import { describe, expect, test } from "vitest";
import { memoryStorage } from "../../lib/testing/memory-storage.ts";
import { createTillStorage } from "./till-storage.ts";
import { AWAY, createTestTill, fill, MUG, payCash, settle, unsentIn } from "./testing/test-till.ts";
import type { Answer } from "./testing/test-till.ts";

test("[F2] lines that leave the cart unpaid are reported, and paid ones are not", async () => {
  const { open, removed } = createTestTill();
  const store = open();
  fill(store);
  payCash(store);
  await settle();
  const own = (lineId: string) =>
    store.act({ type: "add", product: MUG, quantityMilli: pieces(1), lineId });
  own("first");
  store.act({ type: "setOwnPrice", lineId: "first", priceMinor: MinorPositive.parse(100) });
  own("second");
  // Undone before it was paid for.
  store.undo();
  own("third");
  store.act({ type: "remove", lineId: "third" });
  store.act({ type: "step", lineId: "first", direction: -1 });
  expect(removed).toEqual(["MUG", "MUG", "MUG, the last"]);
});

describe("payment", () => {
  test("[X13] the till is empty and the change is shown before the server has answered", async () => {
    const { open, remote } = createTestTill();
    const store = open();
    fill(store);
    payCash(store);
    expect(store.get()).toMatchObject({
      state: { cart: { lines: [] } },
      last: { changeMinor: 501, sale: null },
    });
    await settle();
    expect(store.get().last?.sale).toMatchObject({ receiptNumber: "A-1" });
    expect(remote.attempts).toHaveLength(1);
  });

  test("the change stays until the next sale starts", async () => {
    const store = createTestTill().open();
    fill(store);
    payCash(store);
    await settle();
    expect(store.get().last).not.toBeNull();
    fill(store);
    expect(store.get().last).toBeNull();
  });

  test("[S2] pressing the payment button twice sells once", async () => {
    const { open, remote, storage } = createTestTill();
    const store = open();
    fill(store);
    payCash(store);
    payCash(store);
    await settle();
    expect(remote.attempts).toHaveLength(1);
    expect(store.get().last?.sale).toMatchObject({ receiptNumber: "A-1" });
    expect(unsentIn(storage)).toBe(0);
  });
});

test("[S20] while the card terminal takes a payment the cart stays as it is, and a paid sale names its person", async () => {
  let held = false;
  const { open, storage } = createTestTill({ held: () => held });
  const store = open();
  fill(store, 2);
  held = true;
  fill(store);
  store.undo();
  store.act({ type: "setParts", parts: [] });
  expect(store.get()).toMatchObject({ heldBack: 3, state: { cart: { lines: [{}] } } });
  expect(quantityOf(store.get().state.cart.lines)).toBe(2);
  held = false;
  fill(store);
  expect(quantityOf(store.get().state.cart.lines)).toBe(3);
  expect(store.get().heldBack).toBe(0);
  payCash(store);
  expect(createTillStorage("olive:live", storage).journal.list()).toMatchObject([{ by: "Olive" }]);
});

describe("a lost connection", () => {
  test("[S2] the same key is sent until it is answered, and the sale is recorded once", async () => {
    const { open, remote, timers, storage } = createTestTill();
    const store = open();
    fill(store);
    remote.answers.push("bookedButLost", "again", "booked");
    payCash(store);
    await settle();
    expect(store.get().waiting).toBe(1);
    while (timers.length > 0) {
      timers.shift()?.();
      await settle();
    }
    expect(new Set(remote.attempts.map(({ key }) => key)).size).toBe(1);
    // Its time follows with the first repetition: it may be sent hours later.
    const { occurredAt: _, replay: __, ...rest } = remote.attempts[2] ?? {};
    expect(remote.attempts).toEqual([rest, { ...rest, ...AWAY }, { ...rest, ...AWAY }]);
    expect(remote.attempts).toHaveLength(3);
    expect(remote.recorded.size).toBe(1);
    expect(store.get()).toMatchObject({ waiting: 0, last: { sale: { receiptNumber: "A-1" } } });
    expect(unsentIn(storage)).toBe(0);
  });

  test("[S2] a reload during sending sends it again and loses nothing", async () => {
    const { open, remote, storage } = createTestTill();
    const before = open();
    fill(before, 2);
    remote.answers.push("bookedButLost");
    payCash(before, 998);
    fill(before);
    await settle();
    const after = open();
    expect(after.get().state.cart.lines).toHaveLength(1);
    after.resume();
    await settle();
    expect(remote.recorded.size).toBe(1);
    expect(unsentIn(storage)).toBe(0);
  });

  test("sales made in the meantime follow in order", async () => {
    const { open, remote, timers } = createTestTill();
    const store = open();
    remote.answers.push("again", "again", "again");
    for (const total of [499, 998, 1497]) {
      fill(store, total / 499);
      payCash(store, total, 2000);
      await settle();
    }
    expect(store.get().waiting).toBe(3);
    timers.shift()?.();
    await settle();
    expect([...remote.recorded.values()].map((input) => input.expectedTotalMinor)).toEqual([
      499, 998, 1497,
    ]);
  });

  test("any sequence of responses records each sale once or keeps it as refused, never both and never neither", async () => {
    const kinds: Answer[] = ["booked", "bookedButLost", "again", "later", "refused"];
    for (let seed = 1; seed <= 50; seed += 1) {
      const { open, remote, timers, storage } = createTestTill();
      let store = open();
      let state = seed * 2654435761;
      const next = (below: number) => {
        state = (Math.imul(state, 1103515245) + 12345) >>> 0;
        return (state >>> 8) % below;
      };
      const paid = 1 + next(4);
      for (let n = 0; n < paid; n += 1) {
        for (let a = next(4); a > 0; a -= 1)
          remote.answers.push(kinds[next(kinds.length)] ?? "booked");
        fill(store, n + 1);
        payCash(store, 499 * (n + 1), 5000);
        if (next(3) === 0) {
          store = open();
          store.resume();
        }
        await settle();
      }
      for (let turn = 0; turn < 40; turn += 1) {
        timers.shift()?.();
        await settle();
      }
      store = open();
      store.resume();
      await settle();
      const recorded = [...remote.recorded.values()].map((input) => quantityOf(input.lines));
      const came = store.get().refused.map(({ cart }) => quantityOf(cart.lines));
      expect(store.get().state).toMatchObject({ cart: { lines: [] }, aside: [] });
      expect(unsentIn(storage)).toBe(0);
      const all = [...recorded, ...came].reduce((a, b) => a + b, 0);
      expect(all).toBe((paid * (paid + 1)) / 2);
    }
  });

  test("[fault E3] a sale made while the server is down sends its time and the time of its prices, the same each time", async () => {
    const { open, remote, timers } = createTestTill({ away: true });
    const store = open();
    fill(store);
    remote.answers.push("again");
    payCash(store);
    await settle();
    for (const run of timers.splice(0)) run();
    await settle();
    expect(remote.attempts).toHaveLength(2);
    expect(remote.attempts[0]).toMatchObject(AWAY);
    expect(remote.attempts[1]).toEqual(remote.attempts[0]);
    const inReach = createTestTill();
    const near = inReach.open();
    fill(near);
    payCash(near);
    await settle();
    const [plain] = inReach.remote.attempts;
    expect(plain).not.toHaveProperty("occurredAt");
    expect(plain).not.toHaveProperty("replay");
    expect(plain).not.toHaveProperty("discountReason");
  });

  test("a device whose clock is wrong sells by the server's clock", async () => {
    const { open, remote } = createTestTill({ away: true });
    const store = open();
    fill(store);
    remote.answers.push("wrongTime");
    payCash(store);
    await settle();
    expect(remote.attempts.map(({ occurredAt, replay }) => ({ occurredAt, replay }))).toEqual([
      AWAY,
      { occurredAt: undefined, replay: undefined },
    ]);
    expect(remote.recorded.size).toBe(1);
  });

  test("[X13] a second tab that sends the sale ends the waiting in the first", async () => {
    const { open, remote } = createTestTill();
    const left = open();
    fill(left);
    remote.answers.push("signedOut");
    payCash(left);
    await settle();
    expect(left.get().waiting).toBe(1);
    open().resume();
    await settle();
    left.resume();
    await settle();
    expect(remote.recorded.size).toBe(1);
    expect(left.get().waiting).toBe(0);
  });

  test("after sign-out the sale is kept until the user is back", async () => {
    const { open, remote, timers, storage } = createTestTill();
    const store = open();
    fill(store);
    remote.answers.push("signedOut");
    payCash(store);
    await settle();
    expect(timers).toHaveLength(0);
    expect(unsentIn(storage)).toBe(1);
    open().resume();
    await settle();
    expect(remote.recorded.size).toBe(1);
  });
});

describe("storage in the browser", () => {
  test("the cart survives a reload, for this user and this database only", () => {
    const { open, storage } = createTestTill();
    const store = open();
    fill(store, 2);
    expect(open().get().state.cart).toEqual(store.get().state.cart);
    expect(createTillStorage("olive:sample", storage).load().cart.lines).toEqual([]);
  });

  test("another tab's cart is this tab's cart", () => {
    const { open } = createTestTill();
    const [left, right] = [open(), open()];
    fill(left, 2);
    right.reload();
    expect(right.get().state.cart).toEqual(left.get().state.cart);
  });

  test("an unreadable stored cart counts as empty, and a browser without storage still sells", async () => {
    const storage = memoryStorage();
    storage.entries.set("daybook-cart:olive:live", '{"cart":{"lines":[{"product":7}]}}');
    expect(createTillStorage("olive:live", storage).load().cart.lines).toEqual([]);
    const { open, remote } = createTestTill({ storage: null });
    const store = open();
    fill(store);
    payCash(store);
    await settle();
    expect(remote.recorded.size).toBe(1);
  });

  test("undo reverts the last changes one by one", () => {
    const store = createTestTill().open();
    fill(store, 3);
    store.undo();
    expect(store.get().state.cart.lines.map((line) => line.quantityMilli)).toEqual([2000]);
    store.undo();
    store.undo();
    expect(store.get().state.cart.lines).toEqual([]);
    store.undo();
    expect(store.get().state.cart.lines).toEqual([]);
  });

  test("[fault G5] undo changes the goods; payments taken stay until they are refunded", () => {
    const store = createTestTill().open();
    fill(store, 3);
    const parts = [{ tender: CARD, amountMinor: MinorPositive.parse(1000), reference: "" }];
    store.act({ type: "setParts", parts });
    store.undo();
    expect(quantityOf(store.get().state.cart.lines)).toBe(2);
    expect(store.get().state.cart.parts).toEqual(parts);
    store.undo();
    store.undo();
    expect(store.get().state.cart.parts).toEqual(parts);
  });
});

function quantityOf(lines: readonly { readonly quantityMilli: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantityMilli, 0) / 1000;
}
