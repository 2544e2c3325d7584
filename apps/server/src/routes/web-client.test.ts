import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalIn } from "../testing/send.ts";
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

const NO_ADDRESSES = [
  "/%00",
  "/products/%00",
  "/%",
  "/products/%E0%A4%A",
  "/products?q=%",
  "/..%2f..%2f",
  "/assets/%00.js",
  "/assets/%5c",
];

test.each(NO_ADDRESSES)(
  "a browser that opens %s gets the page, which says what is wrong",
  async (path) => {
    const navigating = [{ "sec-fetch-mode": "navigate" }, { accept: "text/html,*/*;q=0.8" }];
    for (const headers of navigating) {
      const answer = await server.get(path, headers);
      expect([answer.status, answer.text]).toEqual([200, "<!doctype html>"]);
      expect(answer.headers["content-security-policy"]).toMatch(/nonce-/);
    }
    const page = await server.get("/", { "sec-fetch-mode": "navigate", host: "elsewhere.test" });
    const refused = await server.get(path, {
      "sec-fetch-mode": "navigate",
      host: "elsewhere.test",
    });
    expect([refused.status, refusalIn(refused.text).code]).toEqual([
      page.status,
      refusalIn(page.text).code,
    ]);
  },
);

test.each(NO_ADDRESSES)("a program that asks for %s is refused in JSON", async (path) => {
  const answer = await server.get(path, { "sec-fetch-mode": "cors" });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(refusalIn(answer.text).code).toMatch(/^(bad_request|no_such_path)$/);
});
