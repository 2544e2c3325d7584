import { describe, expect, test } from "vitest";
import { LocationState } from "@daybook/contract/locations";
import { pieces } from "@daybook/contract/quantity";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { deactivateLocation } from "../locations/locations.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { sell, returnGoods, voidIt } from "../testing/trade.ts";

describe("goods of a location that was deactivated since", () => {
  /** The last mug of the market stall, sold, and the stall closed. */
  async function closedStall(): Promise<{ shop: TestShop; sale: Sale }> {
    const shop = await createTestShop()
      .withLocation("Stall")
      .withProduct("MUG", { onHandMilli: pieces(1), costMinor: 300, location: "Stall" });
    const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], {
      location: "Stall",
    });
    const id = shop.locationId("Stall");
    const closing = LocationState.parse({ key: newId(), id, version: 1 });
    await shop.write((ctx) => deactivateLocation(ctx, closing));
    return { shop, sale };
  }
  const mug = { lineNo: 1, quantityMilli: pieces(1) };

  test("[R3] are returned to an active location, not to the deactivated one", async () => {
    const { shop, sale } = await closedStall();
    await expectRefusal(returnGoods(shop, sale, [mug]), "inactive", "locationId");
    await returnGoods(shop, sale, [mug], { location: "Shop" });
    expect((await shop.level("MUG")).onHandMilli).toBe(pieces(1));
  });

  test("[R3] may be kept by the customer, because then no stock is added", async () => {
    const { shop, sale } = await closedStall();
    const back = await returnGoods(shop, sale, [{ ...mug, disposition: "keep" }]);
    expect(back.totalMinor).toBe(1000);
  });

  test("and their sale is not voided", async () => {
    const { shop, sale } = await closedStall();
    await expectRefusal(voidIt(shop, sale), "inactive", "id");
  });
});

describe("a sale of a till whose clock is three minutes ahead", () => {
  const soldAhead = async (): Promise<{ shop: TestShop; sale: Sale }> => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(1) });
    shop.clock.now = Date.parse("2026-03-02T23:58:00Z");
    const occurredAt = "2026-03-03T00:01:00.000Z";
    const sale = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], { occurredAt });
    return { shop, sale };
  };

  test("[R1] is returned at once, at the time of the sale", async () => {
    const { shop, sale } = await soldAhead();
    const back = await returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }]);
    expect(back).toMatchObject({ occurredAt: sale.occurredAt, businessDate: "2026-03-03" });
  });

  test("[R1] is not returned at an earlier time that was entered", async () => {
    const { shop, sale } = await soldAhead();
    const occurredAt = "2026-03-02T23:59:00.000Z";
    const work = returnGoods(shop, sale, [{ lineNo: 1, quantityMilli: pieces(1) }], { occurredAt });
    await expectRefusal(work, "before_the_sale", "occurredAt");
  });

  test("is voided at once, although it is dated tomorrow", async () => {
    const { shop, sale } = await soldAhead();
    expect(await voidIt(shop, sale)).toMatchObject({ status: "voided" });
  });
});
