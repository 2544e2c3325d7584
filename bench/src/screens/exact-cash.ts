/** The presses from three scans to the paid sale, actually counted. */
import type { Page } from "playwright-core";
import { atMost } from "../measure.ts";
import type { Figure } from "../measure.ts";
import { plugInScanner } from "@daybook/e2e/scanner-keys";
import { codeOf } from "./scanning.ts";
import { openScreen, openTill, pause, takeTimes } from "./shop-screens.ts";
import type { ScreenOptions, ShopScreens } from "./shop-screens.ts";

/** The minimum time between two presses. */
const HAND_MS = 150;

interface Way extends ScreenOptions {
  readonly what: string;
  readonly limit: number;
  readonly unit: string;
  readonly pay: (page: Page) => Promise<void>;
}

const WAYS: readonly Way[] = [
  {
    what: "exact cash after three scans, by keyboard",
    limit: 2,
    unit: "keys",
    pay: async (page) => {
      await page.keyboard.press("Enter");
      await pause(HAND_MS);
      await page.keyboard.press("Enter");
    },
  },
  {
    what: "exact cash after three scans, by touch",
    limit: 1,
    unit: "taps",
    pay: (page) => page.getByRole("button", { name: "Exact cash" }).click(),
  },
  {
    what: "exact cash after three scans, on a phone",
    screen: "phone",
    limit: 2,
    unit: "taps",
    pay: async (page) => {
      await page.getByRole("button", { name: /^Pay/ }).click();
      await page.getByRole("button", { name: "Exact cash" }).click();
    },
  },
];

export async function measureExactCash(screens: ShopScreens): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const way of WAYS) figures.push(await count(screens, way));
  return figures;
}

async function count(screens: ShopScreens, way: Way): Promise<Figure> {
  const { context, page } = await openScreen(screens, way);
  try {
    const scan = await plugInScanner(page);
    await openTill(page, screens.url);
    for (let nth = 0; nth < 3; nth += 1) await scan(codeOf(nth));
    await pause(300);
    await takeTimes(page);
    await way.pay(page);
    // The sale is saved when the banner links to it.
    await page.getByRole("link", { name: "Open sale" }).waitFor();
    const { acts } = await takeTimes(page);
    return {
      what: way.what,
      measured: `${acts.length} ${way.unit} (${acts.map(({ name }) => name).join(", ")})`,
      ...atMost(acts.length, way.limit, way.unit),
    };
  } finally {
    await context.close();
  }
}
