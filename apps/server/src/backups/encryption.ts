/**
 * Backups as age files (https://age-encryption.org/v1) for a key pair. The private key is locked with the passphrase,
 * as an age file of its own, in the header of each backup: one file and the passphrase are enough.
 */
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  armor,
  Decrypter,
  Encrypter,
  generateX25519Identity,
  identityToRecipient,
  Stanza,
} from "age-encryption";
import type { Identity, Recipient } from "age-encryption";
import { BackupUnusable, CopyDiffers } from "@daybook/db/engines/sqlite/backup-file";
import { lockedWith, unlockedWith } from "./passphrase-lock.ts";

/** What backups are encrypted with; both are safe to store. */
export interface BackupKey {
  /** The public key. */
  readonly recipient: string;
  /** The private key, encrypted with the passphrase: an age file as text. */
  readonly lockedIdentity: string;
}

/** The age tool ignores stanzas of other names. */
const STANZA = "daybook-key";

/** Makes a new key pair for a passphrase. */
export async function makeBackupKey(passphrase: string): Promise<BackupKey> {
  const identity = await generateX25519Identity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(lockedWith(passphrase.normalize("NFC")));
  const locked = await encrypter.encrypt(`${identity}\n`);
  return { recipient: await identityToRecipient(identity), lockedIdentity: armor.encode(locked) };
}

/**
 * Encrypts a file into the new file `target`, synced. What was written is read again and decrypted: throws `CopyDiffers`
 * if it is not the same.
 */
export async function encryptFile(source: string, target: string, key: BackupKey): Promise<void> {
  const fileKeys: Uint8Array[] = [];
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  encrypter.addRecipient(lockedKeyIn(key.lockedIdentity, (fileKey) => fileKeys.push(fileKey)));
  const plain = createHash("sha256");
  const read = createReadStream(source).on("data", (piece) => plain.update(piece));
  const pieces = Readable.fromWeb(await encrypter.encrypt(Readable.toWeb(read)));
  await pipeline(pieces, createWriteStream(target, { mode: 0o600, flush: true }));
  const again = createHash("sha256");
  await pipeline(await decrypted(target, { unwrapFileKey: () => fileKeys[0] ?? null }), again);
  if (again.digest("hex") !== plain.digest("hex"))
    throw new CopyDiffers("the encrypted backup does not contain what was encrypted");
}

/** Decrypts a file into the new file `target`. Throws `BackupUnusable`: the passphrase is missing or wrong, or it is damaged. */
export async function decryptFile(
  source: string,
  target: string,
  passphrase: string,
): Promise<void> {
  const locked = await findLockedIdentity(source);
  if (locked === null) throw new BackupUnusable("damaged", `${source} has no key of Daybook`);
  if (passphrase === "") throw new BackupUnusable("passphrase_needed", source);
  const identity = await unlock(locked, passphrase);
  if (identity === null) throw new BackupUnusable("passphrase_wrong", source);
  try {
    const plain = await decrypted(source, identity);
    await pipeline(plain, createWriteStream(target, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof Error && "code" in error) throw error;
    throw new BackupUnusable("damaged", error instanceof Error ? error.message : String(error));
  }
}

async function decrypted(path: string, identity: string | Identity): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Readable.fromWeb(await decrypter.decrypt(Readable.toWeb(createReadStream(path))));
}

/** Also notes the key of the file, with which the file can be checked. */
function lockedKeyIn(lockedIdentity: string, note: (fileKey: Uint8Array) => void): Recipient {
  // A length that base64 needs no padding for, so that other tools can read it.
  const text = lockedIdentity.trim();
  const body = Buffer.from(text.padEnd(Math.ceil((text.length + 1) / 3) * 3, "\n"));
  return {
    wrapFileKey: (fileKey) => {
      note(fileKey);
      return [new Stanza([STANZA], body)];
    },
  };
}

/** The locked private key in the header of a file; null if there is none. */
async function findLockedIdentity(path: string): Promise<string | null> {
  let found: string | null = null;
  const looking: Identity = {
    unwrapFileKey: (stanzas) => {
      const stanza = stanzas.find(({ args }) => args[0] === STANZA);
      found = stanza === undefined ? null : Buffer.from(stanza.body).toString("latin1");
      return null;
    },
  };
  const decrypter = new Decrypter();
  decrypter.addIdentity(looking);
  const read = createReadStream(path);
  try {
    await decrypter.decrypt(Readable.toWeb(read));
  } catch {
    // It never has a key: reading the header is enough.
  } finally {
    read.destroy();
  }
  return found;
}

/** Keyboards write an accented letter as one character or as two, and only one of them is the passphrase. */
async function unlock(locked: string, passphrase: string): Promise<string | null> {
  const ways = new Set([passphrase.normalize("NFC"), passphrase, passphrase.normalize("NFD")]);
  for (const way of ways) {
    const identity = await unlockWith(locked, way);
    if (identity !== null) return identity;
  }
  return null;
}

async function unlockWith(locked: string, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(unlockedWith(passphrase));
  try {
    return (await decrypter.decrypt(armor.decode(locked.trim()), "text")).trim();
  } catch {
    return null;
  }
}
