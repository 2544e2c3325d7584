import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import type { Screen, Window } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { figure, onScreen, OWNER, receive, rowOf, signIn } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import {
  addCategory,
  askAsScript,
  choice,
  chooseInMenu,
  field,
  confirmPasswordOnScreen,
  openProduct,
  openSheet,
  press,
  refusedAt,
  expectToast,
  save,
  signInAs,
  tab,
  walkTo,
} from "./office.ts";
import { send } from "./page-calls.ts";
import { goToScreen } from "./walk.ts";

const CASHIER = { name: "Ben Arlt", login: "ben", password: "eleven brown otters dive" };
/** Managing people requires a password confirmation of the last ten minutes. */
const MINUTES_TOO_LATE = 11;

// Desktop and phone each have their own shop, in which every test continues from the previous ones.
test.describe.configure({ mode: "parallel" });

for (const screen of ["desk", "phone"] as const satisfies readonly Screen[])
  test.describe(`on a ${screen}`, () => {
    onlyInAll(screen === "phone", OTHER_WINDOW);
    test.describe.configure({ mode: "serial" });

    let page: Page;
    const others: Window[] = [];
    const here = ownShop({ screen }, async ({ owner }) => void ({ page } = owner));
    // What one test left open is not in the way of the next.
    test.beforeEach(() => goToScreen(page, "/dashboard"));
    test.afterEach(() => {
      expect(others.flatMap(({ pageErrors }) => pageErrors)).toEqual([]);
      expect(here().shop.problems()).toEqual([]);
    });

    /** A window on another device, before sign-in. */
    async function anotherWindow(): Promise<Page> {
      const window = await here().open({ screen });
      others.push(window);
      await window.page.goto(here().shop.url);
      await onScreen(window.page, "Sign in");
      return window.page;
    }

    test("[C3] [X11] categories are added, moved into another, refused twice, deactivated and reactivated", async () => {
      await walkTo(page, "Categories");
      await addCategory(page, "Drinks");
      await addCategory(page, "Tea");
      const sheet = await openSheet(page, "Add category", "New category");
      await field(sheet, "Name").fill("Tea");
      await press(sheet, "Save category");
      await refusedAt(field(sheet, "Name"), "“Tea” is already in use.");
      await press(sheet, "Cancel");

      const tea = rowOf(page, "Tea");
      const change = await openSheet(
        page,
        tea.getByRole("link", { name: "Edit" }),
        "Edit category",
      );
      await choice(change, "Parent category").selectOption({ label: "Drinks" });
      await save(change, "Save category");
      await expect(tea.getByText("Drinks", { exact: true })).toBeVisible();

      await chooseInMenu(page, "Tea", "Deactivate");
      await expect(tea).toHaveCount(0);
      await expectToast(page, "Tea is deactivated.", "Undo");
      await expect(tea.getByText("Active", { exact: true })).toBeVisible();
      await expectToast(page, "Tea is active again.");
    });

    test("[P1] [X11] suppliers are added and edited, and an invalid e-mail address is refused at its field", async () => {
      await walkTo(page, "Suppliers");
      const sheet = await openSheet(page, "Add supplier", "New supplier");
      await field(sheet, "Name").fill("Himmel Tea");
      await field(sheet, "E-mail").fill("himmel at tea");
      await press(sheet, "Save supplier");
      await refusedAt(field(sheet, "E-mail"), "This is not an e-mail address.");
      await field(sheet, "E-mail").fill("orders@himmel.example");
      await save(sheet, "Save supplier");
      await onScreen(page, "Himmel Tea");
      await expect(page.getByText("on delivery", { exact: true })).toBeVisible();

      const change = await openSheet(page, "Edit", "Edit supplier");
      await field(change, "Payment terms").fill("soon");
      await press(change, "Save supplier");
      await refusedAt(field(change, "Payment terms"), "Enter a number.");
      await field(change, "Payment terms").fill("30");
      await save(change, "Save supplier");
      await expect(page.getByText("30 days", { exact: true })).toBeVisible();

      await walkTo(page, "Suppliers");
      const second = await openSheet(page, "Add supplier", "New supplier");
      await field(second, "Name").fill("Potters");
      await save(second, "Save supplier");
      await onScreen(page, "Potters");
    });

    test("[L1] [L2] a location is added inside another with its address, and a second one of the same name is refused", async () => {
      await walkTo(page, "Locations");
      const sheet = await openSheet(page, "Add location", "New location");
      await field(sheet, "Name").fill("Shelf");
      await choice(sheet, "Inside").selectOption({ label: "Shop" });
      await field(sheet, "Address").fill("Behind the till");
      await save(sheet, "Save location");
      await expect(rowOf(page, "Shop / Shelf").getByText("Behind the till")).toBeVisible();

      const twice = await openSheet(page, "Add location", "New location");
      await field(twice, "Name").fill("Shelf");
      await choice(twice, "Inside").selectOption({ label: "Shop" });
      await press(twice, "Save location");
      await refusedAt(field(twice, "Name"), "“Shelf” is already in use.");
      await press(twice, "Cancel");
    });

    test("a tax class has two rates, one compound", async () => {
      await walkTo(page, "Taxes");
      const sheet = await openSheet(page, "Add tax class", "New tax class");
      await field(sheet, "Name").fill("Luxury");
      const rate = (n: number) => sheet.getByRole("group", { name: `Rate ${n}` });
      await field(rate(1), "Tax name").fill("VAT");
      await field(rate(1), "Rate").fill("120");
      await press(sheet, "Save tax class");
      await refusedAt(field(rate(1), "Rate"), "A tax rate is at most 100%.");
      await field(rate(1), "Rate").fill("20");
      await press(sheet, "Add a rate");
      await field(rate(2), "Tax name").fill("Levy");
      await field(rate(2), "Rate").fill("2.5");
      await rate(2).getByRole("checkbox", { name: "Also charged on the taxes above it" }).check();
      await save(sheet, "Save tax class");
      await expect(rowOf(page, "Luxury").getByText("VAT 20.0% + Levy 2.5%")).toBeVisible();
    });

    test("[X11] the shop gets its name and a SKU pattern, and the next product gets the next SKU", async () => {
      await walkTo(page, "Shop");
      const form = page.getByRole("form", { name: "Shop" });
      await field(form, "Shop name").fill("Nordhof");
      await field(form, "SKU format").fill("NORD");
      await press(form, "Save settings");
      await refusedAt(
        field(form, "SKU format"),
        "Write one run of # for the number, such as P-####.",
      );
      await field(form, "SKU format").fill("NORD-###");
      await expect(form.getByText("The next product gets NORD-001.")).toBeVisible();
      await press(form, "Save settings");
      await expect(form.getByText("Saved.", { exact: true })).toBeVisible();

      await walkTo(page, "Products");
      const sheet = await openSheet(page, "Add product", "New product");
      await expect(sheet.getByText("Leave empty for NORD-001.")).toBeVisible();
      await field(sheet, "Name").fill("Teapot");
      await field(sheet, "Price").fill("12");
      await save(sheet, "Save product");
      await onScreen(page, "Teapot");
      await expect(page.getByText("NORD-001").first()).toBeVisible();
    });

    test("[C2] [X11] products are added one after the other, and a SKU that is taken is refused at its field", async () => {
      await walkTo(page, "Products");
      const sheet = await openSheet(page, "Add product", "New product");
      await field(sheet, "Name").fill("Cup");
      await field(sheet, "Price").fill("8.50");
      await field(sheet, "SKU").fill("NORD-001");
      await choice(sheet, "Category").selectOption({ label: "Drinks / Tea" });
      await press(sheet, "Save and add another");
      await refusedAt(field(sheet, "SKU"), "“NORD-001” is already used by “Teapot”.");
      await field(sheet, "SKU").fill("CUP");
      await press(sheet, "Save and add another");
      await expectToast(page, "Cup is saved.");
      await expect(field(sheet, "Name")).toHaveValue("");
      await expect(field(sheet, "SKU")).toHaveValue("");
      await field(sheet, "Name").fill("Tin");
      await field(sheet, "Price").fill("4");
      await save(sheet, "Save product");
      await onScreen(page, "Tin");
      await expect(page.getByRole("link", { name: "Tea", exact: true })).toBeVisible();
    });

    test("[C14] the margin sets the price, and a product has two suppliers with their terms", async () => {
      await openProduct(page, "Teapot");
      await receive(page, { quantity: "10", cost: "50" });
      // £12.00 is £10.00 without tax, with a cost of £5.00.
      await expect(figure(page, "Margin").getByText("50.0%")).toBeVisible();
      const sheet = await openSheet(page, "Edit", "Edit product");
      await field(sheet, "Margin").fill("60");
      await expect(field(sheet, "Price")).toHaveValue("15.00");
      await expect(field(sheet, "Markup")).toHaveValue("150");
      await press(sheet, "Add a supplier");
      await press(sheet, "Add a supplier");
      const supplier = (n: number) => sheet.getByRole("group", { name: `Supplier ${n}` });
      await choice(supplier(1), "Supplier").selectOption({ label: "Himmel Tea" });
      await choice(supplier(2), "Supplier").selectOption({ label: "Potters" });
      await field(supplier(2), "Supplier SKU").fill("POT-9");
      await field(supplier(2), "Pack size").fill("6");
      await field(supplier(2), "Pack price").fill("24");
      await field(supplier(2), "Minimum order").fill("12");
      await field(supplier(2), "Lead time").fill("a week");
      await press(sheet, "Save product");
      await refusedAt(field(supplier(2), "Lead time"), "Enter a number.");
      await field(supplier(2), "Lead time").fill("7");
      await save(sheet, "Save product");
      await expect(figure(page, "Price").getByText("£15.00")).toBeVisible();
      await expect(figure(page, "Margin").getByText("60.0%")).toBeVisible();
      await expect(page.getByText("Himmel Tea, Potters")).toBeVisible();

      await page.reload();
      await expect(figure(page, "Price").getByText("£15.00")).toBeVisible();
      const again = await openSheet(page, "Edit", "Edit product");
      const potters = again.getByRole("group", { name: "Supplier 2" });
      await expect(field(potters, "Supplier SKU")).toHaveValue("POT-9");
      await expect(field(potters, "Pack price")).toHaveValue("24.00");
      await press(again, "Cancel");
    });

    test("[C15] three selected products are raised by ten percent in one action", async () => {
      await walkTo(page, "Products");
      for (const name of ["Teapot", "Cup", "Tin"])
        await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
      const bar = page.getByRole("region", { name: "Selected products" });
      await expect(bar.getByText("3 products selected")).toBeVisible();
      const sheet = await openSheet(
        page,
        bar.getByRole("link", { name: "Edit selected" }),
        "Edit 3 products",
      );
      const rise = field(sheet, "Change price by");
      await rise.fill("-150");
      await press(sheet, "Save changes");
      await refusedAt(rise, "A price can fall by at most 100%.");
      await rise.fill("10");
      await save(sheet, "Save changes");
      await expectToast(page, "3 products changed.");
      await expect(bar).toHaveCount(0);
      for (const [name, price] of [
        ["Teapot", "£16.50"],
        ["Cup", "£9.35"],
        ["Tin", "£4.40"],
      ] as const)
        await expect(rowOf(page, name).getByText(price, { exact: true })).toBeVisible();
    });

    test("[US1] [US2] [US3] a cashier is added after the password is confirmed, starts at the till and cannot open the list of users", async () => {
      await elevenMinutesGoBy();
      await walkTo(page, "People");
      const person = { key: newKey(), ...CASHIER, roles: ["cashier"] };
      await expect(send(page, "users.create", person)).rejects.toThrow("confirm_password");

      const sheet = await openSheet(page, "Add person", "New person");
      await field(sheet, "Name").fill(CASHIER.name);
      await field(sheet, "Login name").fill(OWNER.login);
      await field(sheet, "Password").fill("too short");
      await press(sheet, "Save person");
      await refusedAt(field(sheet, "Password"), "Use at least 12 characters.");
      await field(sheet, "Password").fill(CASHIER.password);
      await press(sheet, "Save person");

      const passwordDialog = page.getByRole("dialog", { name: "Confirm your password" });
      await field(passwordDialog, "Your password").fill("not my password");
      await press(passwordDialog, "Continue");
      await refusedAt(field(passwordDialog, "Your password"), "Wrong name or password.");
      await confirmPasswordOnScreen(page);
      await refusedAt(field(sheet, "Login name"), `“${OWNER.login}” is already in use.`);
      await field(sheet, "Login name").fill(CASHIER.login);
      await save(sheet, "Save person");
      await expect(rowOf(page, CASHIER.name).getByText("Cashier", { exact: true })).toBeVisible();

      const till = await anotherWindow();
      await signInAs(till, CASHIER);
      await onScreen(till, "Sell");
      await walkTo(till, "Taxes");
      await expect(tab(till, "Devices")).toBeVisible();
      await expect(tab(till, "People")).toHaveCount(0);
      await till.goto(`${here().shop.url}/users`);
      // The name of the permission is loaded later; the instructions are shown immediately.
      await expect(till.getByText("An owner can change your role").first()).toBeVisible();
    });

    /** The owner's last password confirmation is then too old for people and keys. */
    async function elevenMinutesGoBy(): Promise<void> {
      await page.goto("about:blank");
      await here().shop.halt();
      await here().shop.resume(MINUTES_TOO_LATE);
      await page.goto(here().shop.url);
      await onScreen(page, "Dashboard");
    }

    test("[US2] a deactivated user is signed out at once, and can sign in again after that is undone", async () => {
      const till = await anotherWindow();
      await signInAs(till, CASHIER);
      await onScreen(till, "Sell");
      await walkTo(page, "People");
      const row = rowOf(page, CASHIER.name);
      await chooseInMenu(page, CASHIER.name, "Deactivate");
      await onScreen(till, "Sign in");
      await expectToast(page, `${CASHIER.name} cannot sign in any more.`, "Undo");
      await expect(row).toBeVisible();
      await expectToast(page, `${CASHIER.name} can sign in again.`);
      await signInAs(till, CASHIER);
      await onScreen(till, "Sell");
    });

    test("[US7] signing out everywhere else signs out the owner's other window and keeps this one", async () => {
      const second = await anotherWindow();
      await signIn(second);
      await onScreen(second, "Dashboard");
      await walkTo(page, "Devices");
      const devices = page.getByRole("table", { name: "Signed-in devices" });
      await expect(
        devices.getByRole("button", { name: "Sign out", exact: true }).first(),
      ).toBeVisible();
      await press(page, "Sign out everywhere else");
      await onScreen(second, "Sign in");
      await expectToast(page, "1 device is signed out.");
      await expect(devices.getByRole("button")).toHaveCount(0);

      const form = page.getByRole("form", { name: "Change your password" });
      await field(form, "Current password").fill("not my password");
      await field(form, "New password").fill("eight quiet foxes hide");
      await press(form, "Change password");
      await refusedAt(field(form, "Current password"), "Wrong name or password.");
    });

    test("[I8] [I1] an API key is shown once, reads the products, and is refused once it is revoked", async () => {
      await walkTo(page, "API keys");
      const sheet = await openSheet(page, "New key", "New API key");
      await field(sheet, "Name").fill("Web shop");
      await field(sheet, "Days until it expires").fill("for ever");
      await sheet.getByRole("checkbox", { name: "See products and prices" }).check();
      await press(sheet, "Create key");
      await refusedAt(field(sheet, "Days until it expires"), "Enter a number.");
      await field(sheet, "Days until it expires").fill("30");
      await press(sheet, "Create key");
      await confirmPasswordOnScreen(page);
      const made = page.getByRole("dialog", { name: "Your key" });
      const secret = (await made.getByRole("code").textContent()) ?? "";
      expect(secret).toMatch(/^shop_/);
      await save(made, "I have copied it");

      expect(await askAsScript(here().shop.url, secret, "products")).toMatchObject({
        status: 200,
        names: ["Cup", "Teapot", "Tin"],
      });
      expect(await askAsScript(here().shop.url, secret, "sales")).toMatchObject({ status: 403 });

      await page.reload();
      const row = page.getByRole("row").filter({ hasText: "Web shop" });
      await expect(row.getByText("Active", { exact: true })).toBeVisible();
      expect(await page.content()).not.toContain(secret);
      await press(row, "Revoke");
      await expectToast(page, "API key Web shop revoked.");
      await expect(row.getByText("Revoked", { exact: true })).toBeVisible();
      expect(await askAsScript(here().shop.url, secret, "products")).toMatchObject({ status: 401 });
    });

    test("[US5] the audit log shows who did all this, and the values before", async () => {
      await walkTo(page, "Audit log");
      const log = page.getByRole("table", { name: "Changes, newest first" });
      const entry = (what: string, about: string) =>
        log
          .getByRole("row")
          .filter({ has: page.getByRole("link", { name: what, exact: true }), hasText: about });
      const { name: by } = OWNER;
      await expect(entry("Revoked an API key", "API key").filter({ hasText: by })).toBeVisible();
      await expect(entry("Created an API key", "Web shop").filter({ hasText: by })).toBeVisible();
      await expect(entry("Added a person", CASHIER.name).filter({ hasText: by })).toBeVisible();
      await expect(
        entry("Changed many products", "Price: £8.50 → £9.35").filter({ hasText: by }),
      ).toBeVisible();

      if (screen === "phone") await page.getByRole("button", { name: "Filters" }).click();
      await choice(page, "What").selectOption({ label: "Changed the settings" });
      await expect(
        entry("Changed the settings", "Name: Nordhof Books & Tea → Nordhof").filter({
          hasText: by,
        }),
      ).toBeVisible();
      await choice(page, "What").selectOption({ label: "All actions" });
      await choice(page, "Who").selectOption({ label: CASHIER.name });
      await expect(entry("Signed in", CASHIER.name).first()).toBeVisible();
      await expect(log.getByRole("row").filter({ hasText: by })).toHaveCount(0);
    });
  });
