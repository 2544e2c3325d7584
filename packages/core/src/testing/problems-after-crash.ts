/** What is wrong with the database that a crash left, opened as a server opens it. */
import { openStore } from "@daybook/db/open-store";
import { StoreRefused } from "@daybook/db/store-error";
import { integrityProblems } from "@daybook/db/engines/sqlite/integrity";
import type { Store } from "@daybook/db/types";
import { systemActor } from "../context/context.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { createUnitOfWork } from "../writes/unit-of-work.ts";

export interface Expected {
  /** The path of the database. */
  readonly path: string;
  /** Names of files that exist only if there was a database. */
  readonly traces: readonly string[];
  /** The public ids of the sales that were acknowledged. */
  readonly sales: ReadonlySet<string>;
}

/** A sentence for each problem; none if every acknowledged sale is there once and every record agrees. */
export async function problemsAfterCrash({ path, traces, sales }: Expected): Promise<string[]> {
  let store: Store;
  try {
    store = await openStore({ url: `file:${path}`, traces, allowNetworkFs: true });
  } catch (error) {
    if (error instanceof StoreRefused) return [`refused: ${error.message}`];
    throw error;
  }
  const problems: string[] = [];
  try {
    const rows = await store.read((tx) =>
      tx.db.select({ id: tx.t.sale.publicId, key: tx.t.sale.key }).from(tx.t.sale),
    );
    const found = new Set<string>(rows.map(({ id }) => id));
    const lost = [...sales].filter((id) => !found.has(id));
    if (lost.length > 0) problems.push(`lost: ${lost.length} acknowledged sales`);
    if (new Set(rows.map(({ key }) => key)).size < rows.length)
      problems.push("a sale is there twice");
    const who = { actor: systemActor(0, new Set()), requestId: "crash" };
    const work = createUnitOfWork({ store, clock: () => 0 });
    const { checks } = await work.snapshot(who, (ctx) => verifyDatabase(ctx));
    for (const { id, mismatches } of checks)
      if (mismatches > 0) problems.push(`check ${id} failed`);
  } finally {
    await store.close();
  }
  return [...problems, ...integrityProblems(path).map((problem) => `corrupt: ${problem}`)];
}
