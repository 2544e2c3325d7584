import type { Locator, Page } from "playwright-core";

/** How a person works a page. */
export interface Hands {
  /** Presses a button or a link, or ticks a box. */
  press(target: Locator): Promise<void>;
  /** Writes into a field, over what stands in it. */
  write(target: Locator, text: string): Promise<void>;
}

/** A mouse or a finger, and a keyboard for text. */
export function pointer(): Hands {
  return {
    press: (target) => target.click(),
    write: (target, text) => target.fill(text),
  };
}

/** More fields than any screen has before what is wanted. */
const MOST_TABS = 150;

/** The keyboard alone: Tab until it is there, then type. Fails where something cannot be reached. */
export function keyboard(page: Page): Hands {
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
      // As a person types: a scanner is quicker.
      await page.keyboard.type(text, { delay: 45 });
    },
  };
}
