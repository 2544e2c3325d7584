/** The archive of the whole shop as a zip file, made while it is read. */
import { MANIFEST_PATH } from "@daybook/contract/exports";
import type { ShopManifest } from "@daybook/contract/exports";
import type { ReadCtx, Who } from "@daybook/core/context/context";
import { shopBytes, shopFiles, shopManifest } from "@daybook/core/exports/shop-files";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { zipOf } from "./zip.ts";
import type { ZippedFile } from "./zip.ts";

/** What the manifest says about the program and the moment. */
export type ArchiveFacts = Pick<ShopManifest, "daybook" | "madeAt">;

/**
 * The pieces of the zip file: the CSV file of each table, the pictures and files, and, last, the manifest. All of it shows
 * one moment, and only a few pages of rows, or one picture or file, are in memory at once. The database is read on while pieces are taken.
 */
export async function* shopArchive(
  work: UnitOfWork,
  who: Who,
  facts: ArchiveFacts,
): AsyncGenerator<Uint8Array> {
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  let viewing: Promise<void> = closed;
  try {
    // The view of the database stays open until the archive was read, or its reader stopped.
    const ctx = await new Promise<ReadCtx>((resolve, reject) => {
      viewing = work.snapshot(who, (view) => {
        resolve(view);
        return closed;
      });
      viewing.catch(reject);
    });
    const files = shopFiles(ctx);
    async function* everything(): AsyncGenerator<ZippedFile> {
      for (const { path, text } of files) yield { path, content: text };
      for await (const { path, read } of shopBytes(ctx))
        yield { path, content: () => single(read), compressed: true };
      const manifest = async () => JSON.stringify(await shopManifest(ctx, files, facts), null, 2);
      yield { path: MANIFEST_PATH, content: () => single(manifest) };
    }
    yield* zipOf(everything());
  } finally {
    close();
    await viewing;
  }
}

async function* single<Piece extends string | Uint8Array>(
  read: () => Promise<Piece>,
): AsyncGenerator<Piece> {
  yield await read();
}
