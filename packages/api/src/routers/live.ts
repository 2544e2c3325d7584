import { tracked } from "@trpc/server";
import { LiveChanges, LiveEvents, LiveSince } from "@daybook/contract/topics";
import { listChangesSince, maySee } from "@daybook/core/live/changes";
import { refuse } from "@daybook/core/errors/domain-error";
import type { Rights } from "../auth/resolve-actor.ts";
import type { ApiRequest } from "../context.ts";
import { trpcErrorOf } from "../refusal.ts";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import { can, get, reads, router, stream } from "../trpc.ts";

/**
 * A page needs one subscription; the limit allows a few more, because a reload may start a new one before the last one
 * ended.
 */
const MAX_PER_CONNECTION = 4;

/** The number of open subscriptions per connection. */
const opened = new WeakMap<ApiRequest, number>();

const follows = () => can("live.subscribe");

export const live = router({
  since: follows()
    .meta(
      get("/live/events", {
        summary: "List changes since a number",
        description: "For those who cannot keep a connection open.",
      }),
    )
    .input(LiveSince)
    .output(LiveEvents)
    .query(reads(listChangesSince)),
  // Streams are not available over REST; `since` returns the same changes for polling.
  changes: follows()
    .meta(
      stream({
        summary: "Follow changes as they are written",
        description: "Resumes after `lastEventId` and misses nothing.",
      }),
    )
    .input(LiveChanges)
    .subscription(async function* ({ ctx, input, signal }) {
      const open = opened.get(ctx.request) ?? 0;
      if (open >= MAX_PER_CONNECTION)
        throw trpcErrorOf(refuse("too_many_requests", { retryAfterSeconds: 10 }));
      opened.set(ctx.request, open + 1);
      const { publicId } = ctx.who.actor;
      let rights: Rights | null = ctx.who.actor.permissions;
      const events = ctx.live.subscribe({
        after: input.lastEventId ?? null,
        signal,
        sees: (event) => rights !== null && maySee({ publicId, permissions: rights }, event),
        stillSignedIn: async () => (rights = await ctx.rightsNow()) !== null,
      });
      try {
        for await (const event of events) yield tracked(String(event.seq), event);
      } catch (error) {
        const refusal = refusalOfError(error);
        throw refusal === null ? error : trpcErrorOf(refusal);
      } finally {
        opened.set(ctx.request, (opened.get(ctx.request) ?? 1) - 1);
      }
    }),
});
