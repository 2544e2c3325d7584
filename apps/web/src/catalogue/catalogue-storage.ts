import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { CATALOGUE_DATABASE } from "./forget-catalogue.ts";

/** A whole catalogue as of a change. */
export interface SavedCatalogue {
  readonly seq: number;
  readonly rows: readonly CatalogueRow[];
}

/** Where a copy of the catalogue outlives the page. It may fail or do nothing: the catalogue then lives in memory. */
export interface CatalogueStorage {
  load(): Promise<SavedCatalogue | null>;
  /** `changed` are the ids that are not what the last `save` of this storage was given, or "all". */
  save(catalogue: SavedCatalogue, changed: ReadonlySet<string> | "all"): Promise<void>;
}

/** A copy in another shape is not read. */
const FORMAT = 1;
const CHUNK = 500;
/** Another tab that saved this recently keeps the copy fresh: this one leaves it alone. */
const OTHERS_TURN_MS = 10 * 60_000;

interface Head {
  readonly format: number;
  readonly seq: number;
  readonly chunks: number;
  readonly writer: string;
  readonly savedAt: number;
}

interface Schema extends DBSchema {
  heads: { key: string; value: Head };
  /** Rows as JSON: read and written several times faster than as objects. */
  chunks: { key: [scope: string, chunk: number]; value: string };
}

/**
 * A copy in IndexedDB, in chunks of rows, so that a sale writes one chunk and not the shop. Tabs share it: their rows
 * stand in different orders, so a tab writes single chunks only into a copy that it wrote itself.
 */
export function createIndexedDbStorage(scope: string, writer: string): CatalogueStorage {
  let unsaved: Set<string> | "all" = "all";
  return {
    load: () => withDatabase((db) => load(db, scope)),
    save: async (catalogue, changed) => {
      if (changed === "all") unsaved = "all";
      else if (unsaved !== "all") for (const id of changed) unsaved.add(id);
      const pending = unsaved;
      const saved = await withDatabase((db) =>
        save(db, { scope, writer, catalogue, changed: pending }),
      );
      unsaved = saved ? new Set() : "all";
    },
  };
}

async function withDatabase<T>(run: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const db = await openDB<Schema>(CATALOGUE_DATABASE, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore("heads");
      fresh.createObjectStore("chunks");
    },
  });
  try {
    return await run(db);
  } finally {
    // Closed between uses, so that signing out can delete it from any tab.
    db.close();
  }
}

async function load(db: IDBPDatabase<Schema>, scope: string): Promise<SavedCatalogue | null> {
  const reading = db.transaction(["heads", "chunks"]);
  const head = await reading.objectStore("heads").get(scope);
  if (head === undefined || head.format !== FORMAT) return null;
  const chunks = await reading.objectStore("chunks").getAll(rangeOf(scope));
  if (chunks.length !== head.chunks) return null;
  const rows = chunks.flatMap((chunk) => {
    const parsed: CatalogueRow[] = JSON.parse(chunk);
    return parsed;
  });
  return { seq: head.seq, rows };
}

interface Saving {
  readonly scope: string;
  readonly writer: string;
  readonly catalogue: SavedCatalogue;
  readonly changed: ReadonlySet<string> | "all";
}

/** False when another tab's copy was left in place. */
async function save(db: IDBPDatabase<Schema>, saving: Saving): Promise<boolean> {
  const { scope, writer, catalogue } = saving;
  const writing = db.transaction(["heads", "chunks"], "readwrite");
  const heads = writing.objectStore("heads");
  const chunks = writing.objectStore("chunks");
  const head = await heads.get(scope);
  const own = head?.writer === writer && head.format === FORMAT;
  if (head !== undefined && !own && head.format === FORMAT && isFresh(head, catalogue.seq)) {
    await writing.done;
    return false;
  }
  const count = Math.ceil(catalogue.rows.length / CHUNK);
  if (!own || saving.changed === "all") await chunks.delete(rangeOf(scope));
  for (const chunk of chunksToWrite(saving, own, count)) {
    const rows = catalogue.rows.slice(chunk * CHUNK, (chunk + 1) * CHUNK);
    void chunks.put(JSON.stringify(rows), [scope, chunk]);
  }
  void heads.put(
    { format: FORMAT, seq: catalogue.seq, chunks: count, writer, savedAt: Date.now() },
    scope,
  );
  await writing.done;
  return true;
}

function isFresh(head: Head, seq: number): boolean {
  return head.seq >= seq || Date.now() - head.savedAt < OTHERS_TURN_MS;
}

function chunksToWrite(
  { catalogue, changed }: Saving,
  own: boolean,
  count: number,
): Iterable<number> {
  if (!own || changed === "all") return Array.from({ length: count }, (_, chunk) => chunk);
  const chunks = new Set<number>();
  for (const [slot, { id }] of catalogue.rows.entries())
    if (changed.has(id)) chunks.add(Math.floor(slot / CHUNK));
  return chunks;
}

function rangeOf(scope: string): IDBKeyRange {
  return IDBKeyRange.bound([scope, 0], [scope, Number.MAX_SAFE_INTEGER]);
}
