import { createWSClient, httpBatchLink, httpLink, splitLink, wsLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { AppRouter } from "@daybook/api/client";
import { connectionStore } from "./connection.ts";
import { shownShopHeaders } from "./shown-shop.ts";

/** The server's procedures as hooks. */
export const trpc = createTRPCReact<AppRouter>();

/** The server takes at most this many calls in one request. */
const BATCH = 20;

/**
 * Calls go by HTTP, live changes by one socket, which is open while somebody listens. `onLost` hears of every socket
 * that closed or could not be opened: the server may be away, or the person signed out elsewhere.
 */
export function createTrpcClient(onLost: () => void) {
  const socket = createWSClient({
    url: socketUrl(window.location),
    lazy: { enabled: true, closeMs: 500 },
    keepAlive: { enabled: true, intervalMs: 5000, pongTimeoutMs: 2000 },
    retryDelayMs: (attempt) => Math.min(250 * 2 ** attempt, 5000),
    onClose: () => {
      connectionStore.set("away");
      onLost();
    },
  });
  return trpc.createClient({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: wsLink({ client: socket }),
        false: splitLink({
          // Attempts to get in are counted one by one, so the server takes them in a request of their own.
          condition: (operation) => /^(auth|setup)\./.test(operation.path),
          true: httpLink({ url: "/trpc" }),
          false: httpBatchLink({
            url: "/trpc",
            maxItems: BATCH,
            maxURLLength: 4000,
            headers: shownShopHeaders,
          }),
        }),
      }),
    ],
  });
}

function socketUrl({ protocol, host }: Location): string {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/trpc`;
}
