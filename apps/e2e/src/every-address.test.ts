import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import type { Window } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { confirmPassword, send } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

const UNKNOWN_ID = "01890000-0000-7000-8000-000000000000";
const CASHIER = { login: "till", name: "Tilda", password: "nine grey herons fish" };

let empty: RunningShop;
let cashier: Window;
let signedOutWindow: Window;
let addresses: readonly string[];

const here = ownShop({ screen: "desk" }, async ({ shop, owner, open }) => {
  await confirmPassword(owner.page);
  await send(owner.page, "users.create", { key: newKey(), ...CASHIER, roles: ["cashier"] });
  cashier = await open({ screen: "desk" });
  await cashier.page.goto(`${shop.url}/sign-in`);
  await send(cashier.page, "auth.signIn", { login: CASHIER.login, password: CASHIER.password });
  signedOutWindow = await open({ screen: "desk" });
  const source = await readFile(new URL("../../web/src/lib/paths.ts", import.meta.url), "utf8");
  addresses = [...source.matchAll(/: "(\/[^"]*)"/g)].map(([, path]) =>
    (path ?? "").replace("$id", UNKNOWN_ID),
  );
});
test.beforeAll(async () => {
  empty = await startShop();
});
test.afterAll(() => empty.stop());

/** More redirects than this are an error: the longest valid sequence has four. */
const STEPS = 8;

/** Opens every address inside the running page; each must end where `endOf` says, in few steps and with a heading. */
async function walk(page: Page, url: string, endOf: (address: string) => string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.evaluate(() => {
    const navigation: unknown = Reflect.get(window, "navigation");
    if (!(navigation instanceof EventTarget)) throw new Error("This browser counts no steps");
    Reflect.set(window, "steps", 0);
    navigation.addEventListener("navigate", () =>
      Reflect.set(window, "steps", Number(Reflect.get(window, "steps")) + 1),
    );
  });
  for (const address of addresses) {
    await page.evaluate((to) => window.history.pushState({}, "", to), address);
    await page.waitForURL(({ pathname }) => pathname === endOf(address), { waitUntil: "commit" });
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  }
  const steps = await page.evaluate(() => Number(Reflect.get(window, "steps")));
  expect(steps).toBeLessThanOrEqual(STEPS * addresses.length);
}

const FRONT = new Set(["/sign-in", "/reset-password"]);

test("[fault G1] a signed-in user who opens the setup link again sees their first page", async () => {
  const { page, pageErrors } = here().owner;
  for (const address of ["/setup", `/setup#${here().shop.setupToken}`]) {
    await page.goto(`${here().shop.url}${address}`);
    await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/dashboard");
  }
  expect(pageErrors.splice(0)).toEqual([]);
});

test("[fault G1] every address shows a page to an owner", async () => {
  const home = new Set(["/", "/setup"]);
  await walk(here().owner.page, here().shop.url, (address) =>
    home.has(address) ? "/dashboard" : address,
  );
  expect(here().owner.pageErrors.splice(0)).toEqual([]);
});

test("[fault G1] every address shows a page to a user whose role allows little", async () => {
  const home = new Set(["/", "/setup"]);
  await walk(cashier.page, here().shop.url, (address) => (home.has(address) ? "/sell" : address));
  expect(cashier.pageErrors.splice(0)).toEqual([]);
});

test("[fault G1] every address shows the sign-in page to a user who is not signed in", async () => {
  await walk(signedOutWindow.page, here().shop.url, (address) =>
    FRONT.has(address) ? address : "/sign-in",
  );
});

test("[fault G1] every address of a shop that is not set up shows setup or sign-in", async () => {
  const { context, page } = await here().open({ screen: "desk" });
  await walk(page, empty.url, (address) => (FRONT.has(address) ? address : "/setup"));
  await context.close();
});
