import type { Page } from "playwright-core";
import { violationsOf } from "./accessibility.ts";
import { SCREENS } from "./browser.ts";
import { resizeTo, untilLaidOut } from "./resize.ts";

/** The minimum size of a touch target in pixels. */
const LEAST_PX = 44;

/**
 * The touch targets of the current page that are too small on a phone, or covered by others. Links within a sentence have
 * the height of their line; the bars of a chart have a table as alternative.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  try {
    await page.setViewportSize(SCREENS.phone);
    await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    await page.waitForFunction(() => matchMedia("(pointer: coarse)").matches);
    await untilLaidOut(page);
    return [
      ...(await page.evaluate(tooSmall, LEAST_PX)),
      ...(await violationsOf(page, { rules: ["target-size"] })),
    ];
  } finally {
    await devtools.send("Emulation.setTouchEmulationEnabled", { enabled: false });
    await resizeTo(page, SCREENS.desk);
    await devtools.detach();
  }
}

/** Runs inside the page. */
function tooSmall(least: number): string[] {
  const pressed =
    "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=option], [role=tab]";
  const isInSentence = ({ parentElement: around }: Element) =>
    around !== null &&
    around.closest("p, li") !== null &&
    [...around.childNodes].some(
      (node) => node.nodeType === 3 && /\p{L}/u.test(node.textContent ?? ""),
    );
  const leftOut = (one: Element) =>
    !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
    one.closest("[aria-hidden=true], svg") !== null ||
    (one.tagName === "A" && isInSentence(one)) ||
    // Outside the page until it gets the focus.
    one.getBoundingClientRect().bottom <= 0;
  const areaOf = (one: Element) => {
    const label =
      one instanceof HTMLInputElement ? (one.closest("label") ?? one.labels?.[0]) : null;
    const isTicked = one instanceof HTMLInputElement && /checkbox|radio/.test(one.type);
    // A field can be pressed anywhere in its frame.
    const frame = isTicked ? label : one.closest(".mantine-Input-wrapper");
    const boxes = [one, frame].flatMap((box) => (box ? [box.getBoundingClientRect()] : []));
    const side = (name: "left" | "right" | "top" | "bottom") => boxes.map((box) => box[name]);
    return {
      width: Math.max(...side("right")) - Math.min(...side("left")),
      height: Math.max(...side("bottom")) - Math.min(...side("top")),
    };
  };
  return [...document.querySelectorAll(pressed)].flatMap((one) => {
    if (leftOut(one)) return [];
    const { width, height } = areaOf(one);
    // Elements for screen readers only have a size of one pixel.
    if (width <= 1 || height <= 1 || Math.min(width, height) >= least - 0.5) return [];
    const name = (one.getAttribute("aria-label") ?? one.textContent ?? "").trim().slice(0, 40);
    return [
      `${one.tagName.toLowerCase()} “${name}” has ${Math.round(width)} × ${Math.round(height)} px for a finger`,
    ];
  });
}
