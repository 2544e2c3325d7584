import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { ownShop, test } from "./fixtures.ts";
import type { SignedIn } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";

const here = ownShop({ screen: "desk", mayFail: true }, ({ owner }) =>
  stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 499 }], 40_000),
);

/** Puts a mug into the cart and takes exact cash. */
async function sellMug(page: Page): Promise<void> {
  await addMug(page);
  await page.getByRole("button", { name: "Exact cash" }).click();
}

async function addMug(page: Page): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await expect(page.getByRole("region", { name: "Cart" }).getByText("Mug").first()).toBeVisible();
}

test("[S8] a device becomes a till, numbers its receipts, and keeps its sales while it is revoked", async () => {
  const { page, context } = here().owner;
  const tills = `${here().shop.url}/settings/tills`;
  await page.goto(tills);
  await onScreen(page, "Tills");
  await page.getByRole("link", { name: "Use this device as a till" }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("Front");
  await expect(sheet.getByLabel("Receipt prefix")).toHaveValue("F");
  await sheet.getByRole("button", { name: "Use this device as a till" }).click();
  await expect(page.getByRole("row", { name: /Front/ })).toContainText("This device");
  await page.getByRole("link", { name: "Use this device as a till" }).click();
  await expect(sheet.getByText("This device is already the till “Front”.")).toBeVisible();
  await sheet.getByRole("button", { name: "Close" }).click();

  await page.getByRole("link", { name: "Sell", exact: true }).click();
  await onScreen(page, "Sell");
  await expect(page.getByText("Front · ")).toBeVisible();
  await sellMug(page);
  await expect(page.getByText("Receipt F-1")).toBeVisible();

  // Sold while the server was away, and revoked from the office in the meantime.
  await context.setOffline(true);
  await sellMug(page);
  await expect(page.getByText("1 paid sale is waiting for the connection.").first()).toBeVisible();
  const office = await here().open({ screen: "desk", signedIn: await withoutTill(context) });
  await office.page.goto(tills);
  await office.page.getByRole("button", { name: "More for Front" }).click();
  await office.page.getByRole("menuitem", { name: "Revoke" }).click();
  const asked = office.page.getByRole("dialog");
  await asked.getByRole("button", { name: "Revoke" }).click();
  await expect(office.page.getByRole("row", { name: /Front/ })).toContainText("Revoked");
  await context.setOffline(false);
  await expect(page.getByText("This device is no longer a till.").first()).toBeVisible();
  await expect(page.getByText("until this device is a till again").first()).toBeVisible();
  await addMug(page);
  await page.getByRole("button", { name: "Exact cash" }).click();
  await expect(page.getByText("This device is no longer a till.")).toHaveCount(2);

  await page.goto(tills);
  await page.getByRole("button", { name: "More for Front" }).click();
  await page.getByRole("menuitem", { name: "Use this device as this till" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Use this device/ })
    .click();
  await expect(page.getByRole("row", { name: /Front/ })).toContainText("F-2");
  await page.getByRole("link", { name: "Sell", exact: true }).click();
  await expect(page.getByText("This device is no longer a till.")).toHaveCount(0);
  await page.getByRole("button", { name: "Exact cash" }).click();
  await expect(page.getByText("Receipt F-3")).toBeVisible();
  await page.getByRole("link", { name: "Open sale" }).click();
  await expect(page.getByText("Front", { exact: true })).toBeVisible();
  await page.goto(`${page.url()}/receipt`);
  await expect(page.getByRole("article")).toContainText("Till: Front");
});

test("[F2] what happens at a till besides sales is in its journal, also after a reload", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  await addMug(page);
  await page.keyboard.press("F2");
  await page.keyboard.press("Delete");
  await expect(page.getByRole("region", { name: "Cart" }).getByText("Mug")).toHaveCount(0);
  // Before it was sent.
  await page.goto(`${here().shop.url}/reports/till-journal`);
  const row = page.getByRole("row", { name: /Cart cancelled/ });
  await expect(row).toContainText("Front", { timeout: 20_000 });
  await expect(row).toContainText("1 Mug");
  await expect(row).toContainText("£4.99");
  await page.getByLabel("Event", { exact: true }).selectOption({ label: "Copy printed" });
  await expect(page.getByText("No events match these filters.")).toBeVisible();
});

/** The sign-in of a browser, in another browser that is no till and has no sales to send. */
async function withoutTill(context: { storageState(): Promise<SignedIn> }): Promise<SignedIn> {
  const { cookies } = await context.storageState();
  const others = cookies.filter(({ name }) => !name.includes("daybook_browser"));
  return { origins: [], cookies: others };
}
