import { CATALOGUE_PAGE } from "@daybook/contract/catalogue";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import {
  catalogueFoot,
  catalogueHead,
  catalogueLine,
  readCatalogueLine,
  ROWS_PER_LINE,
} from "@daybook/contract/catalogue-file";
import { systemActor } from "../context/context.ts";
import type { ReadCtx } from "../context/context.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { getCataloguePage } from "./catalogue.ts";
import { getCatalogueChanges } from "./catalogue-changes.ts";
import { catalogueMoment } from "./catalogue-moment.ts";

/** The catalogue as a file, kept from one reader to the next. Its callers take turns. */
export interface PackedCatalogue {
  /** The lines of the file as of now; null where it is the one that was answered last. */
  refresh(): Promise<AsyncIterable<string> | null>;
}

/**
 * Reads everything once, `pageSize` products at a time, and afterwards what has changed. A file that was not read to its
 * end counts for nothing.
 */
export function createPackedCatalogue(
  work: UnitOfWork,
  pageSize: number = CATALOGUE_PAGE.usual,
): PackedCatalogue {
  return new Keeper(work, pageSize);
}

/** One line of the file and the products in it, in their order. */
interface Line {
  readonly ids: string[];
  text: string;
}

interface Kept {
  readonly seq: number;
  /** The business date from which sales counted: a day later every figure of sales may be another. */
  readonly since: string;
  readonly lines: Line[];
}

const NOBODY = { actor: systemActor(0, new Set()), requestId: "catalogue" };

class Keeper implements PackedCatalogue {
  readonly #work: UnitOfWork;
  readonly #pageSize: number;
  #kept: Kept | null = null;

  constructor(work: UnitOfWork, pageSize: number) {
    this.#work = work;
    this.#pageSize = pageSize;
  }

  async refresh(): Promise<AsyncIterable<string> | null> {
    const kept = this.#kept;
    const { since } = await this.#read(catalogueMoment);
    if (kept === null || kept.since !== since) return this.#readAll(since);
    const changes = await this.#read((ctx) => getCatalogueChanges(ctx, { after: kept.seq }));
    if (!changes.complete) return this.#readAll(since);
    // Changes elsewhere move the seq too: a file with an old one would be asked about for longer than changes are known.
    if (changes.seq === kept.seq) return null;
    putRows(kept.lines, changes.items);
    this.#kept = { ...kept, seq: changes.seq };
    return fileOf(this.#kept);
  }

  #read<T>(fn: (ctx: ReadCtx) => Promise<T>): Promise<T> {
    return this.#work.read(NOBODY, fn);
  }

  /** Hands every line out as soon as it is read. */
  async *#readAll(since: string): AsyncGenerator<string> {
    this.#kept = null;
    const lines: Line[] = [];
    let seq: number | null = null;
    let cursor: string | undefined;
    do {
      const limit = this.#pageSize;
      const page = await this.#read((ctx) => getCataloguePage(ctx, { limit, cursor }));
      if (seq === null) yield catalogueHead(page.seq);
      // What changes while the pages are read is told after the first one's seq.
      seq ??= page.seq;
      const from = lines.length;
      putNew(lines, page.items);
      for (const { text } of lines.slice(from)) yield text;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    // Before the last line: nobody asks for more than that.
    this.#kept = { seq, since, lines };
    yield catalogueFoot(countOf(lines));
  }
}

async function* fileOf({ seq, lines }: Kept): AsyncGenerator<string> {
  yield catalogueHead(seq);
  for (const { text } of lines) yield text;
  yield catalogueFoot(countOf(lines));
}

/** Puts new products at the end, in lines of their own. */
function putNew(lines: Line[], rows: readonly CatalogueRow[]): void {
  for (let from = 0; from < rows.length; from += ROWS_PER_LINE) {
    const some = rows.slice(from, from + ROWS_PER_LINE);
    lines.push({ ids: some.map(({ id }) => id), text: catalogueLine(some) });
  }
}

/** Puts each row where its product stands; products that stand nowhere yet fill the last line first. */
function putRows(lines: Line[], rows: readonly CatalogueRow[]): void {
  const changed = new Map<string, CatalogueRow>(rows.map((row) => [row.id, row]));
  for (const line of lines) {
    if (!line.ids.some((id) => changed.has(id))) continue;
    const current = readCatalogueLine(line.text).map((row) => {
      const next = changed.get(row.id) ?? row;
      changed.delete(row.id);
      return next;
    });
    line.text = catalogueLine(current);
  }
  const fresh = [...changed.values()];
  const last = lines.at(-1);
  if (fresh.length > 0 && last !== undefined && last.ids.length < ROWS_PER_LINE) {
    fresh.unshift(...readCatalogueLine(last.text));
    lines.pop();
  }
  putNew(lines, fresh);
}

const countOf = (lines: readonly Line[]) => lines.reduce((sum, { ids }) => sum + ids.length, 0);
