/** Entering and leaving the sample shop: the session stores the choice, the user stays the same. */
import type { EnterSample } from "@daybook/contract/sample";
import type { Me } from "@daybook/contract/users";
import { enterSampleShop, leaveSampleShop } from "@daybook/core/users/sessions";
import { describeMe, sessionOf } from "./own-account.ts";
import type { Own } from "./own-account.ts";

/** Makes sure the sample shop is from today, then switches this session to it, from the next request on. */
export async function enterSample({ ctx, input }: Own<EnterSample>): Promise<Me> {
  const session = sessionOf(ctx);
  await ctx.services.sample.renew(input);
  await ctx.work.write(ctx.who, (write) => enterSampleShop(write, session.id));
  return describeMe(ctx, ctx.who.actor, { ...session, sampleShop: true });
}

/** Switches this session back to the real shop. Changes in the sample shop are kept there. */
export async function leaveSample({ ctx }: Own<unknown>): Promise<Me> {
  const session = sessionOf(ctx);
  await ctx.work.write(ctx.who, (write) => leaveSampleShop(write, session.id));
  return describeMe(ctx, ctx.who.actor, { ...session, sampleShop: false });
}
