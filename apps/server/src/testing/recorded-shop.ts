/** A shop in a data folder, and what commands do to its disk, for tests of interruptions. */
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { IMPORT_UPLOAD_PATH } from "@daybook/contract/imports";
import { newId } from "@daybook/contract/uuid";
import { recoverImports } from "@daybook/core/imports/run-import";
import { problemsAfterCrash } from "@daybook/core/testing/problems-after-crash";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { openStore } from "@daybook/db/open-store";
import { readRecording, recordedBy } from "@daybook/db/testing-disk/recording";
import type { Recording } from "@daybook/db/testing-disk/recording";
import { TRACES } from "../read-me.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";
import { dataFolder, runCommand, startChild } from "./child-server.ts";
import type { ChildServer } from "./child-server.ts";
import { send } from "./send.ts";
import { oneSale, openTestServer } from "./test-server.ts";
import { Till } from "./trade.ts";

export const DATABASE = "daybook.db";

/** The files of a folder by their path in it; null for a folder. */
function filesIn(folder: string): Map<string, Buffer | null> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), entry.isDirectory() ? null : readFileSync(path)];
    }),
  );
}

export interface StoppedShop {
  readonly folder: string;
  /** Of the sales before the backup, and of all. */
  readonly sales: { readonly inBackup: number; readonly all: readonly string[] };
  /** The name of its backup. */
  readonly backup: string;
}

/** A shop that was closed properly, with sales before and after its backup. */
export async function stoppedShop(folder: string): Promise<StoppedShop> {
  const config = { storeUrl: `file:${join(folder, DATABASE)}`, allowNetworkFs: true };
  const server = await (await openTestServer({ config })).setUp();
  const at = await server.stock("MUG", 50);
  const all: string[] = [];
  const sell = async (): Promise<void> => {
    for (let sale = 0; sale < 3; sale++)
      all.push((await server.json("/api/sales", oneSale(at)))["id"] ?? "");
  };
  await sell();
  const { name: backup = "" } = await server.json("/api/backups", {});
  const inBackup = all.length;
  await sell();
  await server.stop();
  return { folder, sales: { inBackup, all }, backup };
}

/** What a process does to a copy of a folder, which is left as the process leaves it. */
async function record(
  [from, to]: readonly [string, string],
  run: (under: readonly string[]) => Promise<void>,
): Promise<Recording> {
  cpSync(from, to, { recursive: true });
  const initial = filesIn(to);
  const outside = dataFolder();
  try {
    const trace = join(outside.path, "trace");
    await run(recordedBy(trace));
    return readRecording(trace, to, initial);
  } finally {
    outside.remove();
  }
}

/** What a command does to a copy of a folder. Throws if it fails. */
export function recordCommand(
  from: string,
  to: string,
  args: readonly string[],
): Promise<Recording> {
  return record([from, to], async (under) => {
    const { code, output } = await runCommand({ dataFolder: to, args, under });
    if (code !== 0) throw new Error(output);
  });
}

/** What a server does to a copy of a folder while it works. */
export function recordServer(
  from: string,
  to: string,
  work: (server: ChildServer) => Promise<void>,
): Promise<Recording> {
  return record([from, to], async (under) => {
    const server = await startChild({ dataFolder: to, under });
    await work(server);
    await server.end();
  });
}

const OPEN_STORE = new URL("../../../../packages/db/src/open-store.ts", import.meta.url).href;
const OPEN_AND_CLOSE = `
  import { openStore } from ${JSON.stringify(OPEN_STORE)};
  await (await openStore({ url: "file:" + process.argv[1] })).close();`;

/** What an update of the database does, and nothing else, to a copy of a folder. */
export function recordUpdate(from: string, to: string): Promise<Recording> {
  return record([from, to], async (under) => {
    const args = ["--import", "tsx", "--input-type=module", "--eval", OPEN_AND_CLOSE];
    const [program = "", ...rest] = [...under, process.execPath, ...args, join(to, DATABASE)];
    const ran = spawnSync(program, rest, { cwd: import.meta.dirname, encoding: "utf8" });
    if (ran.status !== 0) throw new Error(ran.stderr);
  });
}

/** The steps before which a process is killed: every change of a name and the step after it, and others evenly. */
export function momentsOf(
  { steps }: Recording,
  { from = 0, count }: { readonly from?: number; readonly count: number },
): number[] {
  const names = steps.flatMap((step, at) =>
    step.kind === "name" && at >= from ? [at, at + 1] : [],
  );
  // The last name counts in any case: with it, something is complete.
  const few = names
    .toReversed()
    .filter((_, index) => index % Math.ceil(names.length / (count / 2)) === 0);
  const evenly = Array.from(
    { length: count - few.length },
    (_, index) => from + Math.floor(((index + 0.5) * (steps.length - from)) / (count - few.length)),
  );
  return [...few, ...evenly].toSorted((a, b) => a - b);
}

/** What is wrong with the shop after the next start, which has to have all sales, or those of the backup. */
export async function problemsOfShop(folder: string, sales: readonly string[]): Promise<string[]> {
  const path = join(folder, DATABASE);
  const problems = await problemsAfterCrash({ path, traces: TRACES, sales: new Set(sales) });
  if (problems.length > 0) return problems;
  const store = await openStore({ url: `file:${path}`, allowNetworkFs: true });
  try {
    const work = createUnitOfWork({ store, clock: Date.now });
    await recoverImports(work, true, (error) => problems.push(String(error)));
  } finally {
    await store.close();
  }
  return problems;
}

/** The SKUs of all active products. */
export async function activeSkus(folder: string): Promise<string[]> {
  return withReadOnlyStore(`file:${join(folder, DATABASE)}`, true, async (store) => {
    const rows = await store.read((tx) =>
      tx.db
        .select({ sku: tx.t.product.sku, deactivatedAt: tx.t.product.deactivatedAt })
        .from(tx.t.product),
    );
    return rows.flatMap(({ sku, deactivatedAt }) => (deactivatedAt === null ? [sku] : []));
  });
}

/** Sends a file with this many products, and imports it. */
export async function importProducts({ port }: ChildServer, products: number): Promise<void> {
  const till = await Till.signIn(port);
  const { id, state } = await previewProducts(till, products);
  await till.post(`/api/imports/${id}/commit`, { key: newId() });
  await expect.poll(state).toBe("done");
  till.close();
}

/** Sends a file with this many products, and waits for its preview. */
export async function previewProducts(till: Till, products: number) {
  const rows = Array.from({ length: products }, (_, row) => `S${row},Thing ${row},1.50,3`);
  const { text } = await send(till.port, {
    method: "POST",
    path: IMPORT_UPLOAD_PATH,
    headers: {
      "content-type": "application/octet-stream",
      origin: `http://127.0.0.1:${till.port}`,
      cookie: till.cookie,
    },
    body: `sku,name,price,stock\n${rows.join("\n")}\n`,
  });
  const { file } = JSON.parse(text);
  const head = await till.get(`${IMPORT_UPLOAD_PATH}/${file}`);
  const { kind, source, columns, options } = head;
  const begin = { key: newId(), file, fileName: "things.csv", kind, source, columns, options };
  const { id } = JSON.parse((await till.post("/api/imports", begin)).text);
  const batch = () => till.get(`/api/imports/${id}`);
  const state = async () => (await batch())["state"];
  await expect.poll(state).toBe("preview");
  return { id, batch, state };
}
