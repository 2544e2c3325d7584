import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** Seconds of the keystroke-level model: to think what is next, to point and press, to type one character. */
const THINK = 1.35;
const POINT = 1.1;
const TYPE = 0.28;
/**
 * Somebody who has never seen the shop: presses only what has these words written on it, writes only into fields that
 * have these words beside or in them, and knows neither addresses nor keys. Counts what it takes.
 */
export class Novice {
  readonly #page: Page;
  readonly #read = new Set<string>();
  /** Presses and fields written. */
  steps = 0;
  /** What a person's hands and decisions would need, by the keystroke-level model. */
  seconds = 0;
  /** Words that came on screen on the way, each line once; nobody has to read them all. */
  words = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses the button, link or line of a list on which these words can be read. */
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

  /** Writes into the field that has these words above it or in it. */
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

  /** Waits until these words can be read. */
  async see(words: string | RegExp): Promise<void> {
    await this.#page.getByText(words).filter({ visible: true }).first().waitFor();
    await this.#readScreen();
  }

  /** Looks for it on what lies on top, which may change while looking: a sheet comes or goes. */
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

  /** What lies on top: a sheet hides the page below it. */
  async #top(): Promise<Locator> {
    const sheet = this.#page.getByRole("dialog").filter({ visible: true });
    return (await sheet.count()) > 0 ? sheet.last() : this.#page.locator("body");
  }

  /** Reads what was not read before; a closed list of choices shows only the one that is chosen. */
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
