import { expect } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { openWindow } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { test } from "./fixtures.ts";
import { keyboard, pointer } from "./input-device.ts";
import type { InputDevice } from "./input-device.ts";
import { onScreen, openSell, OWNER, setUpShop } from "./journeys.ts";
import { onlyInAll } from "./matrix.ts";
import { ask, at, confirmPassword, keepToday, send, stockShop, textAt } from "./page-calls.ts";
import { startShop } from "./shop-server.ts";

const PASSWORD = "nine grey herons fish";
const PINS = { owner: "593716", cashier: "284951" };

test.describe.configure({ mode: "parallel" });

for (const [index, { screen, by }] of (
  [
    { screen: "desk", by: "keyboard" },
    { screen: "desk", by: "pointer" },
    { screen: "phone", by: "pointer" },
  ] as const
).entries())
  test.describe(`on a ${screen} by ${by}`, () => {
    onlyInAll(index > 0, "a day at the drawer in more windows and by pointer");

    test("[M4] [M5] [M7] [M8] [M12] [RP14] a day at the drawer: float, sales, a pay-out, an approval, a return, another person, and a closing that names the wrong payment method", async ({
      browser,
    }) => {
      await drawerDay(browser, screen, by);
    });
  });

/** One page of a till, and how its person uses it. */
interface AtTill {
  readonly page: Page;
  readonly device: InputDevice;
  readonly byKeyboard: boolean;
}

/** Uses only what is visible; the figures of the closing report are then compared with the lists and reports. */
async function drawerDay(
  browser: Browser,
  screen: Screen,
  by: "pointer" | "keyboard",
): Promise<void> {
  const shop = await startShop();
  const here = await openWindow(browser, { screen });
  const { page } = here;
  const till: AtTill = {
    page,
    device: by === "keyboard" ? keyboard(page) : pointer(),
    byKeyboard: by === "keyboard",
  };
  try {
    await setUpShop(page, shop.url, shop.setupToken);
    await keepToday(page);
    await prepare(page, browser, shop.url);
    await openSell(page, shop.url);
    await openWithFloat(till);
    await sellThree(till);
    await payOut(till);
    await switchTo(till, OWNER.name, "Cara", PINS.cashier);
    await sellWithApproval(till);
    await returnIt(till);
    await payWrong(till);
    await switchTo(till, "Cara", OWNER.name, PINS.owner);
    await countAndClose(till);
    await figuresAgree(page);
    expect(here.pageErrors).toEqual([]);
    expect(shop.problems()).toEqual([]);
  } finally {
    await here.context.close();
    await shop.stop();
  }
}

/** Goods, a till with a drawer, a cashier with a limit, and both PINs. */
async function prepare(page: Page, browser: Browser, url: string): Promise<void> {
  const goods = [
    { name: "Mug", sku: "MUG", priceMinor: 1000 },
    { name: "Bowl", sku: "BOWL", priceMinor: 1250 },
  ];
  await stockShop(page, goods, 40_000);
  const till = await send(page, "tills.enrol", {
    key: newKey(),
    name: "Front till",
    receiptPrefix: "F",
  });
  const drawer = await send(page, "drawers.create", { key: newKey(), name: "Front" });
  const tillIds = [textAt(till, "id")];
  const id = textAt(drawer, "id");
  await send(page, "drawers.update", { key: newKey(), id, version: 1, tillIds });
  const limit = { role: "cashier", limit: "discount", value: 100_000 };
  const version = at(await ask(page, "settings.get"), "version");
  await send(page, "settings.update", { key: newKey(), version, roleLimits: [limit] });
  await confirmPassword(page);
  const person = { login: "cara", name: "Cara", password: PASSWORD, roles: ["cashier"] };
  await send(page, "users.create", { key: newKey(), ...person });
  await send(page, "auth.setPin", { password: OWNER.password, pin: PINS.owner });
  const own = await openWindow(browser, { screen: "phone" });
  await own.page.goto(`${url}/sign-in`);
  await send(own.page, "auth.signIn", { login: "cara", password: PASSWORD });
  await send(own.page, "auth.setPin", { password: PASSWORD, pin: PINS.cashier });
  await own.context.close();
}

const cartOf = (page: Page) => page.getByRole("region", { name: "Cart" });

async function add({ page, device }: AtTill, name: string): Promise<void> {
  await device.write(page.getByRole("combobox", { name: "Scan or search" }), name.toLowerCase());
  await page.keyboard.press("Enter");
  await expect(cartOf(page).getByRole("button", { name, exact: true })).toBeVisible();
}

/** On a phone the payment methods are one press away. */
async function toPay({ page, device }: AtTill): Promise<void> {
  const pay = cartOf(page).getByRole("button", { name: "Pay", exact: true });
  if (await pay.isVisible()) await device.press(pay);
}

async function take(till: AtTill, method: "Exact cash" | "Card"): Promise<void> {
  await toPay(till);
  await till.device.press(cartOf(till.page).getByRole("button", { name: method, exact: true }));
}

const paid = (page: Page, amount: string) =>
  expect(page.getByRole("region", { name: "Paid" }).getByText(amount).first()).toBeVisible();

async function openWithFloat({ page, device }: AtTill): Promise<void> {
  await expect(page.getByText("Drawer “Front” is closed.")).toBeVisible();
  await device.press(page.getByRole("button", { name: "Open drawer" }).first());
  const sheet = page.getByRole("dialog", { name: "Open Front" });
  await device.write(sheet.getByLabel("Cash counted"), "100");
  await device.press(sheet.getByRole("button", { name: "Open drawer" }));
  await expect(sheet).toHaveCount(0);
}

/** A mug in cash, one by card, and one of which 6.00 are by card. */
async function sellThree(till: AtTill): Promise<void> {
  const { page, device } = till;
  await add(till, "Mug");
  await take(till, "Exact cash");
  await paid(page, "£10.00");
  await add(till, "Mug");
  await take(till, "Card");
  await paid(page, "F-2");
  await add(till, "Mug");
  await toPay(till);
  await device.write(cartOf(page).getByLabel("Amount received"), "6");
  await take(till, "Card");
  await take(till, "Exact cash");
  await paid(page, "F-3");
}

async function payOut({ page, device, byKeyboard }: AtTill): Promise<void> {
  await device.press(page.getByRole("button", { name: "Pay out" }));
  const sheet = page.getByRole("dialog", { name: "Pay out" });
  await device.write(sheet.getByLabel("Amount"), "4");
  if (byKeyboard) await page.keyboard.press("ArrowDown");
  else await sheet.getByText("Cleaning").click();
  await device.press(sheet.getByRole("button", { name: "Pay out" }));
  await expect(page.getByText("£4.00 is recorded as paid out: Cleaning.")).toBeVisible();
}

async function switchTo(
  { page, device }: AtTill,
  from: string,
  to: string,
  pin: string,
): Promise<void> {
  await device.press(page.getByRole("button", { name: `Sold by ${from}` }));
  const sheet = page.getByRole("dialog", { name: "Who sells now?" });
  await device.press(sheet.getByRole("button", { name: to }));
  await sheet.getByLabel(`PIN of ${to}`).pressSequentially(pin);
  await expect(page.getByRole("button", { name: `Sold by ${to}` })).toBeVisible();
}

/** A fifth off needs the owner, who types a PIN in place. */
async function sellWithApproval(till: AtTill): Promise<void> {
  const { page, device } = till;
  await add(till, "Mug");
  await device.press(page.getByRole("button", { name: "Discount", exact: true }));
  await device.write(page.getByLabel("Discount on Mug"), "20");
  await page.keyboard.press("Enter");
  await take(till, "Exact cash");
  const sheet = page.getByRole("dialog", { name: "Approval needed" });
  await device.choose(sheet.getByLabel("Approved by"), OWNER.name);
  await device.write(sheet.getByLabel("Their PIN or password"), PINS.owner);
  await device.press(sheet.getByRole("button", { name: "Approve", exact: true }));
  await expect(sheet).toHaveCount(0);
  await paid(page, "£8.00");
}

async function returnIt(till: AtTill): Promise<void> {
  const { page, device } = till;
  await device.press(page.getByRole("link", { name: "Open sale" }));
  await device.press(page.getByRole("link", { name: "Return …" }));
  await device.press(page.getByRole("dialog").getByRole("button", { name: "Refund £8.00" }));
  await expect(page.getByRole("heading", { level: 1, name: /^Return / })).toBeVisible();
  await device.press(
    page
      .getByRole("navigation", { name: "Main menu" })
      .getByRole("link", { name: "Sell" })
      .filter({ visible: true }),
  );
  await onScreen(page, "Sell");
}

/** The customer pays by card, and the till has it as cash. */
async function payWrong(till: AtTill): Promise<void> {
  await add(till, "Bowl");
  await take(till, "Exact cash");
  await paid(till.page, "£12.50");
}

/**
 * Cash: 100.00 float + 10.00 + 4.00 + 8.00 − 8.00 − 4.00 = 110.00, and 12.50 that are at the terminal. The count finds
 * the one payment that explains it.
 */
async function countAndClose({ page, device }: AtTill): Promise<void> {
  await device.press(page.getByText("Drawer", { exact: true }));
  await device.press(page.getByRole("link", { name: "Count and close" }));
  await onScreen(page, "Close Front");
  await device.press(page.getByRole("button", { name: "Enter total instead" }));
  await device.write(page.getByLabel("Cash counted"), "110");
  await device.write(page.getByLabel("Card", { exact: true }), "28.50");
  await device.press(page.getByRole("button", { name: "Save count" }));
  await expect(
    page.getByText(/Receipt F-6: £12\.50 was recorded as Cash, but Card is over/).first(),
  ).toBeVisible();
  await device.press(page.getByRole("button", { name: /^Correct F-6/ }).first());
  await device.press(
    page.getByRole("dialog").getByRole("button", { name: "Correct this payment" }),
  );
  await expect(page.getByText("Counted and expected amounts are equal.")).toBeVisible();
  await device.press(page.getByRole("button", { name: "Close drawer", exact: true }));
  await expect(page.getByText("Front is closed. Closing report No. 1.")).toBeVisible();
  await device.press(page.getByRole("button", { name: "Open again with £100.00" }));
  await expect(page.getByText(/^Open since/)).toBeVisible();
}

/** The closing report equals the list of sales, the ledger and the sales report, and the next session has its float. */
async function figuresAgree(page: Page): Promise<void> {
  const id = textAt(await ask(page, "drawers.closings"), "items", 0, "id");
  const closing = await ask(page, "drawers.closing", { id });
  expect(closing).toMatchObject({
    number: 1,
    differenceMinor: 0,
    leftMinor: 10_000,
    toSafeMinor: 1000,
    report: {
      floatMinor: 10_000,
      expectedCashMinor: 11_000,
      documents: {
        sale: { count: 5, totalMinor: 5050 },
        return: { count: 1, totalMinor: 800 },
        void: { count: 0, totalMinor: 0 },
      },
      discountMinor: 200,
      entries: [{ kind: "pay_out", category: "Cleaning", count: 1, totalMinor: 400 }],
      tenders: [
        { tender: "card", takenMinor: 2850, refundedMinor: 0 },
        { tender: "cash", takenMinor: 2200, refundedMinor: 800 },
      ],
    },
    grandTotals: { sale: { count: 5, totalMinor: 5050 }, return: { count: 1, totalMinor: 800 } },
  });
  const sales = at(await ask(page, "sales.list"), "items");
  if (!Array.isArray(sales)) throw new Error("there are no sales");
  const total = (kind: string) =>
    sales.reduce(
      (sum: number, sale: unknown) =>
        at(sale, "kind") === kind ? sum + Number(at(sale, "totalMinor")) : sum,
      0,
    );
  expect([total("sale"), total("return")]).toEqual([5050, 800]);
  const day = textAt(closing, "businessDate");
  const report = await ask(page, "reports.salesByDay", { from: day, to: day });
  expect(at(report, "total", "takingsMinor")).toBe(5050 - 800);
  const moved = at(await ask(page, "movements.list"), "items");
  if (!Array.isArray(moved)) throw new Error("there are no movements");
  const pieces = (kind: string) => moved.filter((row: unknown) => at(row, "kind") === kind).length;
  expect([pieces("sale"), pieces("return")]).toEqual([5, 1]);
  expect(at(await send(page, "reports.verify"), "clean")).toBe(true);
}
