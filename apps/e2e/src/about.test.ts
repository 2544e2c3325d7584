import { expect } from "@playwright/test";
import { faultsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";

const here = ownShop({ screen: "desk" });

test("[O3] after an update a device says so once, and About shows versions, changes and what to do when upgrading", async () => {
  const { page } = here().owner;
  const note = page.getByText(/^Daybook was updated to version/);
  await page.goto(`${here().shop.url}/dashboard`);
  await onScreen(page, "Dashboard");
  await expect(note).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem("daybook-shown-version", '"0.0.1"'));
  await page.reload();
  await expect(note).toBeVisible();
  await page.getByRole("button", { name: "What is new" }).click();

  await onScreen(page, "About Daybook");
  await expect(page.getByText(/^SQLite 3\./)).toBeVisible();
  // What must be done is open, what changed is opened by topic.
  const upgrading = page.locator("details", { hasText: /^What to do when upgrading/ });
  await expect(upgrading.getByRole("listitem").first()).toBeVisible();
  const selling = page.locator("details", { hasText: /^Selling/ });
  await expect(selling.getByRole("listitem").first()).toBeHidden();
  await selling.locator("summary").click();
  await expect(selling.getByRole("listitem").first()).toBeVisible();
  await page.getByRole("button", { name: "Copy details" }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.reload();
  await onScreen(page, "About Daybook");
  await expect(note).toHaveCount(0);
});
