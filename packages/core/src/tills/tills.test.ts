import { describe, expect, test } from "vitest";
import type { TillId } from "@daybook/contract/ids";
import { pieces } from "@daybook/contract/quantity";
import { EnrolTill, UpdateTill } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import type { Who, WriteCtx } from "../context/context.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { getSale } from "../sales/sales.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import {
  deviceIdOf,
  enrolTill,
  enrolTillAgain,
  listTills,
  revokeTill,
  updateTill,
} from "./tills.ts";

const mugShop = () => createTestShop().withProduct("MUG", { onHandMilli: pieces(50) });

const enrol = (shop: TestShop, name: string, receiptPrefix: string, browser = newId()) =>
  shop.write((ctx) =>
    enrolTill(ctx, EnrolTill.parse({ key: newId(), name, receiptPrefix }), browser),
  );
const change = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateTill(ctx, UpdateTill.parse({ key: newId(), ...fields })));
const state = ({ id, version }: { id: TillId; version: number }) => ({ key: newId(), id, version });

/** The owner in the browser that is this till. */
async function at(shop: TestShop, id: TillId): Promise<Who> {
  const who = shop.as("owner");
  const { items } = await shop.read((ctx) => listTills(ctx));
  const tillRevoked = items.find((one) => one.id === id)?.revokedAt !== null;
  const deviceId = tillRevoked ? null : await shop.read((ctx) => deviceIdOf(ctx, id));
  return { ...who, actor: { ...who.actor, deviceId, tillRevoked } };
}

const mugs = (shop: TestShop, count = 1) =>
  cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: count * 1000 }],
    expectedTotalMinor: count * 1000,
  });
const sell = (shop: TestShop, who: Who, count = 1) =>
  shop.work.write(who, (ctx: WriteCtx) => ringUpSale(ctx, mugs(shop, count)));
const isClean = async (shop: TestShop) =>
  (await shop.work.snapshot(shop.as("owner"), (ctx) => verifyDatabase(ctx))).clean;

describe("[S8] tills", () => {
  test("a till numbers its own receipts, which show its name, and callers without one have theirs", async () => {
    const shop = await mugShop();
    const front = await enrol(shop, "Front", "f");
    expect(front).toMatchObject({ receiptPrefix: "F", lastReceiptNumber: null, thisDevice: true });
    const who = await at(shop, front.id);
    const sale = await sell(shop, who);
    expect(sale).toMatchObject({ receiptNumber: "F-1", till: "Front" });
    expect(await sell(shop, shop.as("owner"))).toMatchObject({ receiptNumber: "S-1", till: null });
    const back = goodsBack(sale, {
      lines: [{ lineNo: 1, quantityMilli: 1000 }],
      expectedTotalMinor: 1000,
    });
    expect(await shop.work.write(who, (ctx) => returnSale(ctx, back))).toMatchObject({
      receiptNumber: "F-2",
      till: "Front",
    });
    const { items } = await shop.work.read(who, (ctx) => listTills(ctx));
    expect(items).toMatchObject([{ name: "Front", lastReceiptNumber: "F-2", thisDevice: true }]);
    await change(shop, { id: front.id, version: 1, name: "Window" });
    expect(await shop.read((ctx) => getSale(ctx, { id: sale.id }))).toMatchObject({
      till: "Front",
    });
    expect(await isClean(shop)).toBe(true);
    await shop.close();
  });

  test("two tills that sell at once number without gaps, also between refused sales", async () => {
    const shop = await mugShop();
    const tills = [await enrol(shop, "Front", "F"), await enrol(shop, "Back", "B")];
    const [front, back] = await Promise.all(tills.map(({ id }) => at(shop, id)));
    if (front === undefined || back === undefined) throw new Error("both were just enrolled");
    // Every third sale asks for more than there is.
    const wanted = Array.from({ length: 24 }, (_, index) => ({
      who: index % 2 === 0 ? front : back,
      count: index % 3 === 2 ? 900 : 1,
    }));
    const done = await Promise.allSettled(wanted.map(({ who, count }) => sell(shop, who, count)));
    const numbers = done.flatMap((one) =>
      one.status === "fulfilled" ? [one.value.receiptNumber] : [],
    );
    const upTo = (prefix: string) => Array.from({ length: 8 }, (_, i) => `${prefix}-${i + 1}`);
    expect(numbers.toSorted()).toEqual([...upTo("F"), ...upTo("B")].toSorted());
    expect(await isClean(shop)).toBe(true);
    await shop.close();
  });

  test("a browser is one till at most, and names and prefixes are unique", async () => {
    const shop = await mugShop();
    const front = await enrol(shop, "Front", "F", "a browser");
    await expectRefusal(enrol(shop, "Other", "O", "a browser"), "enrolled_already");
    await expectRefusal(enrol(shop, "FRONT", "O"), "duplicate", "name");
    await expectRefusal(enrol(shop, "Other", "F"), "duplicate", "receiptPrefix");
    await expectRefusal(enrol(shop, "Other", "S"), "duplicate", "receiptPrefix");
    await enrol(shop, "Back", "B");
    const taken = { id: front.id, version: 1, receiptPrefix: "B" };
    await expectRefusal(change(shop, taken), "duplicate", "receiptPrefix");
    expect(EnrolTill.safeParse({ key: newId(), name: "x", receiptPrefix: "1A" }).success).toBe(
      false,
    );
    await shop.close();
  });

  test("a prefix stays once a receipt has it; the name does not have to", async () => {
    const shop = await mugShop();
    const till = await enrol(shop, "Front", "F");
    const renamed = await change(shop, { id: till.id, version: 1, receiptPrefix: "FR" });
    expect(renamed).toMatchObject({ receiptPrefix: "FR", version: 2 });
    await sell(shop, await at(shop, till.id));
    await expectRefusal(
      change(shop, { id: till.id, version: 2, receiptPrefix: "X" }),
      "receipt_prefix_in_use",
      "receiptPrefix",
    );
    const window = await change(shop, { id: till.id, version: 2, name: "Window" });
    expect(window).toMatchObject({ name: "Window", lastReceiptNumber: "FR-1" });
    await expectRefusal(
      change(shop, { id: till.id, version: 2, name: "x" }),
      "stale_version",
      "version",
    );
    await shop.close();
  });

  test("a revoked till cannot sell or take returns, also in a request that began before", async () => {
    const shop = await mugShop();
    const till = await enrol(shop, "Front", "F");
    const before = await at(shop, till.id);
    const sale = await sell(shop, before);
    await shop.write((ctx) => revokeTill(ctx, state(till)));
    await expectRefusal(sell(shop, before), "till_revoked");
    const after = await at(shop, till.id);
    await expectRefusal(sell(shop, after), "till_revoked");
    const back = goodsBack(sale, {
      lines: [{ lineNo: 1, quantityMilli: 1000 }],
      expectedTotalMinor: 1000,
    });
    await expectRefusal(
      shop.work.write(after, (ctx) => returnSale(ctx, back)),
      "till_revoked",
    );
    expect(await isClean(shop)).toBe(true);
    await shop.close();
  });

  test("a revoked till continues its numbers where it is enrolled again, or its browser becomes another till", async () => {
    const shop = await mugShop();
    const till = await enrol(shop, "Front", "F", "first browser");
    await sell(shop, await at(shop, till.id));
    await expectRefusal(
      shop.write((ctx) => enrolTillAgain(ctx, state(till), "second browser")),
      "enrolled_already",
      "id",
    );
    const revoked = await shop.write((ctx) => revokeTill(ctx, state(till)));
    expect(revoked.revokedAt).not.toBeNull();
    const again = await shop.write((ctx) => enrolTillAgain(ctx, state(revoked), "second browser"));
    expect(again).toMatchObject({ revokedAt: null, lastReceiptNumber: "F-1", thisDevice: true });
    expect(await sell(shop, await at(shop, till.id))).toMatchObject({ receiptNumber: "F-2" });
    const gone = await shop.write((ctx) => revokeTill(ctx, state(again)));
    expect(await enrol(shop, "Front", "F2", "second browser")).toMatchObject({ name: "Front" });
    await expectRefusal(
      shop.write((ctx) => enrolTillAgain(ctx, state(gone), "third browser")),
      "duplicate",
      "id",
    );
    const audit = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(audit.map(({ action }) => action).filter((one) => one.startsWith("tills."))).toEqual([
      "tills.enrol",
      "tills.revoke",
      "tills.enrol",
      "tills.revoke",
      "tills.enrol",
    ]);
    await shop.close();
  });
});
