import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { setUpShop } from "./journeys.ts";
import { send } from "./page-calls.ts";
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
  await setUpShop(owner.page, shop.url, shop.setupToken);
  await send(owner.page, "users.create", { key: newKey(), ...CASHIER, roles: ["cashier"] });
  cashier = await openWindow(browser, { screen: "desk" });
  await cashier.page.goto(`${shop.url}/sign-in`);
  await send(cashier.page, "auth.signIn", { login: CASHIER.login, password: CASHIER.password });
  stranger = await openWindow(browser, { screen: "desk" });
  const source = await readFile(new URL("../../web/src/app/paths.ts", import.meta.url), "utf8");
  addresses = [...source.matchAll(/: "(\/[^"]*)"/g)].map(([, path]) =>
    (path ?? "").replace("$id", NOBODY),
  );
}, 120_000);
afterAll(async () => {
  await browser.close();
  await Promise.all([shop.stop(), empty.stop()]);
});

/** More steps than this from one address are no way to somewhere: the longest real one has four. */
const STEPS = 8;

/** Goes to an address inside the running page, and says which steps it took and where they ended. */
async function follow(page: Page, address: string): Promise<{ steps: number; at: string }> {
  return page.evaluate(async (to) => {
    let steps = 0;
    const { pushState, replaceState } = window.history;
    const count =
      (change: typeof pushState): typeof pushState =>
      (...given) => {
        // Each new address or state is a step, whether it can be gone back from or not.
        steps += 1;
        if (steps > 50) throw new Error(`No end of steps at ${to}`);
        change.apply(window.history, given);
      };
    window.history.pushState = count(pushState);
    window.history.replaceState = count(replaceState);
    try {
      window.history.pushState({}, "", to);
      const frame = () => new Promise((done) => window.requestAnimationFrame(done));
      // It has ended where there is a heading and, for five frames, no further step.
      for (let still = 0, last = -1; still < 5; last = steps) {
        await frame();
        await new Promise((done) => window.setTimeout(done, 0));
        const there = document.querySelector("h1") !== null;
        still = there && steps === last ? still + 1 : 0;
        if (steps > 50) break;
      }
    } finally {
      window.history.pushState = pushState;
      window.history.replaceState = replaceState;
    }
    return { steps, at: window.location.pathname };
  }, address);
}

async function walk(page: Page, url: string): Promise<ReadonlyMap<string, string>> {
  await page.goto(url);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  const ends = new Map<string, string>();
  for (const address of addresses) {
    const { steps, at } = await follow(page, address);
    expect(steps, `steps from ${address}`).toBeLessThanOrEqual(STEPS);
    ends.set(address, at);
  }
  return ends;
}

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
  const ends = await walk(owner.page, shop.url);
  expect(ends.get("/setup")).toBe("/dashboard");
  expect(owner.troubles.splice(0)).toEqual([]);
}, 90_000);

test("[fault G1] every address ends somewhere for a person whose role allows little", async () => {
  const ends = await walk(cashier.page, shop.url);
  expect(ends.get("/setup")).toBe("/sell");
  expect(cashier.troubles.splice(0)).toEqual([]);
}, 90_000);

test("[fault G1] every address ends at the door for who is signed out", async () => {
  const ends = await walk(stranger.page, shop.url);
  const inside = [...ends].filter(([, at]) => at !== "/sign-in").map(([from]) => from);
  expect(inside).toEqual(["/reset-password"]);
}, 90_000);

test("[fault G1] every address of a shop that is not set up ends at the set-up or at the door", async () => {
  const { context, page } = await openWindow(browser, { screen: "desk" });
  const ends = await walk(page, empty.url);
  const doors = new Set(["/setup", "/sign-in", "/reset-password"]);
  expect([...ends].filter(([, at]) => !doors.has(at))).toEqual([]);
  await context.close();
}, 90_000);
