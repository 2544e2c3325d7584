import { useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { LiveEvent, Topic } from "@daybook/contract/topics";
import { onLiveEvent } from "../../lib/live-events.ts";
import { trpc } from "../../lib/trpc.ts";
import { useSeesCosts, useShop } from "../../lib/shop-context.tsx";
import { CatalogueContext } from "./catalogue.ts";
import type { CatalogueClient } from "./catalogue-client.ts";
import { createCatalogueClient } from "./catalogue-client.ts";
import { CodeQuestions } from "./code-question.tsx";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";
import { catalogueStart, startedWorkerFor } from "./catalogue-worker-start.ts";
import type { CatalogueStart } from "./catalogue-worker-start.ts";
import { deleteCatalogueCopies } from "./forget-catalogue.ts";

/** The topics of a catalogue row. */
const TOPICS: ReadonlySet<Topic> = new Set(["products", "stock", "categories", "suppliers"]);

/** Provides the shop's products in this browser. Mounted once, for signed-in users. */
export function CatalogueProvider({ children }: { readonly children: ReactNode }) {
  const { me, settings } = useShop();
  const costs = useSeesCosts();
  const [client] = useState(createCatalogueClient);
  const { user, sampleShop } = me;
  const { booksId, locale, currency } = settings;
  const start = useMemo(
    () => catalogueStart({ userId: user.id, sampleShop, costs, booksId, locale, currency }),
    [user.id, sampleShop, costs, booksId, locale, currency],
  );
  useEffect(() => startCatalogue(client, start), [client, start]);
  const { data } = trpc.categories.list.useQuery({ active: "all" });
  useEffect(() => {
    if (data === undefined) return;
    client.sortCategories(Object.fromEntries(data.items.map((one) => [one.id, one.parentId])));
  }, [client, data]);
  return (
    <CatalogueContext value={client}>
      <CodeQuestions>{children}</CodeQuestions>
    </CatalogueContext>
  );
}

/** Deletes the catalogue from this device. Called at sign-out, before the page is left. */
export async function forgetCatalogue(): Promise<void> {
  for (const stop of running) stop();
  await deleteCatalogueCopies();
}

const running = new Set<() => void>();

function startCatalogue(client: CatalogueClient, start: CatalogueStart): () => void {
  const { worker, messages, failed } = startedWorkerFor(start);
  const post = (message: ToWorker) => worker.postMessage(message);
  const take = client.connect(post);
  for (const message of messages) take(message);
  if (failed) client.fail();
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => take(data));
  worker.addEventListener("error", () => client.fail());
  const stopListening = onLiveEvent((event) => {
    if (touchesCatalogue(event)) post({ kind: "changed", seq: event?.seq ?? null });
  });
  const stop = () => {
    running.delete(stop);
    stopListening();
    worker.terminate();
    client.disconnect();
  };
  running.add(stop);
  return stop;
}

function touchesCatalogue(event: LiveEvent | null): boolean {
  return event === null || TOPICS.has(event.topic);
}
