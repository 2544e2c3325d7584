/** The whole catalogue as one text of lines: what a browser reads when it comes for the first time. */
import type { CatalogueRow } from "./catalogue.ts";

/** Another number says that the lines look different: what was kept of them is thrown away. 1 was rows by column. */
export const CATALOGUE_FORMAT = 2;

/** The rows of one line: enough to be worth a line, and few enough to be read between two frames. */
export const ROWS_PER_LINE = 250;

/** The first line. Everything that changed up to `seq` is in the file; some of what changed later may be. */
interface Head {
  readonly format: number;
  readonly seq: number;
}

/** The last line: how many rows came before it. A file that ends without it is not whole. */
interface Foot {
  readonly rows: number;
}

export const catalogueHead = (seq: number): string =>
  lineOf({ format: CATALOGUE_FORMAT, seq } satisfies Head);

export const catalogueLine = (rows: readonly CatalogueRow[]): string => lineOf(rows);

export const catalogueFoot = (rows: number): string => lineOf({ rows } satisfies Foot);

/** The rows of a line that `catalogueLine` made. */
export function readCatalogueLine(line: string): CatalogueRow[] {
  const rows: CatalogueRow[] = JSON.parse(line);
  return rows;
}

/** Some of the file's rows, none in the first part, and the seq of the whole of it. */
export interface CatalogueFilePart {
  readonly seq: number;
  readonly rows: readonly CatalogueRow[];
}

/** Reads a file line by line. Throws where it is of another format or breaks off. */
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
