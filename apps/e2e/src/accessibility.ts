import { test } from "@playwright/test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { SCREENS } from "./browser.ts";
import type { Screen } from "./browser.ts";
import { onceInShort } from "./matrix.ts";
import { resizeTo } from "./resize.ts";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The rules that check colors. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** A layout and a theme, and whether all rules are checked or only those for colors. */
interface Appearance {
  readonly screen: Screen;
  readonly colorScheme: "light" | "dark";
  readonly rules: "every" | "colours";
}

/** Both layouts and both themes, once each: for a screen with the template of another one. */
const ONE_PER_THEME: readonly Appearance[] = [
  { screen: "desk", colorScheme: "light", rules: "every" },
  { screen: "phone", colorScheme: "dark", rules: "every" },
];
/** Both layouts in both themes; the theme only changes colors. */
export const EVERY_APPEARANCE: readonly Appearance[] = [
  { screen: "desk", colorScheme: "light", rules: "every" },
  { screen: "desk", colorScheme: "dark", rules: "colours" },
  { screen: "phone", colorScheme: "dark", rules: "colours" },
  { screen: "phone", colorScheme: "light", rules: "every" },
];

/** Desktops, tablets, phones, and a desktop at 400 % zoom. */
const WIDTHS = [1440, 1024, 768, 390, 360, 320];
/** Just above and far below the width at which the layout of a phone begins. */
const WIDTHS_OF_SHORT = [768, 320];

/** The part that axe checks: the whole page, or the sheet on a page that is checked elsewhere. */
type Part = "page" | "sheet";

/**
 * The problems of the current page in each layout and theme and at every width; empty if there are none. The page is
 * not reloaded: it is resized, and its theme is changed.
 */
export async function faultsOf(
  page: Page,
  appearances: readonly Appearance[] = ONE_PER_THEME,
  part: Part = "page",
): Promise<string[]> {
  const faults: string[] = [];
  const once = appearances === EVERY_APPEARANCE ? ONE_PER_THEME : alternatingAppearance();
  const group = "screens in every pair of a window and a theme";
  for (const { screen, colorScheme, rules } of onceInShort(appearances, once, group)) {
    // Sliding layers and highlighted figures are checked in their final state.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    await resizeTo(page, SCREENS[screen]);
    const run = rules === "every" ? { part } : { rules: OF_COLOURS, part };
    for (const violation of await violationsOf(page, run))
      faults.push(`${screen}, ${colorScheme}: ${violation}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  return [...faults, ...(await page.evaluate(namelessGraphics)), ...(await sidewaysAt(page))];
}

/** One look, so that half of the tests have the one and half the other: whichever the length of its name gives a test. */
function alternatingAppearance(): readonly Appearance[] {
  const { length } = test.info().titlePath.join();
  return [ONE_PER_THEME[length % ONE_PER_THEME.length]].filter((one) => one !== undefined);
}

/** The same of the sheet that is open; what axe finds beside it is found where the page is read without it. */
export function faultsOfSheet(page: Page): Promise<string[]> {
  return faultsOf(page, ONE_PER_THEME, "sheet");
}

/** The widths at which the page scrolls horizontally, or a figure is wider than its column. */
export async function sidewaysAt(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const group = "widths between the widest and the narrowest of each layout";
  for (const width of onceInShort(WIDTHS, WIDTHS_OF_SHORT, group)) {
    await resizeTo(page, { width, height: 800 });
    const widest = await page.evaluate(widestBeyond);
    if (widest !== null) faults.push(`${width} px: scrolls sideways because of ${widest}`);
    for (const figure of await page.evaluate(figuresBeyond))
      faults.push(`${width} px: ${figure} is wider than its column`);
  }
  await resizeTo(page, SCREENS.desk);
  return faults;
}

interface AxeRun {
  /** By default, all of WCAG 2.2 AA. */
  readonly rules?: readonly string[];
  readonly part?: Part;
}

/** The violations found by axe; its script stays in a page until a reload. */
export async function violationsOf(page: Page, run: AxeRun = {}): Promise<string[]> {
  const { rules, part = "page" } = run;
  const here = await page.evaluate(() => Reflect.has(window, "axe"));
  if (!here) await page.evaluate(axe.source);
  const runOnly =
    rules === undefined
      ? { type: "tag" as const, values: WCAG }
      : { type: "rule" as const, values: rules };
  const context = part === "page" ? "document" : `"[role=dialog]"`;
  const options = JSON.stringify({ runOnly, resultTypes: ["violations"] });
  // As text, because the name `axe` is defined in the page only.
  const found: unknown = await page.evaluate(
    `axe.run(${context}, ${options}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes[0]?.html))`,
  );
  return Array.isArray(found) ? found.map(String) : ["axe did not answer"];
}

const widestBeyond = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const beyond = [...document.body.querySelectorAll("*")].filter(
    (node) => node.getBoundingClientRect().right > clientWidth + 1,
  );
  return (beyond.at(-1) ?? document.body).outerHTML.slice(0, 160);
};

/**
 * Axe accepts a drawing without a name and without a role, which some screen readers call "image". Inside a button it is
 * not exposed: the button has the name.
 */
const namelessGraphics = () =>
  [...document.querySelectorAll("svg, img, canvas")].flatMap((graphic) => {
    if (!graphic.checkVisibility() || graphic.closest("[aria-hidden=true], button")) return [];
    const isNamed =
      graphic.matches("[aria-label], [aria-labelledby], [alt]") || graphic.querySelector("title");
    return isNamed
      ? []
      : [`a drawing has no name and is not hidden: ${graphic.outerHTML.slice(0, 120)}`];
  });

const figuresBeyond = () =>
  [...document.querySelectorAll("main :is(dl, td, th) .num")].flatMap((figure) => {
    const column = figure.parentElement?.closest("dl > div, dd, td, th") ?? null;
    if (column === null || !figure.checkVisibility()) return [];
    const beyond = figure.getBoundingClientRect().right - column.getBoundingClientRect().right;
    return beyond > 1 ? [`${figure.textContent} (${Math.round(beyond)} px)`] : [];
  });
