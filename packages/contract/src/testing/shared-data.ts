import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * The absolute path of a file in the folder of real data, or `null` when it is not there. Tests that need it then skip
 * by name. The folder is `DAYBOOK_TEST_DATA`, read from the root of the repository, and otherwise `../shared/data`.
 * CONTRIBUTING.md says what lies in it.
 */
export function sharedData(relativePath: string): string | null {
  const folder = resolve(ROOT, process.env["DAYBOOK_TEST_DATA"] || "../shared/data");
  const path = join(folder, relativePath);
  return existsSync(path) ? path : null;
}

/** A JSON file of the shared data, or `null` when it is not there. `T` is what the caller knows of its shape. */
export function sharedJson<T>(relativePath: string): T | null {
  const path = sharedData(relativePath);
  if (path === null) return null;
  // safe because these files never change and each caller asserts on what it reads
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
