import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../open-store.ts";
import { StoreLostError } from "../../store-error.ts";
import { insertRow } from "../../testing-rows.ts";
import type { Store } from "../../types.ts";
import { watchFile } from "./file-watch.ts";

let folder: string;
let path: string;
let store: Store;
let reported: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-lost-"));
  path = join(folder, "shop.db");
  reported = [];
  store = await openStore({
    url: `file:${path}`,
    onLost: (sentence) => reported.push(sentence),
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (code: string) => store.write((tx) => insertRow(tx, "uom", { code }));

/** Writes until one write is refused; answers the codes of those that were acknowledged. */
async function addUntilRefused(): Promise<string[]> {
  const kept: string[] = [];
  for (let index = 0; index < 100_000; index++) {
    try {
      await add(`c${index}`);
      kept.push(`c${index}`);
    } catch (error) {
      expect(error).toBeInstanceOf(StoreLostError);
      return kept;
    }
  }
  throw new Error("nothing was ever refused");
}

function codesIn(file: string): string[] {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return database.prepare("SELECT code FROM uom ORDER BY id").pluck().all().map(String);
  } finally {
    database.close();
  }
}

const rescued = () =>
  readdirSync(folder)
    .filter((name) => /^shop-rescue-.*\.db$/.test(name))
    .map((name) => join(folder, name));

describe("[fault C2] a database file that is lost while the program runs", () => {
  test.each([
    ["deleted", "deleted", () => rmSync(path)],
    ["deleted with all files next to it", "deleted", () => removeAll()],
    ["moved", "moved", () => renameSync(path, join(folder, "elsewhere.db"))],
    ["replaced by another file", "another file", () => replaceWithCopy()],
  ])(
    "that is %s acknowledges nothing more, reports it, and saves all it had",
    async (...[, word, take]) => {
      await add("before");
      take();
      const kept = await addUntilRefused();
      await expect.poll(() => reported).toHaveLength(1);
      const [file = ""] = rescued();
      expect(codesIn(file)).toEqual(["before", ...kept]);
      expect(reported[0]).toContain(word);
      expect(reported[0]).toContain(file);
      expect(store.problem()).toBe(reported[0]);
      await expect(add("later")).rejects.toBe(await add("later").catch((error: unknown) => error));
    },
  );

  test("that is overwritten by an older copy is no longer written to", async () => {
    const copy = join(folder, "copy.db");
    copyFileSync(path, copy);
    await store.write(async (tx) => {
      for (let index = 0; index < 3_000; index++)
        await insertRow(tx, "uom", { code: `many${index}`, name: "x".repeat(200) });
    });
    await store.close();
    store = await openStore({
      url: `file:${path}`,
      onLost: (sentence) => reported.push(sentence),
    });
    await add("after the copy");
    copyFileSync(copy, path);
    await addUntilRefused();
    await expect.poll(() => reported).toHaveLength(1);
    expect(reported[0]).toContain("overwritten");
    expect(readdirSync(folder).some((name) => name.startsWith("shop-rescue-"))).toBe(true);
  });

  test("that only lost its log is noticed within about a second, without any write", async () => {
    await add("before");
    rmSync(`${path}-wal`);
    await expect.poll(() => store.problem()).toContain("shop.db-wal");
    expect(codesIn(rescued()[0] ?? "")).toEqual(["before"]);
  });

  test("a new modification time alone, or a checkpoint, does not count as a lost file", async () => {
    const file = openSync(path, "r");
    const watch = watchFile(path, file);
    utimesSync(path, 0, 0);
    expect(watch.lookClosely(0)).toBeNull();
    await store.write(async (tx) => {
      for (let row = 0; row < 4_500; row++)
        await insertRow(tx, "uom", { code: `n${row}`, name: "x".repeat(3_000) });
    });
    // The log is checkpointed before the next batch.
    await add("afterwards");
    expect(watch.lookClosely(2)).toBeNull();
    expect(statSync(path).mtimeMs).toBeGreaterThan(0);
    const foreign = openSync(path, "r+");
    writeSync(foreign, Buffer.from([9, 9, 9, 9]), 0, 4, 24);
    expect(watch.lookClosely(2)).toContain("overwritten");
    for (const descriptor of [file, foreign]) closeSync(descriptor);
  });

  function removeAll(): void {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
  }

  function replaceWithCopy(): void {
    const other = join(folder, "other.db");
    writeFileSync(other, "another file");
    renameSync(other, path);
    expect(existsSync(other)).toBe(false);
  }
});
