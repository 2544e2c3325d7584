import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ListMovements } from "@daybook/contract/stock";
import { milli, pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, delivery, opening, transfer, waste } from "../testing/inputs.ts";
import { expectDbRefusal, expectRefusal } from "../testing/refusal.ts";
import { adjustStock } from "./adjust-stock.ts";
import { listMovements } from "./movements.ts";
import { receiveGoods } from "./receive-goods.ts";
import { recordOpening } from "./record-opening.ts";
import { transferStock } from "./transfer-stock.ts";
import { wasteStock } from "./waste-stock.ts";

const mugShop = () =>
  createTestShop().withProduct("MUG", { onHandMilli: pieces(5), costMinor: 1500 });

describe("manual stock entries", () => {
  test("[L10] a damaged unit leaves the shelf and is written off at cost", async () => {
    const shop = await mugShop();
    await shop.write((w) =>
      adjustStock(w, adjustment({ ...shop.at("MUG"), quantityMilli: -1000, reason: "damage" })),
    );
    expect(await shop.level("MUG")).toEqual({ onHandMilli: pieces(4), reservedMilli: pieces(0) });
    expect(await shop.ledger("MUG")).toMatchObject([
      { kind: "opening", costMinor: 1500 },
      { kind: "adjust", costMinor: 300, reason: "damage", to: null },
    ]);
  });

  test("[L10] found goods come in at the average", async () => {
    const shop = await mugShop();
    await shop.write((w) =>
      adjustStock(w, adjustment({ ...shop.at("MUG"), quantityMilli: 2000, reason: "found" })),
    );
    expect(await shop.valueMinor("MUG")).toBe(2100);
    expect((await shop.ledger("MUG")).at(-1)).toMatchObject({
      kind: "adjust",
      from: null,
      costMinor: 600,
    });
  });

  test("found goods that were never bought have no cost; after a purchase they have the last cost", async () => {
    const shop = await createTestShop()
      .withProduct("NEW")
      .withProduct("OLD", { onHandMilli: pieces(2), costMinor: 800 });
    const found = (sku: string) =>
      shop.write((w) =>
        adjustStock(w, adjustment({ ...shop.at(sku), quantityMilli: 1000, reason: "found" })),
      );
    await found("NEW");
    expect(await shop.valueMinor("NEW")).toBe(0);
    await shop.write((w) =>
      wasteStock(w, waste({ ...shop.at("OLD"), quantityMilli: 2000, reason: "spoiled" })),
    );
    await found("OLD");
    expect(await shop.valueMinor("OLD")).toBe(400);
  });

  test("[L16] a receipt changes the average, a write-off takes its share of the value", async () => {
    const shop = await mugShop();
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: 5000, costMinor: 2500 }];
    await shop.write((w) =>
      receiveGoods(w, delivery({ locationId: shop.locationId(), lines, reference: "D-17" })),
    );
    expect(await shop.valueMinor("MUG")).toBe(4000);
    await shop.write((w) =>
      wasteStock(w, waste({ ...shop.at("MUG"), quantityMilli: 3000, reason: "expired" })),
    );
    expect(await shop.valueMinor("MUG")).toBe(2800);
    expect(
      (await shop.ledger("MUG")).map(({ kind, costMinor, document }) => [
        kind,
        costMinor,
        document.number,
      ]),
    ).toEqual([
      ["opening", 1500, ""],
      ["receive", 2500, "D-17"],
      ["waste", 1200, ""],
    ]);
  });

  test("[L5] a transfer has both ends in one movement and does not change the value", async () => {
    const shop = await mugShop().withLocation("Back room");
    const move = transfer({
      fromLocationId: shop.locationId(),
      toLocationId: shop.locationId("Back room"),
      lines: [{ productId: shop.productId("MUG"), quantityMilli: 2000 }],
    });
    await shop.write((w) => transferStock(w, move));
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(3));
    expect((await shop.level("MUG", "Back room")).onHandMilli).toBe(pieces(2));
    expect(await shop.valueMinor("MUG")).toBe(1500);
    expect((await shop.ledger("MUG")).at(-1)).toMatchObject({
      kind: "transfer",
      from: { name: "Shop" },
      to: { name: "Back room" },
      costMinor: 600,
    });
  });

  test("[L5] a transfer with too little stock of one product moves none", async () => {
    const shop = await mugShop()
      .withLocation("Back room")
      .withProduct("CUP", { onHandMilli: pieces(1), costMinor: 100 });
    const move = transfer({
      fromLocationId: shop.locationId(),
      toLocationId: shop.locationId("Back room"),
      lines: [
        { productId: shop.productId("MUG"), quantityMilli: 2000 },
        { productId: shop.productId("CUP"), quantityMilli: 2000 },
      ],
    });
    const refusal = await expectRefusal(
      shop.write((w) => transferStock(w, move)),
      "insufficient_stock",
      "lines.1.quantityMilli",
    );
    expect(refusal.details).toMatchObject({
      shortages: [{ sku: "CUP", requestedMilli: 2000, availableMilli: 1000 }],
    });
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(5));
  });

  test("[L3] a movement shows its user, both times, its reason and its document", async () => {
    const shop = await mugShop();
    shop.advance(3600_000);
    const occurredAt = new Date(shop.clock.now - 600_000).toISOString();
    const input = adjustment({
      ...shop.at("MUG"),
      quantityMilli: -1000,
      reason: "damage",
      note: "fell",
      occurredAt,
    });
    const document = await shop.write((w) => adjustStock(w, input));
    expect((await shop.ledger("MUG")).at(-1)).toMatchObject({
      user: { name: "Olive Owner" },
      occurredAt,
      recordedAt: new Date(shop.clock.now).toISOString(),
      reason: "damage",
      document: { type: "stock", id: document.id, note: "fell" },
    });
  });

  test("[L4] the database requires positive quantities and at least one end of a movement", async () => {
    const shop = await mugShop();
    for (const fault of [{ quantityMilli: milli(0) }, { toLocationId: null }]) {
      const work = shop.write(async (w) => {
        const [row] = await w.db.select().from(w.t.movement);
        if (row === undefined) throw new Error("the opening is there");
        const { id: _, ...copy } = row;
        await w.db.insert(w.t.movement).values({ ...copy, publicId: newId(), ...fault });
      });
      await expectDbRefusal(work, "check");
    }
    expect(await shop.ledger("MUG")).toHaveLength(1);
  });
});

describe("refusals of the ledger", () => {
  test("[L8] stock never falls below zero, and the refusal shows the stock available", async () => {
    const shop = await mugShop();
    const work = shop.write((w) =>
      wasteStock(w, waste({ ...shop.at("MUG"), quantityMilli: 6000, reason: "spoiled" })),
    );
    const refusal = await expectRefusal(work, "insufficient_stock", "quantityMilli");
    expect(refusal.message).toBe("Only 5 of MUG left in Shop.");
    expect(await shop.ledger("MUG")).toHaveLength(1);
  });

  test("[L8] the database itself rejects a negative level", async () => {
    const shop = await mugShop();
    const work = shop.write((w) => w.db.update(w.t.stockLevel).set({ onHandMilli: milli(-1) }));
    await expectDbRefusal(work, "check");
  });

  test("[U4] a fraction of a whole piece is refused at the quantity", async () => {
    const shop = await mugShop();
    const work = shop.write((w) =>
      wasteStock(w, waste({ ...shop.at("MUG"), quantityMilli: 500, reason: "spoiled" })),
    );
    await expectRefusal(work, "fraction_not_allowed", "quantityMilli");
  });

  test("[U1] a product by weight moves to the gram", async () => {
    const shop = await createTestShop().withProduct("TEA", {
      input: { unit: "kg" },
      onHandMilli: milli(1234),
      costMinor: 999,
    });
    await shop.write((w) =>
      wasteStock(w, waste({ ...shop.at("TEA"), quantityMilli: 1, reason: "sample" })),
    );
    expect((await shop.level("TEA")).onHandMilli).toBe(1233);
  });

  test("a service has no stock", async () => {
    const shop = await createTestShop().withProduct("CUT", { input: { kind: "service" } });
    const lines = [{ productId: shop.productId("CUT"), quantityMilli: 1000, costMinor: 0 }];
    const work = shop.write((w) =>
      recordOpening(w, opening({ locationId: shop.locationId(), lines })),
    );
    await expectRefusal(work, "not_stocked", "lines.0.quantityMilli");
  });

  test("unknown products and locations are refused at their fields", async () => {
    const shop = await mugShop();
    const nowhere = { ...shop.at("MUG"), locationId: newId() };
    const nothing = { ...shop.at("MUG"), productId: newId() };
    const wasting = (at: object) =>
      shop.write((w) => wasteStock(w, waste({ ...at, quantityMilli: 1000, reason: "other" })));
    await expectRefusal(wasting(nowhere), "not_found", "locationId");
    await expectRefusal(wasting(nothing), "not_found", "productId");
  });

  test("a time in the future and, without the permission, one long ago are refused", async () => {
    const shop = await mugShop();
    shop.advance(8 * 24 * 3600_000);
    const at = (offset: number) => ({
      ...shop.at("MUG"),
      quantityMilli: 1000,
      reason: "other",
      occurredAt: new Date(shop.clock.now + offset).toISOString(),
    });
    await expectRefusal(
      shop.write((w) => wasteStock(w, waste(at(3600_000)))),
      "happens_in_future",
      "occurredAt",
    );
    const lastWeek = waste(at(-7 * 24 * 3600_000));
    await expectRefusal(
      shop.write((w) => wasteStock(w, lastWeek), "stock_clerk"),
      "forbidden",
      "occurredAt",
    );
    await shop.write((w) => wasteStock(w, lastWeek), "manager");
    expect((await shop.ledger("MUG")).at(-1)).toMatchObject({
      kind: "waste",
      businessDate: "2026-03-03",
    });
  });
});

describe("the ledger", () => {
  test("[L3] rows can be neither changed nor deleted", async () => {
    const shop = await mugShop();
    const change = shop.write((w) => w.db.update(w.t.movement).set({ reason: "other" }));
    await expectDbRefusal(change, "append_only");
    await expectDbRefusal(
      shop.write((w) => w.db.delete(w.t.movement)),
      "append_only",
    );
    expect(await shop.ledger("MUG")).toHaveLength(1);
  });

  test("[I5] lists by product, location, kind and business days, page by page without gaps", async () => {
    const shop = await mugShop()
      .withLocation("Back room")
      .withProduct("CUP", { onHandMilli: pieces(9), costMinor: 900 });
    for (let day = 0; day < 7; day++) {
      shop.advance(24 * 3600_000);
      await shop.write((w) =>
        wasteStock(w, waste({ ...shop.at("CUP"), quantityMilli: 1000, reason: "sample" })),
      );
    }
    const list = (fields: object) =>
      shop.read((r) => listMovements(r, ListMovements.parse({ limit: 3, ...fields })));
    const first = await list({ productId: shop.productId("CUP") });
    const second = await list({ productId: shop.productId("CUP"), cursor: first.nextCursor ?? "" });
    const third = await list({ productId: shop.productId("CUP"), cursor: second.nextCursor ?? "" });
    const days = [...first.items, ...second.items, ...third.items].map((row) => row.businessDate);
    expect(days).toEqual(
      ["09", "08", "07", "06", "05", "04", "03", "02"].map((day) => `2026-03-${day}`),
    );
    expect(third.nextCursor).toBeNull();
    expect((await list({ kind: "opening" })).items).toHaveLength(2);
    expect((await list({ locationId: shop.locationId("Back room") })).items).toHaveLength(0);
    expect((await list({ from: "2026-03-04", to: "2026-03-05" })).items).toHaveLength(2);
    await expectRefusal(list({ cursor: "no cursor of ours" }), "invalid_input", "cursor");
  });

  test("[L7] after any sequence of movements, levels and values equal the sums of the ledger", async () => {
    const shop = await createTestShop().withLocation("Back room").withProduct("A").withProduct("B");
    const step = fc.record({
      sku: fc.constantFrom("A", "B"),
      place: fc.constantFrom("Shop", "Back room"),
      verb: fc.constantFrom("receive", "waste", "found", "lost", "transfer"),
      pieces: fc.integer({ min: 1, max: 9 }),
      cost: fc.nat(5000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        for (const wanted of steps) await attempt(shop, wanted);
        expect(await projection(shop)).toEqual(await sumsOfLedger(shop));
      }),
      { numRuns: 25 },
    );
  });
});

interface Step {
  readonly sku: string;
  readonly place: string;
  readonly verb: string;
  readonly pieces: number;
  readonly cost: number;
}

/** Does the step or is refused for want of stock; anything else fails the test. */
async function attempt(
  shop: TestShop,
  { sku, place, verb, pieces: count, cost }: Step,
): Promise<void> {
  const at = shop.at(sku, place);
  const quantityMilli = count * 1000;
  const other = shop.locationId(place === "Shop" ? "Back room" : "Shop");
  const lines = [{ productId: at.productId, quantityMilli, costMinor: cost }];
  const done = shop.write(async (w) => {
    if (verb === "receive") await receiveGoods(w, delivery({ locationId: at.locationId, lines }));
    if (verb === "waste") await wasteStock(w, waste({ ...at, quantityMilli, reason: "other" }));
    if (verb === "found")
      await adjustStock(w, adjustment({ ...at, quantityMilli, reason: "found" }));
    if (verb === "lost")
      await adjustStock(w, adjustment({ ...at, quantityMilli: -quantityMilli, reason: "damage" }));
    if (verb === "transfer") {
      const moved = [{ productId: at.productId, quantityMilli }];
      await transferStock(
        w,
        transfer({ fromLocationId: at.locationId, toLocationId: other, lines: moved }),
      );
    }
  });
  await done.catch((error: unknown) => expect(error).toMatchObject({ code: "insufficient_stock" }));
}

async function projection(shop: TestShop) {
  return shop.read(async (r) => {
    const levels = await r.db
      .select()
      .from(r.t.stockLevel)
      .orderBy(r.t.stockLevel.productId, r.t.stockLevel.locationId);
    const values = await r.db.select().from(r.t.stockValue).orderBy(r.t.stockValue.productId);
    return {
      levels: levels
        .filter((row) => row.onHandMilli !== 0)
        .map((row) => [row.productId, row.locationId, row.onHandMilli]),
      values: values.map((row) => [row.productId, row.onHandMilli, row.valueMinor]),
    };
  });
}

async function sumsOfLedger(shop: TestShop) {
  return shop.read(async (r) => {
    const levels = new Map<string, number>();
    const values = new Map<number, [number, number]>();
    const known = await r.db.select().from(r.t.stockValue);
    for (const row of known) values.set(row.productId, [0, 0]);
    for (const row of await r.db.select().from(r.t.movement)) {
      const add = (place: number | null, sign: number) => {
        if (place === null) return;
        const key = `${row.productId}:${place}`;
        levels.set(key, (levels.get(key) ?? 0) + sign * row.quantityMilli);
      };
      add(row.fromLocationId, -1);
      add(row.toLocationId, 1);
      const [quantity, value] = values.get(row.productId) ?? [0, 0];
      if (row.fromLocationId === null)
        values.set(row.productId, [quantity + row.quantityMilli, value + row.costMinor]);
      if (row.toLocationId === null)
        values.set(row.productId, [quantity - row.quantityMilli, value - row.costMinor]);
    }
    return {
      levels: [...levels]
        .filter(([, onHand]) => onHand !== 0)
        .map(([key, onHand]) => [...key.split(":").map(Number), onHand])
        .sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d),
      values: [...values]
        .sort(([a], [b]) => a - b)
        .map(([id, [quantity, value]]) => [id, quantity, value]),
    };
  });
}
