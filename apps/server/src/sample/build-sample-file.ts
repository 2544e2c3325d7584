import { renameSync } from "node:fs";
import { buildSampleShop } from "@daybook/core/sample/build-sample-shop";
import type { SampleOptions } from "@daybook/core/sample/build-sample-shop";
import type { SampleFigures } from "@daybook/core/sample/sample-figures";
import { removeDatabase } from "@daybook/db/engines/sqlite/traces";
import { openStore } from "@daybook/db/open-store";

/** What the thread that builds is told when it starts. */
export interface SampleOrder {
  /** Where the new books go; what lies there is thrown away. */
  readonly path: string;
  readonly allowNetworkFs: boolean;
  readonly options: SampleOptions;
}

/** What it answers, once. */
export type SampleAnswer =
  | { readonly ok: true; readonly figures: SampleFigures }
  | { readonly ok: false; readonly error: string };

/** Builds the sample shop's books in a file. Throws `StoreRefused` and `StoreInUseError`. */
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

/** New books lie beside the old ones until they are whole. */
export function draftOf(path: string): string {
  return `${path}.next`;
}

/** Puts finished books in the place of those at `path`. Both must be closed. */
export function replaceBooks(path: string, draft: string): void {
  removeDatabase(path);
  renameSync(draft, path);
  // What lies beside a file is made again when it is opened.
  removeDatabase(draft);
}
