import { createTestShop } from "@daybook/core/testing/create-test-shop";
import { expect, test } from "vitest";
import { callerAs } from "../testing/create-test-caller.ts";

test("[O3] everyone reads which version runs on what; only an owner reads where the data is", async () => {
  const shop = await createTestShop();
  const facts = {
    version: "0.0.0-test",
    engine: shop.work.store.engine,
    engineVersion: expect.stringMatching(/^\d+\.\d+/),
    schemaVersion: expect.stringMatching(/^\d{4}_\w+$/),
    nodeVersion: "v22.0.0",
    platform: "linux x64",
  };
  for (const role of ["cashier", "manager"] as const)
    expect(await callerAs(shop, role).system.about({})).toEqual({ ...facts, dataFolder: null });
  expect(await callerAs(shop, "owner").system.about({})).toEqual({
    ...facts,
    dataFolder: "/srv/daybook",
  });
});
