import type { DatabaseFile } from "./databases.ts";
import type { Child } from "./child.ts";
import type { SellJob, Sold } from "./seller.ts";
import type { ServerProcess } from "./server-process.ts";

/** A server with its own database, and one till. */
export interface Desk {
  readonly server: ServerProcess;
  readonly books: DatabaseFile;
  readonly seller: Child<SellJob, Sold>;
}

/** Makes this many sales one after another; returns the duration of each in milliseconds. */
export function sellAtOneTill(desk: Desk, sales: number): Promise<readonly number[]> {
  return sellAtTills(desk, { tills: 1, sales });
}

/** The same at several tills at once. */
export async function sellAtTills(
  { server, books, seller }: Desk,
  { tills, sales }: { readonly tills: number; readonly sales: number },
): Promise<readonly number[]> {
  const [apiKey = ""] = books.apiKeys;
  const { products, locationId } = books;
  const { latenciesMs } = await seller.ask({
    port: server.port,
    apiKey,
    path: "/api/sales",
    books: { products, locationId },
    tills,
    sales,
  });
  return latenciesMs;
}
