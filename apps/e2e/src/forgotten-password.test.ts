import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openWindow } from "./browser.ts";
import { onScreen, OWNER, openNewShop } from "./journeys.ts";
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

test("[US1] a forgotten password is replaced through the link from the terminal, once", async () => {
  const { context, page } = await openWindow(browser, { screen: "phone" });
  await openNewShop(page, shop);
  const link = await shop.passwordLink(OWNER.login);
  await page.goto(link);
  await page.getByRole("textbox", { name: "New password" }).fill("short");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await page.getByText("Use at least 12 characters").waitFor();
  await page.getByRole("textbox", { name: "New password" }).fill("nine brown owls listen");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await onScreen(page, "Sign in");
  await page.getByLabel("Login name").fill(OWNER.login);
  await page.getByRole("textbox", { name: "Password" }).fill("nine brown owls listen");
  await page.getByRole("button", { name: "Sign in" }).click();
  await onScreen(page, "Dashboard");

  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("textbox", { name: "New password" }).fill("ten brown owls listen");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await page.getByText("This link was already used or has expired. Ask for a new one.").waitFor();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("New password");
  await context.close();
});
