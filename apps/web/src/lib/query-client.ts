import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ownChanges } from "./own-changes.ts";
import { queryNameOf } from "./query-topics.ts";
import { isRetryable, refusalOf } from "./refusal-of.ts";

const RETRIES = 2;
/** The user has changed, or has switched shops in another tab: the shell shows the current state. */
const ASKS_WHO: ReadonlySet<string> = new Set(["not_signed_in", "other_shop"]);

/**
 * The query cache. Live changes keep it up to date, so results do not become stale by time. The browser's online state
 * is ignored, because a shop's network often has no internet.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      onMutate: ownChanges.began,
      onSettled: ownChanges.ended,
      onError: (error) => {
        if (refusalOf(error)?.code === "other_shop") refetchSession(client);
      },
    }),
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!ASKS_WHO.has(refusalOf(error)?.code ?? "") || isMe(query.queryKey)) return;
        refetchSession(client);
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 60_000,
        retry: (failures, error) => failures < RETRIES && isRetryable(error),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  return client;
}

/** Refetches the session; the shell shows the sign-in page if it has ended. */
export function refetchSession(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => isMe(queryKey) });
}

const isMe = (queryKey: readonly unknown[]) => queryNameOf(queryKey) === "auth.me";
