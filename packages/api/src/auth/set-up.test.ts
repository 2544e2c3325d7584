import { afterEach, beforeEach, expect, test } from "vitest";
import { SetUpShop, STANDARD_CLASS } from "@daybook/contract/settings";
import { createEmptyDatabase } from "@daybook/core/testing/create-empty-database";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { appRouter } from "../root.ts";
import { apiOf, requestOf, TEST_SETUP_TOKEN } from "../testing/create-test-caller.ts";
import { filledInput } from "../testing/filled-input.ts";
import { createCallerFactory } from "../trpc.ts";

let work: UnitOfWork;
beforeEach(async () => {
  ({ work } = await createEmptyDatabase());
});
afterEach(async () => {
  expect(apiOf({ work }).problems).toEqual([]);
  await work.store.close();
});

const createCaller = createCallerFactory(appRouter);
const cookies: string[] = [];
async function caller(cookieHeader?: string) {
  cookies.length = 0;
  return createCaller(await apiOf({ work }).makeContext(requestOf({ cookies, cookieHeader })));
}

const wish = (token = TEST_SETUP_TOKEN) => ({
  token,
  shop: {
    name: "The Corner Shop",
    currency: "EUR" as const,
    timeZone: "Europe/Vienna",
    taxPpm: 200_000,
  },
  owner: { login: "olga", name: "Olga", password: "four silent windmills" },
});

test("[US1] the setup link creates the shop and its owner and signs the owner in", async () => {
  expect(await (await caller()).setup.status({})).toEqual({
    setUp: false,
    shopName: null,
    version: "0.0.0-test",
  });
  const signedIn = await (await caller()).setup.create(wish());
  expect(signedIn.me.user).toMatchObject({ login: "olga", roles: ["owner"] });
  const cookie = cookies[0]?.split(";")[0];
  const owner = await caller(cookie);
  expect(await owner.settings.get({})).toMatchObject({ name: "The Corner Shop", currency: "EUR" });
  expect(await owner.setup.status({})).toMatchObject({ setUp: true, shopName: "The Corner Shop" });
});

test("[F11] setup makes the tax classes of the country, and refuses two of one name", async () => {
  const { otherRates, ...shop } = {
    ...wish().shop,
    country: "AT",
    taxName: "USt.",
    retentionYears: 7,
    otherRates: [
      { name: "Reduced", ppm: 100_000 },
      { name: "Zero rate", ppm: 0 },
    ],
  };
  for (const names of [["Standard"], ["Reduced", "Reduced"]]) {
    const twice = names.map((name) => ({ name, ppm: 0 }));
    await expect(
      (await caller()).setup.create({ ...wish(), shop: { ...shop, otherRates: twice } }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  }
  await (await caller()).setup.create({ ...wish(), shop: { ...shop, otherRates } });
  const owner = await caller(cookies[0]?.split(";")[0]);
  const { items } = await owner.settings.taxClasses({});
  const rates = items.map((one) => [one.name, one.rates.map(({ name, ppm }) => [name, ppm])]);
  expect(rates.toSorted()).toEqual([
    ["Reduced", [["USt.", 100_000]]],
    ["Standard", [["USt.", 200_000]]],
    ["Zero rate", []],
  ]);
  expect(await owner.settings.get({})).toMatchObject({ country: "AT", retentionYears: 7 });
});

test("[fault H2] every field of the first setup can be read again", async () => {
  const given = SetUpShop.parse(
    filledInput(SetUpShop, {
      values: {
        token: TEST_SETUP_TOKEN,
        "shop.country": "KW",
        "shop.currency": "KWD",
        "shop.timeZone": "Europe/Vienna",
        "shop.locale": "de",
        "owner.password": "four silent windmills",
      },
      ids: {},
      before: () => undefined,
    }),
  );
  await (await caller()).setup.create(given);
  const owner = await caller(cookies[0]?.split(";")[0]);
  const { items: taxClasses } = await owner.settings.taxClasses({});
  const { items: places } = await owner.locations.list({});
  const [rate] = taxClasses.flatMap(({ rates }) => rates);
  const others = taxClasses.filter(({ name }) => name !== STANDARD_CLASS);
  expect({
    ...(await owner.settings.get({})),
    taxName: rate?.name,
    taxPpm: rate?.ppm,
    otherRates: others.map(({ name, rates }) => ({ name, ppm: rates[0]?.ppm })),
    locationName: places[0]?.name,
  }).toMatchObject(given.shop);
  const { login, name } = given.owner;
  expect((await owner.users.list({})).items).toMatchObject([{ login, name }]);
});

test("[threat A4] [US7] nobody sets up a shop without the link, and nobody sets it up again", async () => {
  const guess = (await caller()).setup.create(wish("a guess that is long enough"));
  await expect(guess).rejects.toMatchObject({
    code: "FORBIDDEN",
    cause: { code: "setup_token_wrong" },
  });
  await (await caller()).setup.create(wish());
  await expect((await caller()).setup.create(wish())).rejects.toMatchObject({
    code: "CONFLICT",
    cause: { code: "set_up_already" },
  });
});

test("[threat A4] [US7] if many open the link at the same moment, one creates the shop", async () => {
  const callers = await Promise.all(Array.from({ length: 8 }, () => caller()));
  const answers = await Promise.allSettled(callers.map((one) => one.setup.create(wish())));
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
});

test("[US1] a weak password of the owner is refused at its field", async () => {
  const easy = { ...wish(), owner: { login: "olga", name: "Olga", password: "olga12345678" } };
  await expect((await caller()).setup.create(easy)).rejects.toMatchObject({
    cause: {
      code: "weak_password",
      fieldErrors: { "owner.password": [{ code: "weak_password" }] },
    },
  });
  expect(await (await caller()).setup.status({})).toMatchObject({ setUp: false });
});
