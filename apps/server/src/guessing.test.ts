import { afterEach, expect, test, vi } from "vitest";
import { dataFolder } from "./testing/child-server.ts";
import { hasAddress, ONE_LOOPBACK } from "./testing/loopback.ts";
import { refusalIn, send } from "./testing/send.ts";
import { OWNER_PASSWORD, openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";

/** The part of core's dependency that is counted here. */
interface Argon2 {
  readonly verify: (hashed: unknown, ...rest: readonly unknown[]) => Promise<boolean>;
}

/** The hashes of the passwords that were actually computed; the computation is unchanged. */
const checks = vi.hoisted((): unknown[] => []);
vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<Argon2>();
  const verify: Argon2["verify"] = (hashed, ...rest) => {
    checks.push(hashed);
    return real.verify(hashed, ...rest);
  };
  return { ...real, verify };
});

const folder = dataFolder();
let server: TestServer | undefined;
const start = () => openTestServer({ config: { storeUrl: `file:${folder.path}/daybook.db` } });
afterEach(async () => {
  await server?.stop();
  folder.remove();
});

/** From a different source address; loopback has several. */
function signIn(
  { port, origin }: TestServer,
  from: string,
  password: string,
  headers: Record<string, string> = {},
) {
  return send(port, {
    method: "POST",
    path: "/trpc/auth.signIn",
    headers: { "content-type": "application/json", origin, ...headers },
    body: JSON.stringify({ login: "olive", password }),
    localAddress: from,
  });
}

test("[threat A5] [US7] a thousand guesses in a batch, over many connections, under false addresses and across a restart cost at most ten checks", async (ctx) => {
  ctx.skip(!(await hasAddress("127.0.0.66")), ONE_LOOPBACK);
  let at = (server = await (await start()).setUp());
  at.cookie = "";
  const attempt = { login: "olive", password: "a guess of mine" };
  const batch = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [index, attempt]));
  const names = Array.from({ length: 200 }, () => "auth.signIn").join(",");
  expect((await at.post(`/trpc/${names}?batch=1`, batch)).status).toBe(400);
  expect(checks).toEqual([]);

  const codes: string[] = [];
  const guess = async (count: number) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        signIn(at, "127.0.0.66", `a guess of mine ${index}`, {
          "x-forwarded-for": `10.0.${index % 256}.1`,
          forwarded: `for=10.1.${index % 256}.1`,
        }),
      ),
    );
    codes.push(...answers.map(({ text }) => refusalIn(text).code));
  };
  for (let round = 0; round < 4; round++) await guess(100);
  await at.stop();
  at = server = await start();
  await guess(100);

  expect(codes).toHaveLength(500);
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.length).toBeLessThanOrEqual(10);
  expect(new Set(checks).size).toBe(1);
  expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(checks.length);
  const refusals = ["wrong_credentials", "too_many_attempts", "too_many_requests"];
  expect(codes.filter((code) => !refusals.includes(code))).toEqual([]);

  // The correct password does not help a source that has just failed, and the owner can sign in from elsewhere. The
  // delays are still short, so the last one starts again here.
  const guessOnce = async () => refusalIn((await signIn(at, "127.0.0.66", "one more")).text).code;
  await expect.poll(guessOnce).toBe("wrong_credentials");
  const before = checks.length;
  expect((await signIn(at, "127.0.0.66", OWNER_PASSWORD)).status).toBe(429);
  expect(checks).toHaveLength(before);
  expect((await signIn(at, "127.0.0.7", OWNER_PASSWORD)).status).toBe(200);
  expect(checks).toHaveLength(before + 1);
});
