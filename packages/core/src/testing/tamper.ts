import { lowerGuards } from "@daybook/db/testing-tamper";
import type { WriteCtx } from "../context/context.ts";
import type { TestShop } from "./create-test-shop.ts";

/** Changes the books behind the back of everything that guards them, so that a test can see `verify` find it. */
export async function tamper(
  shop: TestShop,
  change: (ctx: WriteCtx) => Promise<unknown>,
): Promise<void> {
  await shop.write(async (ctx) => {
    await lowerGuards(ctx);
    await change(ctx);
  });
}
