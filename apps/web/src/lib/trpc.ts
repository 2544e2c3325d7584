import { createWSClient, httpBatchLink, httpLink, splitLink, wsLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { AppRouter } from "@daybook/api/client";
import { connectionStore } from "./connection.ts";
import { fetchOrEarlyAnswer } from "./early-answers.ts";
import { shownShopHeaders } from "./shown-shop.ts";

/** The server's procedures as hooks. */
export const trpc = createTRPCReact<AppRouter>();

/** The maximum number of calls per request. */
const BATCH = 20;

/**
 * Calls use HTTP, live changes one socket, which is open while someone subscribes. `onLost` is called for every closed
 * or failed socket: the server may be unreachable, or the user signed out elsewhere.
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
          // The server counts sign-in attempts individually, so it accepts them only in a separate request.
          condition: (operation) => /^(auth|setup)\./.test(operation.path),
          true: httpLink({ url: "/trpc", fetch: fetchOrEarlyAnswer }),
          false: httpBatchLink({
            url: "/trpc",
            maxItems: BATCH,
            maxURLLength: 4000,
            headers: shownShopHeaders,
            fetch: fetchOrEarlyAnswer,
          }),
        }),
      }),
    ],
  });
}

function socketUrl({ protocol, host }: Location): string {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/trpc`;
}
