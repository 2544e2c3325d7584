import type { Locator, Page } from "playwright-core";

export const OWNER = { name: "Maya Nordhof", login: "maya", password: "seven calm herons wade" };
const SHOP_NAME = "Nordhof Books & Tea";

/** Follows the set-up link and answers both steps; ends on the dashboard. */
export async function setUpShop(page: Page, url: string, token: string): Promise<void> {
  await page.goto(`${url}/setup#${token}`);
  await page.getByLabel("Name of the shop").fill(SHOP_NAME);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Login name").fill(OWNER.login);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Open the books" }).click();
  await onScreen(page, "Dashboard");
}

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Login name").fill(OWNER.login);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await onScreen(page, "Sign in");
}

/** Waits until the screen of this title is there. */
export async function onScreen(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
}

/** Waits until changes arrive by themselves. */
export async function live(page: Page): Promise<void> {
  await page.getByText("Live", { exact: true }).waitFor();
}

export async function goTo(page: Page, place: "Dashboard" | "Products"): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: place }).click();
  await onScreen(page, place);
}

/** Adds a product through its sheet, from the list; ends on the product's page. */
export async function addProduct(
  page: Page,
  { name, sku, price }: { readonly name: string; readonly sku: string; readonly price: string },
): Promise<void> {
  await page.getByRole("link", { name: "Add product" }).first().click();
  const sheet = page.getByRole("dialog", { name: "New product" });
  await sheet.getByLabel("Name").fill(name);
  await sheet.getByLabel("Price").fill(price);
  await sheet.getByLabel("SKU").fill(sku);
  await sheet.getByRole("button", { name: "Save product" }).click();
  await onScreen(page, name);
}

/** Receives goods on the product's page. */
export async function receive(
  page: Page,
  { quantity, cost }: { readonly quantity: string; readonly cost: string },
): Promise<void> {
  const form = page.getByRole("form", { name: "Receive goods" });
  await form.getByLabel("Quantity").fill(quantity);
  await form.getByLabel("Cost of all of them").fill(cost);
  await form.getByRole("button", { name: "Receive" }).click();
  await form.getByText(`Received ${quantity} of`).waitFor();
}

/** The row of a product in a table, by its name. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** A figure of the dashboard, by its label. */
export function figure(page: Page, label: string): Locator {
  return page.locator("dl > div").filter({ has: page.getByText(label, { exact: true }) });
}

/** Marks the page; the function it gives back fails if the page was loaded anew since. */
export async function withoutReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Reflect.set(window, "stillTheSame", true));
  return async () => {
    const same = await page.evaluate(() => Reflect.get(window, "stillTheSame") === true);
    if (!same) throw new Error("The page was loaded anew");
  };
}
