import { gunzipSync } from "node:zlib";
import { get } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { readCatalogueFile } from "@daybook/contract/catalogue-file";
import { expect, onTestFinished, test } from "vitest";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { refusalIn } from "./testing/send.ts";
import { openTestServer } from "./testing/test-server.ts";
import { Till } from "./testing/trade.ts";

const PATH = "/api/catalogue?format=packed";

interface Packed {
  readonly headers: IncomingHttpHeaders;
  readonly seq: number;
  readonly rows: readonly CatalogueRow[];
}

/** Reads the file like a browser. */
async function read(port: number, cookie: string): Promise<Packed> {
  const { status, headers, body } = await new Promise<{
    status: number | undefined;
    headers: IncomingHttpHeaders;
    body: Buffer;
  }>((resolve, reject) => {
    const gzipHeaders = { "accept-encoding": "gzip", cookie };
    get({ host: "127.0.0.1", port, path: PATH, headers: gzipHeaders, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    }).on("error", reject);
  });
  if (status !== 200) throw new Error(`${status} ${body.toString()}`);
  const rows: CatalogueRow[] = [];
  let seq = -1;
  async function* lines() {
    yield* gunzipSync(body).toString().split("\n").slice(0, -1);
  }
  for await (const part of readCatalogueFile(lines())) {
    rows.push(...part.rows);
    seq = part.seq;
  }
  return { headers, seq, rows };
}

test("[X1] the packed catalogue is served over HTTP to signed-in users only", async () => {
  const server = await openTestServer();
  onTestFinished(() => server.stop());
  await server.setUp();
  await server.stock("TEA", 5);
  const { items, seq } = JSON.parse((await server.get("/api/catalogue")).text);
  const file = await read(server.port, server.cookie);
  expect({ seq: file.seq, rows: file.rows }).toEqual({ seq, rows: items });
  expect(file.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-type": "application/x-ndjson",
    "cache-control": "no-store",
    vary: "accept-encoding",
  });
  const anonymous = await server.send({ path: PATH });
  expect([anonymous.status, refusalIn(anonymous.text).code]).toEqual([401, "not_signed_in"]);
  const elsewhere = await server.get(PATH, { "x-daybook-shop": "sample" });
  expect([elsewhere.status, refusalIn(elsewhere.text).code]).toEqual([409, "other_shop"]);
});

test("[X2] the thread that packs the catalogue includes every sale acknowledged before", async () => {
  const folder = dataFolder();
  onTestFinished(() => folder.remove());
  const server = await startChild({ dataFolder: folder.path });
  onTestFinished(async () => void (await server.end()));
  const till = await Till.open(server.port, server.setupToken);
  onTestFinished(() => till.close());
  const tea = await till.stock("TEA", 5);
  await till.stock("MUG", 3);
  const joined = await Promise.all([1, 2, 3].map(() => read(till.port, till.cookie)));
  for (const { rows } of joined)
    expect(rows.map((row) => [row.sku, row.onHandMilli])).toEqual([
      ["TEA", 5000],
      ["MUG", 3000],
    ]);
  for (let left = 4; left > 0; left--) {
    expect((await till.sell(tea)).status).toBe(200);
    const { items, seq } = await till.get("/api/catalogue");
    const { rows, ...file } = await read(till.port, till.cookie);
    expect({ seq: file.seq, rows }).toEqual({ seq, rows: items });
    expect(rows[0]?.onHandMilli).toBe(left * 1000);
  }
  expect((await server.end()).code).toBe(0);
});
