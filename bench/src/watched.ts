import { openConnection, requestText } from "./keep-alive.ts";
import type { ServerProcess } from "./server-process.ts";

const WATCH_EVERY_MS = 5;

export interface Watched<Result> {
  readonly result: Result;
  /** The longest time without a response of the server. */
  readonly stallMs: number;
}

/** Asks the server how it is again and again during `work`. */
export async function watched<Result>(
  { port }: Pick<ServerProcess, "port">,
  work: () => Promise<Result>,
): Promise<Watched<Result>> {
  const connection = await openConnection(port);
  const ask = requestText({ method: "GET", path: "/healthz", port, apiKey: "" });
  let stallMs = 0;
  let going = true;
  const watching = (async () => {
    while (going) {
      const sentAt = performance.now();
      await connection.ask(ask);
      stallMs = Math.max(stallMs, performance.now() - sentAt);
      await new Promise((resolve) => setTimeout(resolve, WATCH_EVERY_MS));
    }
  })();
  const result = await work();
  going = false;
  await watching;
  connection.close();
  return { result, stallMs };
}
