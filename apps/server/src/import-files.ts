/** The uploaded files to import, in the data folder by the SHA-256 of their content. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { MOST_IMPORT_BYTES } from "@daybook/contract/imports";
import type { ImportUpload } from "@daybook/contract/imports";
import { refuse } from "@daybook/core/errors/domain-error";
import { readingLimits } from "@daybook/core/imports/reading/limits";
import type { ImportFile } from "@daybook/core/imports/reading/import-file";

export const importLimits = readingLimits(() => performance.now());

const KEPT_MS = 7 * 24 * 3600_000;
const HASH = /^[0-9a-f]{64}$/;

export function importFolder(dataFolder: string): string {
  return join(dataFolder, "imports");
}

/**
 * Stores a file as it arrives; it gets its name only when it is complete. Refuses 413 `payload_too_large` and 503
 * `storage_full`, and then leaves nothing.
 */
export async function saveImportFile(folder: string, body: Readable): Promise<ImportUpload> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await deleteOld(folder);
  const part = join(folder, `${randomUUID()}.part`);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    await pipeline(
      body,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > MOST_IMPORT_BYTES) throw refuse("payload_too_large", {});
          hash.update(piece);
          yield piece;
        }
      },
      createWriteStream(part, { mode: 0o600, flush: true }),
    );
    const file = hash.digest("hex");
    await rename(part, join(folder, file));
    return { file, bytes };
  } catch (error) {
    await rm(part, { force: true });
    throw isDiskFull(error) ? refuse("storage_full", {}) : error;
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));
}

/** A kept file; null if it was deleted or never sent. */
export async function openImportFile(folder: string, hash: string): Promise<ImportFile | null> {
  // The contract allows only hashes, so the name cannot leave the folder.
  if (!HASH.test(hash)) return null;
  const path = join(folder, hash);
  if (!existsSync(path)) return null;
  const { size } = await stat(path);
  return {
    size,
    read: (start, end) =>
      end <= start ? nothing() : createReadStream(path, { start, end: end - 1 }),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Files are needed until their preview is complete; a week allows for another mapping. */
async function deleteOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < Date.now() - KEPT_MS) await rm(path, { force: true });
  }
}
