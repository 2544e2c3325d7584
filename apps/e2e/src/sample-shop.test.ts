import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsOf } from "./accessibility.ts";
import { launchBrowser, openWindow } from "./browser.ts";
import { onScreen, OWNER } from "./journeys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

let browser: Browser;
let shop: RunningShop;

beforeAll(async () => {
  [browser, shop] = await Promise.all([launchBrowser(), startShop()]);
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const banner = (page: Page) => page.getByText("This is the sample shop: nothing here is real.");
const isOpen = (page: Page, name: string) =>
  page.getByText(name, { exact: true }).filter({ visible: true }).first().waitFor();

test(
  "[O7] one press at the end of set-up opens a sample shop, another leads home, and all tabs go along",
  { timeout: 120_000 },
  async () => {
    const { context, page, troubles } = await openWindow(browser, { screen: "desk" });
    await page.goto(`${shop.url}/setup#${shop.setupToken}`);
    await page.getByLabel("Shop name").fill("Nordhof");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Your name").fill(OWNER.name);
    await page.getByLabel("Login name").fill(OWNER.login);
    await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
    await page.getByRole("button", { name: "Finish setup" }).click();
    await onScreen(page, "Your shop is ready");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Explore a sample shop" }).click();

    await banner(page).waitFor({ timeout: 40_000 });
    await onScreen(page, "Dashboard");
    await isOpen(page, "Hazel & Finch");
    await page.goto(`${shop.url}/settings/look`);
    await banner(page).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const second = await context.newPage();
    await second.goto(`${shop.url}/products?q=oatmeal`);
    await banner(second).waitFor();
    await second.getByRole("link", { name: "Stonegate mug, oatmeal" }).first().waitFor();

    await page.getByRole("button", { name: "Leave the sample shop" }).click();
    await banner(page).waitFor({ state: "detached" });
    await onScreen(page, "Dashboard");
    await isOpen(page, "Nordhof");
    // The other tab shows the sample no longer than it takes to hear of it.
    await banner(second).waitFor({ state: "detached" });
    await second.goto(`${shop.url}/products?q=oatmeal`);
    await onScreen(second, "Products");
    expect(await second.getByText("Stonegate mug, oatmeal").count()).toBe(0);
    expect(troubles).toEqual([]);
    // A request that took long is a warning; building the sample does, on a busy machine.
    expect(shop.problems().filter((line) => !line.includes('"msg":"request"'))).toEqual([]);
    await context.close();
  },
);
