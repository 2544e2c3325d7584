import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { SCREENS } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, openEmptyTill } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";
import { resizeTo } from "./resize.ts";
import { plugInScanner } from "./scanner-keys.ts";
import { releaseElsewhere, pressDown } from "./steady-press.ts";

const GOODS = ["Mug", "Sencha", "Teapot"].map((name, index) => ({
  name,
  sku: `TILL-${index}`,
  priceMinor: 499 + 100 * index,
}));
const IN_SHOP = 40_000;

const here = ownShop({ screen: "desk" }, ({ owner }) => stockShop(owner.page, GOODS, IN_SHOP));

const box = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });
const cart = (page: Page) => page.getByRole("region", { name: "Cart" });
const line = (page: Page, name: string) =>
  cart(page).getByRole("listitem").filter({ hasText: name });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const quantity = (page: Page, name: string) =>
  page.getByLabel(`Quantity of ${name}`, { exact: true });

/** The till with three lines, the newest one current. */
async function openCart(page: Page): Promise<void> {
  await openEmptyTill(page, here().shop.url);
  await expect(page.getByRole("region", { name: "Best sellers" })).toBeVisible();
  for (const name of ["Mug", "Sencha", "Teapot"]) {
    await box(page).fill(name);
    await box(page).press("Enter");
    await expect(line(page, name)).toBeVisible();
  }
}

/** Numbers all controls of the till; returns their count. */
function numberControls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("main :is(button, input, select, summary, a)")];
    const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    for (const [index, one] of shown.entries()) one.setAttribute("data-pressed", `${index}`);
    return shown.length;
  });
}

/** The controls that move when pressed after `begin` has left a draft. */
async function slipsOf(page: Page, begin: () => Promise<void>): Promise<string[]> {
  const slips: string[] = [];
  await begin();
  const controls = await numberControls(page);
  expect(controls).toBeGreaterThan(15);
  for (let index = 0; index < controls; index += 1) {
    await begin();
    const control = page.locator(`[data-pressed="${index}"]`);
    // The reopened editor has new fields.
    if ((await control.count()) === 0) continue;
    const slip = await pressDown(page, control);
    if (slip !== null) slips.push(slip);
    await releaseElsewhere(page);
  }
  return slips;
}

for (const screen of ["desk", "phone"] as const satisfies readonly Screen[])
  test.describe(`on a ${screen}`, () => {
    onlyInAll(screen === "desk", OTHER_WINDOW);

    test("[fault G3] nothing on the till moves between pressing and releasing, whatever is partly entered", async () => {
      const signedIn = await here().owner.context.storageState();
      const { page, context, pageErrors } = await here().open({ screen, signedIn });
      await page.setViewportSize(SCREENS[screen]);
      await openCart(page);
      // Both screens must show all elements, including the message.
      const counting = () => quantity(page, "Mug").fill(screen === "desk" ? "3" : "x");
      expect(await slipsOf(page, counting)).toEqual([]);
      if (screen === "phone") return context.close();
      await quantity(page, "Mug").fill("1");
      const reducing = async () => {
        const field = page.getByLabel("Discount on Teapot");
        await line(page, "Teapot").getByRole("button", { name: "Teapot", exact: true }).click();
        if ((await field.count()) === 0) await button(page, "Discount").click();
        await field.fill("5");
      };
      expect(await slipsOf(page, reducing)).toEqual([]);
      expect(pageErrors).toEqual([]);
      return context.close();
    });
  });

test.describe("partly entered values", () => {
  test("[fault G3] a quantity edit and the button press that ends it both take effect", async () => {
    const { page } = here().owner;
    await openCart(page);
    await quantity(page, "Mug").click();
    await page.keyboard.type("3", { delay: 60 });
    await button(page, "Discount").click();
    await expect(page.getByLabel("Discount on Mug")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(quantity(page, "Mug")).toHaveValue("3");

    await quantity(page, "Sencha").click();
    await page.keyboard.type("2", { delay: 60 });
    await page.getByRole("button", { name: "One more of Teapot" }).click();
    await expect(quantity(page, "Sencha")).toHaveValue("2");
    await expect(quantity(page, "Teapot")).toHaveValue("2");

    await quantity(page, "Sencha").click();
    await page.keyboard.type("5", { delay: 60 });
    await button(page, "Remove").click();
    await expect(line(page, "Sencha")).toHaveCount(0);
    await expect(cart(page).getByRole("listitem")).toHaveCount(2);

    await quantity(page, "Mug").click();
    await page.keyboard.type("4", { delay: 60 });
    await button(page, "Exact cash").click();
    // 4 × 4.99 + 2 × 6.99
    await expect(page.getByRole("region", { name: "Paid" }).getByText("£33.94")).toBeVisible();
  });

  test("[fault G3] a discount and the focus stay with their line during a scan", async () => {
    const { page } = here().owner;
    await openCart(page);
    const scan = await plugInScanner(page);
    await button(page, "Discount").click();
    const discount = page.getByLabel("Discount on Teapot");
    await discount.fill("1");
    await scan("TILL-0");
    await expect(quantity(page, "Mug")).toHaveValue("2");
    await expect(discount).toHaveValue("1");
    await expect(discount).toBeFocused();
    await discount.pressSequentially("0", { delay: 60 });
    // Clicking elsewhere applies the discount.
    await page.getByRole("button", { name: "One more of Mug" }).click();
    await expect(line(page, "Teapot").getByText("£6.29")).toBeVisible();
  });

  test("[fault G3] an unreadable entry is reported before payment", async () => {
    const { page } = here().owner;
    await openCart(page);
    await quantity(page, "Mug").click();
    await page.keyboard.type("x", { delay: 60 });
    await button(page, "Exact cash").click();
    await expect(page.getByText("Correct the values in the cart first.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Paid" })).toHaveCount(0);
  });

  test("[fault G3] the search box gets the focus once the focused line is removed", async () => {
    const { page } = here().owner;
    await openCart(page);
    await page.getByRole("button", { name: "One less of Mug" }).click();
    await expect(line(page, "Mug")).toHaveCount(0);
    await expect(box(page)).toBeFocused();
    await page.getByRole("button", { name: "One less of Teapot" }).focus();
    await page.keyboard.press("Enter");
    await expect(line(page, "Teapot")).toHaveCount(0);
    await expect(box(page)).toBeFocused();
  });
});

test("[fault G19] at twice the text size a desktop shows the total and a way to pay next to two lines", async () => {
  const { page } = here().owner;
  await openCart(page);
  await page.getByRole("button", { name: "One less of Mug" }).click();
  await resizeTo(page, { width: 720, height: 450 });
  for (const shown of [button(page, "Exact cash"), cart(page).getByText("£12.98").last()]) {
    const place = await shown.boundingBox();
    expect(place === null ? 0 : place.y + place.height).toBeLessThanOrEqual(450);
    expect(place?.y).toBeGreaterThan(0);
  }
  await resizeTo(page, SCREENS.desk);
});

test("[fault G19] three unknown codes in a row wait until each is answered, also after a reload", async () => {
  const { page } = here().owner;
  await openCart(page);
  const scan = await plugInScanner(page);
  const unknown = page.getByText("Not in your products:");
  for (const code of ["99887701", "99887702", "99887703"]) {
    await scan(code);
    await expect(page.getByText(`Not in your products: ${code}`)).toBeVisible();
  }
  await page.reload();
  await expect(unknown.nth(2)).toBeVisible();
  await expect(unknown).toHaveCount(3);
  await button(page, "Ignore").first().click();
  // Another user creates a product with the second code.
  await send(page, "products.create", {
    key: newKey(),
    name: "Matcha",
    priceMinor: 520,
    barcodes: ["99887702"],
  });
  await expect(page.getByText("99887702 now belongs to Matcha")).toBeVisible();
  await button(page, "Add to cart").click();
  await expect(line(page, "Matcha")).toBeVisible();
  // The third belonged to a customer who has left.
  await button(page, "Exact cash").click();
  await expect(page.getByText("It was scanned for an earlier sale")).toBeVisible();
  await page.goto(`${here().shop.url}/products`);
  await onScreen(page, "Products");
  await page.goto(`${here().shop.url}/sell`);
  await expect(page.getByText("Not in your products: 99887703")).toBeVisible();
  await button(page, "Ignore").click();
  await expect(unknown).toHaveCount(0);
});

test("[fault G6] an unknown code becomes a product in the cart, with its opening stock", async () => {
  const { page } = here().owner;
  await openCart(page);
  await box(page).fill("4006381333931");
  await box(page).press("Enter");
  await button(page, "Add as a new product").click();
  await page.getByLabel("Name", { exact: true }).fill("Jasmine");
  await page.getByLabel("Price", { exact: true }).fill("4.20");
  await page.getByLabel("Quantity in stock").fill("6");
  await button(page, "Add to products and cart").click();
  await expect(line(page, "Jasmine")).toBeVisible();
  const made = await ask(page, "products.byBarcode", { code: "4006381333931" });
  expect(at(made, "onHandMilli")).toBe(6000);
});

test("[fault G6] a receipt scanned at the till opens its return, and the cart stays", async () => {
  const { page } = here().owner;
  await openCart(page);
  await button(page, "Exact cash").click();
  await expect(button(page, "Print receipt")).toBeVisible();
  const receipt = textAt(await ask(page, "sales.list", { limit: 1 }), "items", 0, "receiptNumber");
  await box(page).fill("Mug");
  await box(page).press("Enter");
  await expect(line(page, "Mug")).toBeVisible();
  const scan = await plugInScanner(page);
  await scan(receipt);
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText(receipt)).toBeVisible();
  // The returned goods select their line.
  await scan("TILL-1");
  await expect(sheet.getByRole("checkbox", { name: "Sencha" })).toBeChecked();
  await page.goto(`${here().shop.url}/sell`);
  await expect(line(page, "Mug")).toBeVisible();
});
