/** The thread that holds the catalogue; started by `CatalogueProvider`. */
import { SHOWN_SHOP_HEADER } from "@daybook/contract/sample";
import { createCatalogueHost } from "./catalogue-host.ts";
import type { CatalogueHost } from "./catalogue-host.ts";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";
import { createIndexedDbStorage } from "./catalogue-storage.ts";

let host: CatalogueHost | null = null;

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    host = createCatalogueHost({
      fetch: (path) =>
        fetch(`/api${path}`, {
          headers: { accept: "application/json", [SHOWN_SHOP_HEADER]: data.shown },
        }),
      // Tells this tab's copy from another's: chance is enough.
      storage: createIndexedDbStorage(data.scope, `${Date.now()}-${Math.random()}`),
      post: (message: FromWorker) => self.postMessage(message),
      later: (milliseconds, run) => void setTimeout(run, milliseconds),
      exponent: data.exponent,
    });
    void host.start();
  } else if (data.kind === "changed") void host?.changed(data.seq);
  else if (data.kind === "categories") host?.sortCategories(data.parents);
  else host?.ask(data.id, data.question);
});
