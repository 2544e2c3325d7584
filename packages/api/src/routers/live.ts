import { tracked } from "@trpc/server";
import { LiveChanges, LiveEvents, LiveSince } from "@daybook/contract/topics";
import { listChangesSince, maySee } from "@daybook/core/live/changes";
import type { Rights } from "../auth/resolve-actor.ts";
import { createStreamLimit } from "../live/stream-limit.ts";
import { can, get, reads, router, stream } from "../trpc.ts";

/**
 * A page needs one subscription; the limit allows a few more, because a reload may start a new one before the last one
 * ended.
 */
const openStream = createStreamLimit(4);

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
    .subscription(({ ctx, input, signal }) => {
      const { publicId } = ctx.who.actor;
      let rights: Rights | null = ctx.who.actor.permissions;
      const events = async function* () {
        const following = ctx.live.subscribe({
          after: input.lastEventId ?? null,
          signal,
          sees: (event) => rights !== null && maySee({ publicId, permissions: rights }, event),
          stillSignedIn: async () => (rights = await ctx.rightsNow()) !== null,
        });
        for await (const event of following) yield tracked(String(event.seq), event);
      };
      return openStream(ctx.request, events);
    }),
});
