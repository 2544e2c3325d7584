import { renameSync } from "node:fs";
import { buildSampleShop } from "@daybook/core/sample/build-sample-shop";
import type { SampleOptions } from "@daybook/core/sample/build-sample-shop";
import type { SampleFigures } from "@daybook/core/sample/sample-figures";
import { removeDatabase } from "@daybook/db/engines/sqlite/traces";
import { openStore } from "@daybook/db/open-store";

/** The start data of the build thread. */
export interface SampleOrder {
  /** The path of the new database; an existing file is deleted. */
  readonly path: string;
  readonly allowNetworkFs: boolean;
  readonly options: SampleOptions;
}

/** Its only reply. */
export type SampleAnswer =
  | { readonly ok: true; readonly figures: SampleFigures }
  | { readonly ok: false; readonly error: string };

/** Builds the sample shop's database in a file. Throws `StoreRefused` and `StoreInUseError`. */
export async function buildSampleFile(order: SampleOrder): Promise<SampleFigures> {
  const { path, allowNetworkFs, options } = order;
  removeDatabase(path);
  const store = await openStore({ url: `file:${path}`, allowNetworkFs });
  try {
    return await buildSampleShop(store, options);
  } finally {
    await store.close();
  }
}

/** A new database is built next to the old one until it is complete. */
export function draftOf(path: string): string {
  return `${path}.next`;
}

/** Replaces the database at `path` with a finished one. Both must be closed. */
export function replaceDatabase(path: string, draft: string): void {
  removeDatabase(path);
  renameSync(draft, path);
  // Side files are created again when it is opened.
  removeDatabase(draft);
}
