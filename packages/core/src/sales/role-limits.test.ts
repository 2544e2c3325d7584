import { describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import type { RoleLimit } from "@daybook/contract/role-limits";
import { UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { getSettings, updateSettings } from "../settings/settings.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { ringUpSale } from "./ring-up-sale.ts";

const PERCENT = 10_000;

const mugs = () => createTestShop().withProduct("MUG", { onHandMilli: pieces(50) });

async function limit(shop: TestShop, ...roleLimits: RoleLimit[]): Promise<void> {
  const { version } = await shop.read((ctx) => getSettings(ctx));
  const input = UpdateSettings.parse({ key: newId(), version, roleLimits });
  await shop.write((w) => updateSettings(w, input));
}

/** One mug of 10.00, with these fields of the line and of the sale. */
function mug(shop: TestShop, totalMinor: number, line: object, sale: object = {}) {
  return cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: pieces(1), ...line }],
    expectedTotalMinor: totalMinor,
    ...sale,
  });
}

const percent = (points: number) => ({ kind: "percent", ppm: points * PERCENT });

describe("limits of roles", () => {
  test("[S6] a cashier gives the discount that the owner allows, and no more", async () => {
    const shop = await mugs();
    await limit(shop, { role: "cashier", limit: "discount", value: 10 * PERCENT });
    const sell = (input: ReturnType<typeof mug>, role: "cashier" | "manager" = "cashier") =>
      shop.write((w) => ringUpSale(w, input), role);
    await sell(mug(shop, 900, { discount: percent(10) }));
    await sell(mug(shop, 900, {}, { discount: percent(10) }));
    const path = "lines.0.discount";
    const over = mug(shop, 890, { discount: percent(11) });
    const refusal = await expectRefusal(sell(over), "needs_approval", path);
    expect(refusal.details).toMatchObject({ need: "discount", most: 10 * PERCENT });
    await expectRefusal(
      sell(mug(shop, 899, { discount: { kind: "amount", amountMinor: 101 } })),
      "needs_approval",
      path,
    );
    await expectRefusal(
      sell(mug(shop, 810, { discount: percent(10) }, { discount: percent(10) })),
      "needs_approval",
      path,
    );
    await sell(over, "manager");
  });

  test("[S6] a cashier changes a price only as far as the owner allows, up or down", async () => {
    const shop = await mugs();
    const sell = (unitPriceMinor: number) =>
      shop.write((w) => ringUpSale(w, mug(shop, unitPriceMinor, { unitPriceMinor })), "cashier");
    const path = "lines.0.unitPriceMinor";
    await expectRefusal(sell(999), "needs_approval", path);
    await sell(1000);
    await limit(shop, { role: "cashier", limit: "priceChange", value: 5 * PERCENT });
    await sell(950);
    await sell(1050);
    const refusal = await expectRefusal(sell(949), "needs_approval", path);
    expect(refusal.details).toMatchObject({ need: "priceChange", most: 5 * PERCENT });
    await expectRefusal(sell(1051), "needs_approval", path);
  });

  test("[S6] a manager has the limits that the owner sets, an owner has none", async () => {
    const shop = await mugs();
    await limit(shop, { role: "manager", limit: "discount", value: 0 });
    const input = mug(shop, 990, { discount: percent(1) });
    const sell = (role: "manager" | "owner") => shop.write((w) => ringUpSale(w, input), role);
    await expectRefusal(sell("manager"), "needs_approval", "lines.0.discount");
    await sell("owner");
  });

  test("[S6] [fault E3] a much lower price requires a reason, as a discount does", async () => {
    const shop = await mugs();
    const sell = (unitPriceMinor: number, more: object = {}) => {
      const input = mug(shop, unitPriceMinor, { unitPriceMinor }, more);
      return shop.write((w) => ringUpSale(w, input));
    };
    await sell(700);
    const refusal = await expectRefusal(sell(699), "discount_needs_reason", "discountReason");
    expect(refusal.details).toEqual({ limitPpm: 300_000 });
    await expectRefusal(sell(1), "discount_needs_reason", "discountReason");
    expect((await sell(1, { discountReason: "Broken" })).reason).toBe("Broken");
    const both = mug(shop, 640, { unitPriceMinor: 800, discount: percent(20) });
    await expectRefusal(
      shop.write((w) => ringUpSale(w, both)),
      "discount_needs_reason",
      "discountReason",
    );
  });

  test("[S6] the settings and the audit log have the limits", async () => {
    const shop = await mugs();
    const of = (limits: readonly RoleLimit[]) =>
      limits.find((one) => one.role === "cashier" && one.limit === "refund")?.value;
    expect(of((await shop.read((ctx) => getSettings(ctx))).roleLimits)).toBeNull();
    await limit(shop, { role: "cashier", limit: "refund", value: 5000 });
    expect(of((await shop.read((ctx) => getSettings(ctx))).roleLimits)).toBe(5000);
    const [entry] = (await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry))).toReversed();
    expect(entry).toMatchObject({ action: "settings.update" });
    expect(JSON.stringify(entry?.after)).toContain("5000");
  });
});
