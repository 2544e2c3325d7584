import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Config } from "../env.ts";
import { writeShopArchive } from "../exports/write-shop-archive.ts";

/** `export <file>`: writes the whole shop to a zip file of CSV files, also while a server is running. */
export async function exportShop(
  config: Config,
  file: string,
  print: (text: string) => void,
): Promise<number> {
  const path = resolve(file);
  await writeShopArchive(config.storeUrl, path, config.allowNetworkFs);
  print(`The whole shop is in ${path} (${(statSync(path).size / 1e6).toFixed(1)} MB).\n`);
  return 0;
}
