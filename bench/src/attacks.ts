/**
 * Attacks that once blocked a shop, each with its original input, while one till sells: the till's p99 and the
 * additional memory of the server. Every attack is limited in number and time, and uses loopback only.
 */
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { copyDatabase } from "./databases.ts";
import { ATTACKS } from "./attack-list.ts";
import type { Attack } from "./attack-list.ts";
import { startChild } from "./child.ts";
import { quantile } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { sellAtOneTill } from "./one-till.ts";
import type { Desk } from "./one-till.ts";
import type { SellJob, Sold } from "./seller.ts";
import { startServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

const P99_MS = 500;
const GROWTH_MIB = 150;
/** A round of the till; rounds repeat until the attack is over. */
const SALES_PER_ROUND = 20;
const LOOK_AT_MEMORY_EVERY_MS = 50;

export async function measureAttacks({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const figures: Figure[] = [];
  const seller = startChild<SellJob, Sold>("seller");
  try {
    for (const [index, attack] of ATTACKS.entries()) {
      // Each on its own server: memory used by one attack is not counted for the next.
      const books = copyDatabase(await shelf.books(sizes.shop), join(folder, String(index)));
      const server = await startServer(books.folder);
      try {
        figures.push(await withstand(attack, { server, books, seller }, sizes.attackMs));
      } finally {
        await server.stop();
      }
    }
  } finally {
    seller.stop();
  }
  return figures;
}

async function withstand(attack: Attack, desk: Desk, forMs: number): Promise<Figure> {
  const { server, books } = desk;
  // Warm-up; not counted.
  await sell(desk);
  const alone = await sell(desk);
  const memory = watchMemory(server);
  const ends = performance.now() + forMs;
  const going = () => performance.now() < ends;
  let attacking = true;
  const attacked = attack
    .run({ port: server.port, url: server.url, apiKeys: books.apiKeys, going })
    .finally(() => (attacking = false));
  const latencies: number[] = [];
  while (attacking || latencies.length === 0) latencies.push(...(await sell(desk)));
  const said = await attacked;
  const growthMib = memory.stop();
  const p99 = quantile(latencies, 0.99);
  return {
    what: `[${attack.fault}] ${attack.what}`,
    measured: `p99 of ${latencies.length} sales ${p99.toFixed(0)} ms, longest ${Math.max(...latencies).toFixed(0)} ms, +${growthMib.toFixed(0)} MiB (${said})`,
    yardstick: `alone p99 ${quantile(alone, 0.99).toFixed(0)} ms`,
    goal: `< ${P99_MS} ms, < ${GROWTH_MIB} MiB`,
    met: p99 < P99_MS && growthMib < GROWTH_MIB,
  };
}

const sell = (desk: Desk) => sellAtOneTill(desk, SALES_PER_ROUND);

/** The maximum additional memory of the server, in mebibytes. */
function watchMemory(server: ServerProcess): { stop(): number } {
  const before = server.residentMib();
  let most = before;
  const look = () => (most = Math.max(most, server.residentMib()));
  const timer = setInterval(look, LOOK_AT_MEMORY_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most - before;
    },
  };
}
