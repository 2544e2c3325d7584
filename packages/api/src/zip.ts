/** A zip file that is made while it is read. */
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

export interface ZippedFile {
  readonly path: string;
  /** Called when the files before it are in the archive. */
  content(): AsyncIterable<string | Uint8Array>;
  /** Its content is compressed already, and stored as it is. */
  readonly compressed?: boolean;
}

/** The zip format has no time before this one; equal files give equal archives. */
const NO_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * The pieces of a zip file with these files, one after the other. Each file is asked for, and read as fast as its pieces
 * are taken, when the one before it is complete; an error of a file is thrown to the reader, and a reader that stops
 * early ends the file.
 */
export async function* zipOf(
  files: Iterable<ZippedFile> | AsyncIterable<ZippedFile>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // safe because yazl makes a PassThrough, which its types call by an older interface
  const output = zip.outputStream as unknown as Readable;
  let current: Readable | null = null;
  const add = ({ path, content, compressed }: ZippedFile) =>
    new Promise<void>((resolve) => {
      const options = { ...NO_TIME, compress: compressed !== true };
      zip.addReadStreamLazy(path, options, (use) => {
        current = Readable.from(content());
        // yazl does not listen for errors of what it reads.
        current.once("error", (error) => output.destroy(error));
        current.once("close", resolve);
        use(null, current);
      });
    });
  const addAll = async () => {
    for await (const file of files) {
      await add(file);
      if (output.destroyed) return;
    }
    zip.end();
  };
  addAll().catch((error: Error) => output.destroy(error));
  zip.once("error", (error: Error) => output.destroy(error));
  try {
    yield* output;
  } finally {
    destroy(current);
  }
}

function destroy(stream: Readable | null): void {
  stream?.destroy();
}
