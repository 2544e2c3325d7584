/** `npm run bench [-- name …] [--quick] [--npm-test-seconds=<n>]`: measures and prints a table. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureAttacks } from "./attacks.ts";
import { measureBackup } from "./backup.ts";
import { createShelf, FULL, QUICK } from "./bench.ts";
import type { Bench } from "./bench.ts";
import { measureClosing } from "./closing.ts";
import { measureExports } from "./exports.ts";
import { measureHttp } from "./http.ts";
import { measureTypeCheck, testTime } from "./type-check.ts";
import { measureImports } from "./imports.ts";
import { measureLive } from "./live.ts";
import { measureAdapters } from "./machinery/adapters-beside.ts";
import { measureCatalogue } from "./machinery/catalogue-beside.ts";
import { measureSearch } from "./machinery/search-beside.ts";
import { printTable } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { measurePace } from "./pace.ts";
import { measurePowerCuts } from "./power-cuts.ts";
import { measureReads } from "./reads.ts";
import { measureRingUp } from "./ring-up.ts";
import { measureScreens, measureTasks } from "./screens/measure-screens.ts";
import { measureShopArchive } from "./shop-archive.ts";
import { measureStart } from "./start.ts";
import { measureVerify } from "./verify.ts";

const MEASUREMENTS: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  "ring-up": measureRingUp,
  closing: measureClosing,
  http: measureHttp,
  live: measureLive,
  reads: measureReads,
  exports: measureExports,
  imports: measureImports,
  archive: measureShopArchive,
  backup: measureBackup,
  attacks: measureAttacks,
  verify: measureVerify,
  "power-cuts": measurePowerCuts,
  start: measureStart,
  screens: measureScreens,
  steps: measureTasks,
  search: measureSearch,
  catalogue: measureCatalogue,
  adapters: measureAdapters,
  typecheck: measureTypeCheck,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false }, "npm-test-seconds": { type: "string" } },
});

// Children are ended when this process exits; without a handler a signal would skip that.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const root = mkdtempSync(join(process.env["BENCH_DIR"] ?? tmpdir(), "daybook-bench-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true }));
console.log(`${availableParallelism()} × ${cpus()[0]?.model.trim()}, load ${load()}`);
const shelf = createShelf(join(root, "books"));
const figures: Figure[] = [];
const paceBefore = measurePace();
for (const name of positionals.length > 0 ? positionals : usual()) {
  const measure = MEASUREMENTS[name];
  if (measure === undefined) {
    const names = Object.keys(MEASUREMENTS).join(", ");
    throw new Error(`No measurement is called ${name}; there are ${names}.`);
  }
  const folder = join(root, name);
  mkdirSync(folder);
  const started = performance.now();
  figures.push(...(await measure({ folder, shelf, sizes: values.quick ? QUICK : FULL })));
  const seconds = (performance.now() - started) / 1000;
  console.log(`${name}: took ${seconds.toFixed(0)} s, load of the machine afterwards ${load()}`);
  rmSync(folder, { recursive: true, force: true });
}
if (values["npm-test-seconds"] !== undefined)
  figures.push(testTime(Number(values["npm-test-seconds"])));
// Before and after, because a machine that is shared changes within minutes.
const pace = (paceBefore + measurePace()) / 2;
console.log(`pace: ${pace.toFixed(2)} × the time of the machine on which the goals were set`);
printTable(figures, pace);

/**
 * All of them; a quick run leaves out the type check, which has no smaller size, the screens, which need a browser, the
 * attacks, each of which starts a server, the comparisons, which start a dozen processes, and the power cuts, which
 * apps/server/src/power-cuts.test.ts tests.
 */
function usual(): string[] {
  const compared = ["search", "catalogue", "adapters"];
  const slow = ["typecheck", "screens", "steps", "attacks", "power-cuts", ...compared];
  return Object.keys(MEASUREMENTS).filter((name) => !values.quick || !slow.includes(name));
}

/** The load average of the last minute: if it exceeds the number of CPUs, latencies include queueing. */
function load(): string {
  return (loadavg()[0] ?? Number.NaN).toFixed(1);
}
