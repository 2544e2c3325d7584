import { expect } from "@playwright/test";
import { newKey } from "@daybook/client";
import { faultsOfSheet } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { ask, confirmPassword, send, stockShop, textAt } from "./page-calls.ts";
import { loadOnce } from "./walk.ts";

const PASSWORD = "nine grey herons fish";

const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
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

async function openAs(login: string, screen: "desk" | "phone") {
  const { shop, open } = here();
  const { page } = await open({ screen });
  await page.goto(`${shop.url}/sign-in`);
  await send(page, "auth.signIn", { login, password: PASSWORD });
  await loadOnce(page, shop.url);
  return page;
}

test("[US9] a discount beyond the limit is approved at the till by a password, or by the phone of a manager", async () => {
  const { owner, shop } = here();
  await owner.page.goto(`${shop.url}/users`);
  await onScreen(owner.page, "People");
  await owner.page.getByLabel("A cashier may give a discount of up to").fill("10");
  await owner.page.getByRole("button", { name: "Save limits" }).click();
  await expect(owner.page.getByText("The limits apply from now on.")).toBeVisible();

  const page = await openAs("cashier", "desk");
  await page.goto(`${shop.url}/sell`);
  await onScreen(page, "Sell");
  const box = page.getByRole("combobox", { name: "Scan or search" });
  const discounted = async () => {
    await box.fill("mug");
    await box.press("Enter");
    await page.getByRole("button", { name: "Discount", exact: true }).click();
    await page.getByLabel("Discount on Mug").fill("20");
    await page.getByLabel("Discount on Mug").press("Enter");
    await expect(page.getByText("You may give up to 10.0% discount.")).toBeVisible();
    await page.getByRole("button", { name: "Exact cash" }).click();
    await expect(sheet.getByText("A discount of 20.0%")).toBeVisible();
  };
  const sheet = page.getByRole("dialog", { name: "Approval needed" });
  await discounted();
  expect(await faultsOfSheet(page)).toEqual([]);
  await sheet.getByLabel("Approved by").selectOption({ label: "Mara" });
  await sheet.getByLabel("Their password").fill("not her password");
  await sheet.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(sheet.getByText("Wrong name or password.")).toBeVisible();
  await sheet.getByLabel("Their password").fill(PASSWORD);
  await sheet.getByRole("button", { name: "Approve", exact: true }).click();
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
  const phone = await openAs("manager", "phone");
  await phone.goto(`${shop.url}/approve/${asked}`);
  await onScreen(phone, "Approval needed");
  await expect(phone.getByText("Cara")).toBeVisible();
  await phone.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(sheet).toHaveCount(0);
  await expect(phone.getByText("Approved and used.")).toBeVisible();
});
