/** Ringing up through the unit of work, against raw SQL that writes the same rows on the same disk. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { RingUpSale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { makeBooks, openBooks } from "./books.ts";
import type { Books } from "./books.ts";
import { fsyncMedian } from "./fsync.ts";
import { median, timed } from "./measure.ts";
import type { Figure, Timed } from "./measure.ts";
import { openYardstick } from "./yardstick.ts";
import type { Yardstick } from "./yardstick.ts";

const PRODUCTS = 10_000;
const LINES = 3;

export interface RingUpOptions {
  readonly folder: string;
  readonly rounds: number;
  readonly sales: number;
}

/** Measures both and answers the table's rows. Throws when the two do not write the same rows. */
export async function measureRingUp({ folder, rounds, sales }: RingUpOptions): Promise<Figure[]> {
  const ours = await makeBooks(join(folder, "ours.db"), PRODUCTS);
  await ours.work.store.close();
  copyFileSync(join(folder, "ours.db"), join(folder, "yardstick.db"));
  const books = await openBooks(join(folder, "ours.db"));
  const theirs = openYardstick({ path: join(folder, "yardstick.db"), locationRowId: books.locationRowId });
  await compareRows(books, join(folder, "yardstick.db"), theirs);
  const runs = { yardstick: [] as Timed[], alone: [] as Timed[], together: [] as Timed[] };
  const picks = pick(books);
  for (let round = 0; round <= rounds; round++) {
    const yardstick = await timed(sales, () => {
      for (let index = 0; index < sales; index++) theirs.sell(picks());
    });
    const alone = await timed(sales, async () => {
      for (let index = 0; index < sales; index++) await sell(books, picks());
    });
    const together = await timed(sales, () => sellTogether(books, picks, sales, 32));
    // The first round warms both up and is not counted.
    if (round === 0) continue;
    runs.yardstick.push(yardstick);
    runs.alone.push(alone);
    runs.together.push(together);
  }
  theirs.close();
  await books.work.store.close();
  return figures(runs, fsyncMedian(folder));
}

type Pick = () => Books["products"];

/** Three different products, walked through in an order that touches them all. */
function pick(books: Books): Pick {
  let next = 0;
  return () =>
    Array.from({ length: LINES }, () => {
      next = (next + 7919) % books.products.length;
      const product = books.products[next];
      if (product === undefined) throw new Error("the books have products");
      return product;
    });
}

function sell(books: Books, products: Books["products"]): Promise<unknown> {
  const total = products.reduce((sum, product) => sum + product.priceMinor, 0);
  const input = RingUpSale.parse({
    key: newId(),
    locationId: books.locationId,
    lines: products.map(({ id }) => ({ productId: id, quantityMilli: 1000 })),
    tenders: [{ tender: "cash", amountMinor: total }],
    expectedTotalMinor: total,
  });
  const request = { route: "sales.ringUp", key: input.key, input };
  return books.work.once(books.owner, request, (ctx) => ringUpSale(ctx, input));
}

async function sellTogether(books: Books, picks: Pick, sales: number, clients: number): Promise<void> {
  let left = sales;
  const client = async () => {
    while (left-- > 0) await sell(books, picks());
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** Both must write the same number of rows into the same tables for one sale, or the comparison means nothing. */
async function compareRows(books: Books, yardstickPath: string, yardstick: Yardstick): Promise<void> {
  const products = books.products.slice(0, LINES);
  const own = await rowsWritten(books.path, () => sell(books, products));
  const raw = await rowsWritten(yardstickPath, async () => yardstick.sell(products));
  if (JSON.stringify(own) !== JSON.stringify(raw)) {
    throw new Error(`The yardstick writes other rows:\nours ${JSON.stringify(own)}\nraw  ${JSON.stringify(raw)}`);
  }
  console.log(`Rows inserted per sale of ${LINES} lines, both: ${JSON.stringify(own)}`);
}

async function rowsWritten(path: string, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const db = new Database(path, { readonly: true });
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck();
  const count = () =>
    // safe because the query answers the names of tables
    (names.all() as string[]).map((name) => [name, Number(db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get())] as const);
  const before = new Map(count());
  await work();
  const written = count().map(([name, rows]) => [name, rows - (before.get(name) ?? 0)] as const);
  db.close();
  return Object.fromEntries(written.filter(([, rows]) => rows !== 0));
}

function figures(
  runs: { yardstick: readonly Timed[]; alone: readonly Timed[]; together: readonly Timed[] },
  fsyncMs: number,
): Figure[] {
  const speed = (of: readonly Timed[]) => median(of.map((run) => run.perSecond));
  const cpu = (of: readonly Timed[]) => median(of.map((run) => run.cpuMicros));
  // Ratios are taken round by round: a slow moment of the machine then slows both sides of a ratio.
  const ratio = (of: readonly Timed[], by: (run: Timed) => number) =>
    median(of.map((run, round) => by(run) / by(runs.yardstick[round] ?? run)));
  const together = ratio(runs.together, (run) => run.perSecond);
  const alone = ratio(runs.alone, (run) => run.perSecond);
  const cpuRatio = ratio(runs.together, (run) => run.cpuMicros);
  const yardstick = `${speed(runs.yardstick).toFixed(0)}/s, ${cpu(runs.yardstick).toFixed(0)} µs CPU`;
  return [
    row("ringUp, 32 at once", `${speed(runs.together).toFixed(0)}/s = ${together.toFixed(2)} × Y`, yardstick, "≥ 1.0 × Y", together >= 1),
    row("ringUp, 32 at once, CPU per sale", `${cpu(runs.together).toFixed(0)} µs = ${cpuRatio.toFixed(2)} × Y`, yardstick, "≤ 2.5 × Y", cpuRatio <= 2.5),
    row("ringUp, alone", `${speed(runs.alone).toFixed(0)}/s, ${cpu(runs.alone).toFixed(0)} µs CPU = ${alone.toFixed(2)} × Y`, yardstick, "≥ 0.6 × Y", alone >= 0.6),
    { what: "write + fsync of 4 KiB, median", measured: `${fsyncMs.toFixed(3)} ms`, yardstick: "", goal: "", met: null },
  ];
}

const row = (what: string, measured: string, yardstick: string, goal: string, met: boolean): Figure => ({
  what,
  measured,
  yardstick,
  goal,
  met,
});
