/** Ringing up through the unit of work, compared with raw SQL that writes the same rows on the same disk. */
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { copyDatabase, openDatabase } from "./databases.ts";
import type { DatabaseFile, OpenedDatabase } from "./databases.ts";
import { cartsOf, LINES } from "./cart.ts";
import type { Carts } from "./cart.ts";
import { fsyncMedian } from "./fsync.ts";
import { goal, median, ratioOf, timed } from "./measure.ts";
import type { Figure, Timed } from "./measure.ts";
import { sameRows } from "./same-rows.ts";
import { sellOnce } from "./sell-once.ts";
import { openYardstick } from "./yardstick.ts";

const TOGETHER = 32;

interface Runs {
  readonly yardstick: Timed[];
  readonly alone: Timed[];
  readonly together: Timed[];
}

/** Measures both and returns the rows of the table. Throws if the two do not write the same rows. */
export async function measureRingUp({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const template = await shelf.books(sizes.shop);
  const books = copyDatabase(template, join(folder, "ours"));
  const raw = copyDatabase(template, join(folder, "yardstick"));
  const opened = await openDatabase(books);
  const yardstick = openYardstick(raw);
  const carts = cartsOf(books);
  const first = carts();
  const rows = await sameRows(
    { path: books.path, sell: () => sellOnce(opened, books, first) },
    { path: raw.path, sell: async () => yardstick.sell(first) },
  );
  console.log(
    `Rows inserted per sale of ${LINES} lines, ours and yardstick: ${JSON.stringify(rows)}`,
  );
  const runs: Runs = { yardstick: [], alone: [], together: [] };
  const count = sizes.sales;
  for (let round = 0; round <= sizes.rounds; round++) {
    const measured = {
      yardstick: await timed(count, () => {
        for (let index = 0; index < count; index++) yardstick.sell(carts());
      }),
      alone: await timed(count, () => sellAtOnce({ opened, books, carts, count, clients: 1 })),
      together: await timed(count, () =>
        sellAtOnce({ opened, books, carts, count, clients: TOGETHER }),
      ),
    };
    // The first round is a warm-up and not counted.
    if (round === 0) continue;
    runs.yardstick.push(measured.yardstick);
    runs.alone.push(measured.alone);
    runs.together.push(measured.together);
  }
  yardstick.close();
  await opened.work.store.close();
  return figures(runs, fsyncMedian(folder));
}

interface Selling {
  readonly opened: OpenedDatabase;
  readonly books: DatabaseFile;
  readonly carts: Carts;
  readonly count: number;
  readonly clients: number;
}

async function sellAtOnce({ opened, books, carts, count, clients }: Selling): Promise<void> {
  let left = count;
  const client = async () => {
    while (left-- > 0) await sellOnce(opened, books, carts());
  };
  await Promise.all(Array.from({ length: clients }, client));
}

function figures(runs: Runs, fsyncMs: number): Figure[] {
  const speed = (of: readonly Timed[]) => median(of.map((run) => run.perSecond));
  const cpu = (of: readonly Timed[]) => median(of.map((run) => run.cpuMicros));
  const together = ratioOf(runs.together, runs.yardstick, (run) => run.perSecond);
  const alone = ratioOf(runs.alone, runs.yardstick, (run) => run.perSecond);
  const cpuRatio = ratioOf(runs.together, runs.yardstick, (run) => run.cpuMicros);
  const yardstick = `Y = ${speed(runs.yardstick).toFixed(0)}/s, ${cpu(runs.yardstick).toFixed(0)} µs CPU`;
  const perSecond = (of: readonly Timed[], ratio: number) =>
    `${speed(of).toFixed(0)}/s = ${ratio.toFixed(2)} × Y, ${cpu(of).toFixed(0)} µs CPU`;
  return [
    {
      what: `ringUp, ${TOGETHER} at once`,
      measured: perSecond(runs.together, together),
      yardstick,
      ...goal("≥ 1.0 × Y", together >= 1),
    },
    {
      what: `ringUp, ${TOGETHER} at once, CPU per sale`,
      measured: `${cpu(runs.together).toFixed(0)} µs = ${cpuRatio.toFixed(2)} × Y's`,
      yardstick,
      ...goal("≤ 2.5 × Y's", cpuRatio <= 2.5),
    },
    {
      what: "ringUp, alone",
      measured: perSecond(runs.alone, alone),
      yardstick,
      ...goal("≥ 0.6 × Y", alone >= 0.6),
    },
    { what: "write + fsync of 4 KiB, median", measured: `${fsyncMs.toFixed(3)} ms` },
  ];
}
