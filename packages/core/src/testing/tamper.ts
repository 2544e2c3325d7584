import { dropGuards } from "@daybook/db/testing-tamper";
import type { WriteCtx } from "../context/context.ts";
import type { TestShop } from "./create-test-shop.ts";

/** Changes data without any checks, so a test can show that `verify` finds it. */
export async function tamper(
  shop: TestShop,
  change: (ctx: WriteCtx) => Promise<unknown>,
): Promise<void> {
  await shop.write(async (ctx) => {
    await dropGuards(ctx);
    await change(ctx);
  });
}
