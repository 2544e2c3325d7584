import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { CHEAP_COST, hashPassword } from "@daybook/core/users/passwords";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { apiOf } from "../testing/create-test-caller.ts";
import { testBrowser } from "../testing/test-browser.ts";

const PASSWORD = "seven purple umbrellas";
const HOUR = 3600_000;
const hash = hashPassword(PASSWORD, CHEAP_COST);
const PIN = "471100";

let shop: TestShop;
let till: ReturnType<typeof testBrowser>;
let ownerId: string;
let cashierId: string;

/** A till at which the owner, who has a PIN, hands over to a cashier with a PIN. */
beforeEach(async () => {
  shop = await createTestShop({ passwordHash: await hash });
  till = testBrowser(shop);
  ownerId = shop.as("owner").actor.publicId;
  await till.call("auth.signIn", { login: "owner", password: PASSWORD });
  await till.call("tills.enrol", { key: newId(), name: "Front", receiptPrefix: "F" });
  await till.call("auth.setPin", { password: PASSWORD, pin: PIN });
  await till.call("auth.confirmPassword", { password: PASSWORD });
  const cara = { login: "cara", name: "Cara", password: PASSWORD, roles: ["cashier"] };
  await till.call("users.create", { key: newId(), ...cara });
  const phone = testBrowser(shop);
  const { body } = await phone.call("auth.signIn", { login: "cara", password: PASSWORD });
  cashierId = JSON.parse(JSON.stringify(body)).me.user.id;
  await phone.call("auth.setPin", { password: PASSWORD, pin: "1357" });
});
afterEach(async () => {
  expect(apiOf(shop).problems).toEqual([]);
  await shop.close();
});

/** When someone last did something in any session. */
const lastActivity = () =>
  shop.read(async ({ db, t }) =>
    Math.max(...(await db.select().from(t.session)).map(({ activeAt }) => activeAt ?? 0)),
  );

const me = async () => (await till.call("auth.me", {})).body;

test("[US4] a person takes over the till by their PIN, with their own rights and a new token", async () => {
  const before = [...till.jar];
  const people = await till.call("approvals.people", {});
  expect(people).toMatchObject({
    body: {
      items: [
        { name: "Cara", pinDigits: 4 },
        { name: "Olive Owner", pinDigits: 6 },
      ],
    },
  });
  const switched = await till.call("auth.switchUser", { userId: cashierId, pin: "1357" });
  expect(switched).toMatchObject({
    status: 200,
    body: { me: { user: { name: "Cara" }, till: { name: "Front" } } },
  });
  expect([...till.jar]).not.toEqual(before);
  expect(await me()).toMatchObject({ user: { name: "Cara", roles: ["cashier"] } });
  expect(await till.call("settings.update", { key: newId(), version: 1 })).toMatchObject({
    status: 403,
  });
  await till.call("auth.switchUser", { userId: ownerId, pin: PIN });
  expect(await me()).toMatchObject({ user: { name: "Olive Owner" } });
});

test("[US4] a session by PIN confirms nothing that needs the password, and ends after twelve hours", async () => {
  await till.call("auth.switchUser", { userId: ownerId, pin: PIN });
  const { body } = await till.call("users.get", { id: cashierId });
  const { version } = JSON.parse(JSON.stringify(body));
  const deactivate = { key: newId(), id: cashierId, version };
  expect(await till.call("users.deactivate", deactivate)).toMatchObject({
    status: 403,
    body: { code: "confirm_password" },
  });
  await till.call("auth.confirmPassword", { password: PASSWORD });
  expect(await till.call("users.deactivate", deactivate)).toMatchObject({ status: 200 });
  await till.call("auth.switchUser", { userId: ownerId, pin: PIN });
  for (let hours = 0; hours < 12; hours += 1) {
    shop.advance(HOUR - 60_000);
    expect(await till.call("auth.me", {})).toMatchObject({ status: 200 });
  }
  shop.advance(HOUR);
  expect(await till.call("auth.me", {})).toMatchObject({ status: 401 });
});

test("[US4] a session by PIN ends after twelve hours, also if the password is confirmed in it", async () => {
  await till.call("auth.switchUser", { userId: ownerId, pin: PIN });
  expect(await till.call("auth.confirmPassword", { password: PASSWORD })).toMatchObject({
    status: 200,
  });
  for (let hours = 0; hours < 12; hours += 1) {
    shop.advance(HOUR - 60_000);
    expect(await till.call("auth.me", {})).toMatchObject({ status: 200 });
  }
  shop.advance(HOUR);
  expect(await till.call("auth.me", {})).toMatchObject({ status: 401 });
});

test("[US4] a password lifts the block of its person, and of nobody else", async () => {
  for (let tries = 0; tries < 20; tries += 1) {
    await till.call("auth.switchUser", { userId: ownerId, pin: "0000" });
    shop.advance(15 * 60_000);
  }
  await till.call("auth.signIn", { login: "cara", password: PASSWORD });
  const right = { userId: ownerId, pin: PIN };
  expect(await till.call("auth.switchUser", right)).toMatchObject({
    body: { code: "pin_blocked" },
  });
  await till.call("auth.signIn", { login: "owner", password: PASSWORD });
  expect(await till.call("auth.switchUser", right)).toMatchObject({ status: 200 });
});

test("[M2] revoking a till ends the sessions in its browser, and not the one that revokes it", async () => {
  const desk = testBrowser(shop);
  await desk.call("auth.signIn", { login: "owner", password: PASSWORD });
  const { body } = await desk.call("tills.list", {});
  const [{ id, version }] = JSON.parse(JSON.stringify(body)).items;
  await desk.call("tills.revoke", { key: newId(), id, version });
  expect(await till.call("auth.me", {})).toMatchObject({ status: 401 });
  expect(await desk.call("auth.me", {})).toMatchObject({ status: 200 });
  await desk.call("tills.enrol", { key: newId(), name: "Back", receiptPrefix: "B" });
  const again = JSON.parse(JSON.stringify((await desk.call("tills.list", {})).body)).items[1];
  await desk.call("tills.revoke", { key: newId(), id: again.id, version: again.version });
  expect(await desk.call("auth.me", {})).toMatchObject({ status: 200 });
});

test("[US4] a PIN opens nothing in a browser that is no till, and nothing once the person is deactivated", async () => {
  const phone = testBrowser(shop);
  await phone.call("auth.signIn", { login: "cara", password: PASSWORD });
  expect(await phone.call("auth.switchUser", { userId: ownerId, pin: PIN })).toMatchObject({
    status: 403,
    body: { code: "not_a_till" },
  });
  await till.call("auth.confirmPassword", { password: PASSWORD });
  await till.call("users.deactivate", { key: newId(), id: cashierId, version: 1 });
  expect(await till.call("auth.switchUser", { userId: cashierId, pin: "1357" })).toMatchObject({
    status: 401,
    body: { code: "wrong_pin" },
  });
});

test("[US4] a till that had too many wrong PINs takes them again after a sign-in with a password", async () => {
  for (let tries = 0; tries < 20; tries += 1)
    await till.call("auth.switchUser", { userId: newId(), pin: "0000" });
  const right = { userId: cashierId, pin: "1357" };
  expect(await till.call("auth.switchUser", right)).toMatchObject({
    body: { code: "pin_blocked" },
  });
  await till.call("auth.signIn", { login: "owner", password: PASSWORD });
  expect(await till.call("auth.switchUser", right)).toMatchObject({ status: 200 });
});

test("[US9] a PIN at a till approves an action, with the rights of its person", async () => {
  await till.call("auth.switchUser", { userId: cashierId, pin: "1357" });
  const input = { key: newId(), id: newId(), reason: "Mistake" };
  const ask = { action: "sales.void", input };
  expect(await till.call("approvals.request", { key: newId(), ask })).toMatchObject({
    status: 404,
  });
  const nothing = { id: newId(), userId: ownerId, secret: "0000" };
  expect(await till.call("approvals.approveHere", nothing)).toMatchObject({
    body: { code: "wrong_pin", fieldErrors: { secret: [{ code: "wrong_pin" }] } },
  });
});

test("[US4] a new password removes the PIN", async () => {
  await till.call("auth.changePassword", {
    currentPassword: PASSWORD,
    newPassword: "four silent windmills",
  });
  expect(await till.call("auth.switchUser", { userId: ownerId, pin: PIN })).toMatchObject({
    body: { code: "wrong_pin" },
  });
});

test("[US4] [threat A2] a till that nobody used for the minutes of the shop is locked until someone enters a PIN", async () => {
  const { version } = JSON.parse(JSON.stringify((await till.call("settings.get", {})).body));
  await till.call("settings.update", { key: newId(), version, lockAfterMinutes: 10 });
  const name = () => ({ key: newId(), name: "Carla" });
  const MINUTE = 60_000;
  for (let minutes = 0; minutes < 30; minutes += 5) {
    shop.advance(5 * MINUTE);
    expect(await till.call("auth.stayActive", {})).toMatchObject({ status: 200 });
    // No request waits for the record of it.
    await expect.poll(lastActivity).toBe(shop.clock.now);
  }
  // Reading is no use of the till.
  for (let minutes = 0; minutes < 12; minutes += 4) {
    shop.advance(4 * MINUTE);
    expect(await till.call("auth.me", {})).toMatchObject({ status: 200 });
  }
  expect(await me()).toMatchObject({ locked: true });
  for (const [procedure, input] of [
    ["sales.list", {}],
    ["customers.create", name()],
    ["auth.stayActive", {}],
    ["auth.confirmPassword", { password: PASSWORD }],
  ] as const)
    expect(await till.call(procedure, input)).toMatchObject({
      status: 403,
      body: { code: "locked" },
    });
  expect(await till.call("auth.switchUser", { userId: cashierId, pin: "0000" })).toMatchObject({
    body: { code: "wrong_pin" },
  });
  expect(await till.call("customers.create", name())).toMatchObject({ body: { code: "locked" } });
  await till.call("auth.switchUser", { userId: cashierId, pin: "1357" });
  expect(await me()).toMatchObject({ locked: false, user: { name: "Cara" } });
  expect(await till.call("customers.create", name())).toMatchObject({ status: 200 });
  const phone = testBrowser(shop);
  await phone.call("auth.signIn", { login: "cara", password: PASSWORD });
  shop.advance(60 * MINUTE);
  expect(await phone.call("customers.create", name())).toMatchObject({ status: 200 });
});

test("[US4] [threat A2] a lock holds without the cookie of the browser, and when the page loads again", async () => {
  const { version } = JSON.parse(JSON.stringify((await till.call("settings.get", {})).body));
  await till.call("settings.update", { key: newId(), version, lockAfterMinutes: 10 });
  await expect.poll(lastActivity).toBe(shop.clock.now);
  // The last input may be recorded a minute late; the page covers itself ten minutes after it.
  shop.advance(10 * 60_000);
  expect(await me()).toMatchObject({ locked: true });
  shop.advance(2 * 60_000);
  for (const name of till.jar.keys()) if (name.includes("browser")) till.jar.delete(name);
  expect(await me()).toMatchObject({ till: null, locked: true });
  const customer = { key: newId(), name: "Carla" };
  expect(await till.call("customers.create", customer)).toMatchObject({
    body: { code: "locked" },
  });
});
