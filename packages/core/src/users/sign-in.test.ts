import { afterEach, describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import {
  CHEAP_COST,
  PASSWORD_COST,
  hashPassword,
  needsRehash,
  verifyPassword,
} from "./passwords.ts";
import { rememberBrowser } from "./known-browsers.ts";
import { findAccount, checkCredentials } from "./sign-in.ts";
import type { Origin } from "./sign-in.ts";

const RIGHT = "seven purple umbrellas";
const SECOND = 1000;
let shop: TestShop;

async function open(): Promise<TestShop> {
  held.length = 0;
  shop = await createTestShop({ passwordHash: await hashPassword(RIGHT, CHEAP_COST) });
  return shop;
}

afterEach(() => shop.close());

/** For how long each answer was held back, in milliseconds. */
const held: number[] = [];

function attempt(
  password: string,
  { login = "owner", ...from }: Partial<Origin> & { readonly login?: string } = {},
) {
  const delayAnswer = async (ms: number) => void held.push(ms);
  return checkCredentials(
    shop.work,
    { login, password },
    { address: "192.0.2.1", requestId: "test", holdBack: delayAnswer, ...from },
    CHEAP_COST,
  ).then(
    () => "in",
    (error: { code: string; details: { retryAfterSeconds?: number } }) =>
      error.details.retryAfterSeconds === undefined
        ? error.code
        : `${error.code} ${error.details.retryAfterSeconds}`,
  );
}

describe("signing in", () => {
  test("[US1] the right password signs in, ignoring the case of the login", async () => {
    await open();
    expect(await attempt(RIGHT, { login: " OWNER " })).toBe("in");
    expect(await attempt("seven purple umbrella")).toBe("wrong_credentials");
  });

  test("[US1] only an argon2id hash of the password is stored", async () => {
    await open();
    const account = await shop.read((ctx) => findAccount(ctx, "owner"));
    expect(account?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect(await verifyPassword("this is no hash", RIGHT)).toBe(false);
  });

  test("[US1] an unknown login is refused with the same sentence as a wrong password", async () => {
    await open();
    expect(await attempt(RIGHT, { login: "nobody" })).toBe("wrong_credentials");
  });

  test("[US7] five attempts are free, then the wait doubles each time, up to a quarter of an hour", async () => {
    await open();
    for (let n = 0; n < 5; n++) expect(await attempt("wrong")).toBe("wrong_credentials");
    const waits: string[] = [];
    for (let n = 0; n < 12; n++) {
      const refused = await attempt(RIGHT);
      waits.push(refused);
      shop.advance(Number(refused.split(" ")[1]) * SECOND);
      expect(await attempt("wrong")).toBe("wrong_credentials");
    }
    expect(waits).toEqual(
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900].map((wait) => `too_many_attempts ${wait}`),
    );
  });

  test("[US7] a refused attempt does not extend the wait, and a correct password resets it", async () => {
    await open();
    for (let n = 0; n < 5; n++) await attempt("wrong");
    for (let n = 0; n < 20; n++) expect(await attempt("wrong")).toBe("too_many_attempts 1");
    shop.advance(SECOND);
    expect(await attempt(RIGHT)).toBe("in");
    for (let n = 0; n < 5; n++) expect(await attempt("wrong")).toBe("wrong_credentials");
  });

  test("[US7] many attempts at the same moment get no more than the free ones", async () => {
    await open();
    const answers = await Promise.all(Array.from({ length: 15 }, () => attempt("wrong")));
    expect(answers.filter((answer) => answer === "wrong_credentials")).toHaveLength(5);
    expect(answers.filter((answer) => answer.startsWith("too_many_attempts"))).toHaveLength(10);
  });

  test("[US7] an address may try thirty times a minute, for any accounts", async () => {
    await open();
    for (let n = 0; n < 30; n++) {
      expect(await attempt("wrong", { login: `person ${n}` })).toBe("wrong_credentials");
    }
    expect(await attempt(RIGHT)).toBe("too_many_attempts 60");
    expect(await attempt(RIGHT, { address: "192.0.2.2" })).toBe("in");
  });

  test("[US7] [fault B6] unknown browsers never lock an account: after a hundred failures a day they are answered late", async () => {
    await open();
    for (let n = 0; n < 100; n++) await attempt("wrong", { address: `192.0.2.${n}` });
    expect(held).toEqual(Array.from({ length: 100 }, () => 0));
    held.length = 0;
    expect(await attempt("wrong", { address: "198.51.100.1" })).toBe("wrong_credentials");
    expect(await attempt(RIGHT, { address: "198.51.100.2" })).toBe("in");
    expect(held).toEqual([5000, 5000]);
    // A successful sign-in ends the delay for all.
    held.length = 0;
    expect(await attempt(RIGHT, { address: "198.51.100.3" })).toBe("in");
    expect(held).toEqual([0]);
  });

  test("[fault B6] a browser that the user has signed in with is counted separately, at any address", async () => {
    await open();
    const browserToken = "b".repeat(43);
    const { userId } = shop.as("owner").actor;
    await shop.write((ctx) => rememberBrowser(ctx, userId, browserToken));
    const address = "192.0.2.9";
    for (let n = 0; n < 6; n++) await attempt("wrong", { address });
    expect(await attempt(RIGHT, { address })).toMatch("too_many_attempts");
    expect(await attempt(RIGHT, { address, browserToken })).toBe("in");
    // It is a person's own browser for this person alone, and guesses in it are counted too.
    for (let n = 0; n < 5; n++) await attempt("wrong", { address, browserToken });
    expect(await attempt(RIGHT, { address, browserToken })).toBe("too_many_attempts 1");
    expect(await attempt(RIGHT, { address: "192.0.2.10", browserToken: "c".repeat(43) })).toBe(
      "in",
    );
  });

  test("[fault B6] an open session is counted separately from failed attempts of others", async () => {
    await open();
    const address = "192.0.2.9";
    for (let n = 0; n < 30; n++) await attempt("wrong", { login: `person ${n}`, address });
    for (let n = 0; n < 6; n++) await attempt("wrong", { address: "192.0.2.8" });
    expect(await attempt(RIGHT, { address })).toMatch("too_many_attempts");
    expect(await attempt(RIGHT, { address, sessionId: "a session" })).toBe("in");
  });

  test("[fault B6] all addresses of one IPv6 network count as one", async () => {
    await open();
    for (let n = 0; n < 5; n++) await attempt("wrong", { address: `2001:db8:1:2::${n + 1}` });
    expect(await attempt(RIGHT, { address: "2001:db8:1:2:ffff::1" })).toBe("too_many_attempts 1");
    expect(await attempt(RIGHT, { address: "2001:db8:1:3::1" })).toBe("in");
  });

  test("[US1] [fault E4] a hash with another cost is replaced at sign-in, so that all cost the same", async () => {
    await open();
    const dearer = { memoryKiB: 128, passes: 1 };
    await checkCredentials(
      shop.work,
      { login: "owner", password: RIGHT },
      { address: "192.0.2.1", requestId: "test" },
      dearer,
    );
    const account = await shop.read((ctx) => findAccount(ctx, "owner"));
    expect(account?.passwordHash).toContain("m=128,t=1");
    expect(needsRehash(account?.passwordHash ?? "", dearer)).toBe(false);
    expect(needsRehash(account?.passwordHash ?? "", PASSWORD_COST)).toBe(true);
    const cheaper = { memoryKiB: 64, passes: 1 };
    expect(needsRehash(account?.passwordHash ?? "", cheaper)).toBe(true);
  });

  test("[US7] no more than two hashes run at once and no more than twenty wait", async () => {
    await open();
    const attempts = Array.from({ length: 30 }, () =>
      hashPassword(RIGHT, { memoryKiB: 4096, passes: 2 }).then(
        () => "made",
        (error: { code: string }) => error.code,
      ),
    );
    const answers = await Promise.all(attempts);
    expect(answers.filter((answer) => answer === "made")).toHaveLength(22);
    expect(answers.filter((answer) => answer === "too_many_requests")).toHaveLength(8);
  });
});
