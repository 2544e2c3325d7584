/** From starting the process to its first response, and the memory of the idle server. */
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { copyDatabase } from "./databases.ts";
import { spawnNode } from "./child.ts";
import { atMost, atMostMs, median } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { residentMibOf, startServer } from "./server-process.ts";

const READY_MS = 1500;
const RESIDENT_MIB = 150;

export async function measureStart({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const books = copyDatabase(await shelf.books(sizes.start), join(folder, "books"));
  const ready: number[] = [];
  const bare: number[] = [];
  let residentMib = Number.NaN;
  for (let start = 1; start <= sizes.starts; start++) {
    bare.push(await bareNode());
    const server = await startServer(books.folder);
    ready.push(server.readyMs);
    if (start === sizes.starts) {
      await new Promise((resolve) => setTimeout(resolve, sizes.idleMs));
      residentMib = server.residentMib();
    }
    await server.stop();
  }
  const products = sizes.start.products.toLocaleString("en");
  return [
    {
      what: `server ready, ${products} products`,
      measured: `${median(ready).toFixed(0)} ms`,
      yardstick: `node that does nothing: ${median(bare).toFixed(0)} ms`,
      ...atMostMs(median(ready), READY_MS),
    },
    {
      what: `memory of the idle server, ${products} products`,
      measured: `${residentMib.toFixed(0)} MiB`,
      yardstick: `node that does nothing: ${(await bareMemory()).toFixed(0)} MiB`,
      ...atMost(residentMib, RESIDENT_MIB, "MiB"),
    },
  ];
}

/** Milliseconds from starting a Node without a program to its end. */
async function bareNode(): Promise<number> {
  const startedAt = performance.now();
  const child = spawnNode(["--eval", "0"]);
  await new Promise((resolve) => child.once("exit", resolve));
  return performance.now() - startedAt;
}

async function bareMemory(): Promise<number> {
  const child = spawnNode(["--eval", "console.log(1); setInterval(() => {}, 1000)"]);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  const resident = residentMibOf(child.pid);
  child.kill();
  return resident;
}
