/**
 * The passphrase of an age file (https://age-encryption.org/v1, "scrypt"), with the scrypt of Node: that of the library
 * is several times slower, and blocks its thread.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { Stanza } from "age-encryption";
import type { Identity, Recipient } from "age-encryption";

/** Checking a passphrase takes a third of a second and 128 MB. */
const WORK_FACTOR = 17;
/** A file that claims more is refused: it would need gigabytes. */
const MOST_WORK_FACTOR = 20;
const CIPHER = "chacha20-poly1305";
const NO_NONCE = Buffer.alloc(12);
const TAG_BYTES = 16;

/** Encrypts for a passphrase. */
export function lockedWith(passphrase: string): Recipient {
  return {
    wrapFileKey: async (fileKey) => {
      const salt = randomBytes(16);
      const key = await keyOf(passphrase, salt, WORK_FACTOR);
      const cipher = createCipheriv(CIPHER, key, NO_NONCE, { authTagLength: TAG_BYTES });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      const encoded = salt.toString("base64").replaceAll("=", "");
      return [new Stanza(["scrypt", encoded, String(WORK_FACTOR)], body)];
    },
  };
}

/** Decrypts with a passphrase. */
export function unlockedWith(passphrase: string): Identity {
  return {
    unwrapFileKey: async (stanzas) => {
      const [stanza, ...others] = stanzas;
      const [kind, salt = "", factor] = stanza?.args ?? [];
      const workFactor = Number(factor);
      if (stanza === undefined || others.length > 0 || kind !== "scrypt") return null;
      if (!(workFactor >= 1 && workFactor <= MOST_WORK_FACTOR)) return null;
      const key = await keyOf(passphrase, Buffer.from(salt, "base64"), workFactor);
      const body = Buffer.from(stanza.body);
      const decipher = createDecipheriv(CIPHER, key, NO_NONCE, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(body.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

function keyOf(passphrase: string, salt: Buffer, workFactor: number): Promise<Buffer> {
  const salted = Buffer.concat([Buffer.from("age-encryption.org/v1/scrypt"), salt]);
  const cost = { N: 2 ** workFactor, r: 8, p: 1 };
  return new Promise((resolve, reject) => {
    // What it needs is 128 · N · r bytes.
    scrypt(passphrase, salted, 32, { ...cost, maxmem: 129 * cost.N * cost.r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
