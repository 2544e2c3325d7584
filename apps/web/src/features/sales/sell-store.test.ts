import { describe, expect, test } from "vitest";
import { LocationId } from "@daybook/contract/ids";
import { minor, MinorPositive } from "@daybook/contract/money";
import { pieces } from "@daybook/contract/quantity";
import type { RingUpSale, Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { CartProduct } from "./cart.ts";
import { NO_PROBLEMS } from "./cart-problems.ts";
import type { Verdict } from "./sell-sender.ts";
import { createTillStorage } from "./sell-storage.ts";
import type { TextStorage } from "./sell-storage.ts";
import { createTillStore } from "./sell-store.ts";
import type { TillStore } from "./sell-store.ts";

const PLACE = LocationId.parse("0198c000-0000-7000-8000-0000000000cc");
const MUG = CartProduct.parse({
  id: "0198c000-0000-7000-8000-000000000001",
  sku: "MUG",
  name: "Mug",
  unit: "each",
  quantityStepMilli: 1000,
  kind: "stock",
  taxClassId: "0198c000-0000-7000-8000-0000000000aa",
  priceMinor: 499,
  basisMilli: 1000,
  version: 1,
});

/** What the network does with one attempt: the server's answer, or a failure that means this. */
type Answer = "booked" | "bookedButLost" | Verdict;

const LOST: ReadonlySet<Answer> = new Set(["bookedButLost", "again"]);

/** A server on the other side of a network: it books each key once and answers it alike ever after. */
function server() {
  const booked = new Map<string, RingUpSale>();
  const answers: Answer[] = [];
  const attempts: RingUpSale[] = [];
  return {
    booked,
    answers,
    attempts,
    send: (input: RingUpSale): Promise<Sale> => {
      attempts.push(input);
      const given = answers.shift() ?? "booked";
      // What is booked stays booked: only the network can still lose the answer.
      const answer = booked.has(input.key) && !LOST.has(given) ? "booked" : given;
      if (answer === "booked" || answer === "bookedButLost") booked.set(input.key, input);
      if (answer !== "booked")
        return Promise.reject(new Error(answer === "bookedButLost" ? "again" : answer));
      // safe because the till shows nothing of a sale but these
      return Promise.resolve({ id: input.key, receiptNumber: "A-1" } as Sale);
    },
  };
}

function memoryStorage(): TextStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, text) => void entries.set(key, text),
    removeItem: (key) => void entries.delete(key),
  };
}

function counter(options: { storage?: TextStorage | null; away?: boolean } = {}) {
  const remote = server();
  const storage = options.storage === undefined ? memoryStorage() : options.storage;
  const timers: (() => void)[] = [];
  let loads = 0;
  const open = () => {
    const load = (loads += 1);
    return createTillStore({
      storage: createTillStorage("olive:live", storage),
      // A page that was loaded anew hears nothing of what the one before it asked.
      send: (input) => {
        const answered = remote.send(input);
        const never = new Promise<never>(() => undefined);
        const heard = () => (load === loads ? answered : never);
        return answered.then(heard, heard);
      },
      judge: verdictOf,
      later: (_milliseconds, run) => {
        timers.push(run);
        return run;
      },
      newKey: newId,
      deviceTime: () => (options.away === true ? "2026-03-01T09:30:00Z" : undefined),
      explain: (_cart, error) => ({ ...NO_PROBLEMS, above: [String(error)] }),
      onCameBack: () => undefined,
    });
  };
  return { remote, open, timers, storage };
}

const verdictOf = (error: unknown): Verdict => {
  const said = error instanceof Error ? error.message : "";
  // safe because the server above says nothing else
  return said as Verdict;
};

function fill(store: TillStore, count = 1): void {
  for (let n = 0; n < count; n += 1)
    store.act({ type: "add", product: MUG, quantityMilli: pieces(1), lineId: newId() });
}

function payCash(store: TillStore, totalMinor = 499, handed = 1000): void {
  store.sell({
    tenders: [{ tender: "cash", amountMinor: MinorPositive.parse(handed), reference: "" }],
    totalMinor: minor(totalMinor),
    changeMinor: minor(handed - totalMinor),
    locationId: PLACE,
  });
}

/** Lets everything that was promised happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

const unsentIn = (storage: TextStorage | null) =>
  createTillStorage("olive:live", storage).journal.list().length;

describe("taking money", () => {
  test("[X13] the counter is clear and the change on show before the server has answered", async () => {
    const { open, remote } = counter();
    const store = open();
    fill(store);
    payCash(store);
    expect(store.get()).toMatchObject({
      till: { cart: { lines: [] } },
      last: { changeMinor: 501, sale: null },
    });
    await settle();
    expect(store.get().last?.sale).toMatchObject({ receiptNumber: "A-1" });
    expect(remote.attempts).toHaveLength(1);
  });

  test("the change stays until the next sale is begun", async () => {
    const store = counter().open();
    fill(store);
    payCash(store);
    await settle();
    expect(store.get().last).not.toBeNull();
    fill(store);
    expect(store.get().last).toBeNull();
  });

  test("[X13] a refusal brings the whole cart back with its reason", async () => {
    const { open, remote, storage } = counter();
    const store = open();
    fill(store, 3);
    const { cart } = store.get().till;
    remote.answers.push("refused");
    payCash(store, 1497, 2000);
    await settle();
    expect(store.get()).toMatchObject({
      till: { cart, problems: { above: ["Error: refused"] } },
      last: null,
    });
    expect(unsentIn(storage)).toBe(0);
    expect(remote.booked.size).toBe(0);
  });

  test("[S2] a second press on paying sells nothing twice, and nothing at all", async () => {
    const { open, remote, storage } = counter();
    const store = open();
    fill(store);
    payCash(store);
    payCash(store);
    await settle();
    expect(remote.attempts).toHaveLength(1);
    expect(store.get().last?.sale).toMatchObject({ receiptNumber: "A-1" });
    expect(unsentIn(storage)).toBe(0);
  });

  test("[X13] a sale that is refused after the next was begun waits beside it, and both are whole", async () => {
    const { open, remote } = counter();
    const store = open();
    fill(store, 3);
    const refused = store.get().till.cart;
    remote.answers.push("refused");
    payCash(store, 1497, 2000);
    fill(store);
    const next = store.get().till.cart;
    await settle();
    expect(store.get().till).toMatchObject({ cart: next, aside: [{ cart: refused }] });
    const id = store.get().till.aside[0]?.id ?? "";
    store.takeUp(id, minor(499));
    expect(store.get().till).toMatchObject({
      cart: refused,
      problems: { above: ["Error: refused"] },
      aside: [{ cart: next, totalMinor: 499 }],
    });
  });
});

describe("a lost connection", () => {
  test("[S2] the same key is sent until it is answered, and the sale is booked once", async () => {
    const { open, remote, timers, storage } = counter();
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
    expect(new Set(remote.attempts.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(remote.attempts).toHaveLength(3);
    expect(remote.booked.size).toBe(1);
    expect(store.get()).toMatchObject({ waiting: 0, last: { sale: { receiptNumber: "A-1" } } });
    expect(unsentIn(storage)).toBe(0);
  });

  test("[S2] a reload in the middle sends it again and loses nothing", async () => {
    const { open, remote, storage } = counter();
    const before = open();
    fill(before, 2);
    remote.answers.push("bookedButLost");
    payCash(before, 998);
    fill(before);
    await settle();
    const after = open();
    expect(after.get().till.cart.lines).toHaveLength(1);
    after.resume();
    await settle();
    expect(remote.booked.size).toBe(1);
    expect(unsentIn(storage)).toBe(0);
  });

  test("sales made meanwhile follow in the order they were made", async () => {
    const { open, remote, timers } = counter();
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
    expect([...remote.booked.values()].map((input) => input.expectedTotalMinor)).toEqual([
      499, 998, 1497,
    ]);
  });

  test("any run of answers books each sale once or brings it back, never both and never neither", async () => {
    const kinds: Answer[] = ["booked", "bookedButLost", "again", "later", "refused"];
    for (let seed = 1; seed <= 150; seed += 1) {
      const { open, remote, timers, storage } = counter();
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
      const { cart, aside } = store.get().till;
      const back = [cart, ...aside.map((one) => one.cart)].filter((one) => one.lines.length > 0);
      const booked = [...remote.booked.values()].map((input) => quantityOf(input.lines));
      const came = back.map((one) => quantityOf(one.lines));
      expect(unsentIn(storage)).toBe(0);
      const all = [...booked, ...came].reduce((a, b) => a + b, 0);
      expect(all).toBe((paid * (paid + 1)) / 2);
    }
  });

  test("a device whose clock is wrong sells by the server's clock", async () => {
    const { open, remote } = counter({ away: true });
    const store = open();
    fill(store);
    remote.answers.push("wrongTime");
    payCash(store);
    await settle();
    expect(remote.attempts.map((input) => input.occurredAt)).toEqual([
      "2026-03-01T09:30:00Z",
      undefined,
    ]);
    expect(remote.booked.size).toBe(1);
  });

  test("a server that cannot book gives the cart back after three tries", async () => {
    const { open, remote, timers } = counter();
    const store = open();
    fill(store);
    remote.answers.push("later", "later", "later");
    payCash(store);
    await settle();
    while (timers.length > 0) {
      timers.shift()?.();
      await settle();
    }
    expect(remote.attempts).toHaveLength(3);
    expect(store.get().till.cart.lines).toHaveLength(1);
  });

  test("[X13] a second tab that sends the sale ends the waiting in the first", async () => {
    const { open, remote } = counter();
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
    expect(remote.booked.size).toBe(1);
    expect(left.get().waiting).toBe(0);
  });

  test("whoever is signed out keeps the sale until they are back", async () => {
    const { open, remote, timers, storage } = counter();
    const store = open();
    fill(store);
    remote.answers.push("signedOut");
    payCash(store);
    await settle();
    expect(timers).toHaveLength(0);
    expect(unsentIn(storage)).toBe(1);
    open().resume();
    await settle();
    expect(remote.booked.size).toBe(1);
  });
});

describe("what the browser keeps", () => {
  test("the cart survives a reload, for this person and these books only", () => {
    const { open, storage } = counter();
    const store = open();
    fill(store, 2);
    expect(open().get().till.cart).toEqual(store.get().till.cart);
    expect(createTillStorage("olive:sample", storage).load().cart.lines).toEqual([]);
  });

  test("another tab's cart is this tab's cart", () => {
    const { open } = counter();
    const [left, right] = [open(), open()];
    fill(left, 2);
    right.reload();
    expect(right.get().till.cart).toEqual(left.get().till.cart);
  });

  test("what cannot be read is an empty cart, and a browser that keeps nothing still sells", async () => {
    const storage = memoryStorage();
    storage.entries.set("daybook-cart:olive:live", '{"cart":{"lines":[{"product":7}]}}');
    expect(createTillStorage("olive:live", storage).load().cart.lines).toEqual([]);
    const { open, remote } = counter({ storage: null });
    const store = open();
    fill(store);
    payCash(store);
    await settle();
    expect(remote.booked.size).toBe(1);
  });

  test("undo takes the last changes back, one by one", () => {
    const store = counter().open();
    fill(store, 3);
    store.undo();
    expect(store.get().till.cart.lines.map((line) => line.quantityMilli)).toEqual([2000]);
    store.undo();
    store.undo();
    expect(store.get().till.cart.lines).toEqual([]);
    store.undo();
    expect(store.get().till.cart.lines).toEqual([]);
  });
});

function quantityOf(lines: readonly { readonly quantityMilli: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantityMilli, 0) / 1000;
}
