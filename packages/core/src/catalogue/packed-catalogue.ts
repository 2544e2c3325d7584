import { CATALOGUE_PAGE } from "@daybook/contract/catalogue";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import {
  catalogueFoot,
  catalogueHead,
  catalogueLine,
  readCatalogueLine,
  ROWS_PER_LINE,
} from "@daybook/contract/catalogue-file";
import type { Permission } from "@daybook/contract/permissions";
import { systemActor } from "../context/context.ts";
import type { ReadCtx, Who } from "../context/context.ts";
import type { UnitOfWork } from "../writes/unit-of-work.ts";
import { getCataloguePage } from "./catalogue.ts";
import { getCatalogueChanges } from "./catalogue-changes.ts";
import { catalogueMoment } from "./catalogue-moment.ts";

/** The catalogue as a file, cached between readers. Callers must not run concurrently. */
export interface PackedCatalogue {
  /** The current lines of the file; null if it is the one that was returned last. */
  refresh(): Promise<AsyncIterable<string> | null>;
}

/**
 * Reads everything once, `pageSize` products at a time, and then only changes. A file that was not read to its end is
 * discarded. `costs`: whether its readers may see costs.
 */
export function createPackedCatalogue(
  work: UnitOfWork,
  { costs, pageSize = CATALOGUE_PAGE.usual }: { costs: boolean; pageSize?: number },
): PackedCatalogue {
  return new CachedCatalogue(work, costs, pageSize);
}

/** One line of the file and its products, in order. */
interface Line {
  readonly ids: string[];
  text: string;
}

interface PackedFile {
  readonly seq: number;
  /** The business date from which sales counted: on another day every sales figure may differ. */
  readonly since: string;
  readonly lines: Line[];
}

class CachedCatalogue implements PackedCatalogue {
  readonly #work: UnitOfWork;
  readonly #who: Who;
  readonly #pageSize: number;
  #cached: PackedFile | null = null;

  constructor(work: UnitOfWork, costs: boolean, pageSize: number) {
    this.#work = work;
    const permissions = new Set<Permission>(costs ? ["products.readCost"] : []);
    this.#who = { actor: systemActor(0, permissions), requestId: "catalogue" };
    this.#pageSize = pageSize;
  }

  async refresh(): Promise<AsyncIterable<string> | null> {
    const cached = this.#cached;
    const { since } = await this.#read(catalogueMoment);
    if (cached === null || cached.since !== since) return this.#readAll(since);
    const changes = await this.#read((ctx) => getCatalogueChanges(ctx, { after: cached.seq }));
    if (!changes.complete) return this.#readAll(since);
    // Other changes increase the seq too: with an old seq, the available changes would be exceeded.
    if (changes.seq === cached.seq) return null;
    putRows(cached.lines, changes.items);
    this.#cached = { ...cached, seq: changes.seq };
    return fileOf(this.#cached);
  }

  #read<T>(fn: (ctx: ReadCtx) => Promise<T>): Promise<T> {
    return this.#work.read(this.#who, fn);
  }

  /** Yields every line as soon as it is read. */
  async *#readAll(since: string): AsyncGenerator<string> {
    this.#cached = null;
    const lines: Line[] = [];
    let seq: number | null = null;
    let cursor: string | undefined;
    do {
      const limit = this.#pageSize;
      const page = await this.#read((ctx) => getCataloguePage(ctx, { limit, cursor }));
      if (seq === null) yield catalogueHead(page.seq);
      // Changes made while the pages are read are sent after the seq of the first one.
      seq ??= page.seq;
      const from = lines.length;
      putNew(lines, page.items);
      for (const { text } of lines.slice(from)) yield text;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    // Before the last line, because readers stop after it.
    this.#cached = { seq, since, lines };
    yield catalogueFoot(countOf(lines));
  }
}

async function* fileOf({ seq, lines }: PackedFile): AsyncGenerator<string> {
  yield catalogueHead(seq);
  for (const { text } of lines) yield text;
  yield catalogueFoot(countOf(lines));
}

/** Appends new products in separate lines. */
function putNew(lines: Line[], rows: readonly CatalogueRow[]): void {
  for (let from = 0; from < rows.length; from += ROWS_PER_LINE) {
    const some = rows.slice(from, from + ROWS_PER_LINE);
    lines.push({ ids: some.map(({ id }) => id), text: catalogueLine(some) });
  }
}

/** Replaces each row in its line; rows of products that are in no line fill the last line first. */
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
