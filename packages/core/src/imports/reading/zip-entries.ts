/** Reads the entries of a ZIP file by its central directory, without trusting any declared size. */
import { createInflateRaw } from "node:zlib";
import { Readable } from "node:stream";
import { bytesOf, refuseFile } from "./import-file.ts";
import type { ImportFile } from "./import-file.ts";
import { unpacksTooLarge } from "./limits.ts";
import type { ReadingLimits } from "./limits.ts";

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const MOST_DIRECTORY = 4 * 1024 * 1024;
const ENCRYPTED = 1;
const DEFLATED = 8;

export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packed: number;
  readonly offset: number;
}

/** The entries by name. Refuses what is damaged or encrypted, or declares a size beyond the limits. */
export async function zipEntries(
  file: ImportFile,
  limits: ReadingLimits,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const tail = await bytesOf(file, Math.max(0, file.size - END_BYTES - MOST_COMMENT), file.size);
  const end = lastIndexOf(tail, END_OF_DIRECTORY);
  if (end === -1 || end + END_BYTES > tail.length) throw refuseFile("damaged");
  const count = tail.readUInt16LE(end + 10);
  const size = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (size > MOST_DIRECTORY || start + size > file.size) throw refuseFile("damaged");
  const directory = await bytesOf(file, start, start + size);
  const entries = new Map<string, ZipEntry>();
  let unpacked = 0;
  for (let at = 0, index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY)
      throw refuseFile("damaged");
    if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw refuseFile("encrypted");
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    unpacked += directory.readUInt32LE(at + 24);
    entries.set(name, {
      name,
      isDeflated: directory.readUInt16LE(at + 10) === DEFLATED,
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  if (unpacksTooLarge(unpacked, file.size, limits)) throw refuseFile("unpacks_too_large");
  return entries;
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  return bytes.lastIndexOf(wanted);
}

/** The unpacked bytes of one entry, in pieces. Refuses as soon as more is unpacked than the limits allow. */
export async function* zipEntryBytes(
  file: ImportFile,
  entry: ZipEntry,
  limits: ReadingLimits,
): AsyncGenerator<Uint8Array> {
  const head = await bytesOf(file, entry.offset, entry.offset + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw refuseFile("damaged");
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = file.read(start, Math.min(file.size, start + entry.packed));
  yield* entry.isDeflated ? unpacked(packed, entry.packed, limits) : packed;
}

async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  packedBytes: number,
  limits: ReadingLimits,
): AsyncGenerator<Uint8Array> {
  yield* bounded(through(packed, createInflateRaw()), packedBytes, limits);
}

/** The output of a decompressor; its errors refuse the file. */
export async function* through(
  packed: AsyncIterable<Uint8Array>,
  decompressor: NodeJS.ReadWriteStream,
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed);
  source.on("error", (error) => decompressor.emit("error", error));
  source.pipe(decompressor);
  try {
    // safe because a decompressor without an encoding emits buffers
    for await (const piece of decompressor as unknown as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
      throw refuseFile("damaged");
    throw error;
  } finally {
    source.destroy();
  }
}

/** Refuses as soon as more is unpacked than the limits allow. */
export async function* bounded(
  pieces: AsyncIterable<Uint8Array>,
  packedBytes: number,
  limits: ReadingLimits,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.length;
    if (unpacksTooLarge(bytes, packedBytes, limits)) throw refuseFile("unpacks_too_large");
    yield piece;
  }
}
