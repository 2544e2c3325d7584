import { httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import type { AppRouter } from "@daybook/api/client";
import { connectionStore, retryDelayMs } from "./connection.ts";
import { fetchOrEarlyAnswer } from "./early-answers.ts";
import { lateCode } from "./late-code.ts";
import { lateLink } from "./late-link.ts";
import { shownShopHeaders } from "./shown-shop.ts";

/** The server's procedures as hooks. */
export const trpc = createTRPCReact<AppRouter>();

/** The till is usable before it receives changes, so the socket's code is not part of the first load. */
const socketCode = lateCode(async () => (await import("./socket-link.ts")).socketLink);

/** The maximum number of calls per request. */
const BATCH = 20;

/**
 * Calls use HTTP, live changes one socket, which is open while someone subscribes. `onLost` is called for every closed
 * or failed socket: the server may be unreachable, or the user signed out elsewhere.
 */
export function createTrpcClient(onLost: () => void) {
  return trpc.createClient({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: lateLink({
          load: async () => (await socketCode())(onLost),
          onFailed: () => connectionStore.set("away"),
          retryAfterMs: retryDelayMs(Infinity),
        }),
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
