import { existsSync } from "node:fs";
import { formatMinor } from "@daybook/contract/money";
import { systemActor } from "@daybook/core/context/context";
import { PLAIN_STYLE, readSampleStyle } from "@daybook/core/sample/sample-style";
import type { SampleFigures } from "@daybook/core/sample/sample-figures";
import type { SampleStyle } from "@daybook/core/sample/sample-style";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openStore } from "@daybook/db/open-store";
import { StoreRefused } from "@daybook/db/store-error";
import type { Config } from "../env.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";
import { buildSampleFile, draftOf, replaceDatabase } from "../sample/build-sample-file.ts";

/**
 * `seed`: rebuilds the sample shop, with the settings of the real one if there is one, and prints a summary. Throws
 * `StoreInUseError` while someone is in it. The real database is only read.
 */
export async function seed(config: Config, print: (text: string) => void): Promise<number> {
  const began = performance.now();
  const { allowNetworkFs } = config;
  const path = config.sampleUrl.slice("file:".length);
  const draft = draftOf(path);
  const options = { now: Date.now(), style: await styleOf(config) };
  const figures = await buildSampleFile({ path: draft, allowNetworkFs, options });
  if (existsSync(path)) await refuseWhileOpen(config.sampleUrl, allowNetworkFs);
  replaceDatabase(path, draft);
  print(describe(figures, path, performance.now() - began));
  return 0;
}

async function styleOf({ storeUrl, allowNetworkFs }: Config): Promise<SampleStyle> {
  try {
    return await withReadOnlyStore(storeUrl, allowNetworkFs, (store) => {
      const work = createUnitOfWork({ store, clock: Date.now });
      const asSystem = { actor: systemActor(0, new Set()), requestId: "command: seed" };
      return work.read(asSystem, readSampleStyle);
    });
  } catch (error) {
    if (!(error instanceof StoreRefused)) throw error;
    // There is no real shop yet: use this computer's time zone.
    return { ...PLAIN_STYLE, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  }
}

/** Takes the file's lock for a moment; only a file that is not open can be replaced. */
async function refuseWhileOpen(url: string, allowNetworkFs: boolean): Promise<void> {
  try {
    const store = await openStore({ url, migrate: false, allowNetworkFs });
    await store.close();
  } catch (error) {
    // A damaged sample shop is no loss: it is replaced.
    if (!(error instanceof StoreRefused)) throw error;
  }
}

function describe(figures: SampleFigures, path: string, tookMs: number): string {
  const { currency, from, to, products, customers, lowStock, trade } = figures;
  const money = (amountMinor: number) => formatMinor(amountMinor, currency);
  const rows: readonly (readonly [string, string | number])[] = [
    ["days", `${from} to ${to}`],
    ["products", products],
    ["customers", customers],
    ["sales", trade.receipts],
    ["returns", trade.returns],
    ["takings", money(trade.takingsMinor)],
    ["stock", money(figures.stockValueMinor)],
    ["low stock", lowStock],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(12)} ${value}\n`).join("");
  return `${figures.shopName}, a sample shop, is in ${path} (${(tookMs / 1000).toFixed(1)} s).\n\n${lines}`;
}
