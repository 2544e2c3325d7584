import type { Locator, Page } from "playwright-core";
import type { WindowOptions } from "./browser.ts";

/** How a user operates a page. */
export interface InputDevice {
  /** Clicks a button or a link, or checks a box. */
  press(target: Locator): Promise<void>;
  /** Replaces the text of a field. */
  write(target: Locator, text: string): Promise<void>;
  /** Chooses the option with this label. */
  choose(target: Locator, label: string): Promise<void>;
  /** Takes one of what the focused search box offers. */
  pick(option: Locator): Promise<void>;
}

/** Mouse or touch, and a keyboard for text. */
export function pointer(): InputDevice {
  return {
    press: (target) => target.click(),
    write: (target, text) => target.fill(text),
    choose: async (target, label) => {
      await target.selectOption({ label });
    },
    pick: (option) => option.click(),
  };
}

/** A finger, and the keyboard of the device for text. */
function touch(): InputDevice {
  const tap = (target: Locator) => target.tap();
  return { ...pointer(), press: tap, pick: tap };
}

/** The windows of a counter: a desk that is used by keyboard alone, a tablet and a phone by touch. */
export const COUNTERS: readonly (WindowOptions & { readonly touch: boolean })[] = [
  { screen: "desk", touch: false },
  { screen: "tablet", touch: true },
  { screen: "phone", touch: true },
];

/** How the window of a counter is operated. */
export const deviceOf = (counter: WindowOptions, page: Page): InputDevice =>
  counter.touch === true ? touch() : keyboard(page);

/** More tab stops than any screen has. */
const MOST_TABS = 150;
/** More options than any search box offers at once. */
const MOST_OPTIONS = 50;

/** Keyboard only: Tab to the element, then type. Fails if it cannot be reached. */
export function keyboard(page: Page): InputDevice {
  const reach = async (target: Locator) => {
    await target.waitFor();
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await target.evaluate((node) => node === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never comes to ${target}`);
  };
  return {
    press: async (target) => {
      await reach(target);
      const box = await target.evaluate((node) => node.getAttribute("type") === "checkbox");
      await page.keyboard.press(box ? "Space" : "Enter");
    },
    write: async (target, text) => {
      await reach(target);
      await page.keyboard.press("Control+A");
      // At the speed of a person: a scanner is faster.
      await page.keyboard.type(text, { delay: 45 });
    },
    choose: async (target, label) => {
      await reach(target);
      await page.keyboard.type(label, { delay: 45 });
    },
    pick: async (option) => {
      await option.waitFor();
      for (let arrows = 0; arrows < MOST_OPTIONS; arrows += 1) {
        if ((await option.getAttribute("aria-selected")) === "true")
          return page.keyboard.press("Enter");
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`The arrow keys never come to ${option}`);
    },
  };
}
