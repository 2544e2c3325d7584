import { currencyExponent } from "@daybook/contract/currency-exponents";
import type { Settings } from "@daybook/contract/settings";
import { shownShop } from "@daybook/contract/shown-shop";
import { numberSigns } from "@daybook/contract/typed-number";
import type { Me } from "@daybook/contract/users";
import type { FromWorker, ToWorker } from "./catalogue-messages.ts";

export type CatalogueStart = Extract<ToWorker, { kind: "start" }>;

/** What the worker needs to know before it can load the products. */
export function catalogueStart(of: {
  readonly userId: Me["user"]["id"];
  readonly sampleShop: boolean;
  readonly costs: boolean;
  readonly booksId: Settings["booksId"];
  readonly locale: string;
  readonly currency: string;
}): CatalogueStart {
  const { userId, sampleShop, costs, booksId, locale, currency } = of;
  return {
    kind: "start",
    // Users may see different products, and a rebuilt sample shop has other products with the same names.
    scope: `${userId} ${booksId}`,
    costs,
    shown: shownShop(sampleShop),
    amounts: {
      exponent: currencyExponent(currency) ?? 2,
      signs: numberSigns(locale, currency),
    },
  };
}

/** A worker that was started, and what it has said so far. */
export interface StartedWorker {
  readonly worker: Worker;
  readonly messages: readonly FromWorker[];
  readonly failed: boolean;
}

interface EarlyWorker {
  readonly worker: Worker;
  readonly messages: FromWorker[];
  failed: boolean;
  start: CatalogueStart | null;
}

/** The worker of this page's first catalogue; it starts before the code that takes it is there. */
let early: EarlyWorker | null = null;

/** Starts the first worker; the returned function tells it what to load. */
export function startEarlyWorker(): (start: CatalogueStart) => void {
  const made: EarlyWorker = { worker: newWorker(), messages: [], failed: false, start: null };
  made.worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    if (early === made) made.messages.push(data);
  });
  made.worker.addEventListener("error", () => (made.failed = true));
  early = made;
  return (start) => {
    if (early !== made) return;
    made.start = start;
    made.worker.postMessage(start);
  };
}

/** A worker that loads this catalogue: the early one, if it was started for it, or a new one. */
export function startedWorkerFor(start: CatalogueStart): StartedWorker {
  const ready = early;
  early = null;
  if (ready !== null && (ready.start === null || isSame(ready.start, start))) {
    if (ready.start === null) ready.worker.postMessage(start);
    return ready;
  }
  ready?.worker.terminate();
  const worker = newWorker();
  worker.postMessage(start);
  return { worker, messages: [], failed: false };
}

const newWorker = () =>
  new Worker(new URL("./catalogue-worker.ts", import.meta.url), { type: "module" });

// Both were made by the same function, so the same values are in the same order.
const isSame = (one: CatalogueStart, other: CatalogueStart) =>
  JSON.stringify(one) === JSON.stringify(other);
