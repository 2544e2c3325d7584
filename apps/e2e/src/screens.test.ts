import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { faultsOf } from "./accessibility.ts";
import { SCREENS } from "./browser.ts";
import type { Window } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import type { SignedIn } from "./fixtures.ts";
import { addProduct, goTo, live, onScreen, receive } from "./journeys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";
import { openTill } from "./till.ts";
import { smallTargets } from "./touch-targets.ts";

let empty: RunningShop;
let signedIn: SignedIn;
let owner: Window;
let signedOutWindow: Window;

const here = ownShop({ screen: "desk" }, async ({ shop, owner: { context, page }, open }) => {
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
  owner = await open({ screen: "desk", signedIn });
  signedOutWindow = await open({ screen: "desk" });
});
test.beforeAll(async () => {
  empty = await startShop();
});
test.afterAll(() => empty.stop());

interface View {
  readonly name: string;
  /** Opens the page and waits until it is stable. */
  readonly open: (page: Page) => Promise<void>;
  readonly signedOut?: boolean;
}

const VIEWS: readonly View[] = [
  {
    name: "set-up, first step",
    signedOut: true,
    open: async (page) => {
      await page.goto(`${empty.url}/setup#${empty.setupToken}`);
      await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
    },
  },
  {
    name: "setup, second step with errors",
    signedOut: true,
    open: async (page) => {
      await page.goto(`${empty.url}/setup#${empty.setupToken}`);
      await page.getByLabel("Shop name").fill("Nordhof");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Finish setup" }).click();
      await expect(page.getByText("This field is required").first()).toBeVisible();
    },
  },
  {
    name: "setup without its link",
    signedOut: true,
    open: async (page) => {
      await page.goto(`${empty.url}/`);
      await expect(page.getByText("Finish setup on the computer")).toBeVisible();
    },
  },
  {
    name: "signing in, refused",
    signedOut: true,
    open: async (page) => {
      await page.goto(`${here().shop.url}/sign-in`);
      await page.getByLabel("Login name").fill("nobody");
      await page.getByRole("textbox", { name: "Password" }).fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Wrong name or password.").first()).toBeVisible();
    },
  },
  {
    name: "a new password, refused",
    signedOut: true,
    open: async (page) => {
      // A valid link would end the owner's session.
      await page.goto(`${here().shop.url}/reset-password#${"0".repeat(43)}`);
      await page.getByRole("textbox", { name: "New password" }).fill("short");
      await page.getByRole("button", { name: "Save the new password" }).click();
      await expect(page.getByText("Use at least 12 characters")).toBeVisible();
    },
  },
  {
    name: "till with a shortage and an unknown code",
    open: async (page) => {
      await enterAtTill(page, "40*TEA-1");
      await expect(cartOf(page).getByText("left in Shop")).toBeVisible();
      await enterAtTill(page, "036000291452");
      await expect(page.getByText("Not in your products: 036000291452")).toBeVisible();
    },
  },
  {
    name: "till, paying in parts",
    open: async (page) => {
      await startSale(page);
      await page.getByLabel("Amount received").fill("5");
      await page.getByRole("button", { name: "Card", exact: true }).click();
      await expect(page.getByText("Still to pay", { exact: true })).toBeVisible();
    },
  },
  {
    name: "till after a sale",
    open: async (page) => {
      await startSale(page);
      await page.keyboard.press("F10");
      await expect(page.getByRole("button", { name: "Print receipt" })).toBeVisible();
    },
  },
  {
    name: "the command palette",
    open: async (page) => {
      await page.goto(`${here().shop.url}/ledger`);
      await onScreen(page, "Stock history");
      await page.keyboard.press("Control+k");
      await page.getByPlaceholder("A product, code, page or action").fill("tea");
      await expect(page.getByRole("dialog").getByText("Teapot, stoneware")).toBeVisible();
    },
  },
  {
    name: "the keyboard shortcuts",
    open: async (page) => {
      await page.goto(`${here().shop.url}/sales`);
      await onScreen(page, "Sales");
      await live(page);
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    },
  },
  {
    name: "opening stock",
    open: async (page) => {
      await page.goto(`${here().shop.url}/receive?as=opening`);
      await onScreen(page, "Opening stock");
    },
  },
  {
    name: "a delivery with a line",
    open: async (page) => {
      await page.goto(`${here().shop.url}/receive`);
      await page.getByRole("combobox", { name: "Scan or search a product" }).fill("TEA-1");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("listitem", { name: "Teapot, stoneware" })).toBeVisible();
    },
  },
  {
    name: "many products changed at once, refused",
    open: async (page) => {
      await page.goto(`${here().shop.url}/products`);
      await page.getByRole("checkbox", { name: "Select Teapot, stoneware", exact: true }).check();
      await page.getByRole("link", { name: "Edit selected" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByRole("textbox", { name: /^Change price by/ }).fill("-150");
      await sheet.getByRole("button", { name: "Save changes" }).click();
      await expect(sheet.getByText("at most 100%")).toBeVisible();
    },
  },
  {
    name: "dashboard as tables",
    open: async (page) => {
      await page.goto(`${here().shop.url}/dashboard`);
      await page.getByRole("button", { name: "Show as table" }).first().click();
      await page.getByRole("button", { name: "Show as table" }).click();
      await expect(page.getByRole("table", { name: /last 30 days/ })).toBeVisible();
    },
  },
  {
    name: "products, nothing found",
    open: async (page) => {
      await page.goto(`${here().shop.url}/products?q=zzz`);
      await expect(page.getByText("Nothing matches")).toBeVisible();
    },
  },
  {
    name: "new product with errors",
    open: async (page) => {
      await page.goto(`${here().shop.url}/products?sheet=new`);
      await page.getByRole("button", { name: "Save product" }).click();
      await expect(page.getByText("This field is required").first()).toBeVisible();
    },
  },
  {
    name: "product that does not exist",
    open: async (page) => {
      await page.goto(`${here().shop.url}/products/01890000-0000-7000-8000-000000000000`);
      await expect(page.getByRole("alert").getByText("does not exist")).toBeVisible();
    },
  },
  {
    name: "an address that does not exist",
    open: async (page) => {
      await page.goto(`${here().shop.url}/nowhere`);
      await onScreen(page, "Page not found");
    },
  },
  {
    name: "addresses that no record and no page can have",
    open: async (page) => {
      for (const path of ["/%", "/%00", "/products/%E0%A4%A"]) {
        await page.goto(`${here().shop.url}${path}`);
        await onScreen(page, "Page not found");
      }
      await page.goto(`${here().shop.url}/products/%00`);
      await expect(page.getByText("The address of this page is not valid")).toBeVisible();
    },
  },
];

const cartOf = (page: Page) => page.getByRole("region", { name: "Cart" });

/** Types into the till's search box and presses Enter. */
async function enterAtTill(page: Page, words: string): Promise<void> {
  if (!page.url().endsWith("/sell")) await page.goto(`${here().shop.url}/sell`);
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill(words);
  await box.press("Enter");
}

/** A cart with one teapot, whatever it contained before. */
async function startSale(page: Page): Promise<void> {
  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  await expect(page.getByRole("combobox", { name: "Scan or search" })).toBeVisible();
  const remove = cartOf(page).getByRole("button", { name: "Remove" });
  while ((await remove.count()) > 0) await remove.first().click();
  await enterAtTill(page, "TEA-1");
  await expect(cartOf(page).getByText("Teapot, stoneware").first()).toBeVisible();
  // Payment needs the taxes, and with them the total.
  await expect(cartOf(page).getByText("Total", { exact: true })).toBeVisible();
}

for (const { name, open, signedOut = false } of VIEWS)
  test(`${name}: no violation in light or dark, on a desktop or a phone, no horizontal scrolling, every touch target large enough, no rule of the page broken`, async () => {
    const { page, pageErrors } = signedOut ? signedOutWindow : owner;
    await page.setViewportSize(SCREENS.desk);
    await page.emulateMedia({ colorScheme: "light" });
    await open(page);
    const faults = [...(await faultsOf(page)), ...(await smallTargets(page))];
    expect([...faults, ...pageErrors.splice(0)]).toEqual([]);
  });

test("everything on the list of products is reached by keyboard, and Esc restores the focus", async () => {
  const { context, page, pageErrors } = await here().open({ screen: "desk", signedIn });
  try {
    await page.goto(`${here().shop.url}/products`);
    await expect(page.getByRole("link", { name: "Teapot, stoneware", exact: true })).toBeVisible();
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
    // One row of the list is in the tab order; arrow keys lead to all others.
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
    await expect(page.getByRole("dialog", { name: "New product" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(add).toBeFocused();
    expect(pageErrors).toEqual([]);
  } finally {
    await context.close();
  }
});
