import { newKey } from "@daybook/client";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { EVERY_APPEARANCE, faultsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, openSell, signIn } from "./journeys.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";
import { noteShifts, tooManyShifts } from "./shift.ts";

const GOODS = [
  { name: "Kettle", sku: "KETTLE", priceMinor: 2500 },
  { name: "Mug", sku: "MUG", priceMinor: 580 },
];
const MANY = Array.from({ length: 14 }, (_, index) => ({
  name: `Item ${index + 1} with a name that needs more than one line on a phone`,
  sku: `ITEM-${index + 1}`,
  priceMinor: 100 + index,
}));
const GREETING = "Fresh bread from seven";

const cartOf = (page: Page) => page.getByRole("region", { name: "Cart" });
const boxOf = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });
const itemsOn = (display: Page) => display.getByRole("region", { name: "Your items" });
const totalOn = (display: Page) => display.getByRole("region", { name: "Total" });

async function add(page: Page, name: string): Promise<void> {
  await boxOf(page).fill(name);
  await boxOf(page).press("Enter");
  await expect(cartOf(page).getByText(name).first()).toBeVisible();
}

/** No error of the display is expected, also of its styles and scripts. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return errors;
}

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
  { width: 740, height: 360 },
];

test.describe("a till and its customer display", () => {
  let tillId = "";
  const here = ownShop({ screen: "desk", mayFail: true }, async ({ owner }) => {
    await stockShop(owner.page, [...GOODS, ...MANY], 300_000);
    const { page } = owner;
    tillId = textAt(
      await send(page, "tills.enrol", { key: newKey(), name: "Front", receiptPrefix: "F" }),
      "id",
    );
    const version = at(await ask(page, "settings.get"), "version");
    await send(page, "settings.update", { key: newKey(), version, displayGreeting: GREETING });
  });

  /** A second window on the computer of the till. */
  async function openDisplay(id = tillId): Promise<Page> {
    const display = await here().owner.context.newPage();
    await display.goto(`${here().shop.url}/display/${id}`);
    return display;
  }

  test("[S17] the page Tills opens the display of a till in a window of its own", async () => {
    const { page, context } = here().owner;
    await page.goto(`${here().shop.url}/settings/tills`);
    await onScreen(page, "Tills");
    await page.getByRole("button", { name: "Customer display" }).click();
    const dialog = page.getByRole("dialog", { name: "Customer display of “Front”" });
    const opening = context.waitForEvent("page");
    await dialog.getByRole("link", { name: "Open customer display" }).click();
    const display = await opening;
    await expect(display.getByText(GREETING)).toBeVisible();
    await expect(display.getByText("Front · not open")).toBeVisible();
    await expect(display.getByRole("navigation")).toHaveCount(0);
    await display.close();
    await dialog.getByRole("button", { name: "Close" }).click();
  });

  test("[S17] scan, discount, payment, change, and the next customer begins with nothing", async () => {
    const { page } = here().owner;
    await openSell(page, here().shop.url);
    const display = await openDisplay();
    const errors = errorsOf(display);
    await expect(display.getByText(GREETING)).toBeVisible();
    await expect(display.getByText("Front", { exact: true })).toBeVisible();
    await add(page, "Kettle");
    await add(page, "Mug");
    await page.keyboard.press("+");
    await expect(itemsOn(display).getByRole("listitem")).toHaveCount(2);
    await expect(itemsOn(display).getByRole("listitem").last()).toContainText("Mug");
    await expect(itemsOn(display)).toContainText("2 × £5.80");
    await expect(itemsOn(display)).toContainText("£11.60");
    await expect(totalOn(display)).toContainText("Total £36.60");
    await expect(display.locator("output[aria-live=polite]")).toHaveText(
      "Mug, 2, £11.60. Total £36.60.",
    );
    await page.keyboard.press("F8");
    await page.keyboard.type("10%");
    await page.keyboard.press("Enter");
    await expect(itemsOn(display)).toContainText("£1.16 off");
    await expect(totalOn(display)).toContainText("Total £35.44");
    // A part in cash, then the rest: what was given is shown, and what is left.
    await page.getByLabel("Amount received").fill("20");
    await page.keyboard.press("F9");
    await expect(totalOn(display)).toContainText("Given: Cash");
    await expect(totalOn(display)).toContainText("Still to pay £15.44");
    await page.getByLabel("Amount received").fill("20");
    await page.keyboard.press("F9");
    await expect(page.getByText("Receipt F-1")).toBeVisible();
    await expect(display.getByText("Change £4.56", { exact: true })).toBeVisible();
    await expect(display.getByRole("heading", { name: "Thank you!" })).toBeVisible();
    await expect(itemsOn(display)).toHaveCount(0);
    await expect(display.getByText("Kettle")).toHaveCount(0);
    // The next customer.
    await add(page, "Mug");
    await expect(itemsOn(display).getByRole("listitem")).toHaveCount(1);
    await expect(totalOn(display)).toContainText("Total £5.80");
    await expect(display.getByText("Thank you!")).toHaveCount(0);
    await boxOf(page).fill("");
    await page.keyboard.press("Delete");
    await expect(display.getByText(GREETING)).toBeVisible();
    expect(errors).toEqual([]);
    await display.close();
  });

  test("[S17] every size, light and dark: no violation, nothing sideways, the newest item and the total in view", async () => {
    const { page, context } = here().owner;
    await openSell(page, here().shop.url);
    await noteShifts(context);
    const display = await openDisplay();
    await add(page, "Kettle");
    await add(page, "Mug");
    for (const { sku } of MANY) {
      await boxOf(page).fill(sku);
      await boxOf(page).press("Enter");
      await expect(boxOf(page)).toHaveValue("");
    }
    await expect(itemsOn(display).getByRole("listitem")).toHaveCount(16);
    for (const size of SIZES) {
      await display.setViewportSize(size);
      await expect(itemsOn(display).getByRole("listitem").last()).toBeInViewport();
      await expect(totalOn(display).getByText(/^Total$/)).toBeInViewport();
      await expect(totalOn(display).locator("strong")).toBeInViewport({ ratio: 1 });
    }
    expect(await faultsOf(display, EVERY_APPEARANCE)).toEqual([]);
    expect(await tooManyShifts(display)).toEqual([]);
    await display.close();
    await page.getByRole("button", { name: "Exact cash" }).click();
  });

  test("[S17] after a restart of the server the display connects again and shows the cart again", async () => {
    const { page } = here().owner;
    const { shop } = here();
    await openSell(page, shop.url);
    const display = await openDisplay();
    await add(page, "Kettle");
    await expect(totalOn(display)).toContainText("Total £25.00");
    await shop.halt();
    await expect(display.getByText("Not connected")).toBeVisible({ timeout: 10_000 });
    await expect(display.getByText("Kettle")).toHaveCount(0);
    await shop.resume();
    await expect(totalOn(display)).toContainText("Total £25.00", { timeout: 20_000 });
    await expect(display.getByText("Not connected")).toHaveCount(0);
    await display.close();
  });

  test("[S17] a till that is closed leaves nothing on its display", async () => {
    const { page } = here().owner;
    test.setTimeout(90_000);
    await openSell(page, here().shop.url);
    const display = await openDisplay();
    await expect(totalOn(display)).toContainText("Total £25.00");
    await page.goto("about:blank");
    await expect(display.getByText("Front · not open")).toBeVisible({ timeout: 45_000 });
    await expect(display.getByText("Kettle")).toHaveCount(0);
    await display.close();
    await page.goto(here().shop.url);
  });

  test("[S17] an unknown till, a revoked one and a device without sign-in say what to do", async () => {
    const { page } = here().owner;
    const { url } = here().shop;
    for (const id of ["01890000-0000-7000-8000-000000000000", "front"]) {
      const display = await openDisplay(id);
      await expect(display.getByText("There is no such till")).toBeVisible();
      await expect(display.getByRole("link", { name: "Go to Tills" })).toBeVisible();
      expect(await faultsOf(display)).toEqual([]);
      await display.close();
    }
    const { page: stranger } = await here().open({ screen: "phone" });
    await stranger.goto(`${url}/display/${tillId}`);
    await stranger.waitForURL(`${url}/sign-in?next=%2Fdisplay%2F${tillId}`);
    await signIn(stranger);
    await expect(stranger.getByText(GREETING)).toBeVisible();
    const version = at(await ask(page, "tills.list"), "items", 0, "version");
    await send(page, "tills.revoke", { key: newKey(), id: tillId, version });
    const display = await openDisplay();
    await expect(display.getByText("This till was revoked")).toBeVisible();
    await display.close();
  });
});
