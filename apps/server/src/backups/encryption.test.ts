import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { armor, Decrypter } from "age-encryption";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SETUP_PASSPHRASE_HEADER } from "@daybook/contract/backups";
import { findFacts } from "@daybook/db/engines/sqlite/backup-file";
import { dataFolder, runCommand } from "../testing/child-server.ts";
import { oneSale, openTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { BackupDesk } from "./backup-desk.ts";
import { decryptFile, encryptFile, makeBackupKey } from "./encryption.ts";

const PASSPHRASE = "sieben Tassen & ein Löffel ☕";
const shopName = "Corner shop";

let data: ReturnType<typeof dataFolder>;
beforeEach(() => (data = dataFolder()));
afterEach(() => data.remove());

const path = (): string => join(data.path, "daybook.db");
const inBackups = (name = ""): string => join(data.path, "backups", name);
const start = (folder = data.path, onRestored = () => undefined): Promise<TestServer> =>
  openTestServer({
    config: { storeUrl: `file:${join(folder, "daybook.db")}`, allowNetworkFs: true },
    onRestored,
  });

async function encryptedShop() {
  const server = await (await start()).setUp();
  const at = await server.stock("MUG", 50);
  await server.json("/api/sales", oneSale(at));
  const { version } = JSON.parse((await server.get("/api/backup-settings")).text);
  await server.json("/api/backup-settings/passphrase", { version, passphrase: PASSPHRASE });
  const { name = "" } = await server.json("/api/backups", {});
  return { server, at, name };
}

const problemOf = (text: string): unknown => {
  const { code, details, fieldErrors } = JSON.parse(text);
  return [code, details?.problem, Object.keys(fieldErrors ?? {})];
};

test("[O4] with a passphrase, a backup is an age file, made and tried without it, and nothing of it is left in plain", async () => {
  const { server, name } = await encryptedShop();
  expect(name).toMatch(/-manual\.db\.age$/);
  expect(readdirSync(inBackups())).toEqual([name]);
  expect(readFileSync(inBackups(name)).includes("SQLite format 3")).toBe(false);
  const { items } = JSON.parse((await server.get("/api/backups")).text);
  expect(items).toMatchObject([{ name, encrypted: true, checked: true, counts: { sales: 1 } }]);
  expect(JSON.parse((await server.get("/api/backup-settings")).text)).toMatchObject({
    encrypted: true,
  });
  const onProblem = (error: unknown): void => {
    throw error;
  };
  const desk = new BackupDesk({ work: server.running.work, folder: inBackups(), onProblem });
  const drill = await desk.drill();
  expect(drill).toMatchObject({ problem: null });
  expect(drill?.fileName).toMatch(/-hourly\.db\.age$/);
  expect(readdirSync(inBackups()).toSorted()).toEqual([drill?.fileName, name].toSorted());
  expect(readdirSync(data.path).filter((found) => /drill-|restoring-/.test(found))).toEqual([]);
  await server.stop();
});

test("[O5] an encrypted backup is restored with its passphrase alone; without it, or with another one, nothing is changed", async () => {
  const { server, at, name } = await encryptedShop();
  await server.json("/api/sales", oneSale(at));
  const send = async (step: string, passphrase: string) =>
    server.post(`/api/backups/${name}/${step}`, {
      passphrase,
      ...(step === "restore" && { shopName }),
    });
  for (const step of ["preview", "restore"]) {
    expect(problemOf((await send(step, "")).text)).toEqual([
      "backup_unusable",
      "passphrase_needed",
      ["passphrase"],
    ]);
    expect(problemOf((await send(step, "another passphrase")).text)).toEqual([
      "backup_unusable",
      "passphrase_wrong",
      ["passphrase"],
    ]);
  }
  const whole = readFileSync(inBackups(name));
  writeFileSync(inBackups(name), whole.subarray(0, whole.length - 100));
  expect(problemOf((await send("preview", PASSPHRASE)).text)).toEqual([
    "backup_unusable",
    "damaged",
    ["name"],
  ]);
  writeFileSync(inBackups(name), whole);
  // A new passphrase does not change the backups of before; without one, new backups are plain.
  const change = async (passphrase: string | null) => {
    const { version } = JSON.parse((await server.get("/api/backup-settings")).text);
    await server.json("/api/backup-settings/passphrase", { version, passphrase });
  };
  await change("a newer passphrase");
  await change(null);
  expect((await server.json("/api/backups", {}))["name"]).toMatch(/\.db$/);
  expect(JSON.parse((await send("preview", PASSPHRASE)).text)).toMatchObject({
    backup: { counts: { sales: 1 } },
    now: { counts: { sales: 2 } },
  });
  expect((await send("restore", PASSPHRASE)).status).toBe(200);
  await server.stop();
  const next = await start();
  expect(findFacts(path())?.counts.sales).toBe(1);
  await next.stop();
});

test("[O5] one encrypted file and its passphrase are enough on another computer: at setup, and for `shop restore`", async () => {
  const { server, name } = await encryptedShop();
  await server.stop();
  const source = readFileSync(inBackups(name));
  const other = dataFolder();
  let restored = 0;
  const fresh = await start(other.path, () => void restored++);
  const send = (passphrase: string) =>
    fresh.sendBackup(source, { [SETUP_PASSPHRASE_HEADER]: encodeURIComponent(passphrase) });
  expect(problemOf((await send("")).text)).toContain("passphrase_needed");
  expect(problemOf((await send("another one")).text)).toContain("passphrase_wrong");
  expect((await send(PASSPHRASE)).status).toBe(200);
  expect(restored).toBe(1);
  await fresh.stop();
  other.remove();

  const third = dataFolder();
  const run = (input: string) =>
    runCommand({ dataFolder: third.path, args: ["restore", inBackups(name)], input });
  expect(await run("another one\n")).toMatchObject({
    code: 1,
    output: expect.stringContaining("not the passphrase"),
  });
  const answer = await run(`${PASSPHRASE}\n${shopName}\n`);
  expect(answer).toMatchObject({ code: 0, output: expect.stringContaining("is restored") });
  // There was no shop before.
  expect(answer.output).not.toContain("data of before");
  expect(findFacts(join(third.path, "daybook.db"))?.counts.sales).toBe(1);
  third.remove();
});

test("[O5] without Daybook, the age tool opens an encrypted file with the key in its header", async (ctx) => {
  const source = join(data.path, "plain");
  writeFileSync(source, "x".repeat(300_000));
  const key = await makeBackupKey(PASSPHRASE);
  await encryptFile(source, join(data.path, "file.age"), key);
  await decryptFile(join(data.path, "file.age"), join(data.path, "again"), PASSPHRASE);
  expect(readFileSync(join(data.path, "again"))).toEqual(readFileSync(source));
  ctx.skip(process.platform === "win32", "the command needs a POSIX shell");
  // As in docs/backups.md.
  const locked = execFileSync(
    "sh",
    ["-c", `LC_ALL=C sed -n '/^-> daybook-key/,/^---/{/^-/!p;}' file.age | base64 -d`],
    { cwd: data.path, encoding: "utf8" },
  );
  const unlocking = new Decrypter();
  unlocking.addPassphrase(PASSPHRASE);
  const identity = await unlocking.decrypt(armor.decode(locked.trim()), "text");
  expect(identity).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]+\n$/);
  const opening = new Decrypter();
  opening.addIdentity(identity.trim());
  const opened = await opening.decrypt(readFileSync(join(data.path, "file.age")), "text");
  expect(opened).toBe("x".repeat(300_000));
});

test("[O4] an accented letter of the passphrase is the same, however a keyboard writes it", async () => {
  const [plain, locked, opened] = ["plain", "locked.age", "opened"].map((name) =>
    join(data.path, name),
  ) as [string, string, string];
  writeFileSync(plain, "everything in the shop");
  const forms = ["NFC", "NFD"].map((form) => PASSPHRASE.normalize(form));
  for (const set of forms) {
    await encryptFile(plain, locked, await makeBackupKey(set));
    for (const typed of forms) {
      await decryptFile(locked, opened, typed);
      expect(readFileSync(opened, "utf8")).toBe("everything in the shop");
    }
  }
});
