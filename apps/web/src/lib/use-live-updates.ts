import { useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Topic } from "@daybook/contract/topics";
import { connectionStore } from "./connection.ts";
import { followChanges } from "./follow-changes.ts";
import { publishLiveEvent } from "./live-events.ts";
import { queriesChangedBy, queryNameOf } from "./query-topics.ts";
import { refusalOf } from "./refusal-of.ts";
import { trpc } from "./trpc.ts";

/**
 * Keeps every query on screen up to date. Used once, by the shell, with the seq of the page's first result: all others
 * were requested after it, so the changes since then cover what they may have missed.
 */
export function useLiveUpdates(startedAt: number): void {
  const queryClient = useQueryClient();
  // A refetch has a later seq, but other results on screen may be older.
  const [after] = useState(startedAt);
  const { client } = trpc.useUtils();
  useEffect(() => {
    return followChanges({
      after,
      open: (lastEventId, callbacks) =>
        client.live.changes.subscribe(
          { lastEventId },
          {
            ...callbacks,
            onData: (change) => {
              publishLiveEvent(change.data);
              callbacks.onData(change);
            },
          },
        ),
      refresh: (topics) => invalidateTopics(queryClient, topics),
      onLive: () => connectionStore.set("live"),
      onBack: () => publishLiveEvent(null),
      onAway: () => connectionStore.set("away"),
      endsSession: (error) => refusalOf(error)?.code === "not_signed_in",
      onSignedOut: () => void queryClient.invalidateQueries(),
    });
  }, [queryClient, client, after]);
}

/** Marks the results of these topics as outdated; those on screen are refetched immediately. */
export function invalidateTopics(queryClient: QueryClient, topics: Iterable<Topic>): void {
  const names = queriesChangedBy(topics);
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => names.has(queryNameOf(queryKey) ?? ""),
  });
}
