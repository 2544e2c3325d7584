import { fileURLToPath } from "node:url";

// Relative to the bundle, bench/dist/bundle.
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const SERVER_ENTRY = fileURLToPath(
  new URL("../../../apps/server/dist/main.js", import.meta.url),
);

/** The child processes; `run.mjs` bundles each of them. */
export type ChildName = "seller" | "viewers" | "searcher" | "catalogue-reader" | "adapter-server";

/** The file of a child process, bundled next to the measurements. */
export function childEntry(name: ChildName): string {
  return fileURLToPath(new URL(`${name}.js`, import.meta.url));
}
