import { readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { dataFolder, startChild } from "./testing/child-server.ts";
import { refusalIn, send } from "./testing/send.ts";
import { openTestServer } from "./testing/test-server.ts";
import { Till } from "./testing/trade.ts";

const PATH = "/api/imports/files";
const TYPE = { "content-type": "application/octet-stream" };

function folder() {
  const made = dataFolder();
  onTestFinished(() => made.remove());
  return made.path;
}

test("[I9] a file is stored only for those who may import, within its limit, and never half", async () => {
  const path = folder();
  const server = await (await openTestServer({ config: { dataFolder: path } })).setUp();
  onTestFinished(() => server.stop());
  const stored = () => readdirSync(join(path, "imports"));
  const headers = { ...TYPE, origin: server.origin, cookie: server.cookie };
  const upload = (changed: Readonly<Record<string, string>>, body: string | Buffer = "name\nA\n") =>
    server.send({ method: "POST", path: PATH, headers: { ...headers, ...changed }, body });
  expect((await upload({ cookie: "" })).status).toBe(401);
  expect((await upload({ origin: "http://evil.example" })).status).toBe(403);
  expect((await upload({ "content-type": "text/csv" })).status).toBe(415);
  const tooLarge = await upload({ "transfer-encoding": "chunked" }, Buffer.alloc(51 * 1024 * 1024));
  expect([tooLarge.status, refusalIn(tooLarge.text).code]).toEqual([413, "payload_too_large"]);
  expect(stored()).toEqual([]);
  const { status, text } = await upload({});
  expect(status).toBe(200);
  expect(stored()).toEqual([JSON.parse(text).file]);
});

test("[threat A13] [I9] in the built server a thread reads the file: an import, its undo, and a bomb", async () => {
  const path = folder();
  const server = await startChild({ dataFolder: path });
  onTestFinished(async () => void (await server.end()));
  const till = await Till.open(server.port, server.setupToken);
  onTestFinished(() => till.close());
  const origin = `http://127.0.0.1:${server.port}`;
  const upload = async (body: string | Buffer) => {
    const headers = { ...TYPE, origin, cookie: till.cookie };
    const answer = await send(server.port, { method: "POST", path: PATH, headers, body });
    return JSON.parse(answer.text).file;
  };
  const bomb = await upload(gzipSync(Buffer.alloc(300 * 1024 * 1024, "a")));
  const refused = await send(server.port, {
    path: `${PATH}/${bomb}`,
    headers: { cookie: till.cookie },
  });
  expect([refused.status, refusalIn(refused.text).code]).toEqual([422, "import_file_refused"]);
  const rows = Array.from({ length: 500 }, (_, n) => `S${n},Thing ${n},1.50,3`);
  const file = await upload(`sku,name,price,stock\n${rows.join("\n")}\n`);
  const { kind, source, columns, options } = await till.get(`${PATH}/${file}`);
  const begin = { key: newId(), file, fileName: "things.csv", kind, source, columns, options };
  const { id } = JSON.parse((await till.post("/api/imports", begin)).text);
  const state = async () => (await till.get(`/api/imports/${id}`))["state"];
  await expect.poll(state).toBe("preview");
  await till.post(`/api/imports/${id}/commit`, { key: newId() });
  await expect.poll(state).toBe("done");
  await till.post(`/api/imports/${id}/undo`, { key: newId() });
  await expect.poll(state).toBe("undone");
  expect(await till.get("/api/products")).toMatchObject({ items: [] });
});
