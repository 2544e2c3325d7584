/** A process with screens: each subscribes to the shop's changes with the product's client. */
import { createDaybookClient } from "@daybook/client";
import { serve } from "./child.ts";

export type ViewersJob =
  | {
      readonly kind: "follow";
      readonly url: string;
      readonly apiKeys: readonly string[];
      readonly viewers: number;
    }
  /** Waits until every screen has received `seq`, or a timeout, and returns the events since the last call. */
  | { readonly kind: "hear"; readonly seq: number; readonly patienceMs: number };

interface Heard {
  readonly seq: number;
  /** On the machine's monotonic clock, in milliseconds. */
  readonly at: number;
}

/** The events of each screen, in order of arrival. */
export type HeardByAll = readonly (readonly Heard[])[];

let heard: Heard[][] = [];
let last: number[] = [];

serve(async (job: ViewersJob): Promise<HeardByAll> => {
  if (job.kind === "follow") await follow(job);
  else await until(() => last.every((seq) => seq >= job.seq), job.patienceMs);
  const news = heard;
  heard = news.map(() => []);
  return news;
});

async function follow({ url, apiKeys, viewers }: ViewersJob & { kind: "follow" }): Promise<void> {
  heard = Array.from({ length: viewers }, () => []);
  last = Array.from({ length: viewers }, () => 0);
  await Promise.all(
    Array.from({ length: viewers }, (_, viewer) => {
      const client = createDaybookClient({ url, apiKey: apiKeys[viewer % apiKeys.length] ?? "" });
      return new Promise<void>((resolve, reject) => {
        client.live.changes.subscribe(
          {},
          {
            onStarted: () => resolve(),
            onError: reject,
            onData: ({ data: { seq } }) => {
              heard[viewer]?.push({ seq, at: monotonicMs() });
              last[viewer] = seq;
            },
          },
        );
      });
    }),
  );
}

async function until(done: () => boolean, patienceMs: number): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!done() && performance.now() < giveUpAt)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

/** One clock for all processes of the machine. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
