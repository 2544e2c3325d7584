/** Going into the sample shop and out again: the choice is the session's, the person stays who they are. */
import type { EnterSample } from "@daybook/contract/sample";
import type { Me } from "@daybook/contract/users";
import { enterSampleShop, leaveSampleShop } from "@daybook/core/users/sessions";
import { describeMe, sessionOf } from "./own-account.ts";
import type { Own } from "./own-account.ts";

/** Makes sure of books that end today, then turns this session to them. Its next request is in the sample shop. */
export async function enterSample({ ctx, input }: Own<EnterSample>): Promise<Me> {
  const session = sessionOf(ctx);
  await ctx.services.sample.renew(input);
  await ctx.work.write(ctx.who, (write) => enterSampleShop(write, session.id));
  return describeMe(ctx.who.actor, { ...session, sampleShop: true }, ctx.request.scheme);
}

/** Turns this session back to the real shop. What was done in the sample shop stays there. */
export async function leaveSample({ ctx }: Own<unknown>): Promise<Me> {
  const session = sessionOf(ctx);
  await ctx.work.write(ctx.who, (write) => leaveSampleShop(write, session.id));
  return describeMe(ctx.who.actor, { ...session, sampleShop: false }, ctx.request.scheme);
}
