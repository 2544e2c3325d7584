import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { backupName, readBackupName, SETUP_TOKEN_HEADER } from "@daybook/contract/backups";
import { newId } from "@daybook/contract/uuid";
import { findFacts, inspectDatabase } from "@daybook/db/engines/sqlite/backup-file";
import { openFile } from "@daybook/db/engines/sqlite/open-file";
import { readMigrations } from "@daybook/db/migrate";
import { tables } from "@daybook/db/schema/tables";
import { BAD_BACKUPS } from "../testing/bad-backups.ts";
import { dataFolder, runCommand, startChild } from "../testing/child-server.ts";
import { refusalIn } from "../testing/send.ts";
import { oneSale, openTestServer, OWNER_PASSWORD } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { Till } from "../testing/trade.ts";
import { verifyStore } from "../verify-store.ts";
import { BackupDesk } from "./backup-desk.ts";

let data: ReturnType<typeof dataFolder>;
let restored: number;
beforeEach(() => {
  data = dataFolder();
  restored = 0;
});
afterEach(() => data.remove());

const path = (): string => join(data.path, "daybook.db");
const inBackups = (name = ""): string => join(data.path, "backups", name);
const backupsNamed = (trigger: string): string[] =>
  readdirSync(inBackups()).filter((name) => readBackupName(name)?.trigger === trigger);

function start(): Promise<TestServer> {
  return openTestServer({
    config: { storeUrl: `file:${path()}`, allowNetworkFs: true },
    onRestored: () => void restored++,
  });
}

const salesOf = (file: string): number => findFacts(file)?.counts.sales ?? -1;
const shopName = "Corner shop";

test("[O5] [F10] a restore while the shop sells: previewed, confirmed by the shop's name, and nothing of before is lost or valid", async () => {
  let server = await (await start()).setUp();
  const at = await server.stock("MUG", 50);
  const sell = () => server.json("/api/sales", oneSale(at));
  await sell();
  const { name = "" } = await server.json("/api/backups", {});
  await sell();
  const last = await sell();
  expect(last["receiptNumber"]).toBe("S-3");

  const preview = JSON.parse((await server.post(`/api/backups/${name}/preview`, {})).text);
  expect(preview.backup).toMatchObject({ shopName, counts: { sales: 1, products: 1 } });
  expect(preview.now).toMatchObject({ shopName, counts: { sales: 3, products: 1 } });
  const wrong = await server.post(`/api/backups/${name}/restore`, { shopName: "Another" });
  expect(refusalIn(wrong.text).code).toBe("shop_name_differs");
  expect(restored).toBe(0);

  const selling = Array.from({ length: 10 }, sell);
  const answer = await server.post(`/api/backups/${name}/restore`, { shopName });
  expect(answer.status).toBe(200);
  await Promise.all(selling);
  expect(restored).toBe(1);
  const { replacedFolder } = JSON.parse(answer.text);
  const { cookie } = server;
  await server.stop();
  // Until the next start everything is as it was.
  expect(salesOf(path())).toBe(13);

  server = await start();
  expect(salesOf(join(replacedFolder, "daybook.db"))).toBe(13);
  expect(backupsNamed("restore").length).toBe(1);
  server.cookie = cookie;
  expect((await server.get("/api/auth/me")).status).toBe(401);
  const signedIn = await server.post("/api/auth/sign-in", {
    login: "olive",
    password: OWNER_PASSWORD,
  });
  server.cookie = signedIn.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
  expect((await sell())["receiptNumber"]).toBe("S2-2");
  const { items } = JSON.parse((await server.get("/api/tills/events")).text);
  expect(items).toMatchObject([{ kind: "restored", detail: `${name}: S → S2` }]);
  const { clean } = await verifyStore(`file:${path()}`);
  expect(clean).toBe(true);
  await server.stop();
});

test("[O5] what is no sound backup of this version is refused with its own sentence, and the shop is untouched", async () => {
  const server = await (await start()).setUp();
  const at = await server.stock("MUG", 5);
  await server.json("/api/sales", oneSale(at));
  const { name = "" } = await server.json("/api/backups", {});
  const sound = readFileSync(inBackups(name));
  const bad = backupName("2026-01-01T10:00:00", "manual");
  const sentences = new Set<string>();
  for (const [what, problem, make] of BAD_BACKUPS) {
    rmSync(inBackups(bad), { force: true });
    make(inBackups(bad), sound);
    for (const step of ["preview", "restore"]) {
      const body = step === "restore" ? { shopName } : {};
      const answer = await server.post(`/api/backups/${bad}/${step}`, body);
      const refusal = JSON.parse(answer.text);
      expect([what, step, answer.status, refusal.code, refusal.details]).toEqual([
        what,
        step,
        422,
        "backup_unusable",
        { problem },
      ]);
      sentences.add(refusal.message);
    }
    expect(restored).toBe(0);
    expect(readdirSync(data.path).filter((found) => found.includes("restor"))).toEqual([]);
  }
  expect(sentences.size).toBe(new Set(BAD_BACKUPS.map(([, problem]) => problem)).size);
  const unknown = await server.post(
    `/api/backups/${backupName("2020-01-01T10:00:00", "hourly")}/preview`,
    {},
  );
  expect(refusalIn(unknown.text).code).toBe("not_found");
  const outside = await server.get("/api/backups/..%2F..%2Fdaybook.db/file");
  expect(outside.status).toBe(400);
  await server.json("/api/sales", oneSale(at));
  expect(salesOf(path())).toBe(2);
  await server.stop();
});

test("[O5] a backup is downloaded whole by the owner, on record, and by nobody else", async () => {
  const server = await (await start()).setUp();
  const { name = "" } = await server.json("/api/backups", {});
  const answer = await server.get(`/api/backups/${name}/file`);
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    "content-disposition": `attachment; filename="${name}"`,
    "content-length": String(readFileSync(inBackups(name)).length),
    "cache-control": "no-store",
  });
  const entries = await server.running.work.store.read((tx) =>
    tx.db.select().from(tx.t.auditEntry),
  );
  expect(entries.at(-1)).toMatchObject({ action: "backups.download", entityId: name });
  const cookie = server.cookie;
  server.cookie = "";
  expect((await server.get(`/api/backups/${name}/file`)).status).toBe(401);
  server.cookie = cookie;
  await server.stop();
});

test("[O5] a backup of an earlier version is updated when it is restored", async () => {
  const old = join(data.path, "old.db");
  const migrations = readMigrations("sqlite");
  const former = await openFile({
    path: old,
    tables,
    migrations: migrations.slice(0, 20),
    triggers: [],
    migrate: true,
    readOnly: false,
    typeOf: null,
    maxBatch: 256,
    timeoutMs: 5_000,
    onDefect: () => undefined,
  });
  await former.close();
  // Without a shop it cannot be restored; the file itself is sound.
  expect(inspectDatabase(old)).toMatchObject({ schemaVersion: 20, shopName: null });
  const refused = await runCommand({ dataFolder: data.path, args: ["restore", old, "--yes"] });
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("contains no shop") });
  expect(existsSync(path())).toBe(false);
});

/** The data folder of a shop with twenty sales, made once, and the name of a backup that contains ten of them. */
let prepared: Promise<{ readonly folder: string; readonly name: string }> | undefined;
afterAll(async () => {
  const made = await prepared;
  if (made !== undefined) rmSync(made.folder, { recursive: true });
});

async function prepareShop() {
  const { path: folder } = dataFolder();
  const child = await startChild({ dataFolder: folder });
  const till = await Till.open(child.port, child.setupToken);
  const place = await till.stock("MUG", 50);
  for (let sold = 0; sold < 10; sold++) await till.sell(place, newId());
  const { text } = await till.post("/api/backups", {});
  const { name } = JSON.parse(text);
  for (let sold = 0; sold < 10; sold++) await till.sell(place, newId());
  await child.end();
  return { folder, name };
}

/** Copies that shop into the data folder, and its backup to a stick; returns the path of the latter. */
async function shopWithBackup(): Promise<string> {
  const { folder, name } = await (prepared ??= prepareShop());
  cpSync(folder, data.path, { recursive: true });
  const outside = join(data.path, "stick");
  mkdirSync(outside);
  copyFileSync(inBackups(name), join(outside, name));
  return join(outside, name);
}

test("[O5] `shop restore` asks for the shop's name, and works next to a stopped shop, through a running one, and on a new computer", async () => {
  const source = await shopWithBackup();
  const run = (args: readonly string[], input = "") =>
    runCommand({ dataFolder: data.path, args: ["restore", ...args], input });
  expect(await run([source], "Another shop\n")).toMatchObject({
    code: 1,
    output: expect.stringContaining("not the name of the shop"),
  });
  expect(salesOf(path())).toBe(20);
  const stopped = await run([source], "Corner shop\n");
  expect(stopped).toMatchObject({ code: 0, output: expect.stringContaining("is restored") });
  expect(salesOf(path())).toBe(10);

  const child = await startChild({ dataFolder: data.path });
  const asked = await run([source, "--yes"]);
  expect(asked).toMatchObject({ code: 0, output: expect.stringContaining("is restored") });
  // The server starts again by itself, at the same address.
  const restarted = async (): Promise<boolean> =>
    child.output().split(`http://127.0.0.1:${child.port}`).length > 2;
  while (!(await restarted())) await setTimeout(50);
  const entered = await new Till(child.port, "").post("/api/auth/sign-in", {
    login: "olive",
    password: OWNER_PASSWORD,
  });
  expect(entered.status).toBe(200);
  expect((await child.end()).code).toBe(0);
  const devices = findFacts(path())?.prefixes;
  expect(devices).toEqual(["S3"]);

  const elsewhere = dataFolder();
  const fresh = await runCommand({
    dataFolder: elsewhere.path,
    args: ["restore", source, "--yes"],
  });
  expect(fresh.code).toBe(0);
  expect(salesOf(join(elsewhere.path, "daybook.db"))).toBe(10);
  elsewhere.remove();
});

test("[O5] a database that was not closed is restored with the sales in its log, and never silently without them", async () => {
  await shopWithBackup();
  const child = await startChild({ dataFolder: data.path });
  const till = await Till.signIn(child.port);
  const place = await till.stock("TEA", 9);
  for (let sold = 0; sold < 3; sold++) expect((await till.sell(place)).status).toBe(200);
  till.close();
  await child.end("SIGKILL");
  const sales = salesOf(path());
  const elsewhere = dataFolder();
  onTestFinished(() => elsewhere.remove());
  const old = join(elsewhere.path, "old");
  cpSync(data.path, old, { recursive: true });
  const restore = async (args: readonly string[] = []) => {
    const to = { dataFolder: join(elsewhere.path, "new") };
    rmSync(to.dataFolder, { recursive: true, force: true });
    const ended = await runCommand({
      ...to,
      args: ["restore", join(old, "daybook.db"), "--yes", ...args],
    });
    return { ...ended, sales: salesOf(join(to.dataFolder, "daybook.db")) };
  };
  expect(await restore()).toMatchObject({ code: 0, sales });
  rmSync(join(old, "daybook.db-wal"));
  const refused = await restore();
  expect(refused).toMatchObject({ code: 1, sales: -1 });
  expect(refused.output).toContain("daybook.db-wal is missing");
  const accepted = await restore(["--accept-differences"]);
  expect(accepted.code).toBe(0);
  expect(accepted.sales).toBeLessThan(sales);
});

test("[O5] a damaged database is replaced too, and kept", async () => {
  const source = await shopWithBackup();
  truncateSync(path(), 9_000);
  const damaged = readFileSync(path());
  const done = await runCommand({ dataFolder: data.path, args: ["restore", source, "--yes"] });
  expect(done).toMatchObject({
    code: 0,
    output: expect.stringContaining("without a backup of it"),
  });
  expect(salesOf(path())).toBe(10);
  const [kept = ""] = readdirSync(join(data.path, "replaced"));
  expect(readFileSync(join(data.path, "replaced", kept, "daybook.db"))).toEqual(damaged);
});

test("[O5] a drill restores the newest backup elsewhere, with its result and duration on record", async () => {
  const server = await (await start()).setUp();
  await server.json("/api/backups", {});
  const { work } = server.running;
  const problems: unknown[] = [];
  const desk = new BackupDesk({
    work,
    folder: inBackups(),
    onProblem: (error) => void problems.push(error),
  });
  expect(await desk.drill()).toMatchObject({ problem: null });
  const [name = ""] = readdirSync(inBackups());
  const listed = async () => JSON.parse((await server.get("/api/backups")).text).drill;
  expect(await listed()).toMatchObject({ name, ok: true });
  expect((await listed()).tookMs).toBeGreaterThan(0);
  truncateSync(inBackups(name), 10_000);
  expect(await desk.drill()).toMatchObject({ problem: "damaged" });
  expect(await listed()).toMatchObject({ ok: false });
  expect(problems.length).toBe(1);
  expect(readdirSync(data.path).filter((found) => found.startsWith("drill-"))).toEqual([]);
  await server.stop();
  const command = await runCommand({ dataFolder: data.path, args: ["drill"] });
  expect(command).toMatchObject({ code: 1, output: expect.stringContaining("damaged") });
});

test("[O5] a backup in which a letter has changed since it was made is no longer restored, and a drill says so", async () => {
  const server = await (await start()).setUp();
  await server.stock("MUGGLETON", 1);
  const { name = "" } = await server.json("/api/backups", {});
  const file = inBackups(name);
  const changed = Buffer.from(
    readFileSync(file).toString("latin1").replaceAll("MUGG", "LUGG"),
    "latin1",
  );
  writeFileSync(file, changed);
  // Every page and every figure is still as SQLite and the shop expect it.
  expect(inspectDatabase(file).counts.products).toBe(1);
  for (const step of ["preview", "restore"]) {
    const body = step === "restore" ? { shopName } : {};
    const answer = await server.post(`/api/backups/${name}/${step}`, body);
    expect(JSON.parse(answer.text)).toMatchObject({ details: { problem: "damaged" } });
  }
  const { work } = server.running;
  const desk = new BackupDesk({ work, folder: inBackups(), onProblem: () => undefined });
  expect(await desk.drill()).toMatchObject({ problem: "damaged" });
  expect(restored).toBe(0);
  await server.stop();
  for (const args of [["drill"], ["restore", file, "--yes"]]) {
    const { code, output } = await runCommand({ dataFolder: data.path, args });
    expect([args, code, output]).toEqual([args, 1, expect.stringContaining("has changed since")]);
  }
});

test("[O5] setup can begin with a backup: only with the link's token, and only while there is no shop", async () => {
  const source = readFileSync(await shopWithBackup());
  const elsewhere = dataFolder();
  const file = join(elsewhere.path, "daybook.db");
  const config = { storeUrl: `file:${file}`, allowNetworkFs: true };
  const server = await openTestServer({ config, onRestored: () => void restored++ });
  const send = (body: Buffer, headers = {}) => server.sendBackup(body, headers);
  const codeOf = async (answer: ReturnType<typeof send>) => refusalIn((await answer).text).code;
  expect(await codeOf(send(source, { [SETUP_TOKEN_HEADER]: "another token" }))).toBe(
    "setup_token_wrong",
  );
  expect(await codeOf(send(source, { origin: "http://evil.example" }))).toBe("origin_refused");
  expect(await codeOf(send(source, { "content-type": "text/plain" }))).toBe(
    "unsupported_media_type",
  );
  expect(await codeOf(send(source.subarray(0, 20_000)))).toBe("backup_unusable");
  expect(restored).toBe(0);
  expect((await send(source)).status).toBe(200);
  expect(restored).toBe(1);
  await server.stop();
  expect(readdirSync(elsewhere.path)).not.toContain("uploaded.part");

  const again = await openTestServer({ config });
  expect(again.running.setupToken).toBeNull();
  expect(salesOf(file)).toBe(10);
  expect(await codeOf(again.sendBackup(source))).toBe("set_up_already");
  await again.stop();
  elsewhere.remove();
});
