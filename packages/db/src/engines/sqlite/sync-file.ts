import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes the content of a file durable. */
export function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
