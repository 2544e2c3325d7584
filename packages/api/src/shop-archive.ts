/** The archive of the whole shop as a zip file, made while it is read. */
import { finished } from "node:stream/promises";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { MANIFEST_PATH } from "@daybook/contract/exports";
import type { ShopManifest } from "@daybook/contract/exports";
import type { Who } from "@daybook/core/context/context";
import { shopFiles, shopManifest } from "@daybook/core/exports/shop-files";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** What the manifest says about the program and the moment. */
export type ArchiveFacts = Pick<ShopManifest, "daybook" | "madeAt">;

/** The zip format has no time before this one; equal shops give equal files. */
const NO_TIME = { mtime: new Date(Date.UTC(1980, 0, 1)), forceDosTimestamp: true };

/**
 * The pieces of the zip file: the CSV file of each table and, last, the manifest. All of it shows one moment, and only
 * a few pages of rows are in memory at once. The database is read on while pieces are taken.
 */
export async function* shopArchive(
  work: UnitOfWork,
  who: Who,
  facts: ArchiveFacts,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // safe because yazl makes a PassThrough, which its types call by an older interface
  const output = zip.outputStream as unknown as Readable;
  const filling = work.snapshot(who, async (ctx) => {
    const files = shopFiles(ctx);
    for (const file of files)
      zip.addReadStreamLazy(file.path, NO_TIME, (use) => use(null, Readable.from(file.text())));
    zip.addReadStreamLazy(MANIFEST_PATH, NO_TIME, (use) => {
      const text = async () => JSON.stringify(await shopManifest(ctx, files, facts), null, 2);
      use(null, Readable.from(oneByOne(text)));
    });
    zip.once("error", (error) => output.destroy(asError(error)));
    zip.end();
    await finished(output);
  });
  // Reported by reading the output, or below.
  filling.catch(() => undefined);
  yield* output;
  await filling;
}

async function* oneByOne(text: () => Promise<string>): AsyncGenerator<string> {
  yield await text();
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value));
}
