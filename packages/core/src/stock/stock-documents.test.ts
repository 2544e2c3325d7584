import { describe, expect, test } from "vitest";
import { ListAlerts } from "@daybook/contract/alerts";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { listAlerts } from "../alerts/alerts.ts";
import { deactivateProduct } from "../products/product-state.ts";
import { getProduct } from "../products/products.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { adjustment, delivery, opening, transfer, waste } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sell } from "../testing/trade.ts";
import { adjustStock } from "./adjust-stock.ts";
import { receiveGoods } from "./receive-goods.ts";
import { recordOpening } from "./record-opening.ts";
import { transferStock } from "./transfer-stock.ts";
import { wasteStock } from "./waste-stock.ts";

/** Five mugs in the shop that nobody wants to sell any more. */
async function shopWithLeftovers(): Promise<TestShop> {
  const shop = await createTestShop()
    .withLocation("Back room")
    .withProduct("MUG", {
      onHandMilli: pieces(5),
      costMinor: 1500,
      input: { reorderRules: [{ reorderPointMilli: 3000, targetMilli: 9000 }] },
    });
  await shop.write(async (w) => {
    const { id, version } = await getProduct(w, { id: shop.productId("MUG") });
    await deactivateProduct(w, { key: newId(), id, version });
  });
  return shop;
}

describe("a deactivated product", () => {
  test("[C4] can be transferred, written off and adjusted up and down until none is left", async () => {
    const shop = await shopWithLeftovers();
    const mug = shop.at("MUG");
    const ends = { fromLocationId: mug.locationId, toLocationId: shop.locationId("Back room") };
    const lines = [{ productId: mug.productId, quantityMilli: 2000 }];
    await shop.write((w) => transferStock(w, transfer({ ...ends, lines })));
    const wasted = { ...shop.at("MUG", "Back room"), quantityMilli: 2000, reason: "damaged" };
    await shop.write((w) => wasteStock(w, waste(wasted)));
    const found = { ...mug, quantityMilli: 1000, reason: "found" };
    await shop.write((w) => adjustStock(w, adjustment(found)));
    const used = { ...mug, quantityMilli: -4000, reason: "internal_use" };
    await shop.write((w) => adjustStock(w, adjustment(used)));
    expect((await shop.level("MUG")).onHandMilli).toBe(0);
    expect(await shop.valueMinor("MUG")).toBe(0);
    const { items } = await shop.read((r) => listAlerts(r, ListAlerts.parse({})));
    expect(items).toEqual([]);
    const report = await shop.read((r) => verifyDatabase(r, () => shop.clock.now));
    expect(report.clean).toBe(true);
  });

  test("[C4] cannot be received or sold", async () => {
    const shop = await shopWithLeftovers();
    const { productId, locationId } = shop.at("MUG");
    const goods = { locationId, lines: [{ productId, quantityMilli: 1000, costMinor: 300 }] };
    const receiving = shop.write((w) => receiveGoods(w, delivery(goods)));
    await expectRefusal(receiving, "inactive", "lines.0.productId");
    const recording = shop.write((w) => recordOpening(w, opening(goods)));
    await expectRefusal(recording, "inactive", "lines.0.productId");
    const selling = sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
    await expectRefusal(selling, "inactive", "lines.0.productId");
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(5));
  });
});
