import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

const SCRIPT = `export const shelves = [${"7, ".repeat(900)}];`;
const PACKED = gzipSync(SCRIPT);

let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-web-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets/till-4f2a.js"), SCRIPT);
  writeFileSync(join(folder, "assets/till-4f2a.js.gz"), PACKED);
  writeFileSync(join(folder, "assets/small-77aa.js"), "export {};");
  server = await (await openTestServer({ webRoot: folder })).setUp();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("a browser that accepts gzip gets the compressed copy of a script, as a script", async () => {
  const headers = { "accept-encoding": "gzip, deflate" };
  const answer = await server.get("/assets/till-4f2a.js", headers);
  expect(answer.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-length": String(PACKED.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "accept-encoding",
  });
  expect(answer.headers["content-type"]).toMatch(/javascript/);
});

test("a browser that does not accept gzip, and a file without a compressed copy, get the file itself", async () => {
  const plain = await server.get("/assets/till-4f2a.js");
  expect([plain.text, plain.headers["content-encoding"]]).toEqual([SCRIPT, undefined]);
  const small = await server.get("/assets/small-77aa.js", { "accept-encoding": "gzip, br" });
  expect([small.text, small.headers["content-encoding"]]).toEqual(["export {};", undefined]);
});
