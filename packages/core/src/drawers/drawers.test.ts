import { expect, test } from "vitest";
import { FIRST_PAY_OUT_CATEGORIES } from "@daybook/contract/drawers";
import { counter, move, open } from "../testing/counter.ts";
import { listDrawers } from "./drawers.ts";

test("[M9] a till offers the categories of the last pay-outs, the most frequent first, then common ones", async () => {
  const at = await counter();
  await open(at, 10_000);
  const offered = async () => (await at.shop.read((ctx) => listDrawers(ctx))).payOutCategories;
  expect(await offered()).toEqual(FIRST_PAY_OUT_CATEGORIES);
  for (const category of ["Flowers", "postage", "Postage", "Parking", "Taxi"])
    await move(at, "pay_out", 100, category);
  await move(at, "pay_in", 100);
  expect(await offered()).toEqual([
    "Postage",
    "Taxi",
    "Parking",
    "Flowers",
    "Cleaning",
    "Office supplies",
  ]);
  await at.shop.close();
});
