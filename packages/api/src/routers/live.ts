import { tracked } from "@trpc/server";
import { LiveChanges, LiveEvents, LiveSince } from "@daybook/contract/topics";
import { listChangesSince, TOPIC_PERMISSION } from "@daybook/core/live/changes";
import { trpcErrorOf } from "../refusal.ts";
import { refusalOfError } from "@daybook/core/refusal-of-error";
import { can, get, reads, router } from "../trpc.ts";

const follows = () => can("live.subscribe");

export const live = router({
  since: follows()
    .meta(get("/live/events"))
    .input(LiveSince)
    .output(LiveEvents)
    .query(reads(listChangesSince)),
  // A stream has no place in REST; `since` gives the same changes to those who ask again and again.
  changes: follows()
    .input(LiveChanges)
    .subscription(async function* ({ ctx, input, signal }) {
      const { permissions } = ctx.who.actor;
      const events = ctx.live.subscribe({
        after: input.lastEventId ?? null,
        signal,
        sees: (topic) => permissions.has(TOPIC_PERMISSION[topic]),
        stillSignedIn: ctx.stillSignedIn,
      });
      try {
        for await (const event of events) yield tracked(String(event.seq), event);
      } catch (error) {
        const refusal = refusalOfError(error);
        throw refusal === null ? error : trpcErrorOf(refusal);
      }
    }),
});
