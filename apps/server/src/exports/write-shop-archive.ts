import { createHash } from "node:crypto";
import { createWriteStream, existsSync, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { shopArchive } from "@daybook/api/server/shop-archive";
import { systemActor } from "@daybook/core/context/context";
import { shopFiles } from "@daybook/core/exports/shop-files";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { syncFolder } from "@daybook/db/engines/sqlite/opening";
import { StoreRefused } from "@daybook/db/store-error";
import { VERSION } from "../version.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";

const AS_COMMAND = { actor: systemActor(0, new Set()), requestId: "command: export" };

/**
 * Writes the archive of the shop at `storeUrl` to a new file, also while a server sells. The file gets its name when it
 * is complete and on disk. Throws `StoreRefused` if there is such a file already.
 */
export async function writeShopArchive(
  storeUrl: string,
  path: string,
  allowNetworkFs: boolean,
): Promise<void> {
  if (existsSync(path)) throw new StoreRefused(`${path} exists already; name another file.`);
  const part = `${path}.part`;
  try {
    await withShop(storeUrl, allowNetworkFs, async (work) => {
      const facts = { daybook: VERSION, madeAt: Date.now() };
      // Private: it contains what the database contains.
      const file = createWriteStream(part, { mode: 0o600, flush: true });
      await pipeline(Readable.from(shopArchive(work, AS_COMMAND, facts)), file);
    });
    renameSync(part, path);
    syncFolder(path);
  } finally {
    rmSync(part, { force: true });
  }
}

/** The SHA-256 of the data of every table with its name: equal for equal shops, on either engine. */
export async function fingerprintOf(storeUrl: string, allowNetworkFs: boolean): Promise<string> {
  return withShop(storeUrl, allowNetworkFs, (work) =>
    work.snapshot(AS_COMMAND, async (ctx) => {
      const all = createHash("sha256");
      for (const file of shopFiles(ctx)) {
        for await (const piece of file.text()) void piece;
        const { table, sha256 } = file.described();
        all.update(`${table} ${sha256}\n`);
      }
      return all.digest("hex");
    }),
  );
}

function withShop<T>(
  url: string,
  allowNetworkFs: boolean,
  fn: (work: UnitOfWork) => Promise<T>,
): Promise<T> {
  return withReadOnlyStore(url, allowNetworkFs, (store) =>
    fn(createUnitOfWork({ store, clock: Date.now })),
  );
}
