/** Backups, restores and drills of a shop in PostgreSQL, and of both engines from the other's backups. */
import { backupName } from "@daybook/contract/backups";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openStore } from "@daybook/db/open-store";
import { emptyDatabase } from "@daybook/db/testing-postgres";
import { restore } from "../commands/restore.ts";
import { configOf } from "../env.ts";
import { writeShopArchive } from "../exports/write-shop-archive.ts";
import { dataFolder } from "../testing/child-server.ts";
import { oneSale, openTestServer, OWNER_PASSWORD } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { verifyStore } from "../verify-store.ts";
import { findStoreFacts, inspectBackup } from "./backup-content.ts";
import { BackupDesk } from "./backup-desk.ts";
import { hasPostgres, NO_POSTGRES } from "../testing/postgres.ts";

const shopName = "Corner shop";
type Engine = "sqlite" | "postgres";

let data: ReturnType<typeof dataFolder>;
let restored: number;
let runSql: (text: string) => Promise<string>;
beforeEach(() => {
  data = dataFolder();
  restored = 0;
});
afterEach(() => data.remove());

const inBackups = (name = ""): string => join(data.path, "backups", name);
const salesOf = async (url: string) => (await findStoreFacts(url))?.counts.sales ?? -1;

async function urlOf(engine: Engine): Promise<string> {
  if (engine === "sqlite") return `file:${join(data.path, "daybook.db")}`;
  const { url, pool } = await emptyDatabase("postgres");
  onTestFinished(() => pool.close());
  runSql = async (text) => JSON.stringify(await pool.script(text));
  return url;
}

const configFor = (storeUrl: string) => ({
  storeUrl,
  dataFolder: data.path,
  allowNetworkFs: true,
});

const start = (storeUrl: string): Promise<TestServer> =>
  openTestServer({ config: configFor(storeUrl), onRestored: () => void restored++ });

function deskOf(server: TestServer): BackupDesk {
  const onProblem = (error: unknown): void => {
    throw error;
  };
  return new BackupDesk({ work: server.running.work, folder: inBackups(), onProblem });
}

async function signIn(server: TestServer): Promise<void> {
  const answer = await server.post("/api/auth/sign-in", {
    login: "olive",
    password: OWNER_PASSWORD,
  });
  server.cookie = answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

const TILLS = 8;

describe.each<Engine>(["sqlite", "postgres"])("[O4] [O5] on %s", (engine) => {
  test("a backup is made and restored on trial while tills sell, and no sale fails", async (ctx) => {
    ctx.skip(engine === "postgres" && !hasPostgres, NO_POSTGRES);
    const server = await (await start(await urlOf(engine))).setUp();
    const at = await server.stock("MUG", 5_000);
    let isOver = false;
    let sold = 0;
    const till = async (): Promise<void> => {
      while (!isOver) {
        const { status, text } = await server.post("/api/sales", oneSale(at));
        expect([status, text]).toEqual([200, text]);
        sold++;
      }
    };
    const tills = Promise.all(Array.from({ length: TILLS }, till));
    const desk = deskOf(server);
    const made = await desk.make("manual");
    expect(await desk.drill()).toMatchObject({ problem: null });
    const soldByThen = sold;
    isOver = true;
    await tills;
    expect(soldByThen).toBeGreaterThan(TILLS);
    expect(made.name).toMatch(engine === "sqlite" ? /-manual\.db$/ : /-manual\.zip$/);
    expect(await inspectBackup(inBackups(made.name))).toEqual(made.facts);
    const { items, drill } = JSON.parse((await server.get("/api/backups")).text);
    expect(items).toMatchObject([{ name: made.name, checked: true, counts: made.facts.counts }]);
    expect(drill).toMatchObject({ name: made.name, ok: true });
    expect(readdirSync(data.path).filter((name) => name.startsWith("drill-"))).toEqual([]);
    expect(readdirSync(inBackups())).toEqual([made.name]);
    await server.stop();
  });
});

describe("[O5] [F10] a shop in PostgreSQL", () => {
  test("is restored on the page: what was there stays in a schema of its own, and every till begins a new series", async (ctx) => {
    ctx.skip(!hasPostgres, NO_POSTGRES);
    const url = await urlOf("postgres");
    let server = await (await start(url)).setUp();
    const at = await server.stock("MUG", 50);
    const sell = () => server.json("/api/sales", oneSale(at));
    await sell();
    const { name = "" } = await server.json("/api/backups", {});
    expect(name).toMatch(/\.zip$/);
    await sell();
    expect((await sell())["receiptNumber"]).toBe("S-3");

    const preview = JSON.parse((await server.post(`/api/backups/${name}/preview`, {})).text);
    expect(preview.backup).toMatchObject({ shopName, counts: { sales: 1, products: 1 } });
    expect(preview.now).toMatchObject({ shopName, counts: { sales: 3, products: 1 } });
    const answer = await server.post(`/api/backups/${name}/restore`, { shopName });
    expect([answer.status, restored]).toEqual([200, 1]);
    const { replacedFolder } = JSON.parse(answer.text);
    expect(replacedFolder).toMatch(/^daybook_replaced_/);
    // Until the next start everything is as it was.
    await sell();
    const { cookie } = server;
    await server.stop();
    expect(await salesOf(url)).toBe(4);

    server = await start(url);
    server.cookie = cookie;
    expect((await server.get("/api/auth/me")).status).toBe(401);
    await signIn(server);
    expect((await sell())["receiptNumber"]).toBe("S2-2");
    expect(await runSql(`SELECT count(*)::int AS sales FROM ${replacedFolder}.sale`)).toBe(
      '[{"sales":4}]',
    );
    expect((await verifyStore(url)).clean).toBe(true);
    // The list of backups is that of the folder: the one from before the restore is among them.
    const { items } = JSON.parse((await server.get("/api/backups")).text);
    expect(items.map(({ trigger }: { trigger: string }) => trigger).sort()).toEqual([
      "manual",
      "restore",
    ]);
    await server.stop();
  });

  test("is restored from the file of another shop, and a file from the archive of a server", async (ctx) => {
    ctx.skip(!hasPostgres, NO_POSTGRES);
    const [file, url] = [await urlOf("sqlite"), await urlOf("postgres")];
    const output: string[] = [];
    const run = (storeUrl: string, source: string) =>
      restore(
        { ...configOf({ DAYBOOK_DATA: data.path }), ...configFor(storeUrl) },
        {
          source,
          isConfirmed: true,
          acceptDifferences: false,
          print: (text) => void output.push(text),
        },
      );
    const first = await (await start(file)).setUp();
    const at = await first.stock("MUG", 50);
    await first.json("/api/sales", oneSale(at));
    const ofFile = await first.json("/api/backups", {});
    await first.stop();

    expect([await run(url, inBackups(ofFile["name"])), output.at(-1)]).toEqual([
      0,
      expect.stringContaining("is restored"),
    ]);
    expect(await salesOf(url)).toBe(1);
    const server = await start(url);
    await signIn(server);
    await server.json("/api/sales", oneSale(at));
    const ofServer = await server.json("/api/backups", {});
    await expect(run(url, inBackups(ofServer["name"]))).rejects.toThrow("is running");
    await server.stop();
    expect([await run(file, inBackups(ofServer["name"])), output.at(-1)]).toEqual([
      0,
      expect.stringContaining("is restored"),
    ]);
    expect(await salesOf(file)).toBe(2);
    expect((await findStoreFacts(file))?.prefixes).toEqual(["S3"]);
    expect((await verifyStore(file)).clean).toBe(true);
    expect(readdirSync(data.path).filter((name) => name.startsWith("restoring-"))).toEqual([]);
  });

  test("a server that ends before the switch leaves the shop as it was, and prepared tables are removed", async (ctx) => {
    ctx.skip(!hasPostgres, NO_POSTGRES);
    const url = await urlOf("postgres");
    const server = await (await start(url)).setUp();
    const { name = "" } = await server.json("/api/backups", {});
    await runSql("CREATE SCHEMA daybook_restoring");
    const schemas = () =>
      runSql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'daybook%' ORDER BY 1");
    writeFileSync(
      inBackups("daybook-2026-01-01T10-00-00-manual.zip"),
      readFileSync(inBackups(name)).subarray(0, 5_000),
    );
    const refused = await server.post(
      "/api/backups/daybook-2026-01-01T10-00-00-manual.zip/restore",
      { shopName },
    );
    expect(JSON.parse(refused.text)).toMatchObject({
      code: "backup_unusable",
      details: { problem: "damaged" },
    });
    await server.post(`/api/backups/${name}/restore`, { shopName });
    expect(await schemas()).not.toContain("daybook_restoring");
    expect(await schemas()).toContain("daybook_restored_");
    await server.stop();
    const next = await start(url);
    expect(await schemas()).not.toContain("daybook_rest");
    await next.stop();
  });
});

/** What is no archive of a shop, with its refusal; `sound` is one. */
const BAD_ARCHIVES: readonly (readonly [string, string, (sound: Buffer) => Buffer])[] = [
  ["one that was cut off", "damaged", (sound) => sound.subarray(0, sound.length / 2)],
  ["one with other bytes", "damaged", (sound) => Buffer.from(sound).fill(0x41, 2_000, 2_100)],
  [
    "an empty zip file",
    "damaged",
    () => Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(50)]),
  ],
];

test("[O5] a shop in a file is restored from an archive, also at setup; a damaged one is refused", async () => {
  const server = await (await start(await urlOf("sqlite"))).setUp();
  const at = await server.stock("MUG", 5);
  await server.json("/api/sales", oneSale(at));
  const name = backupName("2026-01-01T10:00:00", "manual", { form: "zip" });
  mkdirSync(inBackups());
  await writeShopArchive(server.running.work.store.url, inBackups(name), true);
  const sound = readFileSync(inBackups(name));
  for (const [what, problem, make] of BAD_ARCHIVES) {
    writeFileSync(inBackups(name), make(sound));
    const answer = await server.post(`/api/backups/${name}/restore`, { shopName });
    const { code, details } = JSON.parse(answer.text);
    expect([what, code, details]).toEqual([what, "backup_unusable", { problem }]);
  }
  expect(restored).toBe(0);
  writeFileSync(inBackups(name), sound);
  expect((await server.post(`/api/backups/${name}/restore`, { shopName })).status).toBe(200);
  await server.stop();
  expect(restored).toBe(1);
  rmSync(inBackups(name));

  const elsewhere = dataFolder();
  const fresh = await openTestServer({
    config: { storeUrl: `file:${join(elsewhere.path, "daybook.db")}`, allowNetworkFs: true },
    onRestored: () => void restored++,
  });
  const sent = await fresh.sendBackup(sound);
  expect([sent.status, restored]).toEqual([200, 2]);
  await fresh.stop();
  const store = await openStore({ url: `file:${join(elsewhere.path, "daybook.db")}` });
  await store.close();
  expect(await salesOf(`file:${join(elsewhere.path, "daybook.db")}`)).toBe(1);
  expect(existsSync(join(elsewhere.path, "uploaded.part"))).toBe(false);
  elsewhere.remove();
});
