import { rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "@daybook/db/open-store";
import { StoreRefused } from "@daybook/db/store-error";
import type { Config } from "../env.ts";
import { fingerprintOf, writeShopArchive } from "../exports/write-shop-archive.ts";
import { verifyStore } from "../verify-store.ts";
import { loadArchive } from "./load.ts";

/** `move-to-postgres <url>`: copies the shop from its file into an empty PostgreSQL database. */
export async function moveToPostgres(
  config: Config,
  url: string,
  print: (text: string) => void,
): Promise<number> {
  if (!config.storeUrl.startsWith("file:"))
    throw new StoreRefused("This shop is in PostgreSQL already.");
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new StoreRefused(`"${url}" is not the address of a PostgreSQL database.`);
  await move(config, url, print);
  print(
    `The shop is in PostgreSQL. Set DATABASE_URL to that address and start Daybook.\n` +
      `The file ${config.storeUrl.slice("file:".length)} is unchanged; keep it until you are sure.\n`,
  );
  return 0;
}

/** `move-to-sqlite`: copies the shop from PostgreSQL into a file in the data folder. */
export async function moveToSqlite(config: Config, print: (text: string) => void): Promise<number> {
  if (config.storeUrl.startsWith("file:"))
    throw new StoreRefused(
      "This shop is in a file already. Set DATABASE_URL to the database to copy.",
    );
  const path = join(config.dataFolder, "daybook.db");
  await move(config, `file:${path}`, print);
  print(
    `The shop is in ${path}. Remove DATABASE_URL and start Daybook.\n` +
      "The PostgreSQL database is unchanged; keep it until you are sure.\n",
  );
  return 0;
}

/** Copies by way of an archive, and compares both afterwards. Throws `StoreRefused` if they differ. */
async function move(config: Config, target: string, print: (text: string) => void): Promise<void> {
  const { storeUrl, allowNetworkFs, dataFolder } = config;
  // Applies pending migrations, and refuses while a server has the file.
  await (await openStore({ url: storeUrl, allowNetworkFs })).close();
  const path = join(dataFolder, "moving.zip");
  rmSync(path, { force: true });
  try {
    print("Checking the shop…\n");
    await expectClean(storeUrl, allowNetworkFs);
    print("Copying…\n");
    await writeShopArchive(storeUrl, path, allowNetworkFs);
    await loadArchive({ storeUrl: target, allowNetworkFs }, path);
    print("Comparing…\n");
    await expectClean(target, allowNetworkFs);
    const [before, after] = [storeUrl, target].map((url) => fingerprintOf(url, allowNetworkFs));
    if ((await before) !== (await after))
      throw new StoreRefused(
        "The copy differs from the shop, perhaps because a server was selling; stop every server, empty the target and try again.",
      );
  } finally {
    rmSync(path, { force: true });
  }
}

async function expectClean(url: string, allowNetworkFs: boolean): Promise<void> {
  const { checks } = await verifyStore(url, allowNetworkFs);
  const wrong = checks.filter(({ mismatches }) => mismatches > 0);
  if (wrong.length === 0) return;
  throw new StoreRefused(
    `The records of the shop do not agree (${wrong.map(({ id }) => id).join(", ")}); \`verify\` lists what is wrong.`,
  );
}
