import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readMigrations } from "../../migrate.ts";
import { openStore } from "../../open-store.ts";
import { tables } from "../../schema/tables.ts";
import { StoreInUseError, StoreRefused } from "../../store-error.ts";
import { insertRow } from "../../testing-rows.ts";
import { isSafeVersion } from "./connection.ts";
import { openFile } from "./open-file.ts";
import { sqliteTriggers } from "./triggers.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-opening-"));
  path = join(folder, "shop.db");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = () => openStore({ url: `file:${path}` });

async function makeDatabase(): Promise<void> {
  const store = await open();
  await store.write((tx) => insertRow(tx, "uom", { code: "each" }));
  await store.close();
}

test("[fault C8] a folder that cannot hold a database, and a file that is not a regular file, are refused with a sentence", async () => {
  writeFileSync(join(folder, "note"), "milk");
  const attempts: readonly (readonly [string, string])[] = [
    [join(folder, "note", "shop.db"), `${join(folder, "note")} is a file`],
    [join(folder, "n".repeat(300), "shop.db"), "is too long"],
    [join(folder, "circle", "shop.db"), "(ELOOP)"],
    ["/dev/null", "is not an ordinary file"],
  ];
  symlinkSync("circle", join(folder, "circle"));
  for (const [at, words] of attempts) {
    path = at;
    await expectRefusal(words);
  }
});

/** Opening must fail with these words and leave the file as it was. */
async function expectRefusal(words: string): Promise<void> {
  const before = existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null;
  const refusal = await open().then(
    () => null,
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(StoreRefused);
  // safe because the line above has just looked
  const { message } = refusal as StoreRefused;
  expect(message).toContain(words);
  expect(message).toContain(path);
  expect(message).toMatch(/; .+\.$/);
  if (before) expect(readFileSync(path).equals(before)).toBe(true);
  expect(existsSync(`${path}.lock`)).toBe(false);
}

describe("a new database", () => {
  test("is created complete, readable by its owner only, and opens again with its content", async () => {
    path = join(folder, "new", "deep", "shop.db");
    await makeDatabase();
    const mode = (name: string) => (statSync(name).mode & 0o777).toString(8);
    if (process.platform !== "win32") {
      expect([mode(join(folder, "new", "deep")), mode(path), mode(`${path}.lock`)]).toEqual([
        "700",
        "600",
        "600",
      ]);
    }
    const store = await open();
    expect(await store.read((tx) => tx.db.select({ code: tx.t.uom.code }).from(tx.t.uom))).toEqual([
      { code: "each" },
    ]);
    await store.close();
  });

  test("has its name only once it is complete", async () => {
    writeFileSync(`${path}.new`, "left behind by a crash");
    await makeDatabase();
    expect(existsSync(`${path}.new`)).toBe(false);
  });
});

describe("a database is never created over", () => {
  test("an empty file", async () => {
    writeFileSync(path, "");
    await expectRefusal("is empty (0 bytes)");
  });

  test("random bytes", async () => {
    writeFileSync(
      path,
      Buffer.from(Array.from({ length: 8_192 }, (_, index) => (index * 37 + 11) % 251)),
    );
    await expectRefusal("is damaged or not a database");
  });

  test("a file shorter than a header", async () => {
    writeFileSync(path, "SQLite format 3\0");
    await expectRefusal("belongs to another program");
  });

  test("another program's database", async () => {
    const other = new Database(path);
    other.exec("CREATE TABLE theirs (id INTEGER PRIMARY KEY)");
    other.close();
    await expectRefusal("belongs to another program");
  });

  test("a folder", async () => {
    mkdirSync(path);
    await expectRefusal("is a folder");
  });

  test("a log whose file is missing", async () => {
    writeFileSync(`${path}-wal`, "sales");
    await expectRefusal("is missing but its log");
    expect(readFileSync(`${path}-wal`, "utf8")).toBe("sales");
  });

  test("a database of a newer version", async () => {
    await makeDatabase();
    rmSync(`${path}.lock`);
    const newer = new Database(path);
    newer.pragma("user_version = 10000");
    newer.pragma("journal_mode = DELETE");
    newer.close();
    await expectRefusal("newer Daybook");
  });

  test("a database whose version is newer only in the log", async () => {
    const store = await open();
    await store.write((tx) => insertRow(tx, "uom"));
    const newer = new Database(path);
    newer.pragma("user_version = 10000");
    const image = readFileSync(path);
    const log = readFileSync(`${path}-wal`);
    newer.close();
    await store.close();
    writeFileSync(path, image);
    writeFileSync(`${path}-wal`, log);
    await expect(open()).rejects.toThrow("newer Daybook");
  });

  test("damage found after a run that did not end normally", async () => {
    await makeDatabase();
    rmSync(`${path}.lock`);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4_096, bytes.length);
    writeFileSync(path, bytes);
    writeFileSync(`${path}-wal`, "torn");
    const refusal = await open().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreRefused);
    expect(String(refusal)).toContain("restore the last good backup");
  });
});

describe("an unusable location is refused with a sentence", () => {
  const asNobody = process.platform !== "win32" && process.getuid?.() === 0;

  test("a read-only file or folder", async (ctx) => {
    ctx.skip(!asNobody, "only root can try as another user");
    await makeDatabase();
    rmSync(`${path}.lock`);
    chmodSync(folder, 0o755);
    chmodSync(path, 0o644);
    const script = `
      import { openStore } from ${JSON.stringify(new URL("../../open-store.ts", import.meta.url).href)};
      openStore({ url: "file:" + process.argv[1] }).then(() => console.log("opened"), (error) => console.log(error.name + ": " + error.message));`;
    const run = () =>
      spawnSync(
        process.execPath,
        ["--import", "tsx", "--input-type=module", "--eval", script, path],
        {
          uid: 65_534,
          gid: 65_534,
          encoding: "utf8",
          cwd: import.meta.dirname,
          env: { ...process.env, HOME: tmpdir(), TMPDIR: tmpdir() },
        },
      );
    expect(run().stdout).toContain(`StoreRefused: The folder ${folder} cannot be written`);
    chmodSync(folder, 0o777);
    expect(run().stdout).toContain(`StoreRefused: The file ${path} cannot be written`);
  });

  test.each([
    [0x6969, "NFS"],
    [0xff534d42 | 0, "CIFS"],
    [0x65735546, "FUSE"],
    [0x01021997, "9p"],
    [0x6a656a63, "virtiofs"],
  ])("a folder on file system %i, which is %s", async (type, name) => {
    const options = {
      path,
      tables,
      migrations: readMigrations("sqlite"),
      triggers: sqliteTriggers(),
      ...limits,
    };
    await expect(openFile({ ...options, typeOf: async () => type })).rejects.toThrow(
      `shared file system (${name})`,
    );
    expect(existsSync(path)).toBe(false);
    const allowed = await openFile({ ...options, typeOf: null });
    await allowed.close();
  });

  test("a path that is not absolute, and an address of an unknown kind", async () => {
    await expect(openStore({ url: "file:shop.db" })).rejects.toThrow(StoreRefused);
    await expect(openStore({ url: "mysql://shop" })).rejects.toThrow(StoreRefused);
  });

  test("a missing database opened for reading", async () => {
    await expect(openStore({ url: `file:${path}`, readOnly: true })).rejects.toThrow(
      "There is no database",
    );
    const nowhere = `file:${join(folder, "nowhere", "shop.db")}`;
    await expect(openStore({ url: nowhere, readOnly: true })).rejects.toThrow(
      "There is no database",
    );
    expect(existsSync(path)).toBe(false);
  });
});

describe("only one process", () => {
  test("opens the database: a second one is refused and the first continues", async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(StoreInUseError);
    await first.write((tx) => insertRow(tx, "uom"));
    await first.close();
    const next = await open();
    await next.close();
  });

  test("a reader needs no lock and sees committed rows", async () => {
    const first = await open();
    const reader = await openStore({ url: `file:${path}`, readOnly: true });
    await first.write((tx) => insertRow(tx, "uom", { code: "kg" }));
    expect(await reader.read((tx) => tx.db.select({ code: tx.t.uom.code }).from(tx.t.uom))).toEqual(
      [{ code: "kg" }],
    );
    await expect(reader.write((tx) => insertRow(tx, "uom"))).rejects.toThrow("reading only");
    await reader.close();
    await first.close();
  });
});

test("SQLite versions with and without the fix of the WAL-reset bug are recognized", () => {
  expect(["3.51.2", "3.50.9", "2.99.99", "3.51"].map(isSafeVersion)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(["3.51.3", "3.51.10", "3.53.2", "4.0.0"].map(isSafeVersion)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

const limits = {
  migrate: true,
  readOnly: false,
  maxBatch: 256,
  timeoutMs: 5_000,
  onDefect: () => undefined,
};
