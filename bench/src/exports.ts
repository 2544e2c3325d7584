/** An export of the whole ledger during sales: its effect on a till, compared with the till alone. */
import { get } from "node:http";
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { copyDatabase } from "./databases.ts";
import { startChild } from "./child.ts";
import { atMostMs, goal, quantile } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { sellAtOneTill } from "./one-till.ts";
import type { Desk } from "./one-till.ts";
import type { SellJob, Sold } from "./seller.ts";
import { startServer } from "./server-process.ts";
import { watched } from "./watched.ts";
import type { Watched } from "./watched.ts";

const FIRST_BYTE_MS = 500;
const STALL_MS = 50;
const TIMES_P99 = 3;
/** The sales of one till, enough for a p99. */
const SALES = 400;

export async function measureExports({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const books = copyDatabase(await shelf.books(sizes.largeHistory), join(folder, "exported"));
  const server = await startServer(books.folder);
  const seller = startChild<SellJob, Sold>("seller");
  try {
    const desk: Desk = { server, books, seller };
    const p99OfSales = async () =>
      quantile(await sellAtOneTill(desk, Math.min(SALES, sizes.sales)), 0.99);
    // Warm-up; not counted.
    await p99OfSales();
    const alone = await watched(server, p99OfSales);
    const file = exportLedger(desk);
    const beside = await watched(server, p99OfSales);
    const stillGoing = !file.ended();
    const { firstByteMs, seconds, bytes } = await file.whole;
    return figures({ alone, beside, firstByteMs, seconds, bytes, stillGoing });
  } finally {
    seller.stop();
    await server.stop();
  }
}

interface Exported {
  readonly firstByteMs: number;
  readonly seconds: number;
  readonly bytes: number;
}

function exportLedger({ server, books }: Desk): {
  readonly whole: Promise<Exported>;
  ended(): boolean;
} {
  const [apiKey = ""] = books.apiKeys;
  const startedAt = performance.now();
  let done = false;
  const whole = new Promise<Exported>((resolve, reject) => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const path = "/api/movements?format=csv";
    get({ host: "127.0.0.1", port: server.port, path, headers, agent: false }, (response) => {
      let firstByteMs = 0;
      let bytes = 0;
      response.on("data", (part: Buffer) => {
        if (bytes === 0) firstByteMs = performance.now() - startedAt;
        bytes += part.length;
      });
      response.once("error", reject);
      response.once("end", () => {
        done = true;
        if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
        resolve({ firstByteMs, seconds: (performance.now() - startedAt) / 1000, bytes });
      });
    }).once("error", reject);
  });
  return { whole, ended: () => done };
}

type Result = Exported & {
  readonly alone: Watched<number>;
  readonly beside: Watched<number>;
  readonly stillGoing: boolean;
};

function figures(result: Result): Figure[] {
  const { alone, beside, firstByteMs, seconds, bytes, stillGoing } = result;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  const times = beside.result / alone.result;
  const size = `${(bytes / 2 ** 20).toFixed(0)} MiB in ${seconds.toFixed(1)} s`;
  return [
    {
      what: "CSV of the whole ledger, first byte",
      measured: `${firstByteMs.toFixed(0)} ms (${size})`,
      ...atMostMs(firstByteMs, FIRST_BYTE_MS),
    },
    {
      what: `p99 of a sale beside it${stillGoing ? "" : " (the file was done first)"}`,
      measured: `${ms(beside.result)} = ${times.toFixed(2)} × alone`,
      yardstick: `alone ${ms(alone.result)}`,
      ...goal(`≤ ${TIMES_P99} ×`, times <= TIMES_P99),
    },
    {
      what: "longest wait for /healthz beside it",
      measured: ms(beside.stallMs),
      yardstick: `without the file ${ms(alone.stallMs)}`,
      ...atMostMs(beside.stallMs, STALL_MS),
    },
  ];
}
