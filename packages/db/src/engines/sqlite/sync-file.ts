import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { syncFolder } from "./opening.ts";

/** Makes the content of a file durable. */
export function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The text has this path until it is complete. */
export const savingPath = (path: string): string => `${path}.part`;

/** Replaces a private file with this text; after a power cut it has the text of before or this one. */
export function saveFile(path: string, text: string): void {
  const draft = savingPath(path);
  writeFileSync(draft, text, { mode: 0o600 });
  syncFile(draft);
  renameSync(draft, path);
  syncFolder(path);
}
