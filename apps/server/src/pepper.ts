/** The secret that PINs are hashed with: in a file beside the database, so a copy of the database alone has no PINs. */
import { randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Pepper } from "@daybook/core/users/pins";
import { syncFolder } from "@daybook/db/engines/sqlite/opening";
import { syncFile } from "@daybook/db/engines/sqlite/sync-file";

const BYTES = 32;

/** The pepper of this data folder, made at the first start. Processes on several machines need the same file. */
export function readPepper(dataFolder: string): Pepper {
  const path = join(dataFolder, "pin-pepper");
  const known = stored(path);
  if (known !== null) return known;
  const fresh = randomBytes(BYTES);
  try {
    mkdirSync(dataFolder, { recursive: true });
    if (!existsSync(path)) create(path, fresh.toString("hex"));
  } catch {
    // Without a place for it, or with a damaged file, PINs work until the server stops.
  }
  return stored(path) ?? fresh;
}

/** It is on the disk before any PIN depends on it: without it none of them is valid. */
function create(path: string, text: string): void {
  const draft = `${path}.${process.pid}.part`;
  writeFileSync(draft, text, { mode: 0o600 });
  syncFile(draft);
  try {
    // Two processes may start at once: the one that is slower reads the file of the other.
    linkSync(draft, path);
    rmSync(draft);
  } catch (error) {
    // Not every disk has links.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST"))
      renameSync(draft, path);
    rmSync(draft, { force: true });
  }
  syncFolder(path);
}

/** The stored secret; null if there is none, or none that can be read. */
function stored(path: string): Pepper | null {
  try {
    const bytes = Buffer.from(readFileSync(path, "utf8").trim(), "hex");
    return bytes.length === BYTES ? bytes : null;
  } catch {
    return null;
  }
}
