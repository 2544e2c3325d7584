import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { pieces } from "@daybook/contract/quantity";
import { faultsOf } from "./accessibility.ts";
import { launchBrowser, openWindow, SCREENS } from "./browser.ts";
import type { Window } from "./browser.ts";
import { rowOf, setUpShop } from "./journeys.ts";
import { said } from "./office.ts";
import { ask, at, send } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

let browser: Browser;
let shop: RunningShop;
let signedIn: Window;

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await startShop();
  signedIn = await openWindow(browser, { screen: "desk" });
  const { page } = signedIn;
  await setUpShop(page, shop.url, shop.setupToken);
  for (const name of ["Ada", "Bob", "Cyd", "Dot"]) {
    await send(page, "customers.create", { key: newKey(), name });
    await send(page, "suppliers.create", { key: newKey(), name });
  }
  // Nothing of them is there, so each has its alert from the first moment.
  const reorderRules = [{ reorderPointMilli: pieces(2), targetMilli: pieces(9) }];
  for (const name of ["Cup", "Jug", "Pot", "Tin"])
    await send(page, "products.create", { key: newKey(), name, priceMinor: 900, reorderRules });
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names)
    await page.getByRole("checkbox", { name: `Choose ${name}`, exact: true }).check();
}

const shownRows = (page: Page) => page.locator("tbody tr").count();

describe.each(["desk", "phone"] as const)("[X3] on a %s", (screen) => {
  let page: Page;

  beforeAll(async () => {
    const state = await signedIn.context.storageState();
    ({ page } = await openWindow(browser, { screen, signedIn: state }));
  });

  test.each(["customers", "suppliers"])(
    "chosen %s are taken out of use at once, and all brought back",
    async (list) => {
      await page.goto(`${shop.url}/${list}`);
      await rowOf(page, "Ada").waitFor();
      await choose(page, "Ada", "Bob", "Dot");
      const bar = page.getByRole("region", { name: `Chosen ${list}` });
      await bar.getByText(`3 ${list} chosen`).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.setViewportSize(SCREENS[screen]);

      await page.route("**/trpc/*.updateMany*", (route) => route.abort());
      await bar.getByRole("button", { name: "Deactivate" }).click();
      await bar.getByRole("alert").getByText("None was changed.").waitFor();
      await page.unroute("**/trpc/*.updateMany*");
      await bar.getByRole("button", { name: "Deactivate" }).click();
      await bar.waitFor({ state: "detached" });
      await rowOf(page, "Ada").waitFor({ state: "detached" });
      expect(await shownRows(page)).toBe(1);

      await said(page, `3 ${list} are deactivated.`, "Undo");
      await rowOf(page, "Dot").waitFor();
      expect(await shownRows(page)).toBe(4);
    },
  );

  test("[A3] [A5] chosen alerts get one answer, and it can be taken back", async () => {
    const counts = () => ask(page, "alerts.counts");
    await page.goto(`${shop.url}/alerts`);
    await rowOf(page, "Cup").waitFor();
    await choose(page, "Cup", "Pot");
    const bar = page.getByRole("region", { name: "Chosen alerts" });
    await bar.getByText("2 alerts chosen").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(SCREENS[screen]);

    await bar.getByRole("button", { name: "Dismiss" }).click();
    await rowOf(page, "Cup").waitFor({ state: "detached" });
    expect(await counts()).toMatchObject({ active: 2, dismissed: 2 });
    await said(page, "2 alerts: silent until they are back in stock.", "Undo");
    await rowOf(page, "Cup").waitFor();
    expect(await counts()).toMatchObject({ active: 4, dismissed: 0 });

    await choose(page, "Cup", "Jug", "Tin");
    await bar.getByRole("button", { name: "Snooze" }).click();
    const dialog = page.getByRole("dialog", { name: "Snooze 3 alerts" });
    await dialog.getByRole("button", { name: "Snooze until then" }).click();
    await dialog.getByText("Fill this in").waitFor();
    await dialog.getByRole("button", { name: "For 1 week" }).click();
    await dialog.waitFor({ state: "detached" });
    await rowOf(page, "Tin").waitFor({ state: "detached" });
    expect(await counts()).toMatchObject({ active: 1, snoozed: 3 });

    await page.goto(`${shop.url}/alerts?status=snoozed`);
    await rowOf(page, "Tin").waitFor();
    await choose(page, "Cup", "Jug", "Tin");
    await bar.getByRole("button", { name: "Bring back" }).click();
    await said(page, "3 alerts wait for someone again.");
    expect(at(await counts(), "active")).toBe(4);
  });
});

test("with Shift a choice reaches from the row chosen last, and the box above chooses all or none", async () => {
  const { page } = signedIn;
  await page.goto(`${shop.url}/customers`);
  await choose(page, "Ada");
  const last = page.getByRole("checkbox", { name: "Choose Cyd", exact: true });
  await last.click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Chosen customers" });
  await bar.getByText("3 customers chosen").waitFor();
  const all = page.getByRole("checkbox", { name: "Choose all" });
  expect(await all.evaluate((box) => box instanceof HTMLInputElement && box.indeterminate)).toBe(
    true,
  );
  await all.check();
  await bar.getByText("4 customers chosen").waitFor();
  await all.uncheck();
  await bar.waitFor({ state: "detached" });
});
