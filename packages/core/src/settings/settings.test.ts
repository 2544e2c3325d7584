import { CreateProduct } from "@daybook/contract/products";
import { Settings, UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { createProduct } from "../products/create-product.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { getSettings, updateSettings } from "./settings.ts";

const update = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateSettings(ctx, UpdateSettings.parse({ key: newId(), ...fields })));

describe("settings", () => {
  test("[US5] a change is kept, counted and told in the audit log with what differed", async () => {
    const shop = await createTestShop();
    const before = await shop.read((ctx) => getSettings(ctx));
    expect(Settings.parse(before)).toEqual(before);
    const after = await update(shop, { version: 1, timeZone: "Asia/Tokyo", dayCutoffMinutes: 240 });
    expect(after).toEqual({
      ...before,
      timeZone: "Asia/Tokyo",
      dayCutoffMinutes: 240,
      version: 2,
    });
    expect(await shop.read((ctx) => getSettings(ctx))).toEqual(after);
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({
      action: "settings.update",
      before: { timeZone: "Europe/London", dayCutoffMinutes: 0, version: 1 },
      after: { timeZone: "Asia/Tokyo", dayCutoffMinutes: 240, version: 2 },
    });
  });

  test("[I13] of two edits of one version exactly one is kept", async () => {
    const shop = await createTestShop();
    const results = await Promise.allSettled(
      ["One", "Two"].map((name) => update(shop, { version: 1, name })),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "stale_version" })]);
  });

  test("[C1] the pattern of SKUs shows its next number, which skips those that are taken", async () => {
    const shop = await createTestShop().withProduct("mug-001-x");
    const settings = await update(shop, { version: 1, skuPattern: "MUG-###-X" });
    expect(settings.nextSku).toBe("MUG-002-X");
    const input = CreateProduct.parse({ key: newId(), name: "Mug", priceMinor: 1 });
    expect((await shop.write((ctx) => createProduct(ctx, input))).sku).toBe("MUG-002-X");
  });

  test("[C1] a pattern that runs out of digits takes one more", async () => {
    const shop = await createTestShop();
    await update(shop, { version: 1, skuPattern: "##" });
    for (let n = 1; n <= 99; n++) await shop.addProduct(String(n).padStart(2, "0"));
    expect((await shop.read((ctx) => getSettings(ctx))).nextSku).toBe("100");
  });
});
