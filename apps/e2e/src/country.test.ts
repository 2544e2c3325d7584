import { expect } from "@playwright/test";
import { faultsOf } from "./accessibility.ts";
import { openWindow } from "./browser.ts";
import { test } from "./fixtures.ts";
import { onScreen, OWNER } from "./journeys.ts";
import { startShop } from "./shop-server.ts";

test("[F11] the country chosen at setup proposes taxes, rounding and retention, and says what Daybook does not contain", async ({
  browser,
}) => {
  const shop = await startShop();
  const { context, page, pageErrors } = await openWindow(browser, { screen: "desk" });
  await page.goto(`${shop.url}/setup#${shop.setupToken}`);
  await page.getByLabel("Shop name").fill("Nordhof");
  await page.getByLabel("Country", { exact: true }).selectOption("DE");
  await expect(
    page.getByText(
      "Germany requires a certified security device (TSE) for electronic tills; Daybook does not contain one.",
    ),
  ).toBeVisible();
  await expect(page.getByLabel("Currency")).toHaveValue("EUR");
  await expect(page.getByLabel("Tax name")).toHaveValue("MwSt.");
  await page.getByLabel("Country", { exact: true }).selectOption("CH");
  await expect(page.getByLabel("Round cash")).toHaveValue("nearest");
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Login name").fill(OWNER.login);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Finish setup" }).click();
  await page.getByRole("button", { name: "Start with an empty shop" }).click();
  await onScreen(page, "Dashboard");

  await page.goto(`${shop.url}/settings`);
  await expect(page.getByLabel("Country", { exact: true })).toHaveValue("CH");
  await expect(page.getByLabel("Keep records for (years)")).toHaveValue("10");
  await expect(page.getByLabel("Smallest coin")).toHaveValue("0.05");
  await expect(
    page.getByText("Switzerland requires no certified device for tills.", { exact: true }),
  ).toBeVisible();
  await page.goto(`${shop.url}/settings/taxes`);
  await expect(page.getByRole("row", { name: /Accommodation.*3\.8/ })).toBeVisible();
  expect(pageErrors).toEqual([]);
  await context.close();
  await shop.stop();
});
