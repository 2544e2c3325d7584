import type { ImportFailure } from "@daybook/contract/import-failures";
import { refuse } from "../../errors/domain-error.ts";
import type { DomainError } from "../../errors/domain-error.ts";

/** The bytes of a file to import, wherever they are. */
export interface ImportFile {
  readonly size: number;
  /** The bytes from `start` up to `end`, in pieces. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** Refuses a file; `row` is counted from 1, the headings. */
export function refuseFile(why: ImportFailure, row: number | null = null): DomainError {
  return refuse("import_file_refused", { why, row });
}

/** All bytes of a part of the file. */
export async function bytesOf(file: ImportFile, start: number, end: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.read(start, Math.min(end, file.size))) pieces.push(piece);
  return Buffer.concat(pieces);
}
