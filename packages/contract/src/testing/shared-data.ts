import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DATA_FOLDER = new URL("../../../../../shared/data/", import.meta.url);

/**
 * The absolute path of a data file beside the repository (`../shared/data/<relativePath>` from its root), or `null`
 * when it is not there. Tests that need it then skip by name.
 */
export function sharedData(relativePath: string): string | null {
  const path = fileURLToPath(new URL(relativePath, DATA_FOLDER));
  return existsSync(path) ? path : null;
}

/** A JSON file of the shared data, or `null` when it is not there. `T` is what the caller knows of its shape. */
export function sharedJson<T>(relativePath: string): T | null {
  const path = sharedData(relativePath);
  if (path === null) return null;
  // safe because these files never change and each caller asserts on what it reads
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
