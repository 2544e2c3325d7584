import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newKey } from "@daybook/client";
import { faultsOf } from "./accessibility.ts";
import { launchBrowser, openWindow, SCREENS } from "./browser.ts";
import type { Window } from "./browser.ts";
import { addProduct, goTo, live, onScreen, receive, openNewShop } from "./journeys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { openTill } from "./till.ts";

let browser: Browser;
let shop: RunningShop;
let signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;
let empty: RunningShop;
let owner: Window;
let stranger: Window;

beforeAll(async () => {
  browser = await launchBrowser();
  [shop, empty] = await Promise.all([startShop(), startShop()]);
  const { context, page } = await openWindow(browser, { screen: "desk" });
  await openNewShop(page, shop);
  await goTo(page, "Products");
  await addProduct(page, { name: "Teapot, stoneware", sku: "TEA-1", price: "24.50" });
  await receive(page, { quantity: "5", cost: "60" });
  const till = await openTill(page, shop.url);
  await till.sell("TEA-1", 2);
  await till.client.products.createMany.mutate({
    key: newKey(),
    products: [
      {
        name: `Versandkostenversicherungs${"bescheinigungs".repeat(4)}mappe`,
        priceMinor: 123_456_789_012,
      },
      { name: "Gift wrapping", priceMinor: 350, kind: "service" },
    ],
  });
  signedIn = await context.storageState();
  await context.close();
  owner = await openWindow(browser, { screen: "desk", signedIn });
  stranger = await openWindow(browser, { screen: "desk" });
});
afterAll(async () => {
  await browser.close();
  await Promise.all([shop.stop(), empty.stop()]);
});

interface View {
  readonly name: string;
  /** Brings the page there and waits until it stands still. */
  readonly open: (page: Page) => Promise<void>;
  readonly door?: boolean;
}

const VIEWS: readonly View[] = [
  {
    name: "set-up, first step",
    door: true,
    open: async (page) => {
      await page.goto(`${empty.url}/setup#${empty.setupToken}`);
      await page.getByRole("button", { name: "Continue" }).waitFor();
    },
  },
  {
    name: "set-up, second step with errors",
    door: true,
    open: async (page) => {
      await page.goto(`${empty.url}/setup#${empty.setupToken}`);
      await page.getByLabel("Shop name").fill("Nordhof");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Finish setup" }).click();
      await page.getByText("This field is required").first().waitFor();
    },
  },
  {
    name: "set-up without its link",
    door: true,
    open: async (page) => {
      await page.goto(`${empty.url}/`);
      await page.getByText("Finish setup on the computer").waitFor();
    },
  },
  {
    name: "signing in, refused",
    door: true,
    open: async (page) => {
      await page.goto(`${shop.url}/sign-in`);
      await page.getByLabel("Login name").fill("nobody");
      await page.getByRole("textbox", { name: "Password" }).fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("Wrong name or password.").first().waitFor();
    },
  },
  {
    name: "a new password, refused",
    door: true,
    open: async (page) => {
      // A real link would end the owner's session.
      await page.goto(`${shop.url}/reset-password#of-long-ago`);
      await page.getByRole("textbox", { name: "New password" }).fill("short");
      await page.getByRole("button", { name: "Save the new password" }).click();
      await page.getByText("Use at least 12 characters").waitFor();
    },
  },
  {
    name: "till with a line that is short and a code nobody knows",
    open: async (page) => {
      await enterAtTill(page, "40*TEA-1");
      await cartOf(page).getByText("left in Shop").waitFor();
      await enterAtTill(page, "036000291452");
      await page.getByText("Not in your products: 036000291452").waitFor();
    },
  },
  {
    name: "till, paying in parts",
    open: async (page) => {
      await startSale(page);
      await page.getByLabel("Amount received").fill("5");
      await page.getByRole("button", { name: "Card", exact: true }).click();
      await page.getByText("Still to pay", { exact: true }).waitFor();
    },
  },
  {
    name: "till after a sale",
    open: async (page) => {
      await startSale(page);
      await page.keyboard.press("F10");
      await page.getByRole("button", { name: "Print receipt" }).waitFor();
    },
  },
  {
    name: "the command palette",
    open: async (page) => {
      await page.goto(`${shop.url}/ledger`);
      await onScreen(page, "Stock history");
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder("A product, code, page or action").fill("tea");
      await page.getByRole("dialog").getByText("Teapot, stoneware").waitFor();
    },
  },
  {
    name: "the keyboard shortcuts",
    open: async (page) => {
      await page.goto(`${shop.url}/sales`);
      await onScreen(page, "Sales");
      await live(page);
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    },
  },
  {
    name: "the stock of the first day",
    open: async (page) => {
      await page.goto(`${shop.url}/receive?as=opening`);
      await onScreen(page, "Opening stock");
    },
  },
  {
    name: "many products changed at once, refused",
    open: async (page) => {
      await page.goto(`${shop.url}/products`);
      await page.getByRole("checkbox", { name: "Select Teapot, stoneware", exact: true }).check();
      await page.getByRole("link", { name: "Edit selected" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("textbox", { name: /^Change price by/ }).fill("-150");
      await sheet.getByRole("button", { name: "Save changes" }).click();
      await sheet.getByText("at most 100%").waitFor();
    },
  },
  {
    name: "dashboard as tables",
    open: async (page) => {
      await page.goto(`${shop.url}/dashboard`);
      await page.getByRole("button", { name: "Show as table" }).first().click();
      await page.getByRole("button", { name: "Show as table" }).click();
      await page.getByRole("table", { name: /last 30 days/ }).waitFor();
    },
  },
  {
    name: "products, nothing found",
    open: async (page) => {
      await page.goto(`${shop.url}/products?q=zzz`);
      await page.getByText("Nothing matches").waitFor();
    },
  },
  {
    name: "new product with errors",
    open: async (page) => {
      await page.goto(`${shop.url}/products?sheet=new`);
      await page.getByRole("button", { name: "Save product" }).click();
      await page.getByText("This field is required").first().waitFor();
    },
  },
  {
    name: "product that does not exist",
    open: async (page) => {
      await page.goto(`${shop.url}/products/01890000-0000-7000-8000-000000000000`);
      await page.getByRole("alert").getByText("does not exist").waitFor();
    },
  },
  {
    name: "an address with nothing behind it",
    open: async (page) => {
      await page.goto(`${shop.url}/nowhere`);
      await onScreen(page, "Page not found");
    },
  },
];

const cartOf = (page: Page) => page.getByRole("region", { name: "Cart" });

/** Types into the till's box and presses Enter. */
async function enterAtTill(page: Page, words: string): Promise<void> {
  if (!page.url().endsWith("/sell")) await page.goto(`${shop.url}/sell`);
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill(words);
  await box.press("Enter");
}

/** A cart of one teapot, whatever lay in it before. */
async function startSale(page: Page): Promise<void> {
  await page.goto(`${shop.url}/sell`);
  await onScreen(page, "Sell");
  await page.getByRole("combobox", { name: "Scan or search" }).waitFor();
  const remove = cartOf(page).getByRole("button", { name: "Remove" });
  while ((await remove.count()) > 0) await remove.first().click();
  await enterAtTill(page, "TEA-1");
  await cartOf(page).getByText("Teapot, stoneware").first().waitFor();
  // Money is taken once the taxes are there, and with them the total.
  await cartOf(page).getByText("Total", { exact: true }).waitFor();
}

test.each(VIEWS)(
  "$name: no violation in light or dark, on a desk or a phone, nothing sideways, no rule of the page broken",
  async ({ open, door = false }) => {
    const { page, troubles } = door ? stranger : owner;
    await page.setViewportSize(SCREENS.desk);
    await page.emulateMedia({ colorScheme: "light" });
    await open(page);
    expect([...(await faultsOf(page)), ...troubles.splice(0)]).toEqual([]);
  },
);

test("everything on the list of products is reached by keyboard, and Esc gives the focus back", async () => {
  const { context, page, troubles } = await openWindow(browser, { screen: "desk", signedIn });
  try {
    await page.goto(`${shop.url}/products`);
    await page.getByRole("link", { name: "Teapot, stoneware", exact: true }).waitFor();
    await live(page);
    const reached = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press("Tab");
      reached.add(
        await page.evaluate(() => {
          const at = document.activeElement === document.body ? null : document.activeElement;
          const style = at === null ? null : getComputedStyle(at);
          const label = at instanceof HTMLElement ? at.innerText || at.id : "";
          return `${at?.tagName} ${label} ${style?.outlineStyle === "none" ? "without a ring" : ""}`.trim();
        }),
      );
    }
    const text = [...reached].join("\n");
    for (const name of [
      "Skip to content",
      "Dashboard",
      "Products",
      "Theme",
      "Sign out",
      "Add product",
      "Low",
      "Columns",
    ])
      expect(text).toContain(name);
    expect(text).not.toContain("without a ring");
    // One row of the list is on the way; the arrows lead from it to all others.
    await page.getByRole("rowheader").first().getByRole("link").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+Home");
    const teapot = page.getByRole("link", { name: "Teapot, stoneware", exact: true });
    const reachedByArrow = () => teapot.evaluate((node) => node === document.activeElement);
    for (let step = 0; step < 10 && !(await reachedByArrow()); step += 1)
      await page.keyboard.press("ArrowDown");
    expect(await reachedByArrow()).toBe(true);

    const add = page.getByRole("link", { name: "Add product" });
    await add.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "New product" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await add.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(troubles).toEqual([]);
  } finally {
    await context.close();
  }
});
