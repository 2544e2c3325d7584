import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { endSessionsOf } from "@daybook/core/users/sessions";
import { findAccount } from "@daybook/core/users/sign-in";
import { createUser } from "@daybook/core/users/users";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { cookieName } from "./cookies.ts";
import { createSessionManager, lifetimeFor } from "./session.ts";
import type { OpenedSession, SessionManager } from "./session.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let shop: TestShop;
let sessions: SessionManager;
const problems: unknown[] = [];

beforeEach(async () => {
  shop = await createTestShop();
  sessions = createSessionManager(shop.work, (problem) => problems.push(problem));
});
afterEach(async () => {
  await shop.close();
  expect(problems).toEqual([]);
});

const accountOf = { till: cashier, owner };

/** Signs in who usually has this lifetime: a cashier at the till, or the owner. */
async function open(
  lifetime: "till" | "owner" = "till",
  scheme: "http" | "https" = "http",
): Promise<OpenedSession> {
  const account = await accountOf[lifetime]();
  const where = {
    userAgent: "Tablet",
    address: "192.0.2.1",
    requestId: "test",
    sampleShop: false,
    till: null,
  };
  return sessions.open(account, { lifetime, scheme, ...where });
}

async function owner() {
  const { userId: id, publicId, name } = shop.as("owner").actor;
  return { id, publicId, name, login: "owner", roles: ["owner" as const] };
}

async function cashier() {
  const known = await shop.read((ctx) => findAccount(ctx, "clara"));
  if (known !== null) return known;
  const input = { key: newId(), login: "clara", name: "Clara", roles: ["cashier" as const] };
  await shop.write((ctx) => createUser(ctx, input, "no hash"));
  const made = await shop.read((ctx) => findAccount(ctx, "clara"));
  if (made === null) throw new Error("Clara was just made");
  return made;
}

const name = (scheme: "http" | "https" = "http") => cookieName("sid", shop.work.store.url, scheme);
const cookieHeader = (opened: OpenedSession) => opened.cookie.split(";")[0] ?? "";
const sessionRows = () => shop.read((ctx) => ctx.db.select().from(ctx.t.session));

test("[threat A3] [US7] the cookie is for this site only and not readable by scripts; on https its name binds it to the host", async () => {
  const http = await open();
  expect(http.cookie).toMatch(
    /^daybook_sid_[0-9a-f]{8}=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=7776000$/,
  );
  const https = await open("owner", "https");
  expect(https.cookie).toMatch(
    /^__Host-daybook_sid_[0-9a-f]{8}=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000; Secure$/,
  );
  expect(sessions.clearingCookie("http")).toBe(
    `${name()}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`,
  );
});

test("[US1] a token signs in, and its stored hash does not", async () => {
  const opened = await open();
  const found = await sessions.find(`theme=dark; ${cookieHeader(opened)}`, "http");
  expect(found?.actor).toMatchObject({ name: "Clara", apiKeyId: null });
  expect(found?.actor.permissions.has("sales.ringUp")).toBe(true);
  const [row] = await sessionRows();
  expect(row?.id).toMatch(/^[0-9a-f]{64}$/);
  expect(opened.cookie).not.toContain(row?.id ?? "?");
  expect(await sessions.find(`${name()}=${row?.id ?? ""}`, "http")).toBeNull();
});

test("[US7] an invalid token does not sign in", async () => {
  await open();
  for (const header of [
    undefined,
    "",
    name(),
    `${name()}=`,
    `${name()}=' or 1=1 --`,
    `${name()}=${"a".repeat(43)}`,
    `${name()}=${"a".repeat(1_000_000)}`,
    `${"x".repeat(9000)}; ${name()}=${"a".repeat(43)}`,
  ]) {
    expect(await sessions.find(header, "http")).toBeNull();
  }
});

test("[threat A3] [US7] a session works only on the scheme it was opened on", async () => {
  const opened = await open("till", "http");
  const token = cookieHeader(opened).slice(`${name()}=`.length);
  expect(await sessions.find(`${name("https")}=${token}`, "https")).toBeNull();
  expect(await sessions.find(`${name()}=${token}`, "https")).toBeNull();
  expect(await sessions.find(`${name()}=${token}`, "http")).not.toBeNull();
  // Sessions with the former cookie name stay signed in.
  expect(await sessions.find(`sid=${token}`, "http")).not.toBeNull();
});

test("[US7] a till's session lasts two weeks unless it is used, and use renews it", async () => {
  const unused = await open();
  const used = await open();
  shop.advance(8 * DAY);
  expect(await sessions.find(cookieHeader(used), "http")).not.toBeNull();
  shop.advance(7 * DAY);
  expect(await sessions.find(cookieHeader(unused), "http")).toBeNull();
  expect(await sessions.find(cookieHeader(used), "http")).not.toBeNull();
});

test("[US7] an owner's session lasts twelve hours unless it is used", async () => {
  const opened = await open("owner");
  shop.advance(11 * HOUR);
  expect(await sessions.find(cookieHeader(opened), "http")).not.toBeNull();
  shop.advance(13 * HOUR);
  expect(await sessions.find(cookieHeader(opened), "http")).toBeNull();
});

test.each([
  ["till", 90, 6 * DAY],
  ["owner", 30, 6 * HOUR],
] as const)(
  "[US7] a session of a %s ends after %d days however often it is used",
  async (lifetime, days, step) => {
    const opened = await open(lifetime);
    const end = shop.clock.now + days * DAY;
    while (shop.clock.now + step <= end) {
      shop.advance(step);
      expect(await sessions.find(cookieHeader(opened), "http")).not.toBeNull();
    }
    shop.advance(step + 1);
    expect(await sessions.find(cookieHeader(opened), "http")).toBeNull();
    const [row] = await sessionRows();
    expect(row?.revokedAt).not.toBeNull();
  },
);

test("[US7] a session is extended by a write only once half of it is over, and its last use is recorded every five minutes at most", async () => {
  const opened = await open();
  const commits = () => shop.work.store.stats.commits;
  const before = commits();
  for (let n = 0; n < 4; n++) {
    shop.advance(MINUTE);
    await sessions.find(cookieHeader(opened), "http");
  }
  expect(commits()).toBe(before);
  shop.advance(MINUTE);
  await sessions.find(cookieHeader(opened), "http");
  // The note of having been seen is not waited for by the request.
  await expect.poll(async () => (await sessionRows())[0]?.lastSeenAt).toBe(shop.clock.now);
  const [row] = await sessionRows();
  expect(Math.abs((row?.expiresAt ?? 0) - opened.expiresAt)).toBeLessThan(MINUTE);
});

test("[fault E1] a user who manages users or keys is signed out soon, whatever was chosen at sign-in", async () => {
  expect(lifetimeFor(["owner"], "till")).toBe("owner");
  expect(lifetimeFor(["cashier", "owner"], "till")).toBe("owner");
  expect(lifetimeFor(["cashier"], "till")).toBe("till");
  // One of before, opened for a till's two weeks.
  const account = await owner();
  const where = { userAgent: "", address: "", requestId: "test", sampleShop: false, till: null };
  const opened = await sessions.open(account, { lifetime: "till", scheme: "http", ...where });
  shop.advance(11 * HOUR);
  expect(await sessions.find(cookieHeader(opened), "http")).not.toBeNull();
  await expect.poll(async () => (await sessionRows())[0]?.lastSeenAt).toBe(shop.clock.now);
  shop.advance(13 * HOUR);
  expect(await sessions.find(cookieHeader(opened), "http")).toBeNull();
});

test("[US7] a user's sessions end at once with a new password, a change of roles or a deactivation", async () => {
  const first = await open("owner");
  const second = await open("owner");
  const ended = await shop.write((ctx) => endSessionsOf(ctx, ctx.actor.userId, second.session.id));
  expect(ended).toBe(1);
  expect(await sessions.find(cookieHeader(first), "http")).toBeNull();
  expect(await sessions.find(cookieHeader(second), "http")).not.toBeNull();
  await shop.write((ctx) => ctx.db.update(ctx.t.appUser).set({ active: false }));
  expect(await sessions.find(cookieHeader(second), "http")).toBeNull();
});

test("[US7] every session has its own token", async () => {
  const tokens = new Set<string>();
  for (let n = 0; n < 20; n++) tokens.add(cookieHeader(await open()));
  expect(tokens.size).toBe(20);
});

test("[US7] signing in is recorded in the audit log", async () => {
  const opened = await open();
  const [entry] = (await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry))).filter(
    (row) => row.action === "auth.signIn",
  );
  expect(entry).toMatchObject({
    userId: opened.actor.userId,
    entity: "session",
    after: { address: "192.0.2.1" },
  });
});
