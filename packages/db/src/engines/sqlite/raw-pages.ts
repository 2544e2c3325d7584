import { closeSync, openSync, readSync } from "node:fs";

/**
 * The only row of a small table in a database file, without its log, as text; null if the file has no such table.
 * SQLite can only read file and log together. The format: https://www.sqlite.org/fileformat2.html.
 */
export function readOnlyRow(path: string, table: string): string | null {
  const file = openSync(path, "r");
  try {
    const root = new RawFile(file).rootOf(table);
    return root === null ? null : new RawFile(file).firstRow(root);
  } catch (error) {
    // A page beyond the end of the file, or an invalid page: SQLite's own check reports it better.
    if (error instanceof RangeError) return null;
    throw error;
  } finally {
    closeSync(file);
  }
}

const FILE_HEADER_BYTES = 100;
const INTERIOR = 0x05;
const LEAF = 0x0d;
const MAX_PAGES = 1_000;

class RawFile {
  readonly #file: number;
  readonly #pageSize: number;
  #read = 0;

  constructor(file: number) {
    this.#file = file;
    const header = Buffer.alloc(FILE_HEADER_BYTES);
    readSync(file, header, 0, FILE_HEADER_BYTES, 0);
    const size = header.readUInt16BE(16);
    this.#pageSize = size === 1 ? 65_536 : size;
  }

  /** The first page of a table, from the schema table, which starts on page 1. */
  rootOf(table: string): number | null {
    for (const payload of this.#rows(1)) {
      const [type, name, , root] = columnsOf(payload);
      if (type === "table" && name === table && typeof root === "number") return root;
    }
    return null;
  }

  firstRow(root: number): string | null {
    for (const payload of this.#rows(root)) return payload.toString("latin1");
    return null;
  }

  /** The rows below a page, as far as they are stored on their own page. */
  *#rows(pageNumber: number): Generator<Buffer> {
    const page = this.#page(pageNumber);
    const at = pageNumber === 1 ? FILE_HEADER_BYTES : 0;
    const kind = page.readUInt8(at);
    const cells = page.readUInt16BE(at + 3);
    if (kind !== LEAF && kind !== INTERIOR) return;
    const pointers = at + (kind === LEAF ? 8 : 12);
    for (let cell = 0; cell < cells; cell++) {
      const start = page.readUInt16BE(pointers + 2 * cell);
      if (kind === INTERIOR) yield* this.#rows(page.readUInt32BE(start));
      else yield payloadAt(page, start);
    }
    if (kind === INTERIOR) yield* this.#rows(page.readUInt32BE(at + 8));
  }

  #page(pageNumber: number): Buffer {
    if (++this.#read > MAX_PAGES) throw new RangeError("pages that lead in a circle");
    const page = Buffer.alloc(this.#pageSize);
    const length = readSync(this.#file, page, 0, this.#pageSize, (pageNumber - 1) * this.#pageSize);
    if (length < this.#pageSize) throw new RangeError("a page beyond the end of the file");
    return page;
  }
}

function payloadAt(page: Buffer, start: number): Buffer {
  const [length, afterLength] = varint(page, start);
  const [, afterRowId] = varint(page, afterLength);
  return page.subarray(afterRowId, Math.min(afterRowId + length, page.length));
}

/** The first four columns of a row of `sqlite_schema`: text and small integers. */
function columnsOf(payload: Buffer): (string | number | null)[] {
  const [headerLength, first] = varint(payload, 0);
  const values: (string | number | null)[] = [];
  let type = first;
  let value = headerLength;
  while (type < headerLength && values.length < 4) {
    const [serial, next] = varint(payload, type);
    type = next;
    const length = lengthOf(serial);
    values.push(valueOf(payload, serial, value, length));
    value += length;
  }
  return values;
}

function lengthOf(serial: number): number {
  if (serial >= 12) return Math.floor((serial - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][serial] ?? 0;
}

function valueOf(payload: Buffer, serial: number, at: number, length: number) {
  if (serial >= 13) return payload.toString("utf8", at, at + length);
  if (serial >= 1 && serial <= 5) return payload.readIntBE(at, length);
  return serial === 9 ? 1 : null;
}

/** A varint in seven-bit groups, and its end; longer ones than eight groups do not occur here. */
function varint(bytes: Buffer, start: number): readonly [number, number] {
  let value = 0;
  let at = start;
  for (;;) {
    const byte = bytes.readUInt8(at++);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at];
    if (at - start > 8) throw new RangeError("a number that does not end");
  }
}
