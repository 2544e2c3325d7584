/** Deletes, truncates, copies or locks the files of a running shop, and checks what its owner sees. */
import { spawnSync } from "node:child_process";
import {
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TestContext } from "vitest";
import { openStore } from "@daybook/db/open-store";
import { readAside, writeAside } from "@daybook/db/testing-other-program";
import { dataFolder, runCommand, startChild } from "./testing/child-server.ts";
import type { ChildServer } from "./testing/child-server.ts";
import { send } from "./testing/send.ts";
import { asRoot, fillDisk, SmallDisks } from "./testing/small-disk.ts";
import { Till } from "./testing/trade.ts";
import type { Place } from "./testing/trade.ts";

let folder: ReturnType<typeof dataFolder>;
let children: ChildServer[];
const disks = new SmallDisks();
beforeEach(() => {
  folder = dataFolder();
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.child.exitCode === null) await child.end("SIGKILL");
  disks.removeAll();
  folder.remove();
});

const book = (name = "daybook.db"): string => join(folder.path, name);

async function start(at = folder.path, args = ["start"]): Promise<ChildServer> {
  const child = await startChild({ dataFolder: at, args });
  children.push(child);
  return child;
}

interface Shop {
  readonly server: ChildServer;
  readonly till: Till;
  readonly place: Place;
}

async function openShop(at = folder.path): Promise<Shop> {
  const server = await start(at);
  const till = await Till.open(server.port, server.setupToken);
  return { server, till, place: await till.stock("MUG", 10_000) };
}

/** Makes this many sales and returns their ids. */
async function sell({ till, place }: Shop, sales: number): Promise<string[]> {
  const ids: string[] = [];
  for (let sale = 0; sale < sales; sale++) {
    const { status, text } = await till.sell(place);
    expect(status).toBe(200);
    ids.push(JSON.parse(text).id);
  }
  return ids;
}

async function salesIn(path: string): Promise<string[]> {
  const store = await openStore({ url: `file:${path}`, readOnly: true, migrate: false });
  try {
    const rows = await store.read((tx) => tx.db.select({ id: tx.t.sale.publicId }).from(tx.t.sale));
    return rows.map(({ id }) => id);
  } finally {
    await store.close();
  }
}

/** A failed start must print an explanation. */
async function refused(at = folder.path, args = ["start"]): Promise<string> {
  const ended = await runCommand({ dataFolder: at, args });
  expect(ended.code).toBe(1);
  expect(ended.output).not.toMatch(/\n\s+at /);
  return ended.output;
}

const NOBODY_UID = 65_534;
const smallDisk = (ctx: TestContext, size: string): string => disks.make(ctx, size);

describe("[fault C2] the database file is replaced while the server runs", () => {
  test.each([
    ["deleted", () => rmSync(book())],
    ["replaced by an older copy", () => renameSync(book("older.db"), book())],
  ])(
    "%s: selling stops at once, and every acknowledged sale is in the rescue file",
    async (...[, take]) => {
      const shop = await openShop();
      copyFileSync(book(), book("older.db"));
      const ids = await sell(shop, 10);
      take();
      let answer = await shop.till.sell(shop.place);
      for (let more = 0; more < 1_000 && answer.status === 200; more++) {
        ids.push(JSON.parse(answer.text).id);
        answer = await shop.till.sell(shop.place);
      }
      expect(answer.status).toBe(503);
      expect(JSON.parse(answer.text).code).toBe("database_lost");
      await expect.poll(() => shop.server.output()).toContain("is lost");
      const health = await send(shop.server.port, { path: "/healthz" });
      expect([health.status, JSON.parse(health.text).trouble]).toEqual([
        503,
        expect.stringContaining("Nothing more is saved"),
      ]);
      shop.till.close();
      await shop.server.end();
      const [rescued = ""] = readdirSync(folder.path).filter((name) =>
        /-rescue-.*\.db$/.test(name),
      );
      expect(shop.server.output()).toContain(rescued);
      expect((await salesIn(book(rescued))).sort()).toEqual(ids.sort());
    },
  );
});

test("[fault C3] a second server on the same file through a hard link in another folder is refused", async () => {
  const shop = await openShop();
  await sell(shop, 3);
  const other = dataFolder();
  linkSync(book(), join(other.path, "daybook.db"));
  expect(await refused(other.path)).toContain("is open in another program");
  const ids = await sell(shop, 3);
  shop.till.close();
  await shop.server.end();
  expect(await salesIn(book())).toEqual(expect.arrayContaining(ids));
  other.remove();
});

test("[fault C3] a second server on the same folder through a link finds the first", async () => {
  const server = await start();
  const link = `${folder.path}-link`;
  symlinkSync(folder.path, link);
  const second = await runCommand({ dataFolder: link });
  rmSync(link);
  expect(second).toEqual({
    code: 0,
    output: expect.stringContaining(`already running:\n\n  http://127.0.0.1:${server.port}`),
  });
});

describe("[fault C4] a missing database", () => {
  test("is not created again by a normal start, only by --new", async () => {
    await (await start()).end();
    rmSync(book());
    const message = await refused();
    expect(message).toContain(`${book()} is missing`);
    expect(message).toContain("start --new");
    expect(existsSync(book())).toBe(false);
    const again = await start(folder.path, ["start", "--new"]);
    expect(again.output()).toContain("ready to be set up");
  });
});

describe("[fault C5, fault C10, fault C11] a write-ahead log that is stale, truncated or missing", () => {
  /** A shop whose server was killed after these sales. */
  async function killedAfter(sales: number): Promise<void> {
    const shop = await openShop();
    await sell(shop, sales);
    shop.till.close();
    await shop.server.end("SIGKILL");
  }

  test("today's log next to yesterday's copy is set aside, and the owner decides", async () => {
    const shop = await openShop();
    await sell(shop, 2);
    shop.till.close();
    await shop.server.end();
    copyFileSync(book(), book("yesterday.db"));
    const next = await start();
    const till = shop.till.at(next.port);
    await sell({ ...shop, till, server: next }, 5);
    till.close();
    await next.end("SIGKILL");
    copyFileSync(book("yesterday.db"), book());
    const message = await refused();
    expect(message).toContain("belongs to another file; it was not used and is kept as");
    expect(message).toContain("S-3 to S-7");
    const accepted = await start(folder.path, ["start", "--accept-loss"]);
    expect(accepted.output()).toContain("S-3 to S-7");
    const audit = shop.till.at(accepted.port);
    const { items } = await audit.get("/api/reports/audit?limit=50");
    expect(JSON.stringify(items)).toContain("database.acceptLoss");
    const missing = await audit.get("/api/missing-receipts?state=open");
    const numbers = JSON.stringify(missing).match(/S-\d+/g)?.toSorted();
    expect(numbers).toEqual(["S-3", "S-4", "S-5", "S-6", "S-7"]);
    // None of these numbers is printed again.
    await sell({ ...shop, till: audit, server: accepted }, 1);
    expect((await audit.get("/api/sales?limit=1")).items).toMatchObject([
      { receiptNumber: "S2-3" },
    ]);
    audit.close();
  });

  test("with a truncated log, the missing receipts are listed", async () => {
    await killedAfter(12);
    const log = book("daybook.db-wal");
    truncateSync(log, Math.floor(statSync(log).size * 0.8));
    expect(await refused()).toMatch(/receipts? S-\d+( to S-12)? (are|is) missing/);
  });

  test("a copy of the file alone after a kill is not opened as if it were complete", async () => {
    await killedAfter(4);
    const other = dataFolder();
    copyFileSync(book(), join(other.path, "daybook.db"));
    expect(await refused(other.path)).toContain("without its log");
    other.remove();
    expect(readFileSync(book("README.txt"), "utf8")).toContain(
      "copy the newest file of the folder backups",
    );
  });
});

describe("[fault C6] each cause has its own message", () => {
  test("a file locked by another program", async () => {
    await (await start()).end();
    const viewer = writeAside(book());
    const message = await refused();
    viewer.end();
    expect(message).toContain("is open in another program");
    expect(message).not.toContain("damaged");
  });

  test("a log that belongs to root", async (ctx) => {
    ctx.skip(!asRoot, "only root can try as another user");
    await (await start()).end();
    for (const name of readdirSync(folder.path)) chownSync(book(name), NOBODY_UID, NOBODY_UID);
    chownSync(folder.path, NOBODY_UID, NOBODY_UID);
    const script = `
      import { openStore } from ${JSON.stringify(new URL("../../../packages/db/src/open-store.ts", import.meta.url).href)};
      openStore({ url: "file:" + process.argv[1] }).then(() => console.log("opened"), (error) => console.log(error.name + ": " + error.message));`;
    writeFileSync(book("daybook.db-wal"), "");
    chownSync(book("daybook.db-wal"), 0, 0);
    const tried = spawnSync(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script, book()],
      { uid: NOBODY_UID, gid: NOBODY_UID, encoding: "utf8", cwd: import.meta.dirname },
    );
    expect(tried.stdout).toContain(`${book("daybook.db-wal")} cannot be read and written`);
    expect(tried.stdout).not.toContain("damaged");
  });

  test("damage inside the file is found after a normal stop too", async () => {
    await (await openShop()).server.end();
    const bytes = readFileSync(book());
    bytes.fill(0xa5, 4_096 * 3, 4_096 * 40);
    writeFileSync(book(), bytes);
    expect(await refused()).toContain("is damaged (");
  });
});

describe("[fault C8] a message instead of a stack trace", () => {
  test("a full disk at the first start", async (ctx) => {
    const at = smallDisk(ctx, "200k");
    expect(await refused(at)).toContain("is full");
    expect(readdirSync(at).filter((name) => name.endsWith(".lock"))).toEqual([]);
  });

  test("a full disk at a later start", async (ctx) => {
    const at = smallDisk(ctx, "16m");
    const shop = await openShop(at);
    shop.till.close();
    await shop.server.end("SIGKILL");
    fillDisk(at, 0);
    expect(await refused(at)).toContain("is full");
  });

  test.each([
    ["a folder", "is a folder"],
    ["something else", "was not made by Daybook"],
  ])("a lock that is %s", async (what, words) => {
    await (await start()).end();
    rmSync(book("daybook.db.lock"));
    if (what === "a folder") mkdirSync(book("daybook.db.lock"));
    else writeFileSync(book("daybook.db.lock"), "x".repeat(4_096));
    expect(await refused()).toContain(`${book("daybook.db.lock")} ${words}`);
  });

  test("a long path of the data folder: the server starts, and the commands find it", async () => {
    const deep = join(folder.path, "a".repeat(60), "b".repeat(60));
    mkdirSync(deep, { recursive: true });
    const { till, server } = await openShop(deep);
    till.close();
    const reset = await runCommand({ dataFolder: deep, args: ["reset-password", "olive"] });
    expect([reset.code, reset.output]).toEqual([0, expect.stringContaining(`:${server.port}/`)]);
    expect((await server.end()).code).toBe(0);
  });

  test("verify checks a database on a read-only disk", async (ctx) => {
    const at = smallDisk(ctx, "64m");
    const shop = await openShop(at);
    await sell(shop, 2);
    shop.till.close();
    await shop.server.end();
    expect(disks.makeReadOnly(at)).toBe(true);
    const ended = await runCommand({ dataFolder: at, args: ["verify"] });
    expect([ended.code, ended.output]).toEqual([0, expect.stringContaining("Verification passed")]);
  });
});

describe("[fault C7] on SIGTERM, it stops within five seconds", () => {
  /** More than the five seconds, because a busy machine takes time to end a process. */
  const IN_TIME = "Daybook has stopped.";

  test("during a long read", async () => {
    const shop = await openShop();
    await sell(shop, 3);
    shop.till.close();
    const reader = readAside(book(), "movement");
    await sell({ ...shop, till: shop.till.at(shop.server.port) }, 1);
    const ended = await shop.server.end();
    reader.end();
    expect([ended.code, ended.output]).toEqual([0, expect.stringContaining(IN_TIME)]);
  });

  test("while the sample shop is being built", async () => {
    const shop = await openShop();
    void shop.till.post("/api/sample/enter", { fresh: true }).catch(() => undefined);
    await expect.poll(() => existsSync(book("sample.sqlite.next"))).toBe(true);
    shop.till.close();
    const ended = await shop.server.end();
    expect([ended.code, ended.output]).toEqual([0, expect.stringContaining(IN_TIME)]);
    expect(existsSync(book("sample.sqlite"))).toBe(false);
  });
});
