import { readSync, statSync } from "node:fs";
import type { BigIntStats } from "node:fs";

/** The suffixes of SQLite's files next to a database: the log and the shared memory. */
const BESIDE = ["-wal", "-shm"] as const;

/**
 * The minimum time between two checks before a commit, in milliseconds: a check takes microseconds, but so does a
 * commit on a fast disk.
 */
const LOOK_EVERY_MS = 20;

/** The part of the header in which SQLite counts pages and changes of the file. */
const HEADER_BYTES = 100;
const AT_CHANGES = 24;
const AT_PAGES = 28;

/** Detects that the files of an open database are no longer those at its path. Never throws. */
export interface FileWatch {
  /** Before a commit: what happened to the database file, as part of a sentence; null if there is no problem. */
  look(): string | null;
  /**
   * Periodically: also checks the files next to it, and whether another program wrote to it. `commits` is the number so
   * far.
   */
  lookClosely(commits: number): string | null;
}

/**
 * Watches the open database at `path`. `file` is an open descriptor that must not be closed while SQLite has the file
 * open in this process: closing any descriptor of a file releases all locks of the process on it.
 */
export function watchFile(path: string, file: number): FileWatch {
  return new Watch(path, file);
}

class Watch implements FileWatch {
  readonly #path: string;
  readonly #file: number;
  readonly #first: BigIntStats;
  readonly #beside: ReadonlyMap<string, BigIntStats>;
  #size: bigint;
  #written: bigint;
  #header: Buffer;
  #commits = 0;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(path: string, file: number) {
    this.#path = path;
    this.#file = file;
    this.#first = statSync(path, { bigint: true });
    this.#size = this.#first.size;
    this.#written = this.#first.mtimeNs;
    this.#header = this.#readHeader();
    const beside = BESIDE.map((end) => [end, statOf(`${path}${end}`)] as const);
    this.#beside = new Map(beside.flatMap(([end, stat]) => (stat === null ? [] : [[end, stat]])));
  }

  look(): string | null {
    const now = performance.now();
    if (now - this.#looked < LOOK_EVERY_MS) return null;
    const found = this.#lookAtFile();
    if (typeof found === "string") return found;
    // Only after a successful check: once there is a problem, every check reports it.
    this.#looked = now;
    return null;
  }

  lookClosely(commits: number): string | null {
    const found = this.#lookAtFile();
    if (typeof found === "string") return found;
    for (const [end, first] of this.#beside) {
      const now = statOf(`${this.#path}${end}`);
      if (now === null) return `its file ${this.#path}${end} was deleted or moved`;
      if (!isSame(now, first)) return `its file ${this.#path}${end} was replaced`;
    }
    return this.#lookInside(found, commits);
  }

  #lookAtFile(): BigIntStats | string {
    const now = statOf(this.#path);
    if (now === null) return "it was deleted or moved, or its disk was removed";
    if (!isSame(now, this.#first)) return "it was replaced by another file";
    if (now.size < this.#size) return "it was overwritten by a smaller file";
    this.#size = now.size;
    return now;
  }

  /** The file changes when the log is checkpointed, which requires a commit. */
  #lookInside({ mtimeNs }: BigIntStats, commits: number): string | null {
    if (mtimeNs === this.#written) return null;
    const header = this.#readHeader();
    const mayBeOurs = commits !== this.#commits;
    const fits = mayBeOurs
      ? header.readUInt32BE(AT_PAGES) >= this.#header.readUInt32BE(AT_PAGES) &&
        header.readUInt32BE(AT_CHANGES) >= this.#header.readUInt32BE(AT_CHANGES)
      : header.equals(this.#header);
    if (!fits) return "it was overwritten by another file";
    this.#written = mtimeNs;
    this.#header = header;
    this.#commits = commits;
    return null;
  }

  #readHeader(): Buffer {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(this.#file, header, 0, HEADER_BYTES, 0);
    return header;
  }
}

/** Whatever the cause, the file is not available for a new start either. */
function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}
