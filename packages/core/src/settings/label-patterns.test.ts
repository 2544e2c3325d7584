import { describe, expect, test } from "vitest";
import { ChangeLabelPattern, CreateLabelPattern } from "@daybook/contract/label-patterns";
import { newId } from "@daybook/contract/uuid";
import { labelPatternsAt } from "../products/label-patterns-at.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import {
  changeLabelPattern,
  createLabelPattern,
  deactivateLabelPattern,
  listLabelPatterns,
} from "./label-patterns.ts";
import { getSettings } from "./settings.ts";

const WEIGHT = {
  name: "Cheese counter",
  prefix: "21",
  layout: "PPIIIIIVVVVVX",
  verifier: "none",
  meaning: "weight",
  decimals: 3,
} as const;

const add = (shop: TestShop, fields: object = {}) =>
  shop.write((ctx) =>
    createLabelPattern(ctx, CreateLabelPattern.parse({ key: newId(), ...WEIGHT, ...fields })),
  );
const change = (shop: TestShop, id: string, fields: object) =>
  shop.write((ctx) =>
    changeLabelPattern(ctx, ChangeLabelPattern.parse({ key: newId(), id, ...WEIGHT, ...fields })),
  );
const list = async (shop: TestShop) => (await shop.read((ctx) => listLabelPatterns(ctx))).items;

describe("label patterns", () => {
  test("[U3] a change replaces the pattern, and the old one is known at its time", async () => {
    const shop = await createTestShop();
    const pattern = await add(shop);
    const before = shop.clock.now;
    shop.clock.now += 60_000;
    const changed = await change(shop, pattern.id, { prefix: "22", name: "Counter" });
    expect(changed.id).not.toBe(pattern.id);
    expect(await list(shop)).toEqual([changed]);
    const { name: _, ...layout } = WEIGHT;
    expect(await shop.read((ctx) => labelPatternsAt(ctx, before))).toEqual([layout]);
    const now = [{ ...layout, prefix: "22" }];
    expect(await shop.read((ctx) => labelPatternsAt(ctx, shop.clock.now))).toEqual(now);
    expect((await shop.read((ctx) => getSettings(ctx))).labelPatterns).toEqual(now);
  });

  test("[U3] two patterns that match the same codes are refused", async () => {
    const shop = await createTestShop();
    const pattern = await add(shop);
    const refused = await expectRefusal(
      add(shop, { name: "Other", meaning: "price", decimals: 2 }),
      "label_patterns_overlap",
      "prefix",
    );
    expect(refused.details).toEqual({ name: "Cheese counter", prefix: "21" });
    const wider = { prefix: "2", layout: "PIIIIIIVVVVVX" };
    await expectRefusal(add(shop, wider), "label_patterns_overlap", "prefix");
    const other = await add(shop, { prefix: "22" });
    const narrower = { prefix: "211", layout: "PPPIIIIVVVVVX" };
    await expectRefusal(change(shop, other.id, narrower), "label_patterns_overlap", "prefix");
    expect(await list(shop)).toEqual([pattern, other]);
    // A pattern does not overlap itself, nor one that is not in force.
    const changed = await change(shop, pattern.id, { name: "Deli" });
    for (const { id } of [changed, other])
      await shop.write((ctx) => deactivateLabelPattern(ctx, { key: newId(), id }));
    await add(shop, wider);
    expect(await list(shop)).toMatchObject([wider]);
  });

  test("[U3] a replaced or deactivated pattern cannot be changed", async () => {
    const shop = await createTestShop();
    const { id } = await add(shop);
    await shop.write((ctx) => deactivateLabelPattern(ctx, { key: newId(), id }));
    expect(await list(shop)).toEqual([]);
    const again = shop.write((ctx) => deactivateLabelPattern(ctx, { key: newId(), id }));
    await expectRefusal(again, "inactive", "id");
    await expectRefusal(change(shop, id, {}), "inactive", "id");
  });

  test("a price has no more decimals than the currency", async () => {
    const shop = await createTestShop();
    const mills = add(shop, { meaning: "price", decimals: 3 });
    await expectRefusal(mills, "label_price_decimals", "decimals");
  });

  test("[U3] patterns with 20 digits, without an item number, or with letters are refused", () => {
    const at = (fields: object) =>
      CreateLabelPattern.safeParse({ key: newId(), ...WEIGHT, ...fields }).error?.issues.map(
        ({ path, message }) => [path.join("."), message],
      );
    expect(at({ layout: "PPIIIIIIIIIVVVVVVVVX" })).toEqual([["layout", "label_layout_length"]]);
    expect(at({ layout: "PPVVVVVVVVVVX" })).toEqual([["layout", "label_item_missing"]]);
    expect(at({ layout: "PPIIIIIABCVVX" })).toEqual([["layout", "label_layout_letters"]]);
    expect(at({ prefix: "2A" })).toEqual([["prefix", "label_prefix_not_digits"]]);
    expect(at({ meaning: "count" })).toEqual([["decimals", "label_count_not_whole"]]);
  });
});
