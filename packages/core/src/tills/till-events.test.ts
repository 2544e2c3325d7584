import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { ListTillEvents, RecordTillEvents } from "@daybook/contract/till-events";
import { EnrolTill } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import type { Who } from "../context/context.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { expectDbRefusal, expectRefusal } from "../testing/refusal.ts";
import {
  countTillEvents,
  getTillEventCounts,
  listTillEvents,
  recordTillEvents,
} from "./till-events.ts";
import type { JournalPart } from "./till-events.ts";
import { deviceIdOf, enrolTill, revokeTill } from "./tills.ts";

const HOUR = 3600_000;

/** An hour after it was set up. */
async function mugShop(): Promise<TestShop> {
  const shop = await createTestShop().withProduct("MUG", {
    priceMinor: 1000,
    onHandMilli: pieces(50),
  });
  shop.advance(HOUR);
  return shop;
}

interface Till {
  readonly who: Who;
  readonly deviceId: number;
  readonly id: Awaited<ReturnType<typeof enrolTill>>["id"];
}

async function open(shop: TestShop, name: string, receiptPrefix: string): Promise<Till> {
  const input = EnrolTill.parse({ key: newId(), name, receiptPrefix });
  const { id } = await shop.write((ctx) => enrolTill(ctx, input, newId()));
  const deviceId = await shop.read((ctx) => deviceIdOf(ctx, id));
  const who = shop.as("owner");
  return { id, deviceId, who: { ...who, actor: { ...who.actor, deviceId } } };
}

const event = (fields: Record<string, unknown> = {}) => ({
  key: newId(),
  kind: "line_removed",
  occurredAt: "2026-03-02T10:30:00Z",
  ...fields,
});
const send = (shop: TestShop, who: Who, events: object[]) =>
  shop.work.write(who, (ctx) =>
    recordTillEvents(ctx, RecordTillEvents.parse({ key: newId(), events })),
  );
const sell = (shop: TestShop, who: Who, totalMinor: number, fields: object) => {
  const line = { productId: shop.productId("MUG"), quantityMilli: 2000 };
  const input = cart({
    locationId: shop.locationId(),
    lines: [{ ...line, ...fields }],
    expectedTotalMinor: totalMinor,
  });
  return shop.work.write(who, (ctx) => ringUpSale(ctx, input));
};
const list = (shop: TestShop, filter: object = {}) =>
  shop.read((ctx) => listTillEvents(ctx, ListTillEvents.parse(filter)));
const isClean = async (shop: TestShop) =>
  (await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx))).clean;

describe("[F2] the till journal", () => {
  test("keeps what a till sends, numbered per till, each event once", async () => {
    const shop = await mugShop();
    const [front, back] = [await open(shop, "Front", "F"), await open(shop, "Back", "B")];
    const first = event({ amountMinor: 1000, detail: "1 × Mug" });
    expect(await send(shop, front.who, [first, event({ kind: "no_sale" })])).toEqual({
      recorded: 2,
    });
    // The answer was lost: the same events come again, with a new one.
    expect(await send(shop, front.who, [first, first, event()])).toEqual({ recorded: 1 });
    await send(shop, back.who, [event()]);
    const { items } = await list(shop);
    expect(items.map(({ till, seq }) => `${till?.name} ${seq}`)).toEqual([
      "Back 1",
      "Front 3",
      "Front 2",
      "Front 1",
    ]);
    expect(items.at(-1)).toEqual({
      id: first.key,
      till: { id: front.id, name: "Front" },
      seq: 1,
      kind: "line_removed",
      occurredAt: "2026-03-02T10:30:00.000Z",
      recordedAt: "2026-03-02T11:00:00.000Z",
      businessDate: "2026-03-02",
      user: { id: shop.as("owner").actor.publicId, name: "Olive Owner" },
      amountMinor: 1000,
      sale: null,
      detail: "1 × Mug",
    });
    expect(await isClean(shop)).toBe(true);
    await shop.close();
  });

  test("an event has a time at which the till may have been offline, whatever its clock says", async () => {
    const shop = await mugShop();
    const { who } = await open(shop, "Front", "F");
    shop.advance(30 * 24 * HOUR);
    const times = ["2026-03-03T10:00:00Z", "2026-03-28T10:00:00Z", "2027-01-01T00:00:00Z"];
    await send(
      shop,
      who,
      times.map((occurredAt) => event({ occurredAt })),
    );
    expect((await list(shop)).items.map(({ occurredAt }) => occurredAt)).toEqual([
      "2026-04-01T11:00:00.000Z",
      "2026-03-28T10:00:00.000Z",
      "2026-03-25T11:00:00.000Z",
    ]);
    await shop.close();
  });

  test("two tabs of a till that send the same events at once record each once, without gaps", async () => {
    const shop = await mugShop();
    const { who, id } = await open(shop, "Front", "F");
    const events = Array.from({ length: 12 }, () => event());
    const batches = [events, events.slice(6), events.toReversed(), events.slice(0, 6)];
    const done = await Promise.all(batches.map((batch) => send(shop, who, batch)));
    expect(done.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(12);
    const { items } = await list(shop, { tillId: id });
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, i) => 12 - i));
    expect(await isClean(shop)).toBe(true);
    await shop.close();
  });

  test("has other prices and discounts of a sale, once each with their sum, and nothing of a plain sale", async () => {
    const shop = await mugShop();
    const { who, deviceId } = await open(shop, "Front", "F");
    await sell(shop, who, 2000, {});
    expect((await list(shop)).items).toEqual([]);
    const sale = await sell(shop, who, 1500, {
      unitPriceMinor: 800,
      discount: { kind: "amount", amountMinor: 100 },
    });
    const { items } = await list(shop);
    expect(items).toMatchObject([
      { kind: "discount", amountMinor: 100, seq: 2, sale: { receiptNumber: "F-2" } },
      { kind: "price_override", amountMinor: 400, seq: 1, sale: { id: sale.id } },
    ]);
    // Without a till, in the journal of callers without one.
    await sell(shop, shop.as("owner"), 2400, { unitPriceMinor: 1200 });
    expect((await list(shop)).items[0]).toMatchObject({
      till: null,
      kind: "price_override",
      amountMinor: 400,
      seq: 1,
    });
    const part = (id: number, after: number, last: number) => ({ deviceId: id, after, last });
    const count = (...parts: JournalPart[]) => shop.read((ctx) => countTillEvents(ctx, parts));
    expect(await count(part(deviceId, 0, 2))).toEqual([
      { kind: "price_override", count: 1, amountMinor: 400 },
      { kind: "discount", count: 1, amountMinor: 100 },
    ]);
    expect(await count(part(deviceId, 0, 2), part(1, 0, 1))).toMatchObject([
      { count: 2, amountMinor: 800 },
      {},
    ]);
    expect(await count(part(deviceId, 2, 2))).toEqual([]);
    expect(await isClean(shop)).toBe(true);
    await shop.close();
  });

  test("filters by till, kind and day, counts what the filter finds, and comes in pages", async () => {
    const shop = await mugShop();
    const front = await open(shop, "Front", "F");
    await send(shop, front.who, [
      event({ occurredAt: "2026-03-01T12:00:00Z" }),
      event({ amountMinor: 250 }),
      event({ kind: "copy_printed" }),
    ]);
    shop.advance(24 * HOUR);
    await send(shop, shop.as("owner"), [
      // A clock that is wrong does not lose an event: it happened at the latest when it came, and not before the shop.
      event({ occurredAt: "2030-01-01T00:00:00Z", amountMinor: 50 }),
      event({ occurredAt: "1999-01-01T00:00:00Z", saleId: newId() }),
    ]);
    const counts = (filter: object) =>
      shop.read((ctx) => getTillEventCounts(ctx, ListTillEvents.parse(filter)));
    expect(await counts({})).toEqual({
      items: [
        { kind: "line_removed", count: 4, amountMinor: 300 },
        { kind: "copy_printed", count: 1, amountMinor: 0 },
      ],
    });
    expect(await counts({ from: "2026-03-03" })).toMatchObject({ items: [{ count: 1 }] });
    expect(await counts({ tillId: front.id, kind: "line_removed" })).toMatchObject({
      items: [{ count: 2 }],
    });
    const page = await list(shop, { kind: "line_removed", limit: 3 });
    expect(page.items).toHaveLength(3);
    const rest = await list(shop, { kind: "line_removed", limit: 3, cursor: page.nextCursor });
    expect(rest.items).toHaveLength(1);
    await expectRefusal(list(shop, { tillId: newId() }), "not_found", "tillId");
    await shop.close();
  });

  test("is refused for a revoked till, whose events wait, and can be neither changed nor deleted", async () => {
    const shop = await mugShop();
    const { who, id } = await open(shop, "Front", "F");
    await send(shop, who, [event()]);
    await shop.write((ctx) => revokeTill(ctx, { key: newId(), id, version: 1 }));
    await expectRefusal(send(shop, who, [event()]), "till_revoked");
    expect((await list(shop)).items).toHaveLength(1);
    await expectDbRefusal(
      shop.write(({ db, t }) => db.update(t.tillEvent).set({ detail: "" })),
      "append_only",
    );
    await shop.close();
  });
});
