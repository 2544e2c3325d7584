import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestResetLink } from "../request-reset-link.ts";
import { writeServerFile } from "../server-file.ts";
import { refusalIn } from "../testing/send.ts";
import { openTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { RESET_PASSWORD_PATH } from "./command-routes.ts";

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await (await openTestServer()).setUp();
  folder = mkdtempSync(join(tmpdir(), "daybook-data-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

const ask = (headers: Readonly<Record<string, string>>, body: unknown = { login: "olive" }) =>
  server.send({
    method: "POST",
    path: RESET_PASSWORD_PATH,
    headers: { "content-type": "application/json", host: `127.0.0.1:${server.port}`, ...headers },
    body: JSON.stringify(body),
  });
const token = () => ({ authorization: `Bearer ${server.running.commandToken}` });

test.each([
  ["another token", () => ({ authorization: "Bearer AAAAAAAAAAAAAAAAAAAAAA" })],
  ["a session instead of a token", () => ({ cookie: server.cookie, origin: server.origin })],
  ["an empty token", () => ({ authorization: "Bearer " })],
  ["the token from another computer", () => ({ ...token(), "x-forwarded-for": "192.0.2.7" })],
])("[US7] a request with %s gets the response of an unknown path", async (_what, headers) => {
  const { status, text } = await ask(headers());
  expect([status, refusalIn(text).code]).toEqual([404, "no_such_path"]);
  expect((await server.get("/api/auth/me")).status).toBe(200);
});

test("[US7] a page of another site, or under another host name, cannot call a command even with the token", async () => {
  const foreign = await ask({ ...token(), origin: "http://evil.example" });
  const rebound = await ask({ ...token(), host: "evil.example" });
  expect([foreign, rebound].map(({ text }) => refusalIn(text).code)).toEqual([
    "origin_refused",
    "host_refused",
  ]);
});

test("[US7] an invalid login is refused", async () => {
  const answers = await Promise.all(
    [{}, { login: "" }, { login: "olive", more: 1 }, []].map((body) => ask(token(), body)),
  );
  expect(answers.map(({ text }) => refusalIn(text).code)).toEqual(Array(4).fill("bad_request"));
});

test("[US7] the command line reads address and token from a file that only its owner can read, whatever was there before", async () => {
  const file = join(folder, "server.json");
  writeFileSync(file, "left by a crash");
  chmodSync(file, 0o644);
  expect(await requestResetLink(folder, "olive")).toBeNull();
  writeServerFile(folder, { url: server.origin, pid: 1, token: "" });
  expect(await requestResetLink(folder, "olive")).toBeNull();
  writeServerFile(folder, { url: server.origin, pid: 1, token: server.running.commandToken });
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await requestResetLink(folder, "nobody")).toEqual({
    ok: false,
    message: expect.stringContaining("does not exist"),
  });
  expect(await requestResetLink(folder, "olive")).toEqual({
    ok: true,
    message: expect.stringContaining(`http://127.0.0.1:${server.port}/reset-password#`),
  });
  expect((await server.get("/api/auth/me")).status).toBe(401);
});
