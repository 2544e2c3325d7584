import { fileURLToPath } from "node:url";

// Seen from the bundle, bench/dist/bundle.
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const SERVER_ENTRY = fileURLToPath(
  new URL("../../../apps/server/dist/main.js", import.meta.url),
);

/** The file of a child process, bundled beside the measurements. */
export function childEntry(name: "seller" | "viewers"): string {
  return fileURLToPath(new URL(`${name}.js`, import.meta.url));
}
