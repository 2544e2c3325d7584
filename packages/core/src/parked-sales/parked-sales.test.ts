import { describe, expect, test } from "vitest";
import { CreateCustomer } from "@daybook/contract/customers";
import {
  DiscardParkedSale,
  KeepParkedSale,
  ListParkedSales,
  NameParkedSale,
  PARKED_IDLE_MS,
  ParkSale,
  PutBackParkedSale,
  RenameParkedSale,
} from "@daybook/contract/parked-sales";
import type { ParkedSale } from "@daybook/contract/parked-sales";
import { ProductState } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import type { Who } from "../context/context.ts";
import { createCustomer } from "../customers/customers.ts";
import { deactivateProduct } from "../products/product-state.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { enrolledTill, writeAs } from "../testing/counter.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { expectDbRefusal, expectRefusal } from "../testing/refusal.ts";
import {
  discardParkedSale,
  keepParkedSale,
  listParkedSales,
  openParkedSale,
  parkSale,
  putBackParkedSale,
  renameParkedSale,
} from "./parked-sales.ts";

interface TwoTills {
  readonly shop: TestShop;
  readonly front: Who;
  readonly back: Who;
}

async function twoTills(): Promise<TwoTills> {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(10) });
  const front = await enrolledTill(shop, "Front", "F");
  const back = await enrolledTill(shop, "Back", "B");
  return { shop, front: front.who, back: back.who };
}

const contents = (shop: TestShop, count: number) => ({
  cart: {
    lines: [{ productId: shop.productId("MUG"), quantityMilli: count * 1000 }],
    names: ["Mug"],
  },
  totalMinor: count * 1000,
});

const park = ({ shop, front }: TwoTills, more: object = {}) =>
  writeAs(shop, front, (ctx) =>
    parkSale(
      ctx,
      ParkSale.parse({
        key: newId(),
        locationId: shop.locationId(),
        ...contents(shop, 2),
        ...more,
      }),
    ),
  );

const named = ({ id }: ParkedSale) => NameParkedSale.parse({ key: newId(), id });
const open = (shop: TestShop, who: Who, sale: ParkedSale) =>
  writeAs(shop, who, (ctx) => openParkedSale(ctx, named(sale)));
const keep = (shop: TestShop, who: Who, sale: ParkedSale) =>
  writeAs(shop, who, (ctx) =>
    keepParkedSale(ctx, KeepParkedSale.parse({ ...named(sale), version: sale.version })),
  );
const putBack = (shop: TestShop, who: Who, sale: ParkedSale, changed?: object) =>
  writeAs(shop, who, (ctx) =>
    putBackParkedSale(
      ctx,
      PutBackParkedSale.parse({ ...named(sale), version: sale.version, changed }),
    ),
  );
const discard = (shop: TestShop, who: Who, sale: ParkedSale, reason = "") =>
  writeAs(shop, who, (ctx) =>
    discardParkedSale(ctx, DiscardParkedSale.parse({ ...named(sale), reason })),
  );
const list = (shop: TestShop, who: Who, status = "waiting") =>
  shop.work.read(who, (ctx) => listParkedSales(ctx, ListParkedSales.parse({ status })));

const mugs = (shop: TestShop, parkedId: string, more: object = {}) =>
  cart({
    locationId: shop.locationId(),
    lines: contents(shop, 2).cart.lines,
    expectedTotalMinor: 2000,
    parkedId,
    ...more,
  });
const sellIt = (shop: TestShop, who: Who, sale: ParkedSale, more: object = {}) =>
  writeAs(shop, who, (ctx) => ringUpSale(ctx, mugs(shop, sale.id, more)));

const auditOf = (shop: TestShop, { id }: ParkedSale) =>
  shop.read(async ({ db, t }) => {
    const rows = await db.select().from(t.auditEntry);
    return rows.filter(({ entityId }) => entityId === id).map(({ action }) => action);
  });
const journal = (shop: TestShop) =>
  shop.read(async ({ db, t }) => {
    const rows = await db.select().from(t.tillEvent);
    return rows.map(({ kind, amountMinor, detail }) => ({ kind, amountMinor, detail }));
  });

describe("[S3] parking", () => {
  test("a cart that is parked on one till is in the list of all, and leaves stock alone", async () => {
    const at = await twoTills();
    const parked = await park(at, { name: "Mrs Green" });
    const { items } = await list(at.shop, at.back);
    expect(items).toEqual([parked]);
    expect(parked).toMatchObject({
      name: "Mrs Green",
      goods: ["Mug"],
      lines: 1,
      totalMinor: 2000,
      parkedBy: { person: { name: "Olive Owner" }, till: { name: "Front" } },
      open: null,
      status: "waiting",
      closed: null,
    });
    expect((await at.shop.level("MUG")).onHandMilli).toBe(pieces(10));
  });

  test("opened on another till it has its cart and its customer, and the list says where it is", async () => {
    const at = await twoTills();
    const input = CreateCustomer.parse({ key: newId(), name: "Carla" });
    const customer = await at.shop.write((ctx) => createCustomer(ctx, input));
    const { cart: stored } = contents(at.shop, 2);
    const discount = { kind: "percent" as const, ppm: 100_000 };
    const full = { ...stored, customerId: customer.id, discount, discountReason: "Birthday" };
    const parked = await park(at, { cart: full });
    const opened = await open(at.shop, at.back, parked);
    expect(opened).toMatchObject({
      cart: { discount, discountReason: "Birthday", lines: [{ quantityMilli: 2000 }] },
      customer: { id: customer.id, name: "Carla" },
      open: { till: { name: "Back" }, isMine: true },
    });
    const { items } = await list(at.shop, at.front);
    expect(items).toMatchObject([{ open: { till: { name: "Back" }, isMine: false } }]);
  });

  test("one that is put back has its new contents, and any till opens it", async () => {
    const at = await twoTills();
    const parked = await park(at);
    const opened = await open(at.shop, at.back, parked);
    const back = await putBack(at.shop, at.back, opened, contents(at.shop, 3));
    expect(back).toMatchObject({ open: null, totalMinor: 3000, version: 2 });
    const again = await open(at.shop, at.front, parked);
    expect(again.cart.lines).toMatchObject([{ quantityMilli: 3000 }]);
  });

  test("a name can be given afterwards", async () => {
    const at = await twoTills();
    const parked = await park(at);
    const input = RenameParkedSale.parse({ ...named(parked), name: "Blue coat" });
    await writeAs(at.shop, at.back, (ctx) => renameParkedSale(ctx, input));
    expect((await list(at.shop, at.front)).items).toMatchObject([{ name: "Blue coat" }]);
    expect(RenameParkedSale.safeParse({ ...input, name: "x".repeat(10_000) }).success).toBe(false);
  });

  test("a cart with a product that was deactivated since is opened with all its lines", async () => {
    const at = await twoTills();
    const parked = await park(at);
    const off = ProductState.parse({ key: newId(), id: at.shop.productId("MUG"), version: 1 });
    await at.shop.write((ctx) => deactivateProduct(ctx, off));
    const opened = await open(at.shop, at.back, parked);
    expect(opened.cart.lines).toHaveLength(1);
    const selling = sellIt(at.shop, at.back, parked);
    await expectRefusal(selling, "inactive", "lines.0.productId");
    expect(await putBack(at.shop, at.back, opened)).toMatchObject({ open: null, totalMinor: 2000 });
  });

  test("unknown products and customers are refused at their field", async () => {
    const at = await twoTills();
    const { cart: stored } = contents(at.shop, 1);
    const nobody = { ...stored, customerId: newId() };
    await expectRefusal(park(at, { cart: nobody }), "not_found", "cart.customerId");
    const nothing = { ...stored, lines: [{ productId: newId(), quantityMilli: 1000 }] };
    await expectRefusal(park(at, { cart: nothing }), "not_found", "cart.lines.0.productId");
    expect((await list(at.shop, at.front)).items).toEqual([]);
  });
});

describe("[S3] one till at a time", () => {
  test("of two tills that open it at once, one has it and the other learns who", async () => {
    const at = await twoTills();
    const parked = await park(at);
    const outcomes = await Promise.allSettled([
      open(at.shop, at.front, parked),
      open(at.shop, at.back, parked),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const [first, second] =
      outcomes[0].status === "fulfilled" ? [at.front, at.back] : [at.back, at.front];
    const name = first === at.front ? "Front" : "Back";
    const refusal = await expectRefusal(open(at.shop, second, parked), "parked_sale_open", "id");
    expect(refusal.details).toEqual({
      by: "Olive Owner",
      till: name,
      since: "2026-03-02T10:00:00.000Z",
    });
    expect(refusal.message).toContain(`has this parked sale open on the till “${name}”`);
    await open(at.shop, first, parked);
  });

  test("it is free after five minutes without a sign, and its first till learns that another has it", async () => {
    const at = await twoTills();
    const parked = await park(at);
    await open(at.shop, at.front, parked);
    at.shop.advance(PARKED_IDLE_MS - 1);
    await keep(at.shop, at.front, parked);
    at.shop.advance(PARKED_IDLE_MS - 1);
    await expectRefusal(open(at.shop, at.back, parked), "parked_sale_open", "id");
    at.shop.advance(1);
    expect((await list(at.shop, at.front)).items).toMatchObject([{ open: null }]);
    await open(at.shop, at.back, parked);
    await expectRefusal(keep(at.shop, at.front, parked), "parked_sale_open", "id");
    await expectRefusal(sellIt(at.shop, at.front, parked), "parked_sale_open", "parkedId");
    await expectRefusal(discard(at.shop, at.front, parked), "parked_sale_open", "id");
    await expectRefusal(putBack(at.shop, at.front, parked), "parked_sale_open", "id");
  });

  test("one that is free again is kept by the till that still has its cart, unless it changed", async () => {
    const at = await twoTills();
    const parked = await park(at);
    await open(at.shop, at.front, parked);
    at.shop.advance(PARKED_IDLE_MS);
    expect(await keep(at.shop, at.front, parked)).toMatchObject({ open: { isMine: true } });
    at.shop.advance(PARKED_IDLE_MS);
    await putBack(at.shop, at.back, await open(at.shop, at.back, parked), contents(at.shop, 5));
    await expectRefusal(keep(at.shop, at.front, parked), "stale_version", "version");
    const late = putBack(at.shop, at.front, parked, contents(at.shop, 1));
    await expectRefusal(late, "stale_version", "version");
  });

  test("without a till it is the person who has it open", async () => {
    const at = await twoTills();
    const parked = await park(at);
    await open(at.shop, at.shop.as("owner"), parked);
    await open(at.shop, at.shop.as("owner"), parked);
    const { actor, ...who } = at.shop.as("owner");
    const other = { ...who, actor: { ...actor, userId: actor.userId + 1 } };
    await expectRefusal(open(at.shop, other, parked), "parked_sale_open", "id");
    await expectRefusal(open(at.shop, at.front, parked), "parked_sale_open", "id");
  });
});

describe("[S3] its end", () => {
  test("its sale closes it, and nothing is sold twice", async () => {
    const at = await twoTills();
    const parked = await park(at);
    await open(at.shop, at.back, parked);
    const sale = await sellIt(at.shop, at.back, parked);
    expect((await list(at.shop, at.front)).items).toEqual([]);
    expect((await list(at.shop, at.front, "sold")).items).toMatchObject([
      { status: "sold", open: null, closed: { sale: { receiptNumber: sale.receiptNumber } } },
    ]);
    const again = await expectRefusal(
      sellIt(at.shop, at.front, parked),
      "parked_sale_closed",
      "parkedId",
    );
    expect(again.details).toMatchObject({ outcome: "sold", receiptNumber: sale.receiptNumber });
    await expectRefusal(open(at.shop, at.front, parked), "parked_sale_closed", "id");
    expect((await at.shop.level("MUG")).onHandMilli).toBe(pieces(8));
    expect(await auditOf(at.shop, parked)).toEqual([
      "parkedSales.park",
      "parkedSales.open",
      "parkedSales.sell",
    ]);
  });

  test("of two sales of it at the same moment one succeeds", async () => {
    const at = await twoTills();
    const parked = await park(at);
    const outcomes = await Promise.allSettled([
      sellIt(at.shop, at.front, parked),
      sellIt(at.shop, at.back, parked),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await at.shop.level("MUG")).onHandMilli).toBe(pieces(8));
  });

  test("a refused sale leaves it open", async () => {
    const at = await twoTills();
    const parked = await park(at);
    await open(at.shop, at.back, parked);
    const wrong = sellIt(at.shop, at.back, parked, { expectedTotalMinor: 1, tenders: [] });
    await expectRefusal(wrong, "total_mismatch", "expectedTotalMinor");
    expect((await list(at.shop, at.back)).items).toMatchObject([{ open: { isMine: true } }]);
  });

  test("a sale that took place is saved although another one was, and the journal says so", async () => {
    const at = await twoTills();
    const parked = await park(at);
    const at10 = "2026-03-02T10:00:00.000Z";
    at.shop.advance(60_000);
    await sellIt(at.shop, at.back, parked);
    const replay = { occurredAt: at10, replay: { pricesAt: at10 } };
    const sale = await sellIt(at.shop, at.front, parked, replay);
    expect((await at.shop.level("MUG")).onHandMilli).toBe(pieces(6));
    expect((await auditOf(at.shop, parked)).slice(-2)).toEqual([
      "parkedSales.sell",
      "parkedSales.sellAgain",
    ]);
    expect(await journal(at.shop)).toEqual([
      { kind: "parked_sold_again", amountMinor: 2000, detail: `Mug: ${sale.receiptNumber}` },
    ]);
    const other = await park(at);
    await open(at.shop, at.back, other);
    await sellIt(at.shop, at.front, other, replay);
    await expectRefusal(keep(at.shop, at.back, other), "parked_sale_closed", "id");
    // Of a database that was restored from before it was parked.
    const unknown = { ...parked, id: ParkSale.shape.locationId.parse(newId()) as never };
    await sellIt(at.shop, at.front, unknown, replay);
    await expectRefusal(sellIt(at.shop, at.front, unknown), "not_found", "parkedId");
  });

  test("a discarded one stays as a record, and the till journal counts it", async () => {
    const at = await twoTills();
    const parked = await park(at, { name: "Mrs Green" });
    await discard(at.shop, at.back, parked, "She went home");
    expect((await list(at.shop, at.front)).items).toEqual([]);
    expect((await list(at.shop, at.front, "discarded")).items).toMatchObject([
      { status: "discarded", closed: { reason: "She went home", sale: null } },
    ]);
    expect(await journal(at.shop)).toEqual([
      { kind: "parked_discarded", amountMinor: 2000, detail: "Mrs Green: She went home" },
    ]);
    const refusal = await expectRefusal(
      sellIt(at.shop, at.front, parked),
      "parked_sale_closed",
      "parkedId",
    );
    expect(refusal.message).toContain("Olive Owner discarded this parked sale on");
    await expectDbRefusal(
      at.shop.write(({ db, t }) => db.delete(t.parkedSale)),
      "append_only",
    );
  });
});
