/** A process with tills: each sends its next sale when the last one is answered. */
import { cartsOf, saleOf } from "./cart.ts";
import { serve } from "./child.ts";
import type { DatabaseFile } from "./databases.ts";
import { openConnection, requestText } from "./keep-alive.ts";

export interface SellJob {
  readonly port: number;
  readonly apiKey: string;
  readonly path: "/trpc/sales.ringUp" | "/api/sales";
  readonly books: Pick<DatabaseFile, "products" | "locationId">;
  readonly tills: number;
  readonly sales: number;
}

export interface Sold {
  /** From the first request to the last response. */
  readonly wallMs: number;
  /** For every sale, from the request to the whole response. */
  readonly latenciesMs: readonly number[];
}

serve(async (job: SellJob): Promise<Sold> => {
  const { port, apiKey, path, books } = job;
  const carts = cartsOf(books);
  // Prepared in advance: the tills only send and wait.
  const requests = Array.from({ length: job.sales }, () =>
    requestText({
      method: "POST",
      path,
      port,
      apiKey,
      body: JSON.stringify(saleOf(books.locationId, carts())),
    }),
  );
  const connections = await Promise.all(
    Array.from({ length: job.tills }, () => openConnection(port)),
  );
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
        const sentAt = performance.now();
        const { status, body } = await connection.ask(request);
        latenciesMs.push(performance.now() - sentAt);
        if (status !== 200) throw new Error(`A sale was answered ${status}: ${body}`);
      }
    }),
  );
  const wallMs = performance.now() - startedAt;
  for (const connection of connections) connection.close();
  return { wallMs, latenciesMs };
});
