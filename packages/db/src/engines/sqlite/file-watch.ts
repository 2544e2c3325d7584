import { readSync, statSync } from "node:fs";
import type { BigIntStats } from "node:fs";

/** How SQLite calls what it keeps beside a database: the log, and the memory its connections share. */
const BESIDE = ["-wal", "-shm"] as const;

/** Between two looks before a commit, in milliseconds: the look costs some microseconds, a fast disk commits in as many. */
const LOOK_EVERY_MS = 20;

/** The part of the header in which SQLite counts pages and changes of the file. */
const HEADER_BYTES = 100;
const AT_CHANGES = 24;
const AT_PAGES = 28;

/** Notices that the files of an open database are no longer those at its path. Throws nothing. */
export interface FileWatch {
  /** Before a commit: what happened to the database file, in the middle of a sentence; null where all is well. */
  look(): string | null;
  /** Now and then: the files beside it too, and whether somebody else wrote into it. `commits` is the number so far. */
  lookClosely(commits: number): string | null;
}

/**
 * Watches the database at `path`, which is open. `file` is an open descriptor of it that nobody closes while SQLite has
 * the file open in this process: closing any descriptor of a file drops all locks that the process has on it.
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
    // Only after a good look: once something is wrong, every look says so.
    this.#looked = now;
    return null;
  }

  lookClosely(commits: number): string | null {
    const found = this.#lookAtFile();
    if (typeof found === "string") return found;
    for (const [end, first] of this.#beside) {
      const now = statOf(`${this.#path}${end}`);
      if (now === null) return `its file ${this.#path}${end} was deleted or moved away`;
      if (!isSame(now, first)) return `its file ${this.#path}${end} was replaced`;
    }
    return this.#lookInside(found, commits);
  }

  #lookAtFile(): BigIntStats | string {
    const now = statOf(this.#path);
    if (now === null) return "it was deleted, moved away or its disk was taken out";
    if (!isSame(now, this.#first)) return "another file was put in its place";
    if (now.size < this.#size) return "it was overwritten with a smaller one";
    this.#size = now.size;
    return now;
  }

  /** The file changes when the log is carried into it, which can only happen where something was committed. */
  #lookInside({ mtimeNs }: BigIntStats, commits: number): string | null {
    if (mtimeNs === this.#written) return null;
    const header = this.#readHeader();
    const mayBeOurs = commits !== this.#commits;
    const fits = mayBeOurs
      ? header.readUInt32BE(AT_PAGES) >= this.#header.readUInt32BE(AT_PAGES) &&
        header.readUInt32BE(AT_CHANGES) >= this.#header.readUInt32BE(AT_CHANGES)
      : header.equals(this.#header);
    if (!fits) return "it was overwritten with another one";
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

/** Whatever keeps the system from answering, the file is not there for a new start either. */
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
