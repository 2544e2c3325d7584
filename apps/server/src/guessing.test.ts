import { afterEach, expect, test } from "vitest";
import { dataFolder } from "./testing/child-server.ts";
import { refusalIn, send } from "./testing/send.ts";
import { OWNER_PASSWORD, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

const folder = dataFolder();
let server: TestServer;
const start = () => openTestServer({ config: { storeUrl: `file:${folder.path}/daybook.db` } });
afterEach(async () => {
  await server.stop();
  folder.remove();
});

/** From an address of its own; loopback has more than one. */
function signIn(from: string, password: string, headers: Record<string, string> = {}) {
  return send(server.port, {
    method: "POST",
    path: "/trpc/auth.signIn",
    headers: { "content-type": "application/json", origin: server.origin, ...headers },
    body: JSON.stringify({ login: "olive", password }),
    localAddress: from,
  });
}

test("[US7] a thousand guesses in a batch, over many connections, under false addresses and across a restart cost at most ten checks", async () => {
  server = await (await start()).setUp();
  server.cookie = "";
  const attempt = { login: "olive", password: "a guess of mine" };
  const batch = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [index, attempt]));
  const names = Array.from({ length: 500 }, () => "auth.signIn").join(",");
  expect((await server.post(`/trpc/${names}?batch=1`, batch)).status).toBeGreaterThanOrEqual(400);

  const codes: string[] = [];
  const guess = async (count: number) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        signIn("127.0.0.66", `a guess of mine ${index}`, {
          "x-forwarded-for": `10.0.${index % 256}.1`,
          forwarded: `for=10.1.${index % 256}.1`,
        }),
      ),
    );
    codes.push(...answers.map(({ text }) => refusalIn(text).code));
  };
  for (let round = 0; round < 4; round++) await guess(100);
  await server.stop();
  server = await start();
  await guess(100);

  expect(codes).toHaveLength(500);
  const checked = codes.filter((code) => code === "wrong_credentials").length;
  expect(checked).toBeGreaterThan(0);
  expect(checked).toBeLessThanOrEqual(10);
  expect(new Set(codes)).toEqual(new Set(["wrong_credentials", "too_many_attempts"]));

  // The right password does not help whoever guessed, and the owner comes in from elsewhere.
  expect((await signIn("127.0.0.66", OWNER_PASSWORD)).status).toBe(429);
  expect((await signIn("127.0.0.7", OWNER_PASSWORD)).status).toBe(200);
});
