import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ownChanges } from "./own-changes.ts";
import { queryNameOf } from "./query-topics.ts";
import { isRetryable, refusalOf } from "./refusal-of.ts";

const RETRIES = 2;
/** The person is another or gone, or has moved to the other shop in another tab: the shell shows what is so now. */
const ASKS_WHO: ReadonlySet<string> = new Set(["not_signed_in", "other_shop"]);

/**
 * The answers on screen. Live changes keep them true, so they are not asked for again by mere time. A shop's network
 * often has no internet: the browser's own idea of being offline is not asked.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    mutationCache: new MutationCache({
      onMutate: ownChanges.began,
      onSettled: ownChanges.ended,
      onError: (error) => {
        if (refusalOf(error)?.code === "other_shop") askWhoIsSignedIn(client);
      },
    }),
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (!ASKS_WHO.has(refusalOf(error)?.code ?? "") || isMe(query.queryKey)) return;
        askWhoIsSignedIn(client);
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

/** Asks again who is signed in; the shell shows the door to those who no longer are. */
export function askWhoIsSignedIn(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => isMe(queryKey) });
}

const isMe = (queryKey: readonly unknown[]) => queryNameOf(queryKey) === "auth.me";
