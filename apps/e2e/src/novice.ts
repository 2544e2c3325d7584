import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** Seconds of the keystroke-level model: to think, to point and click, to type one character. */
const THINK = 1.35;
const POINT = 1.1;
const TYPE = 0.28;
/**
 * Simulates a first-time user: clicks only elements with the given visible text, types only into fields with the given
 * label or placeholder, and uses neither addresses nor shortcuts. Counts the effort.
 */
export class Novice {
  readonly #page: Page;
  readonly #read = new Set<string>();
  /** Clicks and fields filled. */
  steps = 0;
  /** The estimated time by the keystroke-level model. */
  seconds = 0;
  /** The text shown on the way, each line once. */
  words = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Clicks the button, link or option with this text. */
  async press(words: string): Promise<void> {
    const found = await this.#find((top) =>
      (["button", "link", "option"] as const)
        .map((role) => top.getByRole(role, { name: words }))
        .reduce((all, one) => all.or(one))
        .filter({ visible: true, hasText: words }),
    );
    await this.#readScreen();
    await found.click();
    this.#took(THINK + POINT);
  }

  /** Types into the field with this label or placeholder. */
  async write(words: string, text: string): Promise<void> {
    const field = await this.#find((top) =>
      top
        .getByPlaceholder(words, { exact: true })
        .or(top.getByLabel(words, { exact: true }))
        .filter({ visible: true }),
    );
    await this.#readScreen();
    const labels = this.#page.locator("label");
    const label = labels.getByText(words, { exact: true }).filter({ visible: true });
    const inside = (await field.getAttribute("placeholder")) === words;
    if (!inside && (await label.count()) === 0)
      throw new Error(`Nobody can read “${words}” at that field`);
    await field.fill(text);
    this.#took(THINK + POINT + TYPE * text.length);
  }

  /** Waits until this text is visible. */
  async see(words: string | RegExp): Promise<void> {
    await this.#page.getByText(words).filter({ visible: true }).first().waitFor();
    await this.#readScreen();
  }

  /** Searches the topmost layer, which may change during the search: a sheet opens or closes. */
  async #find(where: (top: Locator) => Locator): Promise<Locator> {
    let found = where(await this.#top()).first();
    const isThere = async () => {
      found = where(await this.#top()).first();
      return found.isVisible();
    };
    const message = `looking for ${found}`;
    await expect.poll(isThere, { message, timeout: 10_000, intervals: [30] }).toBe(true);
    return found;
  }

  /** The topmost layer: a sheet covers the page. */
  async #top(): Promise<Locator> {
    const sheet = this.#page.getByRole("dialog").filter({ visible: true });
    return (await sheet.count()) > 0 ? sheet.last() : this.#page.locator("body");
  }

  /** Records new text; a closed select shows only its current option. */
  async #readScreen(): Promise<void> {
    const lines = await this.#page.evaluate(() => {
      const choices = new Set([...document.querySelectorAll("option")].map(({ text }) => text));
      return document.body.innerText.split("\n").filter((line) => !choices.has(line));
    });
    const fresh = lines.map((line) => line.trim()).filter((line) => !this.#read.has(line));
    for (const line of fresh) this.#read.add(line);
    this.words += [...new Set(fresh)].flatMap((line) => line.split(/\s+/)).filter(Boolean).length;
  }

  #took(seconds: number): void {
    this.steps += 1;
    this.seconds += seconds;
  }
}
