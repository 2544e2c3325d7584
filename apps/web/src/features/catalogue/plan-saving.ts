import { CATALOGUE_FORMAT, ROWS_PER_LINE } from "@daybook/contract/catalogue-file";

/** The version of the copy; others are not read. The first copies had versions 1 and 2. */
export const COPY_FORMAT = 100 + CATALOGUE_FORMAT;
/** If another tab saved this recently, this one does not. */
const OTHERS_TURN_MS = 10 * 60_000;

/** The metadata of a copy. */
export interface CopyHead {
  readonly format: number;
  readonly seq: number;
  /** Whether its rows have costs: a user may lose or receive the right to see them. Missing in older copies. */
  readonly costs?: boolean;
  readonly chunks: number;
  /** The tab that wrote it. */
  readonly writer: string;
  /** UTC milliseconds. */
  readonly savedAt: number;
}

export interface Wanted {
  readonly writer: string;
  readonly costs: boolean;
  readonly catalogue: { readonly seq: number; readonly rows: readonly { readonly id: string }[] };
  readonly changed: ReadonlySet<string> | "all";
  /** UTC milliseconds. */
  readonly now: number;
}

export interface SavingPlan {
  /** Nothing of the old copy is kept. */
  readonly replaceAll: boolean;
  /** The indexes of the chunks to write. */
  readonly chunks: readonly number[];
  /** The number of chunks afterwards. */
  readonly count: number;
}

/**
 * The chunks to write, so a sale writes a few chunks and not everything; null if another tab's copy is kept. The rows
 * of two tabs have different orders: only the tab that wrote a copy can change chunks of it.
 */
export function planSaving(head: CopyHead | null, wanted: Wanted): SavingPlan | null {
  const { writer, costs, catalogue, changed, now } = wanted;
  const known = head !== null && isReadable(head, costs) ? head : null;
  const own = known?.writer === writer;
  if (known !== null && !own && isFresh(known, catalogue.seq, now)) return null;
  const count = Math.ceil(catalogue.rows.length / ROWS_PER_LINE);
  if (!own || changed === "all")
    return { replaceAll: true, chunks: Array.from({ length: count }, (_, chunk) => chunk), count };
  const chunks = new Set<number>();
  for (const [slot, { id }] of catalogue.rows.entries())
    if (changed.has(id)) chunks.add(Math.floor(slot / ROWS_PER_LINE));
  return { replaceAll: false, chunks: [...chunks], count };
}

/** Whether this user can use the copy. */
export function isReadable(head: CopyHead, costs: boolean): boolean {
  return head.format === COPY_FORMAT && head.costs === costs;
}

function isFresh(head: CopyHead, seq: number, now: number): boolean {
  return head.seq >= seq || now - head.savedAt < OTHERS_TURN_MS;
}
