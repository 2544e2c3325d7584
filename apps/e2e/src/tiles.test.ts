import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { send, stockShop } from "./page-calls.ts";

/** A shop with three products; this browser is the till “Front”. */
const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
  const goods = ["Bun", "Mug", "Tea"].map((name) => ({
    name,
    sku: name.toUpperCase(),
    priceMinor: 250,
  }));
  await stockShop(page, goods, 40_000);
  await send(page, "tills.enrol", { key: newKey(), name: "Front", receiptPrefix: "F" });
});

async function addTile(page: Page, name: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Add a product" });
  await box.fill(name);
  await expect(page.getByRole("option", { name: new RegExp(name) })).toBeVisible();
  await box.press("Enter");
}

test("[S23] the owner arranges tiles on tabs; the till shows them first, also without the server, and changes them live", async () => {
  const { page, context } = here().owner;
  const { url } = here().shop;
  await page.goto(`${url}/settings/tiles`);
  await page.getByRole("button", { name: "Add a tab" }).click();
  await page.getByLabel("Name of the tab").fill("Bakery");
  await addTile(page, "Mug");
  await addTile(page, "Bun");
  await addTile(page, "Mug");
  await expect(page.getByText("Mug is on this tab already.")).toBeVisible();
  for (const [name, problem] of [
    ["x".repeat(31), "Use at most 30 characters."],
    [" ", "This field is required."],
  ] as const) {
    await page.getByLabel("Name of the tab").fill(name);
    await page.getByRole("button", { name: "Save tiles" }).click();
    await expect(page.getByText(problem)).toBeVisible();
    await expect(page.getByLabel("Name of the tab")).toBeFocused();
  }
  await page.getByLabel("Name of the tab").fill("Bakery");
  await expect(page.getByText("This field is required.")).toHaveCount(0);
  await page.getByRole("button", { name: "Move Bun up" }).click();
  await expect(page.getByText("Bun is now 1 of 2")).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Save tiles" }).click();
  await expect(page.getByText("Tiles saved.")).toBeVisible();

  const till = await context.newPage();
  await openSell(till, url);
  const tabs = till.getByRole("group", { name: "Tabs of products" });
  await expect(tabs.getByRole("button")).toHaveText(["Bakery", "Best sellers"]);
  const tiles = till.getByRole("region", { name: "Bakery" }).getByRole("listitem");
  await expect(tiles).toContainText([/Bun/, /Mug/]);
  expect(await violationsOf(till)).toEqual([]);
  await tiles.first().getByRole("button").click();
  await expect(till.getByRole("region", { name: "Cart" }).getByText("Bun").first()).toBeVisible();

  // A change appears without a reload.
  await page.getByRole("button", { name: "Remove Mug" }).click();
  await addTile(page, "Tea");
  await page.getByRole("button", { name: "Save tiles" }).click();
  await expect(tiles).toContainText([/Bun/, /Tea/]);

  // The arrangement is kept in the browser.
  await till.route("**/trpc/tiles.own**", (route) => route.abort());
  await till.reload();
  await expect(tiles).toContainText([/Bun/, /Tea/]);
  await tabs.getByRole("button", { name: "Best sellers" }).click();
  await expect(till.getByRole("region", { name: "Bakery" })).toHaveCount(0);
  await till.close();

  // Another till's tiles begin as a copy.
  await page.getByLabel("Tiles of").selectOption("Front");
  await page.getByLabel("Copy from").selectOption("All tills");
  await expect(page.getByRole("list", { name: "Products of Bakery" })).toContainText("Tea");
  await page.getByRole("button", { name: "Save tiles" }).click();
  await expect(page.getByText("Tiles saved.").first()).toBeVisible();
});
