import { fileURLToPath } from "node:url";
import { newKey } from "@daybook/client";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { faultsOfSheet } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { openSell, OWNER } from "./journeys.ts";
import { ask, at, send, stockShop } from "./page-calls.ts";

const DAYBOOK_PORTS = fileURLToPath(new URL("terminal-ports.mjs", import.meta.url));

const here = ownShop({ screen: "desk", environment: { DAYBOOK_PORTS } }, ({ owner }) =>
  stockShop(owner.page, [{ name: "Mug", sku: "MUG", priceMinor: 1223 }], 40_000),
);

async function addMugs(page: Page, count: number): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill(`${count}*mug`);
  await box.press("Enter");
}

const card = (page: Page) => page.getByRole("button", { name: "Card", exact: true });

test("[S20] the till takes a card payment with the terminal; a lost answer is found and never charged twice", async () => {
  const { page } = here().owner;
  await openSell(page, here().shop.url);
  await addMugs(page, 1);
  await card(page).click();
  await expect(page.getByText("Paid £12.23")).toBeVisible();
  await page.getByRole("link", { name: "Open sale" }).click();
  await expect(page.getByText("T-1")).toBeVisible();

  await page.getByRole("link", { name: "Sell", exact: true }).click();
  await addMugs(page, 2);
  await card(page).click();
  await expect(page.getByText("Paid £24.46")).toBeVisible();

  await addMugs(page, 3);
  await card(page).click();
  const terminal = page.getByRole("region", { name: "Card terminal" });
  await expect(terminal).toContainText("The card was declined. Card expired");
  await terminal.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Exact cash" }).click();
  await expect(page.getByText("Paid £36.69")).toBeVisible();
  expect(at(await ask(page, "cardPayments.list"), "items")).toEqual([]);
});

test("[S20] while the terminal takes a payment, the cart and other payments wait, also after a reload", async () => {
  const { page } = here().owner;
  const { url } = here().shop;
  await openSell(page, url);
  await addMugs(page, 4);
  await card(page).click();
  const terminal = page.getByRole("region", { name: "Card terminal" });
  await expect(terminal).toContainText(`Card payment of £48.92 by ${OWNER.name}.`);
  await page.getByRole("button", { name: "Exact cash" }).click();
  const first = "Finish or cancel the payment at the card terminal first.";
  await expect(page.getByText(first)).toBeVisible();
  const cart = page.getByRole("region", { name: "Cart" });
  await cart.getByRole("button", { name: "One more of Mug" }).click();
  await expect(terminal).toContainText("before you change the cart");
  await addMugs(page, 1);
  await expect(page.getByText(first)).toHaveCount(2);

  await openSell(page, url);
  await expect(terminal).toContainText("Waiting for the card");
  await expect(cart.getByLabel("Quantity of Mug")).toHaveValue("4");
  await terminal.getByRole("button", { name: "Cancel the payment" }).click();
  await expect(terminal).toContainText("Nothing was taken.");
  // Nothing was taken, so the next payment needs no further press.
  await page.getByRole("button", { name: "Exact cash" }).click();
  await expect(page.getByText("Paid £48.92")).toBeVisible();
  await expect(terminal).toHaveCount(0);
});

test("[S20] an approved payment that no sale has is settled at the end of the day, with a reason", async () => {
  const { page } = here().owner;
  const payment = await send(page, "cardPayments.start", { key: newKey(), amountMinor: 1223 });
  expect(at(payment, "state")).toBe("approved");
  await page.goto(`${here().shop.url}/end-of-day`);
  await expect(page.getByText(/^A card payment of £12\.23 .* but no sale has it\./)).toBeVisible();
  await page.getByRole("button", { name: "Settle" }).click();
  const sheet = page.getByRole("dialog", { name: "Settle card payment" });
  await expect(sheet).toContainText("Refund £12.23 at the card terminal first.");
  expect(await faultsOfSheet(page)).toEqual([]);
  await sheet.getByLabel("Reason").fill("The customer left");
  await sheet.getByRole("button", { name: "Record as settled" }).click();
  await expect(page.getByText("The card payment of £12.23 is settled.")).toBeVisible();
  await expect(page.getByText("but no sale has it")).toHaveCount(0);
});
