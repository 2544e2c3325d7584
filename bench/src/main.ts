/** `npm run bench [name …]`: measures and prints a table. Names: ring-up. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { measureRingUp } from "./ring-up.ts";

const MEASUREMENTS: Record<string, (folder: string) => Promise<Figure[]>> = {
  "ring-up": (folder) => measureRingUp({ folder, rounds: 5, sales: 2000 }),
};

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(MEASUREMENTS);
const figures: Figure[] = [];
for (const name of names) {
  const measure = MEASUREMENTS[name];
  if (measure === undefined) throw new Error(`No measurement is called ${name}; there are ${Object.keys(MEASUREMENTS).join(", ")}`);
  const folder = mkdtempSync(join(process.env["BENCH_DIR"] ?? tmpdir(), "daybook-bench-"));
  try {
    figures.push(...(await measure(folder)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
printTable(figures);
