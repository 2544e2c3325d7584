import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { crc32 } from "node:zlib";

/**
 * What callers have been told is saved. It lies beside the database and is written after each commit, before anybody is
 * answered, without waiting for the disk: it survives the end of the process, and a power cut as far as the system had
 * written it. So it may lag behind the database and is never ahead of it, unless the database lost something.
 */
export interface Witness {
  /** The lasting name of the books. */
  readonly books: string;
  /** The highest number of a change that was acknowledged. */
  readonly seq: number;
  /** The number of the last receipt by its device's prefix. */
  readonly receipts: Readonly<Record<string, number>>;
}

/** Where the witness of a database lies. */
export const witnessPath = (path: string): string => `${path}.witness`;

/** The witness beside a database; null where there is none or it was only half written. */
export function readWitness(path: string): Witness | null {
  if (!existsSync(witnessPath(path))) return null;
  try {
    const text = readFileSync(witnessPath(path), "utf8");
    const [sum, line = ""] = text.split("\n");
    if (sum !== sumOf(line)) return null;
    // safe because the sum proves that this file wrote the line, from a witness
    return JSON.parse(line) as Witness;
  } catch {
    return null;
  }
}

/** Receipts that the witness knows and the database does not, such as `S-12 to S-14`; empty where nothing is missing. */
export function missingReceipts(witness: Witness, found: Witness): string[] {
  return Object.entries(witness.receipts).flatMap(([prefix, last]) => {
    const first = (found.receipts[prefix] ?? 0) + 1;
    if (first > last) return [];
    return first === last ? [`${prefix}-${last}`] : [`${prefix}-${first} to ${prefix}-${last}`];
  });
}

/** An open witness. */
export interface WitnessFile {
  /** Throws nothing: selling does not depend on it. */
  write(witness: Witness): void;
  close(): void;
}

export function openWitness(path: string): WitnessFile {
  // Not truncated: until the first write the old one stays.
  const file = openSync(witnessPath(path), constants.O_CREAT | constants.O_RDWR, 0o600);
  let length = 0;
  return {
    write: (witness) => {
      const line = JSON.stringify(witness);
      const bytes = Buffer.from(`${sumOf(line)}\n${line}\n`);
      try {
        // One call, so that the end of the process cannot fall between two halves.
        writeSync(file, bytes, 0, bytes.length, 0);
        if (bytes.length < length) ftruncateSync(file, bytes.length);
        length = bytes.length;
      } catch {
        // A full disk: the next write tells the same and more.
      }
    },
    close: () => {
      try {
        fsyncSync(file);
      } catch {
        // It is as good as the last write then.
      }
      closeSync(file);
    },
  };
}

const sumOf = (line: string): string => crc32(line).toString(16).padStart(8, "0");
