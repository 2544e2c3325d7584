/** The worker with the catalogue; started by `CatalogueProvider`. */
import { SHOWN_SHOP_HEADER } from "@daybook/contract/shown-shop";
import { createCatalogueHost } from "./catalogue-host.ts";
import type { CatalogueHost } from "./catalogue-host.ts";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";
import { createIndexedDbStorage } from "./catalogue-storage.ts";
import { linesOf } from "./lines-of.ts";

let host: CatalogueHost | null = null;

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    host = createCatalogueHost({
      fetch: async (path) => {
        const response = await fetch(`/api${path}`, {
          headers: { accept: "application/json", [SHOWN_SHOP_HEADER]: data.shown },
        });
        return {
          status: response.status,
          json: () => response.json(),
          lines: () => linesOf(response.body ?? new ReadableStream()),
        };
      },
      // Distinguishes this tab's copy from another's: a random number is enough.
      storage: createIndexedDbStorage({
        scope: data.scope,
        costs: data.costs,
        writer: `${Date.now()}-${Math.random()}`,
      }),
      post: (message: FromWorker) => self.postMessage(message),
      later: (milliseconds, run) => void setTimeout(run, milliseconds),
      pause: yieldToMessages,
      amounts: data.amounts,
    });
    void host.start();
  } else if (data.kind === "changed") void host?.changed(data.seq);
  else if (data.kind === "categories") host?.sortCategories(data.parents);
  else host?.ask(data.id, data.question);
});

/** Waits until pending requests of the page are answered. A timer would wait longer. */
function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
