import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { faultsOf } from "./accessibility.ts";
import { openWindow } from "./browser.ts";
import { test } from "./fixtures.ts";
import { onScreen, OWNER } from "./journeys.ts";
import { startShop } from "./shop-server.ts";

const banner = (page: Page) => page.getByText("This is the sample shop: nothing here is real.");
const isOpen = (page: Page, name: string) =>
  expect(page.getByText(name, { exact: true }).filter({ visible: true }).first()).toBeVisible();

test("[O7] one button at the end of setup opens a sample shop, another returns to the real one, and all tabs follow", async ({
  browser,
}) => {
  const shop = await startShop();

  const { context, page, pageErrors } = await openWindow(browser, { screen: "desk" });
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

  await expect(banner(page)).toBeVisible();
  await onScreen(page, "Dashboard");
  await isOpen(page, "Hazel & Finch");
  await page.goto(`${shop.url}/settings/look`);
  await expect(banner(page)).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  const second = await context.newPage();
  await second.goto(`${shop.url}/products?q=oatmeal`);
  await expect(banner(second)).toBeVisible();
  await expect(second.getByRole("link", { name: "Stonegate mug, oatmeal" }).first()).toBeVisible();

  await page.getByRole("button", { name: "Leave the sample shop" }).click();
  await expect(banner(page)).toHaveCount(0);
  await onScreen(page, "Dashboard");
  await isOpen(page, "Nordhof");
  // The other tab leaves the sample shop as soon as it is notified.
  await expect(banner(second)).toHaveCount(0);
  await second.goto(`${shop.url}/products?q=oatmeal`);
  await onScreen(second, "Products");
  await expect(second.getByText("Stonegate mug, oatmeal")).toHaveCount(0);
  expect(pageErrors).toEqual([]);
  // A slow request is logged as a warning; building the sample shop is one on a busy machine.
  expect(shop.problems().filter((line) => !line.includes('"msg":"request"'))).toEqual([]);
  await context.close();
  await shop.stop();
});
