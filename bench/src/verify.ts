/** The full verification: every equation of the books over the whole ledger. */
import { verifyBooks } from "@daybook/core/reports/verify/verify-books";
import type { Bench } from "./bench.ts";
import { openBooks } from "./books.ts";
import type { BooksSize } from "./books.ts";
import { median } from "./measure.ts";
import type { Figure } from "./measure.ts";

/** Throws when the books are not clean: figures about broken books mean nothing. */
export async function measureVerify(bench: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of [bench.sizes.smallHistory, bench.sizes.largeHistory]) {
    const seconds = await verifyTime(bench, size);
    figures.push({
      what: `full verification, ${size.movements.toLocaleString("en")} movements`,
      measured: `${seconds.toFixed(2)} s, clean`,
    });
  }
  return figures;
}

/** Median seconds of three runs. */
async function verifyTime({ shelf }: Bench, size: BooksSize): Promise<number> {
  const { work, owner } = await openBooks(await shelf.books(size));
  const took: number[] = [];
  try {
    for (let run = 0; run < 3; run++) {
      const start = performance.now();
      const report = await work.snapshot(owner, (ctx) => verifyBooks(ctx));
      took.push((performance.now() - start) / 1000);
      const broken = report.checks.filter((check) => check.mismatches > 0);
      if (!report.clean) throw new Error(`The bench's books are broken: ${JSON.stringify(broken)}`);
    }
  } finally {
    await work.store.close();
  }
  return median(took);
}
