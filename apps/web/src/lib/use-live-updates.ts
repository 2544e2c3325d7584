import { useQueryClient } from "@tanstack/react-query";
import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Topic } from "@daybook/contract/topics";
import { connectionStore } from "./connection.ts";
import { followChanges } from "./follow-changes.ts";
import { tellLiveEvent } from "./live-events.ts";
import { queriesChangedBy, queryNameOf } from "./query-topics.ts";
import { refusalOf } from "./refusal-of.ts";
import { trpc } from "./trpc.ts";

/** Keeps every query on screen up to date. Used once, by the shell. */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient();
  const { client } = trpc.useUtils();
  useEffect(() => {
    const askAgain = () => void queryClient.invalidateQueries();
    return followChanges({
      open: (after, callbacks) =>
        client.live.changes.subscribe(after === undefined ? {} : { lastEventId: after }, {
          ...callbacks,
          onData: (change) => {
            tellLiveEvent(change.data);
            callbacks.onData(change);
          },
        }),
      refresh: (topics) => invalidateTopics(queryClient, topics),
      refreshAll: () => {
        tellLiveEvent(null);
        askAgain();
      },
      onLive: () => connectionStore.set("live"),
      onAway: () => connectionStore.set("away"),
      endsSession: (error) => refusalOf(error)?.code === "not_signed_in",
      onSignedOut: askAgain,
    });
  }, [queryClient, client]);
}

/** Marks the results of these topics as outdated; those on screen are refetched immediately. */
export function invalidateTopics(queryClient: QueryClient, topics: Iterable<Topic>): void {
  const names = queriesChangedBy(topics);
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => names.has(queryNameOf(queryKey) ?? ""),
  });
}
