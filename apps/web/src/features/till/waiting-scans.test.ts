import { minor } from "@daybook/contract/money";
import { expect, test } from "vitest";
import type { TillStore } from "./till-store.ts";
import { memoryStorage } from "../../lib/testing/memory-storage.ts";
import { createTestTill, fill, payCash } from "./testing/test-till.ts";
import { MOST_WAITING, withOne } from "./waiting-scans.ts";
import type { Unanswered } from "./waiting-scans.ts";

const unknown = (code: string, quantityMilli: number | null = null) =>
  ({ kind: "unknown", code, quantityMilli }) as const;
/** A sale whose cart is restored by undo. */
const LAST = {
  key: "0198c000-0000-7000-8000-0000000000dd",
  totalMinor: minor(499),
  roundingMinor: minor(0),
  changeMinor: minor(0),
  paid: { at: "2026-03-01T09:30:00Z", tenders: [] },
  sale: null,
};
const OFF_SALE = { kind: "offSale", productId: "p1", name: "Old mug" } as const;

test("[fault G19] an unknown code waits with the quantity typed before it and with its repeated scans", () => {
  const once = withOne([], unknown("036000291452", 3000));
  expect(once).toMatchObject([{ code: "036000291452", quantityMilli: 3000 }]);
  const again = withOne(once, unknown("036000291452"));
  const other = withOne(again, unknown("042100005264"));
  expect(other).toMatchObject([unknown("036000291452", 4000), unknown("042100005264")]);
  expect(other).toHaveLength(2);
});

test("[fault G19] unanswered codes are restored after a reload, and answered ones are not", () => {
  const { open } = createTestTill();
  const before = open();
  for (const reason of [unknown("99887701", 2000), OFF_SALE, unknown("99887702")])
    before.wait(reason);
  const waiting = open().get().unanswered;
  expect(waiting).toMatchObject([unknown("99887701", 2000), OFF_SALE, unknown("99887702")]);
  expect(waiting).toEqual(before.get().unanswered);
  before.answer("code 99887701");
  expect(open().get().unanswered).toMatchObject([OFF_SALE, unknown("99887702")]);
});

test("[fault G19] another tab of the till sees which codes wait and which were answered", () => {
  const { open, storage } = createTestTill();
  const [here, there] = [open(), open()];
  here.wait(unknown("99887701"));
  there.reload();
  expect(there.get().unanswered).toEqual(here.get().unanswered);
  const keys = Array.from({ length: storage?.length ?? 0 }, (_, n) => storage?.key(n) ?? "");
  expect(keys.some((key) => there.keeps(key))).toBe(true);
});

test("[fault G19] a code of a cart that was paid, emptied or parked keeps waiting, and for no other cart", () => {
  const leave = {
    paid: (store: TillStore) => payCash(store),
    emptied: (store: TillStore) =>
      store.act({ type: "remove", lineId: store.get().state.cart.lines[0]?.lineId ?? "" }),
    setAside: (store: TillStore) => {
      const { cart } = store.get().state;
      store.bringBack({ ...LAST, cart });
      store.takeUp(LAST.key, LAST.totalMinor);
    },
  };
  for (const how of Object.values(leave)) {
    const { open } = createTestTill();
    const store = open();
    store.wait(unknown("99887701", 3000));
    fill(store);
    expect(store.get().unanswered).toMatchObject([{ earlier: false }]);
    how(store);
    expect(store.get().unanswered).toMatchObject([{ code: "99887701", earlier: true }]);
    expect(open().get().unanswered).toEqual(store.get().unanswered);
    // Scanned again, it belongs to the current cart, with the quantity scanned for that cart.
    store.wait(unknown("99887701"));
    expect(store.get().unanswered).toMatchObject([{ quantityMilli: null, earlier: false }]);
  }
});

test("[fault G19] entries of another version of the page are ignored, and the number of waiting codes is limited", () => {
  const storage = memoryStorage();
  const kept = { kind: "unknown", code: "1", quantityMilli: null, id: "code 1", earlier: false };
  storage.setItem("daybook-scans:olive:live", JSON.stringify([{ kind: "other" }, kept]));
  expect(createTestTill({ storage }).open().get().unanswered).toEqual([kept]);
  storage.setItem("daybook-scans:olive:live", "{");
  expect(createTestTill({ storage }).open().get().unanswered).toEqual([]);
  let waiting: readonly Unanswered[] = [];
  for (let n = 0; n <= MOST_WAITING; n += 1) waiting = withOne(waiting, unknown(`${n}`));
  expect(waiting).toHaveLength(MOST_WAITING);
  expect(waiting.at(-1)).toMatchObject({ code: `${MOST_WAITING}` });
});
