import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { TestContext } from "vitest";
import { openStore } from "../../open-store.ts";

const STRACE = "strace";
const hasStrace = spawnSync(STRACE, ["-V"]).status === 0;
const COMMITS = 40;

/** A process of its own that commits one row at a time and says so after each. */
const WRITER = `
  import { openStore } from ${JSON.stringify(new URL("../../open-store.ts", import.meta.url).href)};
  const store = await openStore({ url: "file:" + process.argv[1] });
  process.stdout.write("ready\\n");
  for (let index = 0; index < Number(process.argv[2]); index++) {
    await store.write((tx) => tx.db.insert(tx.t.uom).values({ code: "u" + index, name: "U", kind: "count" }));
    process.stdout.write("ack " + index + "\\n");
  }
  await store.close();`;

const nodeArguments = (path: string, commits: number) => [
  "--import",
  "tsx",
  "--input-type=module",
  "--eval",
  WRITER,
  path,
  String(commits),
];

function inFolder(work: (path: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), "daybook-durable-"));
    try {
      await work(join(folder, "shop.db"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

function underStrace(work: (path: string) => Promise<void>) {
  return (ctx: TestContext): Promise<void> => {
    ctx.skip(!hasStrace, "strace is not installed");
    return inFolder(work)();
  };
}

test(
  "each commit reaches the disk before it is acknowledged",
  underStrace(async (path) => {
    const log = `${path}.strace`;
    const traced = spawnSync(
      STRACE,
      [
        "-f",
        "-y",
        "-o",
        log,
        "-e",
        "trace=fsync,fdatasync,write",
        process.execPath,
        ...nodeArguments(path, COMMITS),
      ],
      { encoding: "utf8", cwd: import.meta.dirname },
    );
    expect(traced.status).toBe(0);
    let synced = 0;
    let acknowledged = 0;
    let started = false;
    for (const line of readFileSync(log, "utf8").split("\n")) {
      if (line.includes('"ready')) started = true;
      if (!started) continue;
      if (/(fsync|fdatasync)\(\d+<[^>]*-wal>/.test(line)) synced++;
      if (line.includes('"ack ')) {
        acknowledged++;
        expect(synced).toBeGreaterThanOrEqual(acknowledged);
      }
    }
    expect(acknowledged).toBe(COMMITS);
  }),
);

/** Continues after a refused commit and reports the outcome of each. */
const STUBBORN_WRITER = `
  import { openStore } from ${JSON.stringify(new URL("../../open-store.ts", import.meta.url).href)};
  import { dbFailure } from ${JSON.stringify(new URL("../../db-error.ts", import.meta.url).href)};
  const store = await openStore({ url: "file:" + process.argv[1] });
  for (let index = 0; index < 10; index++) {
    const code = "u" + index;
    await store.write((tx) => tx.db.insert(tx.t.uom).values({ code, name: "U", kind: "count" })).then(
      () => console.log("ack " + code),
      (error) => console.log("failed " + code + " " + dbFailure(error)?.kind),
    );
  }
  await store.close();`;

test(
  "a commit whose sync fails is refused, and later acknowledged commits are on the disk",
  underStrace(async (path) => {
    const traced = spawnSync(
      STRACE,
      [
        "-f",
        "-o",
        "/dev/null",
        "-P",
        `${path}-wal`,
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        "inject=fsync,fdatasync:error=EIO:when=12",
        process.execPath,
        "--import",
        "tsx",
        "--input-type=module",
        "--eval",
        STUBBORN_WRITER,
        path,
      ],
      { encoding: "utf8", cwd: import.meta.dirname },
    );
    const lines = traced.stdout.trim().split("\n");
    const acknowledged = lines
      .filter((line) => line.startsWith("ack "))
      .map((line) => line.slice("ack ".length));
    const failed = lines.filter((line) => line.startsWith("failed "));
    expect([failed.length, acknowledged.length]).toEqual([1, 9]);
    expect(failed[0]).toMatch(/ io$/);
    const store = await openStore({ url: `file:${path}` });
    const rows = await store.read((tx) =>
      tx.db.select({ code: tx.t.uom.code }).from(tx.t.uom).orderBy(tx.t.uom.id),
    );
    expect(rows.map((row) => row.code)).toEqual(acknowledged);
    await store.close();
  }),
);

test(
  "a process killed in the middle loses nothing it had acknowledged, and the next one opens at once",
  inFolder(async (path) => {
    const child = spawn(process.execPath, nodeArguments(path, 1_000_000), {
      cwd: import.meta.dirname,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let acknowledged = 0;
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        acknowledged += text.split("ack ").length - 1;
        if (acknowledged > 200) child.kill("SIGKILL");
      });
      child.on("close", () => resolve());
    });
    const store = await openStore({ url: `file:${path}` });
    const rows = await store.read((tx) => tx.db.select({ id: tx.t.uom.id }).from(tx.t.uom));
    expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
    await store.close();
  }),
);
