import { afterAll, beforeAll, expect, test } from "vitest";
import { ClosingId } from "@daybook/contract/ids";
import { ListClosings } from "@daybook/contract/drawers";
import { getSafe } from "../closings/cash-entries.ts";
import { getClosing, listClosings } from "../closings/closings.ts";
import { listDrawers } from "../drawers/drawers.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { close, count, open, sellAt } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import former from "../testing/former/0019_corrections_and_card_payments.json" with { type: "json" };
import { openFormerShop } from "../testing/open-former-shop.ts";

/** A shop whose drawer two tills share, closed twice, before tills kept the history of their drawers. */
let shop: TestShop;
beforeAll(async () => {
  shop = await openFormerShop("0019_corrections_and_card_payments", former);
});
afterAll(() => shop.close());

async function expectClean(): Promise<void> {
  const { checks } = await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
}

test("[M7] closing reports, drawers and the safe of a filled database stay as they were", async () => {
  await expectClean();
  await shop.read(async (ctx) => {
    for (const before of former.reports.closings) {
      const id = ClosingId.parse(before.id);
      expect(await getClosing(ctx, { id })).toEqual({ ...before, series: 1 });
    }
    const { items } = await listClosings(ctx, ListClosings.parse({}));
    expect(items).toMatchObject(former.reports.list.items);
    expect((await listDrawers(ctx)).items).toMatchObject(former.reports.drawers.items);
    expect(await getSafe(ctx)).toMatchObject(former.reports.safe);
  });
});

test("[M7] [M13] its drawer opens with what was left, and the next report continues the numbers and the chain", async () => {
  shop.advance(60_000);
  const [drawer] = (await shop.read((ctx) => listDrawers(ctx))).items;
  const devices = await shop.read((ctx) => ctx.db.select().from(ctx.t.device));
  const deviceId = devices.find(({ name }) => name === "Front")?.id ?? null;
  if (drawer === undefined) throw new Error("the former shop has a drawer");
  await shop.remember();
  const owner = shop.as("owner");
  const front = { ...owner, actor: { ...owner.actor, deviceId } };
  const products = await shop.read((ctx) => ctx.db.select().from(ctx.t.product));
  for (const { sku, publicId } of products) shop.products.set(sku, publicId);
  const at: Counter = { shop, sku: "GIFT WRAP", drawer, front, back: front };
  const last = former.reports.closings.reduce((most, one) => Math.max(most, one.number), 0);
  const float = drawer.leftMinor;
  await open(at, float);
  await sellAt(at);
  const closing = await close(at, (await count(at, float + 1000)).id, float);
  expect(closing).toMatchObject({
    number: last + 1,
    differenceMinor: 0,
    report: { overnightMinor: 0, documents: { sale: { count: 1 } }, events: [] },
  });
  await expectClean();
});
