import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { catalogueLine, readCatalogueLine, ROWS_PER_LINE } from "@daybook/contract/catalogue-file";
import { COPY_FORMAT, isReadable, planSaving } from "./plan-saving.ts";
import type { CopyHead } from "./plan-saving.ts";
import { CATALOGUE_DATABASE } from "./forget-catalogue.ts";

/** A complete catalogue as of a change. */
export interface SavedCatalogue {
  readonly seq: number;
  readonly rows: readonly CatalogueRow[];
}

/** A persistent copy of the catalogue. It may fail or do nothing: the catalogue is then only in memory. */
export interface CatalogueStorage {
  /** Passes the rows in parts and returns their seq; null if there is no copy. */
  load(take: (rows: readonly CatalogueRow[]) => Promise<void>): Promise<number | null>;
  /** `changed` are the ids that have changed since the last `save` of this storage, or "all". */
  save(catalogue: SavedCatalogue, changed: ReadonlySet<string> | "all"): Promise<void>;
}

/** The number of chunks read at a time. */
const READ_CHUNKS = 32;

interface Schema extends DBSchema {
  heads: { key: string; value: CopyHead };
  /** Lines as in the server's file: many times faster to read and write than objects. */
  chunks: { key: [scope: string, chunk: number]; value: string };
}

interface CopyOwner {
  readonly scope: string;
  /** Whether the user sees costs. */
  readonly costs: boolean;
  /** The tab. */
  readonly writer: string;
}

/**
 * A copy in IndexedDB, in chunks of rows, so a sale rewrites one chunk and not everything. Tabs share it: their rows
 * have different orders, so a tab writes single chunks only into a copy that it wrote itself.
 */
export function createIndexedDbStorage({ scope, costs, writer }: CopyOwner): CatalogueStorage {
  let unsaved: Set<string> | "all" = "all";
  return {
    load: (take) => withDatabase((db) => load(db, { scope, costs }, take)),
    save: async (catalogue, changed) => {
      if (changed === "all") unsaved = "all";
      else if (unsaved !== "all") for (const id of changed) unsaved.add(id);
      const pending = unsaved;
      const saved = await withDatabase((db) =>
        save(db, { scope, costs, writer, catalogue, changed: pending }),
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
    // Closed between uses, so any tab can delete it at sign-out.
    db.close();
  }
}

async function load(
  db: IDBPDatabase<Schema>,
  { scope, costs }: Pick<CopyOwner, "scope" | "costs">,
  take: (rows: readonly CatalogueRow[]) => Promise<void>,
): Promise<number | null> {
  if (!costs) await deleteCosts(db);
  const head = await db.get("heads", scope);
  if (head === undefined || !isReadable(head, costs)) return null;
  const read = (from: number) => {
    const range = IDBKeyRange.bound([scope, from], [scope, from + READ_CHUNKS], false, true);
    return db.getAll("chunks", range);
  };
  let next = read(0);
  let found = 0;
  while (found < head.chunks) {
    const chunks = await next;
    found += chunks.length;
    if (chunks.length < READ_CHUNKS && found < head.chunks) throw new Error("The copy breaks off");
    // The browser fetches the next ones while these are processed.
    next = read(found);
    for (const chunk of chunks) await take(readCatalogueLine(chunk));
  }
  const after = await db.get("heads", scope);
  if (after?.savedAt !== head.savedAt) throw new Error("Another tab wrote the copy meanwhile");
  return head.seq;
}

/** Deletes the copies of all users that have costs: a user who does not see costs must not find them on the device. */
async function deleteCosts(db: IDBPDatabase<Schema>): Promise<void> {
  const deleting = db.transaction(["heads", "chunks"], "readwrite");
  const heads = deleting.objectStore("heads");
  for (const scope of await heads.getAllKeys()) {
    const head = await heads.get(scope);
    if (head === undefined || isReadable(head, false)) continue;
    await deleting.objectStore("chunks").delete(rangeOf(scope));
    await heads.delete(scope);
  }
  await deleting.done;
}

interface Saving extends CopyOwner {
  readonly catalogue: SavedCatalogue;
  readonly changed: ReadonlySet<string> | "all";
}

/** False if another tab's copy was kept. */
async function save(db: IDBPDatabase<Schema>, saving: Saving): Promise<boolean> {
  const { scope, costs, writer, catalogue } = saving;
  const writing = db.transaction(["heads", "chunks"], "readwrite");
  const heads = writing.objectStore("heads");
  const chunks = writing.objectStore("chunks");
  const head = await heads.get(scope);
  const now = Date.now();
  const plan = planSaving(head ?? null, { ...saving, now });
  if (plan === null) {
    await writing.done;
    return false;
  }
  if (plan.replaceAll) await chunks.delete(rangeOf(scope));
  for (const chunk of plan.chunks) {
    const rows = catalogue.rows.slice(chunk * ROWS_PER_LINE, (chunk + 1) * ROWS_PER_LINE);
    // Awaited, so requests are answered between two chunks.
    await chunks.put(catalogueLine(rows), [scope, chunk]);
  }
  void heads.put(
    { format: COPY_FORMAT, seq: catalogue.seq, costs, chunks: plan.count, writer, savedAt: now },
    scope,
  );
  await writing.done;
  return true;
}

function rangeOf(scope: string): IDBKeyRange {
  return IDBKeyRange.bound([scope, 0], [scope, Number.MAX_SAFE_INTEGER]);
}
