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
 * The acknowledged state. It is stored next to the database and written after each commit, before any caller is
 * answered, without an fsync: it survives the end of the process, and a power cut as far as the system had written it.
 * It may therefore be behind the database but never ahead of it, unless the database lost data.
 */
export interface Witness {
  /** The permanent name of the database. */
  readonly books: string;
  /** The highest acknowledged outbox sequence number. */
  readonly seq: number;
  /** The last receipt number by device prefix. */
  readonly receipts: Readonly<Record<string, number>>;
}

/** The path of the witness of a database. */
export const witnessPath = (path: string): string => `${path}.witness`;

/** The witness of a database; null if there is none or it is incomplete. */
export function readWitness(path: string): Witness | null {
  if (!existsSync(witnessPath(path))) return null;
  try {
    const text = readFileSync(witnessPath(path), "utf8");
    const [sum, line = ""] = text.split("\n");
    if (sum !== sumOf(line)) return null;
    // safe because the checksum proves that this file wrote the line
    return JSON.parse(line) as Witness;
  } catch {
    return null;
  }
}

/** Receipts that the witness has and the database does not, such as `S-12 to S-14`; empty if none are missing. */
export function missingReceipts(witness: Witness, found: Witness): string[] {
  return Object.entries(witness.receipts).flatMap(([prefix, last]) => {
    const first = (found.receipts[prefix] ?? 0) + 1;
    if (first > last) return [];
    return first === last ? [`${prefix}-${last}`] : [`${prefix}-${first} to ${prefix}-${last}`];
  });
}

/** An open witness. */
export interface WitnessFile {
  /** Never throws: sales do not depend on it. */
  write(witness: Witness): void;
  close(): void;
}

export function openWitness(path: string): WitnessFile {
  // Not truncated: the old one remains until the first write.
  const file = openSync(witnessPath(path), constants.O_CREAT | constants.O_RDWR, 0o600);
  let length = 0;
  return {
    write: (witness) => {
      const line = JSON.stringify(witness);
      const bytes = Buffer.from(`${sumOf(line)}\n${line}\n`);
      try {
        // One call, so the process cannot end between two halves.
        writeSync(file, bytes, 0, bytes.length, 0);
        if (bytes.length < length) ftruncateSync(file, bytes.length);
        length = bytes.length;
      } catch {
        // A full disk: the next write contains the same state and more.
      }
    },
    close: () => {
      try {
        fsyncSync(file);
      } catch {
        // Then it is as current as the last write.
      }
      closeSync(file);
    },
  };
}

const sumOf = (line: string): string => crc32(line).toString(16).padStart(8, "0");
