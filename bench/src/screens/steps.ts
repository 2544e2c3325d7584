/** The presses that the tasks of a day take, actually counted. */
import type { Page } from "playwright-core";
import { newKey } from "@daybook/client";
import { send, textAt } from "@daybook/e2e/page-calls";
import { plugInScanner } from "@daybook/e2e/scanner-keys";
import { OWNER } from "../databases.ts";
import { atMost } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { codeOf } from "./scanning.ts";
import { openScreen, openTill, pause, takeTimes } from "./shop-screens.ts";
import type { ScreenOptions, ShopScreens } from "./shop-screens.ts";

/** The minimum time between two presses. */
const HAND_MS = 150;
const PIN = "593716";

interface Task extends ScreenOptions {
  readonly what: string;
  /** Digits and letters are part of the presses, except for words that a person writes. */
  readonly limit: number;
  readonly unit: "keys" | "taps" | "presses";
  readonly act: (page: Page) => Promise<void>;
  /** What is visible once it is done. */
  readonly done: (page: Page) => Promise<void>;
}

const tap = (page: Page, name: string | RegExp) =>
  page
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .click();

async function keys(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.keyboard.press(name);
    await pause(HAND_MS);
  }
}

/** The sale is saved when the banner links to it. */
const isSaved = (page: Page) => page.getByRole("link", { name: "Open sale" }).waitFor();

const isParked = (page: Page) => page.getByText(/^The sale of .* is parked\./).waitFor();
const firstParked = (page: Page) =>
  page.getByRole("dialog", { name: "Parked sales" }).locator("li > button").first();

/** Each begins with three scanned lines. */
const SALES: readonly Task[] = [
  {
    what: "exact cash after three scans, by keyboard",
    limit: 2,
    unit: "keys",
    act: (page) => keys(page, "Enter", "Enter"),
    done: isSaved,
  },
  {
    what: "exact cash after three scans, by touch",
    limit: 1,
    unit: "taps",
    act: (page) => tap(page, "Exact cash"),
    done: isSaved,
  },
  {
    what: "exact cash after three scans, on a phone",
    screen: "phone",
    limit: 2,
    unit: "taps",
    act: async (page) => {
      await tap(page, /^Pay/);
      await tap(page, "Exact cash");
    },
    done: isSaved,
  },
  {
    what: "cash with change after three scans, with three digits",
    limit: 5,
    unit: "keys",
    act: (page) => keys(page, "Enter", ..."200", "Enter"),
    done: isSaved,
  },
  {
    what: "card after three scans, by keyboard",
    limit: 1,
    unit: "keys",
    act: (page) => keys(page, "F10"),
    done: isSaved,
  },
  {
    what: "card after three scans, by touch",
    limit: 1,
    unit: "taps",
    act: (page) => tap(page, "Card"),
    done: isSaved,
  },
  {
    what: "card after three scans, on a phone",
    screen: "phone",
    limit: 2,
    unit: "taps",
    act: async (page) => {
      await tap(page, /^Pay/);
      await tap(page, "Card");
    },
    done: isSaved,
  },
  {
    what: "parking after three scans, by keyboard",
    limit: 1,
    unit: "keys",
    act: (page) => keys(page, "F6"),
    done: isParked,
  },
  {
    what: "parking after three scans, by touch",
    limit: 1,
    unit: "taps",
    act: (page) => tap(page, "Park"),
    done: isParked,
  },
  {
    what: "parking after three scans and resuming it, by keyboard",
    limit: 3,
    unit: "keys",
    act: async (page) => {
      await keys(page, "F6", "F6");
      await firstParked(page).waitFor();
      await keys(page, "Enter");
    },
    done: (page) => page.getByRole("button", { name: "Park", exact: true }).waitFor(),
  },
  {
    what: "parking after three scans and resuming it, by touch",
    limit: 3,
    unit: "taps",
    act: async (page) => {
      await tap(page, "Park");
      await tap(page, /^Parked sales/);
      await firstParked(page).click();
    },
    done: (page) => page.getByRole("button", { name: "Park", exact: true }).waitFor(),
  },
];

/** One after the other at a till whose drawer is closed at first. */
const DRAWER: readonly Task[] = [
  {
    what: "opening the drawer with what was left",
    limit: 1,
    unit: "taps",
    act: (page) => tap(page, /^Open with/),
    done: (page) => page.getByRole("button", { name: "Pay out" }).waitFor(),
  },
  {
    what: "paying 1.50 out of the drawer, without the keys of the amount",
    limit: 3,
    unit: "keys",
    act: async (page) => {
      await keys(page, "F4", ..."1.50", "ArrowDown", "Enter");
    },
    done: (page) => page.getByText(/is recorded as paid out/).waitFor(),
  },
  {
    what: "correcting the payment method of the last sale, without the reason",
    limit: 3,
    unit: "taps",
    act: async (page) => {
      await page.getByRole("link", { name: "Open sale" }).click();
      await page.getByRole("link", { name: "Correct payment …" }).click();
      await page.getByLabel("Reason for the correction").fill("The customer paid by card");
      await tap(page, "Correct this payment");
    },
    done: (page) => page.getByText("Corrected: Card").waitFor(),
  },
];

export async function measureSteps(screens: ShopScreens): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const task of SALES) figures.push(await measureSale(screens, task));
  return [...figures, ...(await measureDrawer(screens))];
}

async function measureSale(screens: ShopScreens, task: Task): Promise<Figure> {
  const { context, page } = await openScreen(screens, task);
  try {
    await openTill(page, screens.url);
    await scanThree(page);
    return await count(page, task);
  } finally {
    await context.close();
  }
}

async function scanThree(page: Page): Promise<void> {
  const scan = await plugInScanner(page);
  for (let nth = 0; nth < 3; nth += 1) await scan(codeOf(nth));
  await pause(300);
}

/** Makes the browser a till with a drawer that was used before, and measures a day at it. */
async function measureDrawer(screens: ShopScreens): Promise<Figure[]> {
  const { context, page } = await openScreen(screens);
  try {
    await openTill(page, screens.url);
    await addDrawer(page);
    const [opening, payOut, correction] = DRAWER;
    if (opening === undefined || payOut === undefined || correction === undefined) return [];
    await openTill(page, screens.url);
    const figures = [await count(page, opening)];
    figures.push(less(await count(page, payOut), payOut, "1.50".length));
    await scanThree(page);
    await keys(page, "F9");
    await isSaved(page);
    figures.push(await count(page, correction));
    return [...figures, await measureSwitch(page, screens.url)];
  } finally {
    await context.close();
  }
}

/** Digits that any product needs are not counted. */
function less({ what, measured }: Figure, { limit, unit }: Task, digits: number): Figure {
  const pressed = Number.parseInt(measured, 10) - digits;
  return { what, measured: `${pressed} ${unit}`, ...atMost(pressed, limit, unit) };
}

/** Another person takes over: the person, the name, and the digits of the PIN, of which the last one changes the page. */
async function measureSwitch(page: Page, url: string): Promise<Figure> {
  await openTill(page, url);
  await takeTimes(page);
  await tap(page, /^Sold by/);
  await page.getByRole("dialog").getByRole("button", { name: "Cara" }).click();
  await page.getByLabel("PIN of Cara").waitFor();
  await keys(page, ...PIN.slice(0, -1));
  const { acts } = await takeTimes(page);
  await keys(page, PIN.slice(-1));
  await page.getByRole("button", { name: "Sold by Cara" }).waitFor();
  const pressed = acts.length + 1 - PIN.length;
  return {
    what: "another person at the till, without the digits of the PIN",
    measured: `${pressed} taps`,
    ...atMost(pressed, 2, "taps"),
  };
}

async function addDrawer(page: Page): Promise<void> {
  const till = await send(page, "tills.enrol", { key: newKey(), name: "F", receiptPrefix: "F" });
  const drawer = await send(page, "drawers.create", { key: newKey(), name: "Front" });
  const id = textAt(drawer, "id");
  const tillIds = [textAt(till, "id")];
  await send(page, "drawers.update", { key: newKey(), id, version: 1, tillIds });
  const opening = { key: newKey(), drawerId: id, floatMinor: 15_000 };
  const sessionId = textAt(await send(page, "drawers.open", opening), "session", "id");
  const counted = { key: newKey(), sessionId, cashMinor: 15_000 };
  const countId = textAt(await send(page, "drawers.count", counted), "id");
  const closing = { key: newKey(), sessionId, countId, leftMinor: 15_000 };
  await send(page, "drawers.close", closing);
  await addCashier(page);
}

/** A cashier sets the PIN in a session of their own; the owner then signs in again. */
async function addCashier(page: Page): Promise<void> {
  const { password } = OWNER;
  await send(page, "auth.confirmPassword", { password });
  const cara = { login: "cara", name: "Cara", password: "nine grey herons fish" };
  await send(page, "users.create", { key: newKey(), ...cara, roles: ["cashier"] });
  await send(page, "auth.signIn", { login: cara.login, password: cara.password });
  await send(page, "auth.setPin", { password: cara.password, pin: PIN });
  await send(page, "auth.signIn", { login: OWNER.login, password });
}

async function count(page: Page, { what, limit, unit, act, done }: Task): Promise<Figure> {
  await takeTimes(page);
  await act(page);
  await done(page);
  const { acts } = await takeTimes(page);
  return {
    what,
    measured: `${acts.length} ${unit} (${acts.map(({ name }) => name).join(", ")})`,
    ...atMost(acts.length, limit, unit),
  };
}
