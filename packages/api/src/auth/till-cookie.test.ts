import { afterEach, beforeEach, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { CHEAP_COST, hashPassword } from "@daybook/core/users/passwords";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { testBrowser } from "../testing/test-browser.ts";

const PASSWORD = "seven purple umbrellas";
const hash = hashPassword(PASSWORD, CHEAP_COST);
let shop: TestShop;

beforeEach(async () => {
  shop = await createTestShop({ passwordHash: await hash });
});
afterEach(() => shop.close());

function browser() {
  const made = testBrowser(shop);
  return {
    ...made,
    signIn: () => made.call("auth.signIn", { login: "owner", password: PASSWORD }),
  };
}

const FRONT = { name: "Front", receiptPrefix: "F" };

test("[S8] a browser becomes a till once, is it after every sign-in, and no other browser is", async () => {
  const first = browser();
  expect(await first.signIn()).toMatchObject({ body: { me: { till: null } } });
  const key = newId();
  const made = await first.call("tills.enrol", { key, ...FRONT });
  expect(made).toMatchObject({ status: 200, body: { ...FRONT, thisDevice: true } });
  // A repeat after a lost answer is the same till, and another key is refused.
  expect(await first.call("tills.enrol", { key, ...FRONT })).toEqual(made);
  expect(await first.call("tills.enrol", { key: newId(), ...FRONT })).toMatchObject({
    status: 409,
    body: { code: "enrolled_already", message: "This device is already the till “Front”." },
  });
  const till = { name: "Front", revoked: false, hasDrawer: false };
  expect(await first.call("auth.me", {})).toMatchObject({ body: { till } });
  await first.call("auth.signOut", {});
  expect(await first.signIn()).toMatchObject({ body: { me: { till } } });
  const second = browser();
  expect(await second.signIn()).toMatchObject({ body: { me: { till: null } } });
  expect(await second.call("tills.list", {})).toMatchObject({
    body: { items: [{ name: "Front", thisDevice: false }] },
  });
});

test("[S8] a till that is revoked is none from its next request on, also on another server", async () => {
  await shop.addProduct("MUG", { priceMinor: 500, onHandMilli: pieces(1) });
  const line = { productId: shop.productId("MUG"), quantityMilli: 1000 };
  const front = browser();
  await front.signIn();
  const { body } = await front.call("tills.enrol", { key: newId(), ...FRONT });
  const { id, version } = body as { id: string; version: number };
  // Another server of the same database, which caches what it caches.
  const other = { work: createUnitOfWork({ store: shop.work.store, clock: shop.work.clock }) };
  const revoked = (is: boolean) => ({ body: { till: { name: "Front", revoked: is } } });
  expect(await front.call("auth.me", {}, other)).toMatchObject(revoked(false));
  await front.call("tills.revoke", { key: newId(), id, version });
  expect(await front.call("auth.me", {}, other)).toMatchObject(revoked(true));
  expect(await front.call("auth.me", {})).toMatchObject(revoked(true));
  const sale = { key: newId(), lines: [line], tenders: [{ tender: "cash", amountMinor: 500 }] };
  const cart = { ...sale, locationId: shop.locationId(), expectedTotalMinor: 500 };
  expect(await front.call("sales.ringUp", cart)).toMatchObject({ body: { code: "till_revoked" } });
  const again = await front.call("tills.enrolAgain", { key: newId(), id, version: version + 1 });
  expect(again).toMatchObject({ status: 200, body: { thisDevice: true } });
  // The same sale, which was kept in the browser.
  expect(await front.call("sales.ringUp", cart)).toMatchObject({ body: { receiptNumber: "F-1" } });
  expect(await front.call("auth.me", {}, other)).toMatchObject(revoked(false));
});

test("[S8] in the sample shop a browser is no till and cannot become one", async () => {
  const front = browser();
  await front.signIn();
  await front.call("tills.enrol", { key: newId(), ...FRONT });
  await front.call("sample.enter", {});
  expect(await front.call("auth.me", {})).toMatchObject({ body: { till: null } });
  expect(await front.call("tills.enrol", { key: newId(), ...FRONT })).toMatchObject({
    body: { code: "not_in_sample_shop" },
  });
});

test("[S8] the last use of a till is recorded to five minutes", async () => {
  const front = browser();
  await front.signIn();
  await front.call("tills.enrol", { key: newId(), ...FRONT });
  shop.advance(10 * 60_000);
  await front.call("auth.me", {});
  // The request does not wait for it.
  await expect
    .poll(() => front.call("tills.list", {}))
    .toMatchObject({ body: { items: [{ lastUsedAt: new Date(shop.clock.now).toISOString() }] } });
});

test("[F2] signing on and off at a till is in its journal, and elsewhere it is not", async () => {
  const [front, office] = [browser(), browser()];
  await front.signIn();
  await front.call("tills.enrol", { key: newId(), ...FRONT });
  await front.call("auth.signOut", {});
  await front.signIn();
  await office.signIn();
  await office.call("auth.signOut", {});
  await office.signIn();
  expect(await office.call("tills.events", {})).toMatchObject({
    body: {
      items: [
        { kind: "sign_on", till: { name: "Front" }, seq: 2 },
        { kind: "sign_off", till: { name: "Front" }, seq: 1, user: { name: "Olive Owner" } },
      ],
    },
  });
});
