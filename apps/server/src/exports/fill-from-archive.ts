import { fillStore } from "@daybook/db/fill-store";
import { openStore } from "@daybook/db/open-store";
import type { ShopArchive } from "./read-shop-archive.ts";

/**
 * Makes the database at `url` from an archive, and applies the migrations of this version. Throws `StoreRefused` if there
 * is a shop already or the archive is damaged; then there is no database.
 */
export async function fillFromArchive(
  { manifest, tables }: ShopArchive,
  url: string,
  allowNetworkFs = true,
): Promise<void> {
  await fillStore({ url, lastMigration: manifest.schema, tables: tables() });
  const store = await openStore({ url, allowNetworkFs });
  await store.close();
}
