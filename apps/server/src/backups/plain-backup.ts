import { closeSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface PlainOrder {
  /** The backup, which may be encrypted. */
  readonly source: string;
  /** Of an encrypted backup; empty if nobody has entered one. */
  readonly passphrase: string;
  /** Temporary files are made in this folder. */
  readonly home: string;
}

const AGE = Buffer.from("age-encryption.org/v1\n");

/**
 * Runs `fn` on a backup as it was before the encryption: the file itself, or a temporary one. Throws `BackupUnusable` if
 * the passphrase is missing or wrong.
 */
export async function withPlain<T>(
  { source, passphrase, home }: PlainOrder,
  fn: (plain: { readonly path: string }) => Promise<T>,
): Promise<T> {
  if (!isEncrypted(source)) return fn({ path: source });
  const { decryptFile } = await import("./encryption.ts");
  const folder = mkdtempSync(join(home, "restoring-"));
  try {
    const path = join(folder, "backup");
    await decryptFile(source, path, passphrase);
    return await fn({ path });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a file is an age file. */
export function isEncrypted(path: string): boolean {
  const head = Buffer.alloc(AGE.length);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.equals(AGE);
}
