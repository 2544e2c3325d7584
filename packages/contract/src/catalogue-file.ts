/** The whole catalogue as lines of text: the file that a browser loads on its first visit. */
import type { CatalogueRow } from "./catalogue.ts";

/**
 * The version of the line format: a browser discards stored lines of another version. Version 1 stored rows by
 * column, version 2 had no pictures and no colours, version 3 had no rules of selling.
 */
export const CATALOGUE_FORMAT = 4;

/** The rows per line: enough to limit overhead, few enough to parse between two frames. */
export const ROWS_PER_LINE = 250;

/** The first line. The file contains all changes up to `seq` and may contain some later ones. */
interface Head {
  readonly format: number;
  readonly seq: number;
}

/** The last line: the number of rows before it. A file without it is incomplete. */
interface Foot {
  readonly rows: number;
}

export const catalogueHead = (seq: number): string =>
  lineOf({ format: CATALOGUE_FORMAT, seq } satisfies Head);

export const catalogueLine = (rows: readonly CatalogueRow[]): string => lineOf(rows);

export const catalogueFoot = (rows: number): string => lineOf({ rows } satisfies Foot);

/** The rows of a line written by `catalogueLine`. */
export function readCatalogueLine(line: string): CatalogueRow[] {
  const rows: CatalogueRow[] = JSON.parse(line);
  return rows;
}

/** Some rows of the file (none in the first part) and the seq of the whole file. */
export interface CatalogueFilePart {
  readonly seq: number;
  readonly rows: readonly CatalogueRow[];
}

/** Reads a file line by line. Throws if the format is different or the file is incomplete. */
export async function* readCatalogueFile(
  lines: AsyncIterable<string>,
): AsyncGenerator<CatalogueFilePart> {
  let head: Head | null = null;
  let rows = 0;
  for await (const line of lines) {
    if (head === null) {
      head = readHead(line);
      yield { seq: head.seq, rows: [] };
      continue;
    }
    const part: CatalogueRow[] | Foot = JSON.parse(line);
    if (!Array.isArray(part)) {
      if (part.rows !== rows) throw new Error(`${part.rows} products were sent, ${rows} arrived`);
      return;
    }
    rows += part.length;
    yield { seq: head.seq, rows: part };
  }
  throw new Error("The catalogue broke off");
}

function readHead(line: string): Head {
  const head: Head = JSON.parse(line);
  if (head.format !== CATALOGUE_FORMAT) throw new Error("The catalogue is of another format");
  return head;
}

function lineOf(content: unknown): string {
  return `${JSON.stringify(content)}\n`;
}
