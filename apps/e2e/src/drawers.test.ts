import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { closeDrawer, openDrawer } from "./drawer-calls.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { ask, send, stockShop, textAt } from "./page-calls.ts";

/** A till whose drawer was closed twice: once 1.00 short, with a sale that arrived later, and once as expected. */
const here = ownShop({ screen: "desk", mayFail: true }, async ({ owner: { page } }) => {
  await stockShop(page, [{ name: "Mug", sku: "MUG", priceMinor: 500 }], 40_000);
  const till = { key: newKey(), name: "Front", receiptPrefix: "F" };
  const tillIds = [textAt(await send(page, "tills.enrol", till), "id")];
  const created = await send(page, "drawers.create", { key: newKey(), name: "Counter" });
  const id = textAt(created, "id");
  await send(page, "drawers.update", { key: newKey(), id, version: 1, tillIds });
  const first = await openDrawer(page, id, 10_000);
  await sellMug(page);
  const soldAway = new Date().toISOString();
  const reason = "Wrong change";
  await closeDrawer(page, { sessionId: first, cashMinor: 10_400, leftMinor: 5000, reason });
  await sellMug(page, { occurredAt: soldAway, replay: { pricesAt: soldAway } });
  const second = await openDrawer(page, id, 5000);
  await closeDrawer(page, { sessionId: second, cashMinor: 5000, leftMinor: 5000 });
});

const goTo = async (page: Page, path: string, title: string) => {
  await page.goto(`${here().shop.url}${path}`);
  await onScreen(page, title);
};

test("[M12] a drawer is added under Settings, takes the cash of a till, and says whether it is open", async () => {
  const { page } = here().owner;
  await goTo(page, "/settings/drawers", "Drawers");
  await page.getByRole("link", { name: "Add drawer" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Name").fill("counter");
  await sheet.getByRole("button", { name: "Save drawer" }).click();
  await expect(sheet.getByText("is already in use")).toBeVisible();
  await sheet.getByLabel("Name").fill("Market");
  await sheet.getByRole("button", { name: "Save drawer" }).click();
  const row = page.getByRole("row", { name: /Market/ });
  await expect(row).toContainText("No tills");
  await row.getByRole("link", { name: "Edit" }).click();
  await expect(sheet.getByText("Now in Counter")).toBeVisible();
  await sheet.getByRole("checkbox", { name: "Front" }).check();
  await sheet.getByRole("button", { name: "Save drawer" }).click();
  await expect(row).toContainText("Front");
  await expect(page.getByRole("row", { name: /Counter/ })).toContainText("No tills");
  await page.getByRole("button", { name: "More for Market" }).click();
  await page.getByRole("menuitem", { name: "Deactivate" }).click();
  await expect(page.getByText("The till “Front” uses this drawer").first()).toBeVisible();

  await openDrawer(page, textAt(await ask(page, "drawers.list"), "items", 1, "id"), 10_000);
  await expect(row).toContainText("Open since");
  await row.getByRole("link", { name: "Edit" }).click();
  await sheet.getByRole("checkbox", { name: "Front" }).uncheck();
  await sheet.getByRole("button", { name: "Save drawer" }).click();
  await expect(sheet.getByText("The drawer “Market” is open.")).toBeVisible();
});

test("[M7] closing reports are listed with their difference and supplements, shown as they were made, and printed on a roll or a sheet", async () => {
  const { page } = here().owner;
  await goTo(page, "/closings", "Closing reports");
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(page.getByRole("row", { name: /Supplement to No\. 1/ })).toContainText("No. 2");
  await expect(rows.nth(3)).toContainText("−£1.00 short");
  await page.getByLabel("Drawer").selectOption({ label: "Counter" });
  await expect(page).toHaveURL(/drawer=/);
  await expect(rows).toHaveCount(4);

  await page.getByRole("link", { name: "No. 1", exact: true }).click();
  await onScreen(page, "Closing report No. 1");
  const slip = page.getByRole("article");
  for (const line of ["Front, F-1", "Sales (1)", "Reason: Wrong change", "Left in drawer"])
    await expect(slip).toContainText(line);
  await page.getByRole("button", { name: "Show the whole hash" }).click();
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  for (const [paper, millimetres] of [
    ["80 mm roll", 80],
    ["A4 sheet", 180],
  ] as const) {
    await page.emulateMedia({ media: "screen" });
    await page.getByLabel("Receipt paper").selectOption({ label: paper });
    await page.emulateMedia({ media: "print" });
    const printed = page.locator("body > [data-paper]");
    await expect(printed).toContainText("Closing report No. 1");
    const width = (await printed.boundingBox())?.width ?? 0;
    expect(Math.round((width * 25.4) / 96)).toBe(millimetres);
    await expect(page.getByRole("button", { name: "Print report" })).toBeHidden();
  }
  await page.emulateMedia({ media: "screen" });
});

test("[M13] the safe lists what closings put into it, and a deposit takes it to the bank", async () => {
  const { page } = here().owner;
  await goTo(page, "/safe", "Safe");
  const cash = page.getByLabel("Safe", { exact: true });
  await expect(cash).toContainText("£54.00");
  await expect(page.getByRole("row", { name: /Closing report No\. 1/ })).toContainText("£54.00");
  await page.getByRole("link", { name: "Deposit to the bank" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Amount").fill("54.01");
  await sheet.getByLabel("Number of the deposit slip").fill("S-17");
  await sheet.getByRole("button", { name: "Record deposit" }).click();
  await expect(sheet.getByText("There is not that much cash in the safe.")).toBeVisible();
  await sheet.getByLabel("Amount").fill("50");
  await sheet.getByRole("button", { name: "Record deposit" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("row", { name: /Slip S-17/ })).toContainText("−£50.00");
  await expect(cash).toContainText("£4.00");
});

test("[F4] the grand totals show the shop and its tills, for ever and by month", async () => {
  const { page } = here().owner;
  await goTo(page, "/reports/grand-totals", "Grand totals");
  for (const name of [/Whole shop/, /Front/])
    await expect(page.getByRole("row", { name })).toContainText("£10.00");
  await page.getByRole("link", { name: "By month" }).click();
  await expect(page.getByRole("columnheader", { name: "Period" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Front/ })).toContainText(/[a-z] \d{4}/);
});

/** Sells a mug for cash. */
async function sellMug(page: Page, more: object = {}): Promise<void> {
  const idOf = async (list: string) => textAt(await ask(page, list), "items", 0, "id");
  await send(page, "sales.ringUp", {
    key: newKey(),
    locationId: await idOf("locations.list"),
    lines: [{ productId: await idOf("products.list"), quantityMilli: 1000 }],
    tenders: [{ tender: "cash", amountMinor: 500 }],
    expectedTotalMinor: 500,
    ...more,
  });
}
