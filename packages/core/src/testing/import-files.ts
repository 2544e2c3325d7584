/** For tests: files to import, in memory or on the disk. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { ImportKind } from "@daybook/contract/import-fields";
import { CommitImport, LookAtImportFile, StartImport } from "@daybook/contract/imports";
import type { ImportBatch, ImportOptions } from "@daybook/contract/imports";
import { newId } from "@daybook/contract/uuid";
import type { Role } from "@daybook/contract/permissions";
import { commitImport, getImport, startImport, undoImport } from "../imports/imports.ts";
import { lookAtFile } from "../imports/look-at-file.ts";
import type { ImportFile } from "../imports/reading/import-file.ts";
import { createImportReader } from "../imports/reading/import-reader.ts";
import type { ImportReader } from "../imports/reading/import-reader.ts";
import { readingLimits } from "../imports/reading/limits.ts";
import type { ReadingLimits } from "../imports/reading/limits.ts";
import { readIntoPreview, runCommit, runUndo } from "../imports/run-import.ts";
import type { TestShop } from "./create-test-shop.ts";

export const TEST_LIMITS = readingLimits(() => performance.now());

/** Files in memory by their hash; they arrive in pieces of a few bytes, so that every boundary is crossed. */
export class FilesInMemory {
  readonly #files = new Map<string, Buffer>();
  readonly reader: ImportReader;

  constructor(limits: ReadingLimits = TEST_LIMITS, piece = 64 * 1024) {
    this.reader = createImportReader(
      (hash) => Promise.resolve(fileOf(this.#files.get(hash), piece)),
      limits,
    );
  }

  /** Returns the hash. */
  add(content: string | Buffer): string {
    const bytes = Buffer.from(content);
    const hash = createHash("sha256").update(bytes).digest("hex");
    this.#files.set(hash, bytes);
    return hash;
  }

  addFromDisk(path: string): string {
    return this.add(readFileSync(path));
  }
}

function fileOf(bytes: Buffer | undefined, piece: number): ImportFile | null {
  if (bytes === undefined) return null;
  return {
    size: bytes.length,
    async *read(start, end) {
      for (let at = start; at < end; at += piece) {
        yield bytes.subarray(at, Math.min(at + piece, end));
        await Promise.resolve();
      }
    },
  };
}

export interface ImportTestOptions {
  readonly options?: Partial<ImportOptions>;
  readonly kind?: ImportKind;
  readonly role?: Role;
}

/** Reads a file into its preview, mapped as Daybook proposes. */
export async function previewFile(
  shop: TestShop,
  files: FilesInMemory,
  file: string,
  { options = {}, kind, role = "owner" }: ImportTestOptions = {},
): Promise<ImportBatch> {
  const head = await files.reader.head(file, null);
  const shown = await shop.read((ctx) =>
    lookAtFile(ctx, LookAtImportFile.parse({ file, sheet: null }), head),
  );
  const input = StartImport.parse({
    key: newId(),
    file,
    fileName: "test.csv",
    sheet: shown.sheet,
    kind: kind ?? shown.kind,
    source: shown.source,
    columns: shown.columns,
    options: { ...shown.options, ...options },
  });
  const { id } = await shop.write((ctx) => startImport(ctx, input, head.headings), role);
  await readIntoPreview(shop.work, shop.as(role), id, files.reader);
  return shop.read((ctx) => getImport(ctx, { id }));
}

export async function commitFile(
  shop: TestShop,
  { id }: Pick<ImportBatch, "id">,
  skipWrong = false,
): Promise<ImportBatch> {
  const input = CommitImport.parse({ key: newId(), id, skipWrong });
  await shop.write((ctx) => commitImport(ctx, input));
  await runCommit(shop.work, shop.as("owner"), id);
  return shop.read((ctx) => getImport(ctx, { id }));
}

export async function undoFile(
  shop: TestShop,
  { id }: Pick<ImportBatch, "id">,
): Promise<ImportBatch> {
  await shop.write((ctx) => undoImport(ctx, { key: newId(), id }));
  await runUndo(shop.work, shop.as("owner"), id);
  return shop.read((ctx) => getImport(ctx, { id }));
}
