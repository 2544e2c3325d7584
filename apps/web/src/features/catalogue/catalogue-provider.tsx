import { useEffect, useMemo, useState } from "react";
import type { ReactNode } from "react";
import { currencyExponent } from "@daybook/contract/currencies";
import { shownShop } from "@daybook/contract/shown-shop";
import type { LiveEvent, Topic } from "@daybook/contract/topics";
import { numberSigns } from "@daybook/contract/typed-number";
import { onLiveEvent } from "../../lib/live-events.ts";
import { trpc } from "../../lib/trpc.ts";
import { useShop } from "../../lib/shop-context.tsx";
import { CatalogueContext } from "./catalogue.ts";
import type { CatalogueClient } from "./catalogue-client.ts";
import { createCatalogueClient } from "./catalogue-client.ts";
import { CodeQuestions } from "./code-question.tsx";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";
import { deleteCatalogueCopies } from "./forget-catalogue.ts";

/** The topics of a catalogue row. */
const TOPICS: ReadonlySet<Topic> = new Set(["products", "stock", "categories", "suppliers"]);

/** Provides the shop's products in this browser. Mounted once, for signed-in users. */
export function CatalogueProvider({ children }: { readonly children: ReactNode }) {
  const { me, settings } = useShop();
  const [client] = useState(createCatalogueClient);
  // Users may see different products, and a rebuilt sample shop has other products with the same names.
  const scope = `${me.user.id} ${settings.booksId}`;
  const { locale, currency } = settings;
  const amounts = useMemo(
    () => ({ exponent: currencyExponent(currency) ?? 2, signs: numberSigns(locale, currency) }),
    [locale, currency],
  );
  const shown = shownShop(me.sampleShop);
  useEffect(
    () => startCatalogue(client, { kind: "start", scope, shown, amounts }),
    [client, scope, shown, amounts],
  );
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

const newWorker = () =>
  new Worker(new URL("./catalogue-worker.ts", import.meta.url), { type: "module" });

/** The first worker loads while the page still checks the session. */
let readyWorker: Worker | null = typeof Worker === "undefined" ? null : newWorker();

function startCatalogue(client: CatalogueClient, start: ToWorker): () => void {
  const worker = readyWorker ?? newWorker();
  readyWorker = null;
  const post = (message: ToWorker) => worker.postMessage(message);
  post(start);
  const take = client.connect(post);
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
