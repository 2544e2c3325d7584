/** The export of a whole shop and the load of it: time, and the memory beyond that of a small shop. */
import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bench } from "./bench.ts";
import type { DatabaseSize } from "./databases.ts";
import { goal } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { runCommand } from "./run-command.ts";
import type { Ran } from "./run-command.ts";

const MOST_GROWTH_MIB = 100;

export async function measureShopArchive({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const runs = new Map<DatabaseSize, { exported: Ran; loaded: Ran; mib: number }>();
  for (const size of [sizes.shop, sizes.largeHistory]) {
    const books = await shelf.books(size);
    const archive = join(folder, `shop-${size.movements}.zip`);
    const target = join(folder, `loaded-${size.movements}`);
    mkdirSync(target);
    const exported = await runCommand(dirname(books.path), ["export", archive]);
    const loaded = await runCommand(target, ["load", archive]);
    runs.set(size, { exported, loaded, mib: statSync(archive).size / 2 ** 20 });
  }
  const small = runs.get(sizes.shop);
  const large = runs.get(sizes.largeHistory);
  if (small === undefined || large === undefined) throw new Error("both shops are measured");
  const movements = sizes.largeHistory.movements.toLocaleString("en");
  return (["exported", "loaded"] as const).map((what) => {
    const growth = large[what].mostMib - small[what].mostMib;
    return {
      what: `whole shop ${what}, ${movements} movements`,
      measured: `${large[what].seconds.toFixed(1)} s (${large.mib.toFixed(0)} MiB zip), memory + ${growth.toFixed(0)} MiB`,
      yardstick: `a shop without movements: ${small[what].mostMib.toFixed(0)} MiB`,
      // A load ends with the verification of all records, which has a goal of its own.
      ...(what === "exported" ? goal(`≤ + ${MOST_GROWTH_MIB} MiB`, growth <= MOST_GROWTH_MIB) : {}),
    };
  });
}
