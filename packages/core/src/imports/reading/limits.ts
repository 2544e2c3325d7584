/** Limits of a file to import. They bound the memory and the time that a hostile or broken file can cost. */
import { MOST_IMPORT_COLUMNS } from "@daybook/contract/imports";

export interface ReadingLimits {
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cell: number;
  /** Bytes after unpacking. */
  readonly unpacked: number;
  /** Bytes after unpacking per byte of the file; small files may exceed it. */
  readonly ratio: number;
  readonly milliseconds: number;
  /** Milliseconds from any moment on. */
  readonly clock: () => number;
}

/** The limits of the product, with the clock of the process. */
export const readingLimits = (clock: () => number): ReadingLimits => ({
  clock,
  rows: 200_000,
  columns: MOST_IMPORT_COLUMNS,
  cell: 100_000,
  unpacked: 200 * 1024 * 1024,
  ratio: 100,
  milliseconds: 120_000,
});

/** Up to this size, the ratio does not matter. */
const SMALL_BYTES = 4 * 1024 * 1024;

/** Whether unpacking `packed` bytes to `unpacked` exceeds the limits. */
export function unpacksTooLarge(unpacked: number, packed: number, limits: ReadingLimits): boolean {
  if (unpacked > limits.unpacked) return true;
  return unpacked > SMALL_BYTES && unpacked > packed * limits.ratio;
}
