import { expect } from "@playwright/test";
import { newKey } from "@daybook/client";
import { faultsOfSheet } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import type { WindowOptions } from "./browser.ts";
import { COUNTERS, deviceOf } from "./input-device.ts";
import { onScreen } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { ask, confirmPassword, send, stockShop, textAt } from "./page-calls.ts";
import { loadOnce } from "./walk.ts";

const PASSWORD = "nine grey herons fish";

for (const counter of COUNTERS) {
  test.describe(`on a ${counter.screen}`, () => {
    onlyInAll(counter.screen !== "desk", OTHER_WINDOW);
    const here = ownShop(counter, async ({ owner: { page } }) => {
      await stockShop(page, [{ name: "Mug", sku: "MUG", priceMinor: 1000 }], 40_000);
      for (const [login, name] of [
        ["cashier", "Cara"],
        ["manager", "Mara"],
      ] as const) {
        await confirmPassword(page);
        const person = { key: newKey(), login, name, password: PASSWORD, roles: [login] };
        await send(page, "users.create", person);
      }
    });

    const openAs = async (login: string, window: WindowOptions) => {
      const { shop, open } = here();
      const { page } = await open(window);
      await page.goto(`${shop.url}/sign-in`);
      await send(page, "auth.signIn", { login, password: PASSWORD });
      await loadOnce(page, shop.url);
      return page;
    };

    test("[US9] a discount beyond the limit is approved at the till by a password, or by the phone of a manager", async () => {
      const { owner, shop } = here();
      await owner.page.goto(`${shop.url}/users`);
      await onScreen(owner.page, "People");
      await owner.page.getByLabel("A cashier may give a discount of up to").fill("10");
      await owner.page.getByRole("button", { name: "Save limits" }).click();
      await expect(owner.page.getByText("The limits apply from now on.")).toBeVisible();

      const page = await openAs("cashier", counter);
      await page.goto(`${shop.url}/sell`);
      await onScreen(page, "Sell");
      const { choose, press, write } = deviceOf(counter, page);
      const box = page.getByRole("combobox", { name: "Scan or search" });
      const discounted = async () => {
        await write(box, "mug");
        await page.keyboard.press("Enter");
        await press(page.getByRole("button", { name: "Discount", exact: true }));
        await write(page.getByLabel("Discount on Mug"), "20");
        await page.keyboard.press("Enter");
        await expect(page.getByText("You may give up to 10.0% discount.")).toBeVisible();
        const pay = page.getByRole("button", { name: "Pay", exact: true });
        if (counter.screen === "phone" && (await pay.isVisible())) await press(pay);
        await press(page.getByRole("button", { name: "Exact cash" }));
        await expect(sheet.getByText("A discount of 20.0%")).toBeVisible();
      };
      const sheet = page.getByRole("dialog", { name: "Approval needed" });
      await discounted();
      expect(await faultsOfSheet(page)).toEqual([]);
      await choose(sheet.getByLabel("Approved by"), "Mara");
      await write(sheet.getByLabel("Their password"), "not her password");
      await press(sheet.getByRole("button", { name: "Approve", exact: true }));
      await expect(sheet.getByText("Wrong name or password.")).toBeVisible();
      await write(sheet.getByLabel("Their password"), PASSWORD);
      await press(sheet.getByRole("button", { name: "Approve", exact: true }));
      await expect(sheet).toHaveCount(0);
      await page.getByRole("link", { name: "Open sale" }).click();
      await expect(page.getByText("Approved by")).toBeVisible();
      await expect(page.getByText("Mara")).toBeVisible();
      await page.goBack();

      await discounted();
      const asked = textAt(
        await ask(owner.page, "reports.audit", { limit: 1 }),
        "items",
        0,
        "entityId",
      );
      const phone = await openAs("manager", { screen: "phone" });
      await phone.goto(`${shop.url}/approve/${asked}`);
      await onScreen(phone, "Approval needed");
      await expect(phone.getByText("Cara")).toBeVisible();
      await phone.getByRole("button", { name: "Approve", exact: true }).click();
      await expect(sheet).toHaveCount(0);
      await expect(phone.getByText("Approved and used.")).toBeVisible();
    });
  });
}
