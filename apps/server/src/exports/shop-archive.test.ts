import { createHash } from "node:crypto";
import { createWriteStream, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { ZipFile } from "yazl";
import { shopArchive } from "@daybook/api/server/shop-archive";
import type { ShopManifest } from "@daybook/contract/exports";
import { CreateProduct } from "@daybook/contract/products";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createCategory, updateCategory } from "@daybook/core/categories/categories";
import { createProduct } from "@daybook/core/products/create-product";
import { addProductFile } from "@daybook/core/pictures/files";
import { addPicture } from "@daybook/core/pictures/pictures";
import { sendFile, sendPicture } from "@daybook/core/testing/stored-pictures";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { DrawerSimulation, PRICES } from "@daybook/core/testing/drawer-simulation";
import { emptyDatabase } from "@daybook/db/testing-postgres";
import { openStore } from "@daybook/db/open-store";
import { loadArchive } from "../commands/load.ts";
import { moveToPostgres, moveToSqlite } from "../commands/move.ts";
import { configOf } from "../env.ts";
import { dataFolder } from "../testing/child-server.ts";
import { verifyStore } from "../verify-store.ts";
import { openShopArchive } from "./read-shop-archive.ts";
import { fingerprintOf, writeShopArchive } from "./write-shop-archive.ts";
import { hasPostgres, NO_POSTGRES } from "../testing/postgres.ts";

const STEPS = 150;
/** Texts that a spreadsheet or a careless reader would change. */
const NAMES = [
  "=1+1",
  "'=quoted",
  "'",
  "-5 °C gel, “cold”",
  'a "b", c;d',
  "00012 ",
  "Crème 🧀 null",
  "1e5",
];

/** A shop with sales, returns, voids, corrections, drawers, closing reports and texts that are hard to write down. */
async function tradedShop(): Promise<TestShop> {
  const shop = await createTestShop({ taxPpm: 175_000, engine: "sqlite" });
  for (const [sku, priceMinor] of PRICES)
    await shop.addProduct(sku, { priceMinor, input: { kind: "service" } });
  const simulation = new DrawerSimulation(shop, 7);
  await simulation.setUp();
  for (let step = 0; step < STEPS; step++) await simulation.step();
  for (const [index, name] of NAMES.entries()) {
    const input = CreateProduct.parse({
      key: newId(),
      name,
      sku: `TEXT-${index}`,
      priceMinor: 100,
      description: `${name}\r\nsecond line`,
    });
    await shop.write((ctx) => createProduct(ctx, input));
  }
  await shop.addProduct("TEA", { priceMinor: 350, onHandMilli: pieces(40) });
  const shown = { key: newId(), productId: shop.productId("TEA") };
  const picture = await sendPicture(shop, "tea");
  await shop.write((ctx) => addPicture(ctx, { ...shown, picture }));
  const file = await sendFile(shop, "tea");
  await shop.write((ctx) => addProductFile(ctx, { ...shown, file, name: "Tea.pdf" }));
  // A category inside one that is newer than itself.
  const older = await shop.write((ctx) =>
    createCategory(ctx, { key: newId(), name: "Older", parentId: null }),
  );
  const newer = await shop.write((ctx) =>
    createCategory(ctx, { key: newId(), name: "Newer", parentId: null }),
  );
  const move = { key: newId(), id: older.id, version: older.version, parentId: newer.id };
  await shop.write((ctx) => updateCategory(ctx, move));
  return shop;
}

let folder: ReturnType<typeof dataFolder>;
let shop: TestShop;
let archive: string;
let manifest: ShopManifest;
let serial = 0;

const fresh = (name: string) => join(folder.path, `${++serial}-${name}`);
const target = () => ({ storeUrl: `file:${fresh("daybook.db")}`, allowNetworkFs: true });

beforeAll(async () => {
  folder = dataFolder();
  shop = await tradedShop();
  archive = fresh("shop.zip");
  const pieces = shopArchive(shop.work, shop.as("owner"), { daybook: "1", madeAt: 5 });
  await pipeline(pieces, createWriteStream(archive));
  const opened = await openShopArchive(archive);
  manifest = opened.manifest;
  opened.close();
});
afterAll(async () => {
  await shop.close();
  folder.remove();
});

describe("[I10] the archive of a whole shop", () => {
  test("has every document and no sign-in, and makes an equal shop", async () => {
    const rows = new Map(manifest.tables.map(({ table, rows: count }) => [table, count]));
    for (const name of ["sale", "payment", "closing", "drawer_session", "movement", "price"])
      expect(rows.get(name), name).toBeGreaterThan(0);
    expect(rows.has("session")).toBe(false);

    const config = target();
    await loadArchive(config, archive);
    const { checks } = await verifyStore(config.storeUrl);
    expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
    const again = fresh("again.zip");
    await writeShopArchive(config.storeUrl, again, true);
    const second = await openShopArchive(again);
    second.close();
    expect(second.manifest.tables).toEqual(manifest.tables);
    expect(await bytesIn(again)).toEqual(await bytesIn(archive));
  });

  test("[C7] has pictures and files as files that are named by their hash", async () => {
    const files = Object.entries(await bytesIn(archive));
    expect(files.map(([, text]) => text).toSorted()).toEqual([
      "%PDF-1.7 tea %%EOF",
      "picture tea",
      "small picture tea",
    ]);
    for (const [path, text] of files)
      expect(path).toContain(createHash("sha256").update(text).digest("hex"));
    // Equal shops give equal files.
    expect(sha256Of(archive)).toBe(sha256Of(await archiveAgain()));
  });

  test("moves to PostgreSQL and back with equal files", async (ctx) => {
    ctx.skip(!hasPostgres, NO_POSTGRES);
    const start = target();
    await loadArchive(start, archive);
    const { url, pool } = await emptyDatabase("postgres");
    onTestFinished(() => pool.close());
    const back = dataFolder();
    onTestFinished(() => back.remove());
    const before = { ...configOf({ DAYBOOK_DATA: folder.path }), ...start };
    expect(await moveToPostgres(before, url, () => undefined)).toBe(0);
    const there = configOf({ DAYBOOK_DATA: back.path, DATABASE_URL: url });
    expect(await moveToSqlite(there, () => undefined)).toBe(0);
    const after = `file:${join(back.path, "daybook.db")}`;
    expect(await fingerprintOf(after, true)).toBe(await fingerprintOf(start.storeUrl, true));
    const backAgain = fresh("moved.zip");
    await writeShopArchive(after, backAgain, true);
    expect(await bytesIn(backAgain)).toEqual(await bytesIn(archive));
    // New rows get ids of their own.
    const moved = await openStore({ url });
    onTestFinished(() => moved.close());
    await expect(moveToPostgres(before, url, () => undefined)).rejects.toThrow("contains a shop");
  });
});

describe("[I10] a file that is no complete archive is refused, and there is no database", () => {
  const expectRefused = async (path: string, sentence: RegExp) => {
    const config = target();
    await expect(loadArchive(config, path)).rejects.toThrow(sentence);
    const file = config.storeUrl.slice("file:".length);
    expect([existsSync(file), existsSync(`${file}.new`)]).toEqual([false, false]);
  };

  test("truncated, empty, or something else", async () => {
    const bytes = readFileSync(archive);
    const cut = fresh("cut.zip");
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    await expectRefused(cut, /is not a complete zip file/);
    const empty = fresh("empty.zip");
    writeFileSync(empty, "");
    await expectRefused(empty, /is not a complete zip file/);
    await expectRefused(fresh("missing.zip"), /is not a file; check the path/);
    const other = fresh("other.zip");
    await zipOf(other, { "photo.txt": "hello" });
    await expectRefused(other, /is not an export of Daybook: it has no manifest/);
    await zipOf(other, { "manifest.json": "{}" });
    await expectRefused(other, /is not an export of Daybook: its manifest/);
  });

  test("one byte changed, unless nothing is read from it", async () => {
    const bytes = readFileSync(archive);
    const equal = target();
    await loadArchive(equal, archive);
    const same = await fingerprintOf(equal.storeUrl, true);
    let refused = 0;
    for (let share = 0.05; share < 1; share += 0.1) {
      const changed = Buffer.from(bytes);
      const place = Math.floor(bytes.length * share);
      changed[place] = (changed[place] ?? 0) ^ 0x55;
      const path = fresh("changed.zip");
      writeFileSync(path, changed);
      const config = target();
      const sentence = await loadArchive(config, path).then(
        () => "",
        (error: unknown) => String(error),
      );
      if (sentence === "") expect(await fingerprintOf(config.storeUrl, true)).toBe(same);
      else expect(sentence).toMatch(/damaged|not a complete zip|not an export/);
      if (sentence !== "") refused++;
    }
    expect(refused).toBeGreaterThan(5);
  });

  test("a row changed by hand, a row missing, a newer format, a newer schema", async () => {
    const files = await unzipped(archive);
    const changed = fresh("edited.zip");
    const product = files["tables/product.csv"] ?? "";
    await zipOf(changed, { ...files, "tables/product.csv": product.replace("Crème", "Creme") });
    await expectRefused(changed, /is damaged: tables\/product.csv/);
    const same = product.replace("null", "nul1");
    await zipOf(changed, { ...files, "tables/product.csv": same });
    await expectRefused(changed, /is damaged: tables\/product.csv is not what was exported/);
    const dropped = product.slice(0, product.lastIndexOf("\r\n", product.length - 3) + 2);
    await zipOf(changed, { ...files, "tables/product.csv": dropped });
    await expectRefused(changed, /is damaged: tables\/product.csv is missing or has another size/);
    const newer = { ...manifest, formatVersion: manifest.formatVersion + 1 };
    await zipOf(changed, { ...files, "manifest.json": JSON.stringify(newer) });
    await expectRefused(changed, /was made by a newer Daybook/);
    const ahead = { ...manifest, schema: "9999_later" };
    await zipOf(changed, { ...files, "manifest.json": JSON.stringify(ahead) });
    await expectRefused(changed, /newer Daybook.*9999_later/);
  });

  test("[C7] a picture changed by hand, and one that is missing", async () => {
    const files = await unzipped(archive);
    const [name = ""] = Object.keys(files).filter((path) => path.endsWith(".webp"));
    const changed = fresh("pictures.zip");
    await zipOf(changed, { ...files, [name]: "another picture" });
    await expectRefused(changed, /is damaged: tables\/stored_file.csv .*is not what was exported/);
    const { [name]: _missing, ...without } = files;
    await zipOf(changed, without);
    await expectRefused(changed, /is damaged: tables\/stored_file.csv .*is missing/);
  });

  test("rows that refer to missing rows", async () => {
    const files = await unzipped(archive);
    const user = manifest.tables.find(({ table }) => table === "app_user");
    const header = (files["tables/app_user.csv"] ?? "").split("\r\n")[0] ?? "";
    const text = `${header}\r\n`;
    const sha256 = createHash("sha256").update(text).digest("hex");
    const tables = manifest.tables.map((table) =>
      table === user ? { ...table, rows: 0, bytes: text.length, sha256 } : table,
    );
    const path = fresh("orphans.zip");
    const without = {
      "tables/app_user.csv": text,
      "manifest.json": JSON.stringify({ ...manifest, tables }),
    };
    await zipOf(path, { ...files, ...without });
    await expectRefused(path, /refer to missing rows/);
  });
});

test("[I10] a load makes the data folder of a computer that has none", async () => {
  const path = fresh("no such folder/daybook.db");
  await loadArchive({ storeUrl: `file:${path}`, allowNetworkFs: true }, archive);
  expect(statSync(path).isFile()).toBe(true);
});

test("[I10] an export and a load never replace a file", async () => {
  await expect(writeShopArchive("file:/nowhere", archive, true)).rejects.toThrow("exists already");
  const config = target();
  await loadArchive(config, archive);
  await expect(loadArchive(config, archive)).rejects.toThrow("There is a database at");
});

async function zipOf(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** The pictures and files of an archive, by their path. */
async function bytesIn(path: string): Promise<Record<string, string>> {
  const files = Object.entries(await unzipped(path));
  return Object.fromEntries(files.filter(([name]) => name.startsWith("files/")));
}

const sha256Of = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

async function archiveAgain(): Promise<string> {
  const path = fresh("same.zip");
  const pieces = shopArchive(shop.work, shop.as("owner"), { daybook: "1", madeAt: 5 });
  await pipeline(pieces, createWriteStream(path));
  return path;
}

async function unzipped(path: string): Promise<Record<string, string>> {
  const { openPromise } = await import("yauzl");
  const zip = await openPromise(path, { lazyEntries: true });
  const files: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    let text = "";
    for await (const piece of await zip.openReadStreamPromise(entry)) text += String(piece);
    files[entry.fileName] = text;
  }
  return files;
}
