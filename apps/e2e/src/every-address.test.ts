import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { openNewShop } from "./journeys.ts";
import { confirmPassword, send } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

const NOBODY = "01890000-0000-7000-8000-000000000000";
const CASHIER = { login: "till", name: "Tilda", password: "nine grey herons fish" };

let browser: Browser;
let shop: RunningShop;
let empty: RunningShop;
let owner: Window;
let cashier: Window;
let stranger: Window;
let addresses: readonly string[];

beforeAll(async () => {
  browser = await launchBrowser();
  [shop, empty] = await Promise.all([startShop(), startShop()]);
  owner = await openWindow(browser, { screen: "desk" });
  await openNewShop(owner.page, shop);
  await confirmPassword(owner.page);
  await send(owner.page, "users.create", { key: newKey(), ...CASHIER, roles: ["cashier"] });
  cashier = await openWindow(browser, { screen: "desk" });
  await cashier.page.goto(`${shop.url}/sign-in`);
  await send(cashier.page, "auth.signIn", { login: CASHIER.login, password: CASHIER.password });
  stranger = await openWindow(browser, { screen: "desk" });
  const source = await readFile(new URL("../../web/src/lib/paths.ts", import.meta.url), "utf8");
  addresses = [...source.matchAll(/: "(\/[^"]*)"/g)].map(([, path]) =>
    (path ?? "").replace("$id", NOBODY),
  );
}, 120_000);
afterAll(async () => {
  await browser.close();
  await Promise.all([shop.stop(), empty.stop()]);
});

/** More steps than this for one address are no way to somewhere: the longest real one has four. */
const STEPS = 8;

/** Goes to every address inside the running page; each ends where `endOf` says, in few steps and under a heading. */
async function walk(page: Page, url: string, endOf: (address: string) => string): Promise<void> {
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
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
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
  const steps = await page.evaluate(() => Number(Reflect.get(window, "steps")));
  expect(steps).toBeLessThanOrEqual(STEPS * addresses.length);
}

const FRONT = new Set(["/sign-in", "/reset-password"]);

test("[fault G1] a person who is signed in and opens the set-up link again ends on their first page", async () => {
  const { page, troubles } = owner;
  for (const address of ["/setup", `/setup#${shop.setupToken}`]) {
    await page.goto(`${shop.url}${address}`);
    await page.getByRole("heading", { level: 1, name: "Dashboard" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/dashboard");
  }
  expect(troubles.splice(0)).toEqual([]);
});

test("[fault G1] every address ends somewhere for an owner", async () => {
  const home = new Set(["/", "/setup"]);
  await walk(owner.page, shop.url, (address) => (home.has(address) ? "/dashboard" : address));
  expect(owner.troubles.splice(0)).toEqual([]);
}, 90_000);

test("[fault G1] every address ends somewhere for a person whose role allows little", async () => {
  const home = new Set(["/", "/setup"]);
  await walk(cashier.page, shop.url, (address) => (home.has(address) ? "/sell" : address));
  expect(cashier.troubles.splice(0)).toEqual([]);
}, 90_000);

test("[fault G1] every address ends at the door for who is signed out", async () => {
  await walk(stranger.page, shop.url, (address) => (FRONT.has(address) ? address : "/sign-in"));
}, 90_000);

test("[fault G1] every address of a shop that is not set up ends at the set-up or at the door", async () => {
  const { context, page } = await openWindow(browser, { screen: "desk" });
  await walk(page, empty.url, (address) => (FRONT.has(address) ? address : "/setup"));
  await context.close();
}, 90_000);
