/** Power cuts while tills sell: what a recorded server did to its disk is replayed up to a thousand random moments. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { problemsAfterCrash } from "@daybook/core/testing/problems-after-crash";
import { afterRandomCrashes, POWER_CUTS, writeCrash } from "@daybook/db/testing-disk/crashes";
import type { Crash, CrashMode } from "@daybook/db/testing-disk/crashes";
import {
  CANNOT_RECORD,
  canRecord,
  readRecording,
  recordedBy,
} from "@daybook/db/testing-disk/recording";
import type { Recording } from "@daybook/db/testing-disk/recording";
import type { Bench } from "./bench.ts";
import { startChild } from "./child.ts";
import { copyDatabase } from "./databases.ts";
import { goal } from "./measure.ts";
import type { Figure } from "./measure.ts";
import type { SellJob, Sold } from "./seller.ts";
import { startServer } from "./server-process.ts";

const TILLS = 4;
const LOST: Readonly<Record<(typeof POWER_CUTS)[number], string>> = {
  ordered: "the last writes are lost, one is torn",
  dropped: "any unsynced writes are lost",
  torn: "any sectors of unsynced writes are lost",
};

interface Recorded {
  readonly recording: Recording;
  readonly database: string;
  readonly sales: ReadonlySet<string>;
}

export async function measurePowerCuts(bench: Bench): Promise<Figure[]> {
  if (!canRecord()) {
    console.log(`power-cuts: skipped, because ${CANNOT_RECORD}`);
    return [];
  }
  const recorded = await record(bench);
  const { cuts } = bench.sizes.powerCuts;
  const figures: Figure[] = [];
  for (const mode of POWER_CUTS) figures.push(await measureCuts(bench, recorded, { mode, cuts }));
  return figures;
}

/** One run of a server in which tills sell, from its start to its end. */
async function record({ folder, shelf, sizes }: Bench): Promise<Recorded> {
  const books = copyDatabase(await shelf.books(sizes.powerCuts.shop), join(folder, "recorded"));
  const initial = new Map(
    readdirSync(books.folder).map((name) => [name, readFileSync(join(books.folder, name))]),
  );
  const trace = join(folder, "trace");
  const server = await startServer(books.folder, recordedBy(trace));
  const seller = startChild<SellJob, Sold>("seller");
  const { products, locationId } = books;
  const [apiKey = ""] = books.apiKeys;
  const { port } = server;
  const shop = { products, locationId };
  await seller.ask({
    port,
    apiKey,
    path: "/api/sales",
    books: shop,
    tills: TILLS,
    sales: sizes.powerCuts.sales,
  });
  seller.stop();
  await server.stop();
  const database = new Database(books.path, { readonly: true });
  const sales = new Set(database.prepare("SELECT public_id FROM sale").pluck().all().map(String));
  database.close();
  const recording = readRecording(trace, books.folder, initial);
  rmSync(trace);
  return { recording, database: books.path.slice(books.folder.length + 1), sales };
}

interface Cuts {
  readonly mode: CrashMode & keyof typeof LOST;
  readonly cuts: number;
}

async function measureCuts(
  { folder }: Bench,
  { recording, database, sales }: Recorded,
  { mode, cuts }: Cuts,
): Promise<Figure> {
  let serial = 0;
  let acknowledged = 0;
  const look = async (crash: Crash): Promise<string[]> => {
    const at = join(folder, `${mode}-${++serial}`);
    mkdirSync(at);
    writeCrash(crash, at);
    const answered = new Set([...sales].filter((id) => crash.answered.has(id)));
    acknowledged += answered.size;
    const problems = await problemsAfterCrash({
      path: join(at, database),
      traces: [],
      sales: answered,
    });
    rmSync(at, { recursive: true });
    return problems;
  };
  // New moments in every run; a problem names its own.
  const crashes = { mode, crashes: cuts, random: Math.random };
  const problems = await afterRandomCrashes(recording, crashes, look);
  for (const problem of problems) console.log(problem);
  const lost = problems.filter((problem) => /lost|refused/.test(problem)).length;
  const damaged = problems.length - lost;
  return {
    what: `${cuts} power cuts: ${LOST[mode]}`,
    measured: `${lost} lost, ${damaged} damaged (${Math.round(acknowledged / cuts)} sales acknowledged before a cut)`,
    yardstick: `${recording.steps.length} steps recorded`,
    ...goal("0 lost, 0 damaged", problems.length === 0),
  };
}
