import { expect } from "@playwright/test";
import { newKey } from "@daybook/client";
import { faultsOfSheet, violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, OWNER } from "./journeys.ts";
import { ask, at, confirmPassword, send, stockShop } from "./page-calls.ts";

const PASSWORD = "nine grey herons fish";

const here = ownShop({ screen: "desk" }, async ({ owner: { page }, shop, open }) => {
  await stockShop(page, [{ name: "Mug", sku: "MUG", priceMinor: 1000 }], 40_000);
  await send(page, "tills.enrol", { key: newKey(), name: "Front", receiptPrefix: "F" });
  await confirmPassword(page);
  const cara = { login: "cara", name: "Cara Lot", password: PASSWORD, roles: ["cashier"] };
  await send(page, "users.create", { key: newKey(), ...cara });
  const own = await open({ screen: "phone" });
  await own.page.goto(`${shop.url}/sign-in`);
  await send(own.page, "auth.signIn", { login: "cara", password: PASSWORD });
  await send(own.page, "auth.setPin", { password: PASSWORD, pin: "1357" });
});

test("[US4] a colleague takes over the till with one tap and the digits of their PIN, and carts stay with their people", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/devices`);
  await onScreen(page, "Devices");
  const form = page.getByRole("form", { name: "Your PIN for the till" });
  await form.getByLabel("New PIN").fill("47");
  await form.getByLabel("Your password").fill(OWNER.password);
  await form.getByRole("button", { name: "Save PIN" }).click();
  await expect(form.getByText("A PIN has four to six digits.")).toBeVisible();
  await form.getByLabel("New PIN").fill("471100");
  await form.getByRole("button", { name: "Save PIN" }).click();
  await expect(form.getByText("Your PIN is saved.")).toBeVisible();

  await page.goto(`${here().shop.url}/sell`);
  await onScreen(page, "Sell");
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  const cart = page.getByRole("region", { name: "Cart" });
  await expect(cart.getByText("£10.00").first()).toBeVisible();

  await page.keyboard.press("Shift+F3");
  const sheet = page.getByRole("dialog", { name: "Who sells now?" });
  await sheet.getByRole("button", { name: "Cara Lot" }).click();
  const pin = sheet.getByLabel("PIN of Cara Lot");
  await expect(pin).toBeFocused();
  expect(await faultsOfSheet(page)).toEqual([]);
  await pin.pressSequentially("1235");
  await expect(sheet.getByText("Wrong PIN.")).toBeVisible();
  await pin.pressSequentially("1357");
  await expect(page.getByRole("button", { name: "Sold by Cara Lot" })).toBeVisible();
  await expect(cart.getByText("£10.00")).toHaveCount(0);

  await page.getByRole("button", { name: "Sold by Cara Lot" }).click();
  await sheet.getByRole("button", { name: OWNER.name }).click();
  for (const digit of "471100") await sheet.getByRole("button", { name: digit }).click();
  await expect(page.getByRole("button", { name: `Sold by ${OWNER.name}` })).toBeVisible();
  await expect(cart.getByText("£10.00").first()).toBeVisible();
});

test("[US4] a till that nobody uses locks with the cart kept, and a PIN unlocks it", async () => {
  const { page } = here().owner;
  const { shop } = here();
  const version = at(await ask(page, "settings.get"), "version");
  await send(page, "settings.update", { key: newKey(), version, lockAfterMinutes: 5 });
  await send(page, "auth.setPin", { password: OWNER.password, pin: "4711" });
  await page.clock.install();
  await page.goto(`${shop.url}/sell`);
  await onScreen(page, "Sell");
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  const cart = page.getByRole("region", { name: "Cart" });
  await expect(cart.getByText("£10.00").first()).toBeVisible();
  // The watch is not part of the first load: five minutes count from when it is there.
  await expect(async () => {
    await page.clock.fastForward("06:00");
    await expect(page.getByRole("heading", { name: "This till is locked" })).toBeVisible({
      timeout: 1000,
    });
  }).toPass();
  await expect(cart).toHaveCount(0);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole("button", { name: OWNER.name }).click();
  await page.getByLabel(`PIN of ${OWNER.name}`).pressSequentially("4711");
  await expect(cart.getByText("£10.00").first()).toBeVisible();
});
