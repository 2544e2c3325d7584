import { createWSClient, wsLink } from "@trpc/client";
import type { TRPCLink } from "@trpc/client";
import type { AppRouter } from "@daybook/api/client";
import { connectionStore, retryDelayMs } from "./connection.ts";

/** One socket for all subscriptions, which is open while there is one. `onLost` is called when it closes or fails. */
export function socketLink(onLost: () => void): TRPCLink<AppRouter> {
  const client = createWSClient({
    url: socketUrl(window.location),
    lazy: { enabled: true, closeMs: 500 },
    keepAlive: { enabled: true, intervalMs: 5000, pongTimeoutMs: 2000 },
    retryDelayMs,
    onClose: () => {
      connectionStore.set("away");
      onLost();
    },
  });
  return wsLink({ client });
}

function socketUrl({ protocol, host }: Location): string {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/trpc`;
}
