import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * The absolute path of a file in the folder of real data, or `null` if it is missing. Tests that need it are then
 * skipped. The folder is `DAYBOOK_TEST_DATA`, relative to the root of the repository, or `../shared/data`.
 * CONTRIBUTING.md describes its contents.
 */
export function sharedData(relativePath: string): string | null {
  const folder = resolve(ROOT, process.env["DAYBOOK_TEST_DATA"] || "../shared/data");
  const path = join(folder, relativePath);
  return existsSync(path) ? path : null;
}

/** A JSON file of the shared data, or `null` if it is missing. `T` is the expected type. */
export function sharedJson<T>(relativePath: string): T | null {
  const path = sharedData(relativePath);
  if (path === null) return null;
  // safe because these files never change and each caller asserts on what it reads
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
