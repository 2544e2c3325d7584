/** The whole catalogue, packed once for all browsers that come. */
import { Readable, pipeline } from "node:stream";
import { createGzip } from "node:zlib";
import { createPackedCatalogue } from "@daybook/core/catalogue/packed-catalogue";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";

/** What browsers read when they come for the first time. */
export interface CatalogueFile {
  /** The lines of `contract/catalogue-file.ts`, gzip. It may be a little old: its seq says what to ask for afterwards. */
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** Nobody comes any more. */
  close(): Promise<void>;
}

/** Makes the file, here or in a thread of its own. */
export interface CatalogueMaker {
  /** The file as of now; null where it is the one made last. The next call waits until this one was read to its end. */
  make(): Promise<AsyncIterable<Uint8Array> | null>;
  close(): Promise<void>;
}

/** Enough for most of a small shop, and not so much that a large one comes late. */
const PIECE_BYTES = 128 * 1024;
/** Beyond this, time is spent on the last few bytes of the shop's own network. */
const GZIP_LEVEL = 4;
/** For so long after the last browser came the file is kept. */
const KEPT_MS = 10 * 60_000;

/** A maker on this thread, for books that no other thread can open. */
export function createCatalogueMaker(work: UnitOfWork): CatalogueMaker {
  const packed = createPackedCatalogue(work);
  return {
    make: async () => {
      const lines = await packed.refresh();
      return lines === null ? null : gzipped(lines);
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Hands one file to everyone who comes while it is made or still current; `newMaker` is asked when the first one comes,
 * and again after a failure or a long time in which nobody came.
 */
export function createCatalogueFile(newMaker: () => CatalogueMaker): CatalogueFile {
  return new SharedFile(newMaker);
}

async function* gzipped(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: GZIP_LEVEL, chunkSize: PIECE_BYTES });
  // A failure of the lines ends the packed pieces too, and is thrown to whoever reads them.
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
    this.#tidying = setTimeout(() => void this.close(), KEPT_MS).unref();
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
      await this.#giveUp(maker);
      throw error;
    }
  }

  /** Until the file is whole, everyone who comes is given this one. */
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
      await this.#giveUp(maker).catch(() => undefined);
      pieces.end({ error });
    }
  }

  async #giveUp(maker: CatalogueMaker): Promise<void> {
    if (this.#maker === maker) await this.close();
    else await maker.close();
  }
}

// oxlint-disable-next-line require-yield -- it only ever fails
async function* none(): AsyncGenerator<Uint8Array> {
  throw new Error("the catalogue was said to be unchanged, and nobody has it");
}

/** Pieces of a file that is still being made; each reader begins with the first one and waits for the next. */
class Pieces implements AsyncIterable<Uint8Array> {
  readonly #pieces: Uint8Array[] = [];
  #end: { readonly problem: { readonly error: unknown } | null } | null = null;
  #waiting: (() => void)[] = [];

  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#wake();
  }

  end(problem: { readonly error: unknown } | null): void {
    this.#end = { problem };
    this.#wake();
  }

  /** Waits for the first piece, and fails where there will be none. */
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

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
