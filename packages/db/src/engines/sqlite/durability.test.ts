import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../open-store.ts";

const hasStrace = spawnSync("strace", ["-V"]).status === 0;
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

test.skipIf(!hasStrace)(
  "each commit reaches the disk before it is acknowledged (counted with strace)",
  inFolder(async (path) => {
    const log = `${path}.strace`;
    const traced = spawnSync(
      "strace",
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
