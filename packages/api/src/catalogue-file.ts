/** The whole catalogue as one compressed file, shared by all browsers of users who may see the same. */
import { Readable, pipeline } from "node:stream";
import { createGzip } from "node:zlib";
import { createPackedCatalogue } from "@daybook/core/catalogue/packed-catalogue";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** The file that browsers load on their first visit. */
export interface CatalogueFile {
  /**
   * The lines of `contract/catalogue-file.ts`, gzip. It may be slightly old: its seq tells which changes to request
   * next.
   */
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** No more readers are expected. */
  close(): Promise<void>;
}

/** The two files of a shop: with costs, and without for those who may not see them. Each is built when first opened. */
export interface CatalogueFiles {
  open(costs: boolean): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** Builds the file, in this thread or another one. */
export interface CatalogueMaker {
  /**
   * The current file; null if it is the last one built. The next call waits until this one has been read to its end.
   */
  make(): Promise<AsyncIterable<Uint8Array> | null>;
  close(): Promise<void>;
}

/** Large enough for most of a small shop, small enough to send the first part of a large one soon. */
const PIECE_BYTES = 128 * 1024;
/** A higher level takes time and saves only a few bytes on a local network. */
const GZIP_LEVEL = 4;
/** How long the file is kept after the last reader. */
const CACHE_MS = 10 * 60_000;

/** A builder in this thread, for databases that no other thread can open. `costs`: whether the file has costs. */
export function createCatalogueMaker(work: UnitOfWork, costs: boolean): CatalogueMaker {
  const packed = createPackedCatalogue(work, { costs });
  return {
    make: async () => {
      const lines = await packed.refresh();
      return lines === null ? null : gzipped(lines);
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Serves one file to all readers while it is built or still current; `newMaker` is called for the first reader, and
 * again after a failure or a long time without readers.
 */
export function createCatalogueFile(newMaker: () => CatalogueMaker): CatalogueFile {
  return new SharedFile(newMaker);
}

/** `newMaker` is called for the file with costs and for the one without, each when it is first opened. */
export function createCatalogueFiles(newMaker: (costs: boolean) => CatalogueMaker): CatalogueFiles {
  const whole = createCatalogueFile(() => newMaker(true));
  const withoutCosts = createCatalogueFile(() => newMaker(false));
  return {
    open: (costs) => (costs ? whole : withoutCosts).open(),
    close: async () => {
      await Promise.all([whole.close(), withoutCosts.close()]);
    },
  };
}

async function* gzipped(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: GZIP_LEVEL, chunkSize: PIECE_BYTES });
  // A failure of the lines also ends the compressed pieces, and is thrown to their readers.
  pipeline(Readable.from(lines), gzip, () => undefined);
  yield* gzip;
}

class SharedFile implements CatalogueFile {
  readonly #newMaker: () => CatalogueMaker;
  #maker: CatalogueMaker | null = null;
  #making: Promise<Pieces> | null = null;
  #last: Pieces | null = null;
  #tidying: NodeJS.Timeout | undefined;

  constructor(newMaker: () => CatalogueMaker) {
    this.#newMaker = newMaker;
  }

  async open(): Promise<AsyncIterable<Uint8Array>> {
    clearTimeout(this.#tidying);
    this.#tidying = setTimeout(() => void this.close(), CACHE_MS).unref();
    const pieces = await (this.#making ??= this.#make());
    await pieces.begun();
    return pieces;
  }

  async close(): Promise<void> {
    clearTimeout(this.#tidying);
    const maker = this.#maker;
    this.#maker = null;
    this.#last = null;
    this.#making = null;
    await maker?.close();
  }

  async #make(): Promise<Pieces> {
    const maker = (this.#maker ??= this.#newMaker());
    try {
      const made = await maker.make();
      if (made === null && this.#last !== null) {
        this.#making = null;
        return this.#last;
      }
      const pieces = new Pieces();
      void this.#collect(maker, made ?? none(), pieces);
      return pieces;
    } catch (error) {
      await this.#closeFailed(maker);
      throw error;
    }
  }

  /** Until the file is complete, every reader gets this one. */
  async #collect(
    maker: CatalogueMaker,
    made: AsyncIterable<Uint8Array>,
    pieces: Pieces,
  ): Promise<void> {
    try {
      for await (const piece of made) pieces.add(piece);
      if (this.#maker === maker) {
        this.#last = pieces;
        this.#making = null;
      }
      pieces.end(null);
    } catch (error) {
      await this.#closeFailed(maker).catch(() => undefined);
      pieces.end({ error });
    }
  }

  async #closeFailed(maker: CatalogueMaker): Promise<void> {
    if (this.#maker === maker) await this.close();
    else await maker.close();
  }
}

// oxlint-disable-next-line require-yield -- it only ever fails
async function* none(): AsyncGenerator<Uint8Array> {
  throw new Error("the catalogue was said to be unchanged, and nobody has it");
}

/** The pieces of a file that is still being built; each reader starts with the first one and waits for the next. */
class Pieces implements AsyncIterable<Uint8Array> {
  readonly #pieces: Uint8Array[] = [];
  #end: { readonly problem: { readonly error: unknown } | null } | null = null;
  #waiting: (() => void)[] = [];

  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#notify();
  }

  end(problem: { readonly error: unknown } | null): void {
    this.#end = { problem };
    this.#notify();
  }

  /** Waits for the first piece, and fails if there is none. */
  async begun(): Promise<void> {
    await this.#has(0);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (let index = 0; await this.#has(index); index++) {
      const piece = this.#pieces[index];
      if (piece !== undefined) yield piece;
    }
  }

  async #has(index: number): Promise<boolean> {
    while (index >= this.#pieces.length) {
      if (this.#end?.problem) throw this.#end.problem.error;
      if (this.#end !== null) return false;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    return true;
  }

  #notify(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
