import { readFile, stat } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, openSell, signIn } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";

const PASSPHRASE = "five words that rarely meet";
const SHOP_NAME = "Nordhof Books & Tea";

// While the server starts again, its connection is lost.
const here = ownShop({ screen: "desk", mayFail: true }, ({ owner }) =>
  stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 499 }], 40_000),
);

async function sellMug(page: Page): Promise<void> {
  await openSell(page, here().shop.url);
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await page.getByRole("button", { name: "Exact cash" }).click();
}

test("[O4] [O5] [F10] a backup is made, downloaded, encrypted and restored from its page, and the till begins a new series", async () => {
  const { page } = here().owner;
  const { url } = here().shop;
  await sellMug(page);
  await expect(page.getByText("Receipt S-1")).toBeVisible();

  await page.goto(`${url}/settings/backups`);
  await onScreen(page, "Backups");
  await page.getByRole("button", { name: "Back up now" }).click();
  const row = page.getByRole("row", { name: /Made by hand/ });
  await expect(row).toContainText("1 sale, 1 product");
  await expect(row).toContainText("Checked");
  expect(await violationsOf(page)).toEqual([]);

  const waiting = page.waitForEvent("download");
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Download" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^daybook-.*-manual\.db$/);
  const file = await download.path();
  expect((await stat(file)).size).toBeGreaterThan(100_000);
  expect((await readFile(file)).subarray(0, 15).toString()).toBe("SQLite format 3");

  await sellMug(page);
  await expect(page.getByText("Receipt S-2")).toBeVisible();
  await page.goto(`${url}/settings/backups`);
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Restore…" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore a backup" });
  await expect(dialog.getByRole("row", { name: /Sales, returns and voids/ })).toHaveText(
    /Sales, returns and voids\s*1\s*2\s*1/,
  );
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel(`Type “${SHOP_NAME}” to confirm`).fill("Another shop");
  await dialog.getByRole("button", { name: "Restore this backup" }).click();
  await expect(dialog.getByText("This is not the name of the shop in the backup.")).toBeVisible();
  await dialog.getByLabel(`Type “${SHOP_NAME}” to confirm`).fill(SHOP_NAME);
  await dialog.getByRole("button", { name: "Restore this backup" }).click();
  // A fast restart may be over before the message is seen.
  const restarted = page.getByRole("heading", { level: 1, name: "Sign in" });
  await expect(dialog.getByText("Daybook is starting again").or(restarted)).toBeVisible();

  await onScreen(page, "Sign in");
  await signIn(page);
  await onScreen(page, "Dashboard");
  // The till sends its sale since the backup again, which gets a number of the new series.
  await expect(page.getByText("Sales of this device were missing from the records.")).toBeVisible();
  await sellMug(page);
  await expect(page.getByText("Receipt S2-3")).toBeVisible();
  await page.goto(`${url}/reports/till-journal`);
  await expect(page.getByRole("row", { name: /Backup restored/ })).toBeVisible();
  await page.goto(`${url}/reports/missing-receipts`);
  await expect(page.getByText("A backup was restored on")).toBeVisible();
  await expect(page.getByRole("row", { name: /S-2/ })).toHaveText(/Recorded again.*S2-2/);

  await page.goto(`${url}/settings/backups`);
  await page.getByRole("textbox", { name: "Passphrase" }).fill(PASSPHRASE);
  await page.getByRole("button", { name: "Encrypt new backups" }).click();
  await expect(page.getByText("New backups are encrypted, also")).toBeVisible();
  await page.getByRole("button", { name: "Back up now" }).click();
  const encrypted = page.getByRole("row", { name: /Made by hand/ }).first();
  await expect(encrypted).toContainText("Encrypted");
  const coming = page.waitForEvent("download");
  await encrypted.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Download" }).click();
  const ageFile = await (await coming).path();
  expect((await readFile(ageFile)).subarray(0, 21).toString()).toBe("age-encryption.org/v1");
  await encrypted.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Restore…" }).click();
  await dialog.getByLabel("Passphrase of this backup").fill("another one");
  await dialog.getByRole("button", { name: "Open the backup" }).click();
  await expect(dialog.getByText("not the passphrase of this backup")).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await dialog.getByLabel("Passphrase of this backup").fill(PASSPHRASE);
  await dialog.getByRole("button", { name: "Open the backup" }).click();
  await expect(dialog.getByRole("row", { name: /Sales, returns and voids/ })).toBeVisible();

  // The same file on another computer.
  const other = await startShop();
  const { page: fresh } = await here().open({ screen: "phone" });
  await fresh.goto(`${other.url}/setup#${other.setupToken}`);
  await onScreen(fresh, "Set up your shop");
  const choosing = fresh.waitForEvent("filechooser");
  await fresh.getByRole("button", { name: "Choose a backup…" }).click();
  await (await choosing).setFiles(ageFile);
  await fresh.getByLabel("Passphrase of the backup").fill(PASSPHRASE);
  expect(await violationsOf(fresh)).toEqual([]);
  await fresh.getByRole("button", { name: "Open and restore" }).click();
  await onScreen(fresh, "Sign in");
  await signIn(fresh);
  await onScreen(fresh, "Dashboard");
  await other.stop();
});
