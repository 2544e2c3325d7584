import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { createPasswordReset } from "@daybook/core/users/password-reset";
import { CHEAP_COST, hashPassword } from "@daybook/core/users/passwords";
import { appRouter } from "../root.ts";
import { apiOf, callerAs, requestOf } from "../testing/create-test-caller.ts";
import { createCallerFactory } from "../trpc.ts";

const PASSWORD = "seven purple umbrellas";
const NEXT = "four silent windmills";
const MINUTE = 60_000;
const createCaller = createCallerFactory(appRouter);

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop({ passwordHash: await hashPassword(PASSWORD, CHEAP_COST) });
});
afterEach(async () => {
  expect(apiOf(shop).problems).toEqual([]);
  await shop.close();
});

/** A browser: it keeps its cookie from request to request. */
function browser(cookie: string | null = null, address = "192.0.2.7") {
  let jar = cookie;
  let known: string | null = null;
  return {
    get cookie() {
      return jar;
    },
    async ask<T>(fn: (caller: ReturnType<typeof createCaller>) => Promise<T>): Promise<T> {
      const cookies: string[] = [];
      const context = await apiOf(shop).makeContext(
        requestOf({
          cookieHeader: [jar, known].filter(Boolean).join("; ") || undefined,
          cookies,
          address,
        }),
      );
      const answer = await fn(createCaller(context));
      for (const set of cookies) {
        const [pair = ""] = set.split(";");
        if (pair.startsWith("daybook_browser")) known = pair;
        else jar = pair;
      }
      return answer;
    },
  };
}

const signIn =
  (lifetime: "till" | "owner" = "till") =>
  (caller: ReturnType<typeof createCaller>) =>
    caller.auth.signIn({ login: "owner", password: PASSWORD, lifetime });

describe("signing in", () => {
  test("[US1] sets a cookie that identifies later requests", async () => {
    const tablet = browser();
    const { me } = await tablet.ask(signIn());
    expect(me.user).toMatchObject({ login: "owner", name: "Olive Owner", roles: ["owner"] });
    expect(tablet.cookie).toMatch(/^daybook_sid_[0-9a-f]{8}=[A-Za-z0-9_-]{43}$/);
    expect(await tablet.ask((caller) => caller.auth.me({}))).toMatchObject(me);
    await expect(browser().ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });

  test("a change of the user is in the response about the user or follows its seq", async () => {
    const tablet = browser();
    const { me } = await tablet.ask(signIn());
    const owner = callerAs(shop, "owner");
    const { version } = await owner.users.get({ id: me.user.id });
    const rename = (name: string, from: number) =>
      owner.users.update({ key: newId(), id: me.user.id, version: from, name });
    // The call has found its person already when their name changes.
    const answer = await tablet.ask(async (caller) => {
      await rename("Olive Before", version);
      return caller.auth.me({});
    });
    expect(answer.user.name).toBe("Olive Before");
    await rename("Olive After", version + 1);
    const { events } = await owner.live.since({ after: answer.lastSeq });
    expect(events[0]).toMatchObject({ seq: answer.lastSeq + 1, topic: "users" });
  });

  test("[US7] the cookie changes at sign-in, and the old one is refused", async () => {
    const planted = `sid=${"a".repeat(43)}`;
    const tablet = browser(planted);
    await tablet.ask(signIn());
    expect(tablet.cookie).not.toBe(planted);
    const first = tablet.cookie;
    await tablet.ask(signIn());
    expect(tablet.cookie).not.toBe(first);
    await expect(browser(first).ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });

  test("[US7] signing out ends the session and deletes the cookie", async () => {
    const tablet = browser();
    await tablet.ask(signIn());
    const token = tablet.cookie;
    await tablet.ask((caller) => caller.auth.signOut({}));
    expect(tablet.cookie).toMatch(/^daybook_sid_[0-9a-f]{8}=$/);
    await expect(browser(token).ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });

  test("[US7] an unknown login and a wrong password get exactly the same refusal", async () => {
    const refusalTo = (login: string) =>
      browser()
        .ask((caller) => caller.auth.signIn({ login, password: "wrong" }))
        .catch((error: { code: string; message: string }) => [error.code, error.message]);
    expect(await refusalTo("owner")).toEqual(await refusalTo("nobody"));
  });
});

describe("the user's own account", () => {
  const makeKey = (caller: ReturnType<typeof createCaller>) =>
    caller.apiKeys.create({ key: newId(), name: "Script", scopes: ["products.read"] });
  const confirm = (caller: ReturnType<typeof createCaller>) =>
    caller.auth.confirmPassword({ password: PASSWORD });

  test("[US7] [fault E1] creating an API key requires the password each time, also right after sign-in", async () => {
    const tablet = browser();
    const refused = { code: "FORBIDDEN", cause: { code: "confirm_password" } };
    await tablet.ask(signIn("owner"));
    await expect(tablet.ask(makeKey)).rejects.toMatchObject(refused);
    await expect(
      tablet.ask((caller) => caller.auth.confirmPassword({ password: "wrong" })),
    ).rejects.toMatchObject({
      cause: { code: "wrong_credentials" },
    });
    await tablet.ask(confirm);
    await tablet.ask(makeKey);
    await expect(tablet.ask(makeKey)).rejects.toMatchObject(refused);
    // What is refused uses nothing up, and ten minutes later it is forgotten.
    await tablet.ask(confirm);
    const wrong = tablet.ask((caller) =>
      caller.apiKeys.create({ key: newId(), name: "Script", scopes: ["auth.self"] }),
    );
    await expect(wrong).rejects.toMatchObject({ code: "BAD_REQUEST" });
    shop.advance(10 * MINUTE + 1);
    await expect(tablet.ask(makeKey)).rejects.toMatchObject(refused);
  });

  test("[US7] [fault E1] creating a user and setting a password require it too; other changes of users do after ten minutes", async () => {
    const tablet = browser();
    const refused = { cause: { code: "confirm_password" } };
    await tablet.ask(signIn("owner"));
    const clerk = { login: "clerk", name: "Clara", password: NEXT, roles: ["viewer" as const] };
    const make = (caller: ReturnType<typeof createCaller>) =>
      caller.users.create({ key: newId(), ...clerk });
    await expect(tablet.ask(make)).rejects.toMatchObject(refused);
    await tablet.ask(confirm);
    const made = await tablet.ask(make);
    const edit = { id: made.id, version: made.version };
    const changed = await tablet.ask((caller) =>
      caller.users.update({ key: newId(), ...edit, name: "Clara C." }),
    );
    const replace = (caller: ReturnType<typeof createCaller>) =>
      caller.users.update({
        key: newId(),
        id: made.id,
        version: changed.version,
        password: "five loud waterfalls",
      });
    await expect(tablet.ask(replace)).rejects.toMatchObject(refused);
    shop.advance(10 * MINUTE + 1);
    await expect(
      tablet.ask((caller) =>
        caller.users.deactivate({ key: newId(), id: made.id, version: changed.version }),
      ),
    ).rejects.toMatchObject(refused);
  });

  test("[fault E1] a new password revokes the user's API keys unless the user chooses otherwise", async () => {
    const tablet = browser();
    await tablet.ask(signIn("owner"));
    const revoked = async () =>
      (await callerAs(shop, "owner").apiKeys.list({})).items.map((key) => key.revokedAt !== null);
    await tablet.ask(confirm);
    await tablet.ask(makeKey);
    await tablet.ask((caller) =>
      caller.auth.changePassword({
        currentPassword: PASSWORD,
        newPassword: NEXT,
        keepKeys: true,
      }),
    );
    expect(await revoked()).toEqual([false]);
    await tablet.ask((caller) =>
      caller.auth.changePassword({ currentPassword: NEXT, newPassword: PASSWORD }),
    );
    expect(await revoked()).toEqual([true]);
  });

  test("[fault E4] the same key with another password is refused and not answered as already done", async () => {
    const owner = callerAs(shop, "owner");
    const person = { key: newId(), login: "clerk", name: "Clara", roles: ["viewer" as const] };
    const made = await owner.users.create({ ...person, password: NEXT });
    expect(await owner.users.create({ ...person, password: NEXT })).toEqual(made);
    await expect(
      owner.users.create({ ...person, password: "five loud waterfalls" }),
    ).rejects.toMatchObject({ cause: { code: "key_reused" } });
  });

  test("[US1] a new password replaces the old one and ends every session but a new one here", async () => {
    const tablet = browser();
    const phone = browser();
    await tablet.ask(signIn());
    await phone.ask(signIn());
    const before = tablet.cookie;
    await tablet.ask((caller) =>
      caller.auth.changePassword({ currentPassword: PASSWORD, newPassword: NEXT }),
    );
    expect(tablet.cookie).not.toBe(before);
    await tablet.ask((caller) => caller.auth.me({}));
    await expect(phone.ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(browser().ask(signIn())).rejects.toMatchObject({
      cause: { code: "wrong_credentials" },
    });
    await browser().ask((caller) => caller.auth.signIn({ login: "owner", password: NEXT }));
  });

  test("[US1] a weak password is refused at its field", async () => {
    const tablet = browser();
    await tablet.ask(signIn());
    const change = tablet.ask((caller) =>
      caller.auth.changePassword({ currentPassword: PASSWORD, newPassword: "Test shop 2026" }),
    );
    await expect(change).rejects.toMatchObject({
      cause: { code: "weak_password", fieldErrors: { newPassword: [{ code: "weak_password" }] } },
    });
  });

  test("[US7] users see where they are signed in and can sign out other sessions", async () => {
    const tablet = browser();
    const phone = browser(null, "192.0.2.8");
    await phone.ask(signIn());
    shop.advance(MINUTE);
    await tablet.ask(signIn());
    const { items } = await tablet.ask((caller) => caller.auth.sessions({}));
    expect(items).toMatchObject([
      { current: true, address: "192.0.2.7" },
      { current: false, address: "192.0.2.8" },
    ]);
    const other = items[1]?.id ?? "";
    expect(await tablet.ask((caller) => caller.auth.endSession({ id: other }))).toEqual({
      ended: 1,
    });
    await expect(phone.ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await phone.ask(signIn());
    expect(await tablet.ask((caller) => caller.auth.endAllSessions({}))).toEqual({ ended: 1 });
    await tablet.ask((caller) => caller.auth.me({}));
  });

  test("[US1] a reset link sets a new password without signing anyone in", async () => {
    const { token } = await shop.write((ctx) => createPasswordReset(ctx, "owner"));
    const tablet = browser();
    await tablet.ask((caller) => caller.auth.resetPassword({ token, newPassword: NEXT }));
    expect(tablet.cookie).toBeNull();
    await tablet.ask((caller) => caller.auth.signIn({ login: "owner", password: NEXT }));
    const again = browser().ask((caller) =>
      caller.auth.resetPassword({ token, newPassword: NEXT }),
    );
    await expect(again).rejects.toMatchObject({ cause: { code: "reset_link_spent" } });
  });

  test("[US7] a user's sessions end with a change of their roles and with their deactivation", async () => {
    const owner = callerAs(shop, "owner");
    const clerk = await owner.users.create({
      key: newId(),
      login: "clerk",
      name: "Clara",
      password: NEXT,
      roles: ["cashier"],
    });
    const tablet = browser();
    const enter = () =>
      tablet.ask((caller) => caller.auth.signIn({ login: "clerk", password: NEXT }));
    await enter();
    const changed = await owner.users.update({
      key: newId(),
      id: clerk.id,
      version: clerk.version,
      roles: ["viewer"],
    });
    await expect(tablet.ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await enter();
    await owner.users.deactivate({ key: newId(), id: clerk.id, version: changed.version });
    await expect(tablet.ask((caller) => caller.auth.me({}))).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(enter()).rejects.toMatchObject({ cause: { code: "wrong_credentials" } });
  });

  test("[US1] a password set for a user is never part of the stored answer of a write", async () => {
    await callerAs(shop, "owner").users.create({
      key: newId(),
      login: "clerk",
      name: "Clara",
      password: NEXT,
      roles: ["viewer"],
    });
    const everything = await shop.read(async (ctx) => [
      await ctx.db.select().from(ctx.t.idempotencyKey),
      await ctx.db.select().from(ctx.t.auditEntry),
      await ctx.db.select().from(ctx.t.appUser),
    ]);
    expect(JSON.stringify(everything)).not.toContain(NEXT);
  });
});
