import type { Page } from "playwright-core";
import { untilQuiet } from "./quiet.ts";

/** Loads the page that then navigates between screens, without animations. */
export async function loadOnce(page: Page, url: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${url}/more`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

/** Navigates inside the running page, like a link, and waits for the screen. */
export async function goToScreen(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const stays = new URL(to, window.location.href).pathname === window.location.pathname;
    if (!stays) document.querySelector("h1")?.setAttribute("data-left", "");
    window.history.pushState({}, "", to);
  }, path);
  await page.getByRole("dialog").first().waitFor({ state: "detached" });
  await page.locator("h1:not([data-left])").first().waitFor();
}

/** The same, and waits until no requests follow. */
export async function goInside(page: Page, path: string): Promise<void> {
  const quiet = untilQuiet(page);
  await goToScreen(page, path);
  await quiet();
}

/** Goes to an address of a screen that may open something on it, and waits until nothing follows. */
export async function goInsideWithSearch(page: Page, address: string): Promise<void> {
  const [path = ""] = address.split("?");
  await goInside(page, path);
  const quiet = untilQuiet(page);
  await page.evaluate((to) => window.history.pushState({}, "", to), address);
  await quiet();
}

/** Opens a sheet or a dialog on its screen, and waits until nothing follows. */
export async function openSheetAt(page: Page, address: string): Promise<void> {
  const [path = ""] = address.split("?");
  await goInside(page, path);
  const quiet = untilQuiet(page);
  await page.evaluate((to) => window.history.pushState({}, "", to), address);
  await page.getByRole("dialog").first().waitFor();
  await quiet();
}
