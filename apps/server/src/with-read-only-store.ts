import { openStore } from "@daybook/db/open-store";
import type { Store } from "@daybook/db/types";

/**
 * Runs `fn` on read-only connections of its own, which are closed afterwards: for commands and threads beside a server.
 * Throws `StoreRefused` if there is no database that this version can read.
 */
export async function withReadOnlyStore<T>(
  url: string,
  allowNetworkFs: boolean,
  fn: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ url, readOnly: true, migrate: false, allowNetworkFs });
  try {
    return await fn(store);
  } finally {
    await store.close();
  }
}
