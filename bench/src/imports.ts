/** Imports of products into a new shop, and a till beside the largest one. */
import { join } from "node:path";
import {
  IMPORT_UPLOAD_PATH,
  ImportBatch,
  ImportFileHead,
  ImportUpload,
} from "@daybook/contract/imports";
import type { ImportState, StartImport } from "@daybook/contract/imports";
import { newId } from "@daybook/contract/uuid";
import type { Bench } from "./bench.ts";
import { startChild } from "./child.ts";
import { copyDatabase } from "./databases.ts";
import { atMost, atMostMs, goal, quantile } from "./measure.ts";
import type { Figure } from "./measure.ts";
import { sellAtOneTill } from "./one-till.ts";
import type { Desk } from "./one-till.ts";
import type { SellJob, Sold } from "./seller.ts";
import { startServer } from "./server-process.ts";

const PREVIEW_MS = 2000;
const COMMIT_MS = 5000;
const LARGE_MS = 60_000;
const MOST_GROWTH_MIB = 150;
const TIMES_P99 = 3;
const ASK_EVERY_MS = 25;
const SALES = 400;

export async function measureImports({ folder, shelf, sizes }: Bench): Promise<Figure[]> {
  const [small, large] = sizes.imports;
  const usual = await importOf(small, join(folder, "usual"), shelf, sizes);
  const largest = await importOf(large, join(folder, "largest"), shelf, sizes);
  const rows = (count: number) => `${count.toLocaleString("en")} products`;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const { p99AloneMs, p99Ms, growthMib } = largest;
  const times = p99Ms / p99AloneMs;
  const wholeMs = largest.previewMs + largest.commitMs;
  return [
    {
      what: `import of ${rows(small)}, preview`,
      measured: ms(usual.previewMs),
      ...atMostMs(usual.previewMs, PREVIEW_MS),
    },
    {
      what: `import of ${rows(small)}, commit`,
      measured: ms(usual.commitMs),
      ...atMostMs(usual.commitMs, COMMIT_MS),
    },
    {
      what: `import of ${rows(large)} while a till sells`,
      measured: `preview ${ms(largest.previewMs)}, commit ${ms(largest.commitMs)}`,
      ...atMostMs(wholeMs, LARGE_MS),
    },
    {
      what: `p99 of a sale beside it`,
      measured: `${p99Ms.toFixed(1)} ms = ${times.toFixed(2)} × alone`,
      yardstick: `alone ${p99AloneMs.toFixed(1)} ms`,
      ...goal(`≤ ${TIMES_P99} ×`, times <= TIMES_P99),
    },
    {
      what: "memory of the server beyond that of before the import",
      measured: `${growthMib.toFixed(0)} MiB`,
      ...atMost(Math.round(growthMib), MOST_GROWTH_MIB, "MiB"),
    },
  ];
}

interface Imported {
  readonly previewMs: number;
  readonly commitMs: number;
  readonly p99AloneMs: number;
  readonly p99Ms: number;
  readonly growthMib: number;
}

async function importOf(
  products: number,
  folder: string,
  shelf: Bench["shelf"],
  sizes: Bench["sizes"],
): Promise<Imported> {
  const books = copyDatabase(await shelf.books(sizes.shop), folder);
  const server = await startServer(books.folder);
  const seller = startChild<SellJob, Sold>("seller");
  const desk: Desk = { server, seller, books };
  const sales = Math.min(SALES, sizes.sales);
  try {
    await sellAtOneTill(desk, sales);
    const p99AloneMs = quantile(await sellAtOneTill(desk, sales), 0.99);
    const before = server.residentMib();
    const importing = runImport(desk, products);
    const beside: number[] = [];
    let mostMib = before;
    let isOver = false;
    const whole = importing.finally(() => (isOver = true));
    while (!isOver) {
      beside.push(...(await sellAtOneTill(desk, sizes.sales < SALES ? 5 : 50)));
      mostMib = Math.max(mostMib, server.residentMib());
    }
    const times = await whole;
    return {
      ...times,
      p99AloneMs,
      p99Ms: quantile(beside, 0.99),
      growthMib: mostMib - before,
    };
  } finally {
    seller.stop();
    await server.stop();
  }
}

/** From the uploaded file to the preview, and from there to the last product. */
async function runImport(
  desk: Desk,
  products: number,
): Promise<Pick<Imported, "previewMs" | "commitMs">> {
  const startedAt = performance.now();
  const sent = fileOf(products);
  const { file } = ImportUpload.parse(await ask(desk, IMPORT_UPLOAD_PATH, { file: sent }));
  const head = ImportFileHead.parse(await ask(desk, `${IMPORT_UPLOAD_PATH}/${file}`));
  const { kind, source, columns, options } = head;
  const begin = { key: newId(), file, fileName: "products.csv", sheet: null };
  const order: StartImport = { ...begin, kind, source, columns, options };
  const { id } = ImportBatch.parse(await ask(desk, "/api/imports", { order }));
  await reached(desk, id, "preview");
  const previewMs = performance.now() - startedAt;
  await ask(desk, `/api/imports/${id}/commit`, { order: { key: newId() } });
  await reached(desk, id, "done");
  return { previewMs, commitMs: performance.now() - startedAt - previewMs };
}

function fileOf(products: number): string {
  const lines = Array.from(
    { length: products },
    (_, n) => `NEW-${n},New product ${n},${(n % 900) + 1}.50,${n % 40},Group ${n % 50},VAT 20%`,
  );
  return `sku,name,price,stock,category,tax\n${lines.join("\n")}\n`;
}

async function reached(desk: Desk, id: string, state: ImportState): Promise<void> {
  for (;;) {
    const now = ImportBatch.parse(await ask(desk, `/api/imports/${id}`)).state;
    if (now === state) return;
    if (now === "failed" || now === "cancelled") throw new Error(`The import is ${now}.`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

async function ask(
  { server, books }: Desk,
  path: string,
  sent: { readonly order?: unknown; readonly file?: string } = {},
): Promise<unknown> {
  const [apiKey = ""] = books.apiKeys;
  const body = sent.file ?? (sent.order === undefined ? null : JSON.stringify(sent.order));
  const type = sent.file === undefined ? "application/json" : "application/octet-stream";
  const answer = await fetch(`${server.url}${path}`, {
    method: body === null ? "GET" : "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === null ? {} : { "content-type": type }),
    },
    body,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
