import { resolve } from "node:path";
import type { Config } from "../env.ts";
import { fillFromArchive } from "../exports/fill-from-archive.ts";
import { openShopArchive } from "../exports/read-shop-archive.ts";
import { verify } from "./verify.ts";

/**
 * `load <file>`: makes the shop's database from an export, on the engine of the configuration. There must be no shop
 * yet. Exit code 1 if the records of the loaded shop do not agree.
 */
export async function loadShop(
  config: Config,
  file: string,
  print: (text: string) => void,
): Promise<number> {
  const { shop } = await loadArchive(config, resolve(file));
  const code = await verify(config, print);
  if (code === 0) print(`${shop} is loaded. Start Daybook, and sign in as before.\n`);
  return code;
}

/** Fills the database of the configuration, and applies the migrations of this version. */
export async function loadArchive(
  { storeUrl, allowNetworkFs }: Pick<Config, "storeUrl" | "allowNetworkFs">,
  path: string,
): Promise<{ readonly shop: string }> {
  const archive = await openShopArchive(path);
  try {
    await fillFromArchive(archive, storeUrl, allowNetworkFs);
    return { shop: archive.manifest.shop };
  } finally {
    archive.close();
  }
}
