import { OWNER } from "./journeys.ts";
import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import { onScreen, rowOf } from "./journeys.ts";
import { at } from "./page-calls.ts";

/** The back-office pages: their navigation entry, and their title if it differs from the label. */
const OFFICE = {
  Products: { place: "Products" },
  Categories: { place: "Products" },
  Suppliers: { place: "Products" },
  Locations: { place: "Products" },
  Shop: { place: "Settings" },
  Taxes: { place: "Settings" },
  People: { place: "Settings" },
  Devices: { place: "Settings" },
  "API keys": { place: "Settings" },
  "Audit log": { place: "Settings" },
} as const;

/** Navigates to a back-office page: by sidebar and tabs on a desktop, by "More" on a phone. */
export async function walkTo(page: Page, label: keyof typeof OFFICE): Promise<void> {
  const { place } = OFFICE[label];
  const places = page.getByRole("navigation", { name: "Main menu" });
  await places.first().waitFor();
  const more = places.getByRole("link", { name: "More", exact: true });
  if (await more.isVisible()) {
    await more.click();
    const every = page.getByRole("navigation", { name: "More" });
    const first = label === "Shop" || label === "Products" ? place : label;
    await every.getByRole("link", { name: first, exact: true }).click();
  } else {
    await places.getByRole("link", { name: place, exact: true }).click();
    await tab(page, label).click();
  }
  await onScreen(page, label);
}

/** Navigates to a sibling of the current page. */
export function tab(page: Page, label: string): Locator {
  return page
    .getByRole("navigation", { name: "Related pages" })
    .getByRole("link", { name: label, exact: true });
}

/** Finds a product in the list and opens its page. */
export async function openProduct(page: Page, name: string): Promise<void> {
  await walkTo(page, "Products");
  await page.getByRole("link", { name, exact: true }).click();
  await onScreen(page, name);
}

/** Opens a sheet with the link or button of this name. */
export async function openSheet(
  page: Page,
  opener: string | Locator,
  title: string,
): Promise<Locator> {
  const link =
    typeof opener === "string"
      ? page.getByRole("link", { name: opener, exact: true }).first()
      : opener;
  await link.click();
  const sheet = page.getByRole("dialog", { name: title, exact: true });
  await sheet.waitFor();
  return sheet;
}

/** Clicks the button and waits until the sheet is closed. */
export async function save(sheet: Locator, button: string): Promise<void> {
  await press(sheet, button);
  await sheet.waitFor({ state: "detached" });
}

export function press(within: Locator | Page, button: string): Promise<void> {
  return within.getByRole("button", { name: button, exact: true }).click();
}

/** Chooses from the menu of a row, in which everything is that is not done often. */
export async function chooseInMenu(page: Page, row: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `More for ${row}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** A field by its label, whether or not it says that it is optional. */
export function field(within: Locator, label: string): Locator {
  return within.getByRole("textbox", { name: new RegExp(`^${label}( \\(optional\\))?$`) });
}

export function choice(within: Locator | Page, label: string): Locator {
  return within.getByRole("combobox", { name: label, exact: true });
}

/** The refusal is shown at this field, is part of its description, and the field has the focus. */
export async function refusedAt(input: Locator, sentence: string): Promise<void> {
  const fieldState = () =>
    input.evaluate((node) => ({
      description: (node.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .filter((text) => text !== ""),
      invalid: node.getAttribute("aria-invalid"),
      focused: node === document.activeElement,
    }));
  await expect
    .poll(fieldState, { timeout: 5000 })
    .toEqual({ description: expect.arrayContaining([sentence]), invalid: "true", focused: true });
}

/** The toast with this text; then it is closed, or its action clicked. */
export async function expectToast(page: Page, text: string, action?: string): Promise<void> {
  const toast = page.getByRole("status").filter({ hasText: text }).last();
  await toast.waitFor();
  await press(toast, action ?? "Close");
  await toast.waitFor({ state: "detached" });
}

/** Adds a top-level category in the list. */
export async function addCategory(page: Page, name: string): Promise<void> {
  const sheet = await openSheet(page, "Add category", "New category");
  await field(sheet, "Name").fill(name);
  await save(sheet, "Save category");
  await rowOf(page, name).waitFor();
}

/** Signs in a user. */
export async function signInAs(
  page: Page,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<void> {
  await page.getByLabel("Login name").fill(login);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await press(page, "Sign in");
}

/** Requests a list like a script: outside any browser, with an API key only. */
export async function askAsScript(url: string, key: string, list: "products" | "sales") {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${url}/api/${list}`, { headers });
  const items = at(await answer.json(), "items");
  const names = Array.isArray(items) ? items.map((item: unknown) => at(item, "name")) : [];
  return { status: answer.status, names: names.toSorted() };
}

/** Enters the owner's password in the prompt. */
export async function confirmPasswordOnScreen(page: Page): Promise<void> {
  const passwordDialog = page.getByRole("dialog", { name: "Confirm your password" });
  await field(passwordDialog, "Your password").fill(OWNER.password);
  await press(passwordDialog, "Continue");
  await passwordDialog.waitFor({ state: "detached" });
}
