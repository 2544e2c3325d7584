import { readFileSync, statSync } from "node:fs";

/** A file that is cached, and read again after it has changed; null while there is none. */
export function cachedFile(path: string): () => Buffer | null {
  let known: { readonly bytes: Buffer; readonly changedAt: number } | null = null;
  return () => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return null;
    if (known?.changedAt !== stat.mtimeMs)
      known = { bytes: readFileSync(path), changedAt: stat.mtimeMs };
    return known.bytes;
  };
}
