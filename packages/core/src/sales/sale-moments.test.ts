import { describe, expect, test } from "vitest";
import { UpdateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { RingUpSale } from "@daybook/contract/sales";
import { UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { updateProduct } from "../products/update-product.ts";
import { updateSettings } from "../settings/settings.ts";
import { adjustStock } from "../stock/adjust-stock.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, cart } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { returnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale } from "./sales.ts";

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const ago = (shop: TestShop, hours: number) =>
  new Date(shop.clock.now - hours * HOUR).toISOString();

/** A mug that cost 10.00 when the shop was set up, thirty days ago, and costs 12.00 since an hour. */
async function dearerShop(): Promise<TestShop> {
  const shop = await createTestShop().withProduct("MUG", {
    priceMinor: 1000,
    onHandMilli: pieces(20),
  });
  shop.advance(30 * DAY);
  const change = { key: newId(), id: shop.productId("MUG"), version: 1, priceMinor: 1200 };
  await shop.write((w) => updateProduct(w, UpdateProduct.parse(change)));
  shop.advance(HOUR);
  return shop;
}

const mug = (shop: TestShop, fields: { expectedTotalMinor: number }, more: object = {}) =>
  cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: pieces(1) }],
    ...fields,
    ...more,
  });

const sellAs = (shop: TestShop, role: "cashier" | "manager" | "owner", input: RingUpSale) =>
  shop.write((w) => ringUpSale(w, input), role);

const lastAudit = (shop: TestShop) =>
  shop.read(async (ctx) => (await ctx.db.select().from(ctx.t.auditEntry)).at(-1));

describe("[fault E3] past prices", () => {
  test("[fault E3] a sale with an earlier time uses the current price", async () => {
    const shop = await dearerShop();
    const occurredAt = ago(shop, 23);
    const cheap = mug(shop, { expectedTotalMinor: 1000 }, { occurredAt });
    await expectRefusal(sellAs(shop, "cashier", cheap), "total_mismatch", "expectedTotalMinor");
    const dear = mug(shop, { expectedTotalMinor: 1200 }, { occurredAt });
    expect((await sellAs(shop, "cashier", dear)).occurredAt).toBe(occurredAt);
  });

  test("[fault E3] a sale made while the server was down keeps the price of its time, and the audit log records it", async () => {
    const shop = await dearerShop();
    const occurredAt = ago(shop, 0.5);
    const pricesAt = ago(shop, 30);
    const input = mug(shop, { expectedTotalMinor: 1000 }, { occurredAt, replay: { pricesAt } });
    expect((await sellAs(shop, "cashier", input)).totalMinor).toBe(1000);
    expect(await lastAudit(shop)).toMatchObject({
      action: "sales.ringUp",
      after: { totalMinor: 1000, soldWhileAway: occurredAt, pricesOf: pricesAt },
    });
  });

  test("[fault E3] it may be at most seven days old, not older than the shop and not of tomorrow", async () => {
    const shop = await dearerShop();
    const replayed = (occurredAt: string, pricesAt: string) =>
      sellAs(
        shop,
        "owner",
        mug(shop, { expectedTotalMinor: 1000 }, { occurredAt, replay: { pricesAt } }),
      );
    await replayed(ago(shop, 6.9 * 24), ago(shop, 6.9 * 24));
    await expectRefusal(
      replayed(ago(shop, 2), ago(shop, 7.1 * 24)),
      "too_long_ago",
      "replay.pricesAt",
    );
    await expectRefusal(
      replayed(ago(shop, 7.1 * 24), ago(shop, 7.1 * 24)),
      "too_long_ago",
      "occurredAt",
    );
    await expectRefusal(replayed(ago(shop, -1), ago(shop, 2)), "happens_in_future", "occurredAt");
    const young = await createTestShop().withProduct("MUG", { onHandMilli: pieces(1) });
    const before = mug(
      young,
      { expectedTotalMinor: 1000 },
      { occurredAt: ago(young, 0), replay: { pricesAt: ago(young, 1) } },
    );
    await expectRefusal(sellAs(young, "owner", before), "too_long_ago", "replay.pricesAt");
  });

  test("[fault E3] prices from after the sale, and a time of prices without a time of sale, are refused", async () => {
    const shop = await dearerShop();
    const paths = (more: object) =>
      RingUpSale.safeParse({
        ...mug(shop, { expectedTotalMinor: 1000 }),
        ...more,
      }).error?.issues.map(({ path }) => path.join("."));
    expect(paths({ replay: { pricesAt: ago(shop, 1) } })).toEqual(["replay.pricesAt"]);
    expect(paths({ occurredAt: ago(shop, 2), replay: { pricesAt: ago(shop, 1) } })).toEqual([
      "replay.pricesAt",
    ]);
    expect(paths({ occurredAt: ago(shop, 1), replay: { pricesAt: ago(shop, 2) } })).toBeUndefined();
  });

  test("[fault E3] without a receipt at most the current price is refunded, whatever time is entered", async () => {
    const shop = await dearerShop();
    const change = { key: newId(), id: shop.productId("MUG"), version: 2, priceMinor: 500 };
    await shop.write((w) => updateProduct(w, UpdateProduct.parse(change)));
    const back = shop.write((w) =>
      returnWithoutReceipt(w, {
        ...mug(shop, { expectedTotalMinor: 1200 }, { occurredAt: ago(shop, 0.5) }),
        lines: [
          {
            productId: shop.productId("MUG"),
            quantityMilli: pieces(1),
            disposition: "restock",
          },
        ],
        refunds: [{ tender: "cash", amountMinor: 1200, reference: "" }],
        reason: "No receipt",
      } as never),
    );
    await expectRefusal(back, "total_mismatch", "expectedTotalMinor");
  });
});

describe("[fault E3] dates", () => {
  test("[fault E3] only an owner may record sales dated before the shop or over a year ago, and nobody in the year 1", async () => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(5) });
    shop.advance(400 * DAY);
    const found = (role: "manager" | "owner", occurredAt: string) =>
      shop.write(
        (w) =>
          adjustStock(
            w,
            adjustment({
              ...shop.at("MUG"),
              quantityMilli: pieces(1),
              reason: "found",
              occurredAt,
            }),
          ),
        role,
      );
    await found("manager", ago(shop, 365 * 24));
    for (const early of [ago(shop, 367 * 24), ago(shop, 401 * 24), "0001-01-01T00:00:00Z"])
      await expectRefusal(found("manager", early), "too_long_ago", "occurredAt");
    await found("owner", ago(shop, 401 * 24));
    await found("owner", "2010-12-01T08:26:00Z");
    await expectRefusal(found("owner", "0001-01-01T00:00:00Z"), "too_long_ago", "occurredAt");
  });
});

describe("[fault E3] cash", () => {
  test("[fault E3] far more cash than is due is refused at its amount", async () => {
    const shop = await dearerShop();
    const paid = (...tenders: { tender: string; amountMinor: number }[]) =>
      sellAs(
        shop,
        "cashier",
        RingUpSale.parse({ ...mug(shop, { expectedTotalMinor: 1200 }), tenders }),
      );
    const most = 1200 + 50_000;
    const refusal = await expectRefusal(
      paid({ tender: "cash", amountMinor: 1 }, { tender: "cash", amountMinor: most }),
      "too_much_cash",
      "tenders.1.amountMinor",
    );
    expect(refusal.details).toEqual({ mostMinor: most - 1 });
    expect((await paid({ tender: "cash", amountMinor: most })).changeMinor).toBe(50_000);
  });
});

describe("[fault E3] a reason for a large discount", () => {
  const half = { kind: "percent", ppm: 500_000 };

  test("[fault E3] more than the shop's limit requires a reason, which the sale and the audit log store", async () => {
    const shop = await dearerShop();
    const input = mug(shop, { expectedTotalMinor: 600 }, { discount: half });
    const refusal = await expectRefusal(
      sellAs(shop, "cashier", input),
      "discount_needs_reason",
      "discountReason",
    );
    expect(refusal.details).toEqual({ limitPpm: 300_000 });
    const discountReason = "The handle is chipped";
    const sale = await sellAs(shop, "cashier", { ...input, discountReason });
    expect(sale.reason).toBe(discountReason);
    expect(await shop.read((ctx) => getSale(ctx, { id: sale.id }))).toEqual(sale);
    expect(await lastAudit(shop)).toMatchObject({ reason: discountReason });
  });

  test("[fault E3] an invisible reason does not count", async () => {
    const shop = await dearerShop();
    const input = mug(shop, { expectedTotalMinor: 600 }, { discount: half });
    for (const discountReason of ["\u200b", " \u00ad\u2060 ", "\u3164"])
      await expectRefusal(
        sellAs(shop, "cashier", { ...input, discountReason }),
        "discount_needs_reason",
        "discountReason",
      );
  });

  test("[fault E3] discounts of a line and of the whole sale count together", async () => {
    const shop = await dearerShop();
    const fifth = { kind: "percent", ppm: 200_000 };
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: pieces(1), discount: fifth }];
    await sellAs(shop, "cashier", mug(shop, { expectedTotalMinor: 960 }, { lines }));
    const both = mug(shop, { expectedTotalMinor: 768 }, { lines, discount: fifth });
    await expectRefusal(sellAs(shop, "cashier", both), "discount_needs_reason", "discountReason");
  });

  test("[fault E3] the limit is the shop's setting: exactly the limit is not above it, and 100 % never requires a reason", async () => {
    const shop = await dearerShop();
    const limit = (version: number, discountReasonPpm: number) =>
      shop.write((w) =>
        updateSettings(w, UpdateSettings.parse({ key: newId(), version, discountReasonPpm })),
      );
    expect((await limit(1, 500_000)).discountReasonPpm).toBe(500_000);
    const input = mug(shop, { expectedTotalMinor: 600 }, { discount: half });
    await sellAs(shop, "cashier", input);
    await limit(2, 1_000_000);
    const all = { kind: "percent", ppm: 1_000_000 };
    await sellAs(shop, "cashier", mug(shop, { expectedTotalMinor: 0 }, { discount: all }));
    await limit(3, 0);
    const again = { ...input, key: newId() };
    await expectRefusal(sellAs(shop, "cashier", again), "discount_needs_reason", "discountReason");
  });
});
