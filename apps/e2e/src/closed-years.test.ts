import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, openSell, signIn } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";

const FOUR_YEARS = 4 * 366 * 24 * 60;

// While the records move, the server is away.
const here = ownShop({ screen: "desk", mayFail: true }, ({ owner }) =>
  stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 499 }], 40_000),
);

async function openClosedYears(page: Page): Promise<void> {
  await page.goto(`${here().shop.url}/settings/backups`);
  await onScreen(page, "Backups");
}

test("[O10] [F7] an owner moves the records of closed years to the archive and back, and a receipt stays found", async () => {
  const { page } = here().owner;
  const { shop } = here();
  await openSell(page, shop.url);
  const box = page.getByRole("combobox", { name: "Scan or search" });
  // The newest movement always stays.
  for (const number of ["S-1", "S-2"]) {
    await box.fill("mug");
    await box.press("Enter");
    await page.getByRole("button", { name: "Exact cash" }).click();
    await expect(page.getByText(`Receipt ${number}`)).toBeVisible();
  }

  await shop.halt();
  await shop.resume(FOUR_YEARS);
  await page.goto(`${shop.url}/settings/backups`);
  await onScreen(page, "Sign in");
  await signIn(page);
  await onScreen(page, "Backups");
  await expect(page.getByText("Nothing: all records are in the database")).toBeVisible();
  await expect(page.getByText(/^Would move: 1 stock movement of a sale/)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Move to the archive" }).click();
  await expect(page.getByText("Daybook stops, moves the records")).toBeVisible();
  await expect(page.getByText("The records have moved.")).toBeVisible();
  await expect(page.getByText(/^Records of the years before \d{4}$/)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);

  await page.goto(`${shop.url}/sales`);
  await page.getByRole("link", { name: "S-1" }).click();
  await expect(page.getByRole("heading", { name: /S-1/ })).toBeVisible();
  await expect(page.getByText("Mug").first()).toBeVisible();

  await openClosedYears(page);
  await page.getByRole("button", { name: "Move everything back" }).click();
  await expect(page.getByText("Daybook stops, moves the records")).toBeVisible();
  await expect(page.getByText("Nothing: all records are in the database")).toBeVisible();
});
