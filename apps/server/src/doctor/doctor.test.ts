/** Each check of `doctor` on a healthy installation, and with the fault that it is for. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { configOf } from "../env.ts";
import { noteVerify } from "../last-verify.ts";
import { LocalTls } from "../local-tls/local-tls.ts";
import { runCommand } from "../testing/child-server.ts";
import { oneSale, openTestServer } from "../testing/test-server.ts";
import { checkBackups, checkLastVerify } from "./care-checks.ts";
import { checkClock, checkDatabase } from "./database-checks.ts";
import type { Finding } from "./finding.ts";
import {
  checkDataFolder,
  checkDisk,
  checkFileSystem,
  checkPort,
  runningServer,
} from "./machine-checks.ts";
import { checkCertificate, checkDevices, checkNetwork, checkProxy } from "./reach-checks.ts";

const HOUR_MS = 60 * 60_000;
const NOW = Date.UTC(2026, 10, 30, 12);
const GIB = 1024 ** 3;
const FUSE = 0x65735546;
const EXT4 = 0xef53;

const root = mkdtempSync(join(tmpdir(), "daybook-doctor-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(root, "data-"));
});

/** The state and the sentence of each finding; what is not ok has a next step. */
function told(findings: readonly Finding[]): [Finding["state"], string][] {
  for (const { state, next } of findings) expect(next === null).toBe(state === "ok");
  return findings.map(({ state, says }) => [state, says]);
}

const configIn = (env: Readonly<Record<string, string>> = {}) =>
  configOf({ DAYBOOK_DATA: folder, ...env });

describe("[O2] doctor checks the data folder", () => {
  test("one that only its owner can use is fine, and so is one that the first start creates", () => {
    expect(told(checkDataFolder(folder))).toEqual([
      ["ok", expect.stringContaining("only by its owner")],
    ]);
    expect(told(checkDataFolder(join(folder, "new")))).toEqual([
      ["ok", expect.stringContaining("first start creates it")],
    ]);
  });

  test("a file instead of a folder is a problem", () => {
    writeFileSync(join(folder, "file"), "");
    expect(told(checkDataFolder(join(folder, "file")))).toEqual([
      ["problem", expect.stringContaining("is not a folder")],
    ]);
  });

  test("files that other users can read are named", (ctx) => {
    ctx.skip(process.platform === "win32", "Windows has other permissions");
    writeFileSync(join(folder, "daybook.db"), "", { mode: 0o644 });
    writeFileSync(join(folder, "pin-pepper"), "", { mode: 0o600 });
    chmodSync(folder, 0o755);
    expect(told(checkDataFolder(folder))).toEqual([
      ["warning", `Other users of this computer can read ${folder}, daybook.db.`],
    ]);
  });
});

describe("[O2] doctor checks the file system", () => {
  const on = (type: number, allowed = false) =>
    checkFileSystem(folder, { allowed, typeOf: () => Promise.resolve(type) });

  test("a disk of this computer is fine", async () => {
    expect(told(await on(EXT4))).toEqual([["ok", "The data is on a disk of this computer."]]);
  });

  test("a network drive is a problem, or a warning where the owner allowed it", async (ctx) => {
    ctx.skip(process.platform !== "linux", "the numbers of file systems are those of Linux");
    const says = expect.stringContaining("(FUSE), where databases get damaged");
    expect(told(await on(FUSE))).toEqual([["problem", says]]);
    expect(told(await on(FUSE, true))).toEqual([["warning", says]]);
  });

  test("a folder that is copied to other computers is a warning", async () => {
    const synced = join(folder, "Dropbox", "Daybook");
    mkdirSync(synced, { recursive: true });
    const typeOf = () => Promise.resolve(EXT4);
    expect(told(await checkFileSystem(synced, { allowed: false, typeOf }))).toEqual([
      ["warning", expect.stringContaining("seems to be copied to other computers")],
    ]);
  });
});

test.each([
  [100, 500, "ok"],
  [3, 500, "warning"],
  [1.5, 4, "warning"],
  [0.25, 4, "problem"],
] as const)("[O2] doctor checks the disk: %s of %s GiB free is %s", (free, size, state) => {
  const space = () => ({ bavail: free * GIB, blocks: size * GIB, bsize: 1 });
  expect(told(checkDisk(folder, space))).toEqual([
    [state, `${free.toFixed(1)} GiB are free on the disk of ${folder}.`],
  ]);
});

test("[O2] doctor checks the port: free, used by Daybook, or used by another program", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  // safe because a server that listens on a port has both
  const { port } = other.address() as AddressInfo;
  expect(told(await checkPort(port, null))).toEqual([
    ["problem", `Port ${port} is used by another program.`],
  ]);
  expect(told(await checkPort(port, "http://127.0.0.1:7300"))).toEqual([
    ["ok", "Daybook is running at http://127.0.0.1:7300."],
  ]);
  other.close();
  await once(other, "close");
  expect(told(await checkPort(port, null))).toEqual([["ok", `Port ${port} is free.`]]);
});

describe("[O2] doctor checks the database", () => {
  test("none yet is fine; one that has disappeared is a problem", async () => {
    expect(told((await checkDatabase(configIn())).findings)).toEqual([
      ["ok", expect.stringContaining("no database yet")],
    ]);
    writeFileSync(join(folder, "daybook.db.witness"), "");
    expect(told((await checkDatabase(configIn())).findings)).toEqual([
      ["problem", `${folder} has no database, but had one.`],
    ]);
  });

  test("a shop can be read while a server is running, and a damaged file is a problem", async () => {
    const config = configIn({ DAYBOOK_PORT: "0" });
    const server = await openTestServer({ config: { ...config, port: 0 } });
    await server.setUp();
    const { findings, vitals } = await checkDatabase(config);
    expect(told(findings)).toEqual([
      ["ok", expect.stringMatching(/^The shop can be read \(SQLite 3\.\d+\.\d+\)\.$/)],
    ]);
    expect(vitals).toEqual({
      shop: expect.objectContaining({ timeZone: "Europe/London", listenOnLan: false }),
      lastSaleAt: null,
    });
    const at = await server.stock("MUG", 1);
    await server.json("/api/sales", oneSale(at));
    expect((await checkDatabase(config)).vitals?.lastSaleAt).toBeGreaterThan(
      NOW - 365 * 24 * HOUR_MS,
    );
    await server.stop();
    writeFileSync(join(folder, "daybook.db"), "not a database");
    const damaged = (await checkDatabase(config)).findings;
    expect(told(damaged)).toEqual([["problem", expect.stringMatching(/^It cannot be read: /)]]);
  });

  test("a PostgreSQL server that does not answer is a problem, without its password", async () => {
    const config = configIn({ DATABASE_URL: "postgres://shop:hunter2@127.0.0.1:1/daybook" });
    const { findings } = await checkDatabase(config);
    expect(told(findings)).toEqual([["problem", expect.stringMatching(/^It cannot be read: /)]]);
    expect(JSON.stringify(findings)).not.toContain("hunter2");
  });
});

describe("[O2] doctor checks the network", () => {
  const shop = (listenOnLan: boolean) => ({
    shop: { timeZone: "Europe/London", listenOnLan },
    lastSaleAt: null,
  });
  const probes = (answers: boolean, addresses = ["192.168.1.20"]) => ({
    addresses: () => addresses,
    answers: () => Promise.resolve(answers),
  });
  const running = "http://127.0.0.1:7300";

  test.each([
    ["connected and reachable", shop(true), probes(true), "ok"],
    ["behind a firewall", shop(true), probes(false), "problem"],
    ["not connected", shop(true), probes(true, []), "warning"],
    ["not allowed by the owner", shop(false), probes(false), "ok"],
  ] as const)("%s", async (_, vitals, probe, state) => {
    expect(told(await checkNetwork(configIn(), { vitals, running }, probe))).toEqual([
      [state, expect.any(String)],
    ]);
  });

  test("allowed by DAYBOOK_LAN, whatever the shop says", async () => {
    const config = configIn({ DAYBOOK_LAN: "1" });
    const found = await checkNetwork(config, { vitals: shop(false), running }, probes(false));
    expect(told(found)).toEqual([
      ["problem", "Daybook does not respond at http://192.168.1.20:7300."],
    ]);
  });

  test("a proxy without host names is a problem", () => {
    expect(checkProxy(configIn())).toEqual([]);
    expect(told(checkProxy(configIn({ DAYBOOK_TRUST_PROXY: "10.0.0.1" })))).toEqual([
      ["problem", "DAYBOOK_TRUST_PROXY is set, but DAYBOOK_HOSTS is not."],
    ]);
    const both = configIn({ DAYBOOK_TRUST_PROXY: "10.0.0.1", DAYBOOK_HOSTS: "shop.example" });
    expect(told(checkProxy(both))).toEqual([["ok", expect.any(String)]]);
  });
});

test("[O2] [O9] doctor checks the certificate of HTTPS: off, renewed in time, ending, ended", () => {
  const config = configIn();
  expect(told(checkCertificate(config, NOW))).toEqual([["ok", expect.stringContaining("is off")]]);
  const tls = new LocalTls(folder, () => NOW);
  tls.make("Corner shop");
  tls.certificateFor({ names: ["corner-shop.local"], addresses: [] });
  const after = (days: number) => told(checkCertificate(config, NOW + days * 24 * HOUR_MS));
  expect(after(0)).toEqual([["ok", "The certificate of HTTPS is valid for 396 days."]]);
  expect(after(380)).toEqual([["warning", "The certificate of HTTPS ends in 16 days."]]);
  expect(after(400)).toEqual([["problem", "The certificate of HTTPS has ended."]]);
});

describe("[O2] doctor checks the clock", () => {
  const at = (lastSaleAt: number | null, timeZone = "Europe/London") => ({
    shop: { timeZone, listenOnLan: false },
    lastSaleAt,
  });
  const here = { now: NOW, timeZone: "Europe/London" };

  test.each([
    ["after the last sale", at(NOW - HOUR_MS), here, "ok"],
    ["before the last sale", at(NOW + HOUR_MS), here, "problem"],
    ["years ago, as with an empty battery", at(null), { ...here, now: 0 }, "problem"],
    ["months after the last sale", at(NOW - 90 * 24 * HOUR_MS), here, "warning"],
    ["in another zone than the shop", at(null, "Asia/Kathmandu"), here, "warning"],
    ["in another zone with the same time", at(null, "Europe/Lisbon"), here, "ok"],
    ["in a zone that Node does not know", at(null, "Europe/Atlantis"), here, "problem"],
  ] as const)("%s", (_, vitals, clock, state) => {
    expect(told(checkClock(vitals, clock))).toEqual([[state, expect.any(String)]]);
  });
});

describe("[O2] doctor checks devices", () => {
  const moduleOf = (text: string) => {
    const path = join(folder, `ports-${Math.random()}.mjs`);
    writeFileSync(path, text);
    return configIn({ DAYBOOK_PORTS: path });
  };
  const signer = (ready: boolean) =>
    `const off = () => {};
    export const fiscalSigner = { start: off, finish: off, close: off,
      status: async () => ({ ready: ${ready}, message: "the card is missing" }) };`;

  test("none, and a signing device that is ready, are fine", async () => {
    expect(told(await checkDevices(configIn()))).toEqual([
      ["ok", expect.stringContaining("No card terminal")],
    ]);
    expect(told(await checkDevices(moduleOf(signer(true))))).toEqual([
      ["ok", "The signing device is ready."],
    ]);
  });

  test("a signing device that is not ready, and a module that cannot be loaded, are problems", async () => {
    expect(told(await checkDevices(moduleOf(signer(false))))).toEqual([
      ["problem", "The signing device is not ready: the card is missing"],
    ]);
    expect(told(await checkDevices(moduleOf("export const nothing = 1;")))).toEqual([
      ["problem", expect.stringContaining("exports no cardTerminal")],
    ]);
  });
});

describe("[O2] doctor checks backups and verifications", () => {
  test("the age of the newest backup", () => {
    const config = { storeUrl: `file:${join(folder, "daybook.db")}`, dataFolder: "/nowhere" };
    expect(told(checkBackups(config, NOW))).toEqual([["warning", "There is no backup yet."]]);
    mkdirSync(join(folder, "backups"));
    const path = join(folder, "backups", "daybook-2026-11-28T08-00-00-hourly.db");
    for (const [hours, state, says] of [
      [30, "warning", "The last backup is 30 hours old."],
      [2, "ok", "The last backup is 2 hours old."],
    ] as const) {
      writeFileSync(path, "");
      utimesSync(path, (NOW - hours * HOUR_MS) / 1000, (NOW - hours * HOUR_MS) / 1000);
      expect(told(checkBackups(config, NOW))).toEqual([[state, says]]);
    }
  });

  test("the age and the result of the last verification", () => {
    expect(told(checkLastVerify(folder, NOW))).toEqual([
      ["warning", "The stored figures were never verified."],
    ]);
    noteVerify(folder, { at: NOW - HOUR_MS, clean: true });
    expect(told(checkLastVerify(folder, NOW))).toEqual([
      ["ok", "The last verification passed, an hour ago."],
    ]);
    noteVerify(folder, { at: NOW - 40 * 24 * HOUR_MS, clean: true });
    expect(told(checkLastVerify(folder, NOW))).toEqual([
      ["warning", expect.stringContaining("40 days ago")],
    ]);
    noteVerify(folder, { at: NOW, clean: false });
    expect(told(checkLastVerify(folder, NOW))).toEqual([
      ["problem", expect.stringContaining("found wrong figures")],
    ]);
  });
});

describe("[O2] doctor as a command", () => {
  test("lists every check with its next step, and ends with 0 without a problem", async () => {
    const { code, output } = await runCommand({ dataFolder: folder, args: ["doctor"] });
    expect(output).toContain("✓ database");
    expect(output).toMatch(
      /! verification +The stored figures were never verified\.\n +→ Run: npm run shop -- verify/,
    );
    expect(output).toMatch(/No problems\. Warnings: \d\.\n$/);
    expect(code).toBe(0);
  });

  test("ends with 1 and as JSON if there is a problem, after `verify` has been noted", async () => {
    writeFileSync(join(folder, "daybook.db"), "not a database");
    noteVerify(folder, { at: Date.now(), clean: true });
    const { code, output } = await runCommand({ dataFolder: folder, args: ["doctor", "--json"] });
    const { ok, findings } = JSON.parse(output);
    expect([code, ok]).toEqual([1, false]);
    const problems = findings.filter(({ state }: Finding) => state === "problem");
    expect(problems.map(({ check }: Finding) => check)).toEqual(["database"]);
  });
});

test("a running server is found by its file, and one that has ended is not", async () => {
  expect(await runningServer(folder)).toBeNull();
  writeFileSync(join(folder, "server.json"), JSON.stringify({ url: "http://127.0.0.1:1", pid: 1 }));
  expect(await runningServer(folder)).toBeNull();
  const server = await openTestServer();
  writeFileSync(
    join(folder, "server.json"),
    JSON.stringify({ url: server.running.url, pid: process.pid }),
  );
  expect(await runningServer(folder)).toBe(server.running.url);
  await server.stop();
});
