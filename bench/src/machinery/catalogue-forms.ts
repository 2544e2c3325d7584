/** The whole catalogue: the file that the server sends line by line, and its rows as one text built each time. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { CATALOGUE_PAGE } from "@daybook/contract/catalogue";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { readCatalogueFile } from "@daybook/contract/catalogue-file";
import { systemActor } from "@daybook/core/context/context";
import { createPackedCatalogue } from "@daybook/core/catalogue/packed-catalogue";
import { getCataloguePage } from "@daybook/core/catalogue/catalogue";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { linesOf } from "@daybook/web/catalogue/lines-of";

export type FormName = "kept" | "whole";

export interface Form {
  /** The current file as text, in parts; a second one may be built from the first. */
  make(): Promise<AsyncIterable<string>>;
}

/** The same as in the server (`packages/api/src/catalogue-file.ts`). */
const GZIP = { level: 4, chunkSize: 128 * 1024 };

export function formOf(name: FormName, work: UnitOfWork): Form {
  if (name === "whole") return { make: () => Promise.resolve(whole(work)) };
  const kept = createPackedCatalogue(work, { costs: true });
  return {
    make: async () => {
      const file = await kept.refresh();
      if (file === null) throw new Error("each file here comes after a change");
      return file;
    },
  };
}

export function gzipped(texts: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  return Readable.from(texts).pipe(createGzip(GZIP));
}

/** Reads a file like a browser, part by part, and keeps its rows. */
export async function readForm(name: FormName, path: string): Promise<CatalogueRow[]> {
  const pieces = createReadStream(path).pipe(createGunzip());
  if (name === "whole") return readWhole(pieces);
  // safe because these are the bytes of a file
  const texts = linesOf(Readable.toWeb(pieces) as ReadableStream<Uint8Array>);
  const rows: CatalogueRow[] = [];
  for await (const part of readCatalogueFile(texts)) rows.push(...part.rows);
  return rows;
}

async function readWhole(pieces: AsyncIterable<Uint8Array>): Promise<CatalogueRow[]> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
  const { items }: { readonly items: CatalogueRow[] } = JSON.parse(text + decoder.decode());
  return items;
}

async function* whole(work: UnitOfWork): AsyncGenerator<string> {
  const items: CatalogueRow[] = [];
  for await (const page of pages(work)) items.push(...page);
  yield JSON.stringify({ items });
}

const NOBODY = { actor: systemActor(0, new Set(["products.readCost"])), requestId: "bench" };

async function* pages(work: UnitOfWork): AsyncGenerator<readonly CatalogueRow[]> {
  let cursor: string | undefined;
  do {
    const input = { limit: CATALOGUE_PAGE.usual, cursor };
    const page = await work.read(NOBODY, (ctx) => getCataloguePage(ctx, input));
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
