import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";

/** The owner at the till “Front”, with a drawer that is closed. */
const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
  await stockShop(page, [{ name: "Mug", sku: "MUG", priceMinor: 1000 }], 40_000);
  const till = await send(page, "tills.enrol", {
    key: newKey(),
    name: "Front",
    receiptPrefix: "F",
  });
  const drawer = await send(page, "drawers.create", { key: newKey(), name: "Front" });
  await send(page, "drawers.update", {
    key: newKey(),
    id: textAt(drawer, "id"),
    version: at(drawer, "version"),
    tillIds: [textAt(till, "id")],
  });
});

async function addMug(page: Page): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await expect(page.getByRole("region", { name: "Cart" }).getByText("Mug").first()).toBeVisible();
}

const session = async (page: Page) => at(await ask(page, "drawers.list"), "items", 0, "session");

test("[M5] [M9] a closed drawer takes no money; it opens by one press, and a pay-out is a key, digits, a chip and Enter", async () => {
  const { page } = here().owner;
  await openSell(page, here().shop.url);
  await expect(page.getByText("Drawer “Front” is closed.")).toBeVisible();
  await addMug(page);
  await page.keyboard.press("F9");
  const opening = page.getByRole("dialog", { name: /Open/ });
  await expect(opening).toBeVisible();
  await expect(page.getByText("The drawer “Front” is closed. Open it first.")).toBeVisible();
  expect(at(await ask(page, "sales.list"), "items")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(opening).toHaveCount(0);
  await expect(page.getByText("Drawer “Front” is closed.")).toHaveCount(0);
  await page.keyboard.press("F9");
  await expect(page.getByText("Paid £10.00")).toBeVisible();

  await page.keyboard.press("F4");
  const payOut = page.getByRole("dialog", { name: "Pay out" });
  await expect(payOut.getByLabel("Amount")).toBeFocused();
  await page.keyboard.type("50");
  await page.keyboard.press("Enter");
  await expect(payOut.getByText("Choose what the money is for.")).toBeVisible();
  await payOut.getByText("Postage").click();
  await page.keyboard.press("Enter");
  await expect(payOut.getByText("There is not that much cash.")).toBeVisible();
  await expect(payOut.getByLabel("Amount")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("4");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText("£4.00 is recorded as paid out: Office supplies.")).toBeVisible();
  expect(await session(page)).toMatchObject({ floatMinor: 0 });
});
