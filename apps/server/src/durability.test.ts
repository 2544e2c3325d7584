import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { Till } from "./testing/trade.ts";

const STRACE = "strace";
const hasStrace = spawnSync(STRACE, ["-V"]).status === 0;
const SALES = 30;

test("[O11] each single sale reaches the disk before it is acknowledged: at least one fsync for each", async (ctx) => {
  ctx.skip(!hasStrace, "strace is not installed");
  const folder = dataFolder();
  const trace = join(folder.path, "trace");
  const under = [STRACE, "-D", "-f", "-q", "-o", trace, "-e", "trace=fsync,fdatasync"];
  const server = await startChild({ dataFolder: folder.path, under });
  try {
    const till = await Till.open(server.port, server.setupToken);
    const place = await till.stock("MUG", SALES);
    const synced = () => readFileSync(trace, "utf8").split(/\bf(?:data)?sync\(/).length - 1;
    const before = synced();
    for (let sale = 0; sale < SALES; sale++) expect((await till.sell(place)).status).toBe(200);
    expect(synced() - before).toBeGreaterThanOrEqual(SALES);
    till.close();
  } finally {
    await server.end("SIGTERM");
    folder.remove();
  }
});
