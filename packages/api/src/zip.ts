/** A zip file that is made while it is read. */
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface ZippedFile {
  readonly path: string;
  /** Called when the files before it are in the archive. */
  text(): AsyncIterable<string>;
}

/** The zip format has no time before this one; equal files give equal archives. */
const NO_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * The pieces of a zip file with these files, one after the other. A file is read as fast as its pieces are taken; an
 * error of a file is thrown to the reader, and a reader that stops early ends the file.
 */
export async function* zipOf(files: Iterable<ZippedFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // safe because yazl makes a PassThrough, which its types call by an older interface
  const output = zip.outputStream as unknown as Readable;
  let current: Readable | null = null;
  for (const file of files) {
    zip.addReadStreamLazy(file.path, NO_TIME, (use) => {
      current = Readable.from(file.text());
      // yazl does not listen for errors of what it reads.
      current.once("error", (error) => output.destroy(error));
      use(null, current);
    });
  }
  zip.once("error", (error: Error) => output.destroy(error));
  zip.end();
  try {
    yield* output;
  } finally {
    destroy(current);
  }
}

function destroy(stream: Readable | null): void {
  stream?.destroy();
}
