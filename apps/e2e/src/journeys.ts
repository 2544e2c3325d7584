import type { Locator, Page } from "playwright-core";
import { pointer } from "./input-device.ts";
import type { InputDevice } from "./input-device.ts";
import type { RunningShop } from "./shop-server.ts";

export const OWNER = { name: "Maya Nordhof", login: "maya", password: "seven calm herons wade" };
const SHOP_NAME = "Nordhof Books & Tea";
/** The setup defaults for the locale of the windows that browser.ts opens. */
const IN_LONDON = {
  currency: "GBP",
  timeZone: "Europe/London",
  locale: "en-GB",
  taxName: "VAT",
  taxPpm: 200_000,
  country: "GB",
  retentionYears: 6,
};

/** Opens the setup link and completes its steps, with an empty shop; ends on the dashboard. */
export async function setUpShop(
  page: Page,
  url: string,
  token: string,
  device: InputDevice = pointer(),
): Promise<void> {
  const button = (name: string) => page.getByRole("button", { name });
  await page.goto(`${url}/setup#${token}`);
  await device.write(page.getByLabel("Shop name"), SHOP_NAME);
  await device.press(button("Continue"));
  await device.write(page.getByLabel("Your name"), OWNER.name);
  await device.write(page.getByLabel("Login name"), OWNER.login);
  await device.write(page.getByRole("textbox", { name: "Password" }), OWNER.password);
  await device.press(button("Finish setup"));
  await device.press(button("Start with an empty shop"));
  await onScreen(page, "Dashboard");
}

/** The shop that setUpShop creates, for tests that start after setup; ends on the dashboard. */
export async function openNewShop(
  page: Page,
  { url, setupToken: token }: Pick<RunningShop, "url" | "setupToken">,
): Promise<void> {
  const shop = { ...IN_LONDON, name: SHOP_NAME };
  await post(page, url, "setup.create", { token, shop, owner: OWNER });
  await page.goto(`${url}/dashboard`);
  await onScreen(page, "Dashboard");
}

/** Opens the sample shop for the signed-in user; the first visit of a day waits until it is built. */
export async function enterSampleShop(page: Page, url: string): Promise<void> {
  // Leaves the real shop's page, which reloads when it notices the switch.
  await page.goto("about:blank");
  await post(page, url, "sample.enter", {});
  await page.goto(`${url}/dashboard`);
  await page.getByText("This is the sample shop").waitFor();
  await onScreen(page, "Dashboard");
}

/** Sends a request as the page would, with the cookies of its window. */
async function post(page: Page, url: string, mutation: string, data: object): Promise<void> {
  const { request } = page.context();
  const options = { headers: { origin: url }, data, timeout: 110_000 };
  const answer = await request.post(`${url}/trpc/${mutation}`, options);
  if (!answer.ok()) throw new Error(`${mutation} was refused: ${await answer.text()}`);
}

/** Opens the till with an empty state, also on this device. */
export async function openEmptyTill(page: Page, url: string): Promise<void> {
  // In a new window, storage is accessible only at the shop's origin.
  if (page.url() === "about:blank") await page.goto(`${url}/healthz`);
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${url}/sell`);
  await onScreen(page, "Sell");
}

export async function signIn(page: Page): Promise<void> {
  await page.getByLabel("Login name").fill(OWNER.login);
  await page.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function signOut(page: Page): Promise<void> {
  const button = page.getByRole("button", { name: "Sign out" });
  // Not in the phone's tab bar.
  if (!(await button.isVisible())) await places(page).getByRole("link", { name: "More" }).click();
  await button.click();
  await onScreen(page, "Sign in");
}

/** Opens the till and waits until it can take payments. */
export async function openSell(page: Page, url: string): Promise<void> {
  const tenders = page.waitForResponse((response) => response.url().includes("tenders.list"));
  await page.goto(`${url}/sell`);
  await onScreen(page, "Sell");
  await tenders;
}

/** Waits for the screen with this title. */
export async function onScreen(page: Page, title: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
}

/** Waits until live updates are connected. */
export async function live(page: Page): Promise<void> {
  await page.getByText("Live", { exact: true }).filter({ visible: true }).first().waitFor();
}

export async function goTo(page: Page, place: "Dashboard" | "Products"): Promise<void> {
  await places(page).getByRole("link", { name: place }).click();
  await onScreen(page, place);
}

const places = (page: Page) => page.getByRole("navigation", { name: "Main menu" });

interface NewProduct {
  readonly name: string;
  readonly sku: string;
  readonly price: string;
  readonly barcode?: string;
}

/** Adds a product in its sheet, from the list; ends on the product's page. */
export async function addProduct(
  page: Page,
  { name, sku, price, barcode }: NewProduct,
  device: InputDevice = pointer(),
): Promise<void> {
  await device.press(page.getByRole("link", { name: "Add product" }).first());
  const sheet = page.getByRole("dialog", { name: "New product" });
  await device.write(sheet.getByLabel("Name"), name);
  await device.write(sheet.getByLabel("Price", { exact: true }), price);
  await device.write(sheet.getByLabel("SKU"), sku);
  if (barcode !== undefined) await device.write(sheet.getByLabel("Barcode 1"), barcode);
  await device.press(sheet.getByRole("button", { name: "Save product" }));
  await onScreen(page, name);
}

/** Receives goods on the product's page. */
export async function receive(
  page: Page,
  { quantity, cost }: { readonly quantity: string; readonly cost: string },
  device: InputDevice = pointer(),
): Promise<void> {
  const form = page.getByRole("form", { name: "Receive goods" });
  await device.write(form.getByLabel("Quantity"), quantity);
  await device.write(form.getByLabel("Total cost"), cost);
  await device.press(form.getByRole("button", { name: "Receive" }));
  await page.getByText(`Received ${quantity} of`).waitFor();
}

/** The row of a product in a table, by name. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** A figure of the dashboard, by label. */
export function figure(page: Page, label: string): Locator {
  return page.locator("dl > div").filter({ has: page.getByText(label, { exact: true }) });
}

/** Marks the page; the returned function fails if the page was reloaded since. */
export async function withoutReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Reflect.set(window, "stillTheSame", true));
  return async () => {
    const same = await page.evaluate(() => Reflect.get(window, "stillTheSame") === true);
    if (!same) throw new Error("The page was loaded anew");
  };
}
