import { expect } from "@playwright/test";
import { sidewaysAt } from "./accessibility.ts";
import { SCREENS } from "./browser.ts";
import { inSampleShop, test } from "./fixtures.ts";
import { resizeTo } from "./resize.ts";
import { goInside, loadOnce } from "./walk.ts";

const here = inSampleShop({ screen: "desk" }, ({ shop, owner }) => loadOnce(owner.page, shop.url));

test("the SKU that the next product gets stays on one line at every width of a phone", async () => {
  const { page } = here().owner;
  await goInside(page, "/settings");
  const hint = page.getByText("# stands for a digit.");
  const sku = hint.locator("span");
  await expect(sku).toHaveText(/^\S+-\S+$/);
  const broken: number[] = [];
  for (let width = 320; width <= 400; width += 4) {
    await resizeTo(page, { width, height: 800 });
    const lines = await sku.evaluate((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return new Set([...range.getClientRects()].map(({ top }) => top)).size;
    });
    if (lines > 1) broken.push(width);
  }
  await resizeTo(page, SCREENS.desk);
  expect(broken).toEqual([]);
});

test("the bars below “On hand” are explained while they are shown, and only then", async () => {
  const { page } = here().owner;
  const legend = page.getByText("How the stock is divided between locations");
  await goInside(page, "/products");
  await expect(legend).toBeVisible();
  await resizeTo(page, SCREENS.phone);
  await expect(legend).toHaveCount(0);
  await resizeTo(page, SCREENS.desk);
  const column = async () => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "On hand" }).click();
    await page.keyboard.press("Escape");
  };
  await column();
  await expect(legend).toHaveCount(0);
  await column();
  await expect(legend).toBeVisible();
});

test("a line of the cart and the total fit the narrowest phone, also with a price of twelve digits", async () => {
  const { page } = here().owner;
  await goInside(page, "/sell");
  const box = page.getByRole("combobox", { name: "Scan or search" });
  for (const code of ["AAA-LANG", "0.4*TC-C-032"]) {
    await box.fill(code);
    await box.press("Enter");
  }
  const cart = page.getByRole("region", { name: "Cart" });
  await expect(cart.getByText("£1,234,567,890.12")).toHaveCount(2);
  expect(await sidewaysAt(page)).toEqual([]);
  await resizeTo(page, { width: 320, height: 740 });
  const faults = await page.evaluate(() => {
    const shown = document.querySelectorAll(
      "main :is(li, strong.num) :is(span, button), main strong.num",
    );
    const buttons = [...document.querySelectorAll("button")];
    const pay = buttons.find((one) => one.textContent === "Pay")?.getBoundingClientRect().left ?? 0;
    return [...shown].flatMap((one) => {
      if (!one.checkVisibility() || (one.textContent ?? "").trim() === "") return [];
      const { left, right, width, height } = one.getBoundingClientRect();
      const limit = one.tagName === "STRONG" ? pay : window.innerWidth;
      const isTower = height > 3 * width && height > 48;
      return right > limit || left < 0 || isTower
        ? [`${one.textContent}: ${right}, ${height}`]
        : [];
    });
  });
  await resizeTo(page, SCREENS.desk);
  await page.evaluate(() => localStorage.clear());
  expect(faults).toEqual([]);
});
