import type { BrowserContext, Page } from "playwright-core";

/** The maximum layout shift during loading: https://web.dev/articles/cls calls 0.1 good. */
export const MOST_SHIFT = 0.02;

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

declare global {
  interface Window {
    shiftsSoFar: { readonly value: number; readonly what: string }[];
  }
}

/** Records layout shifts in every page of this window, from its first frame on. */
export async function noteShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.shiftsSoFar = [];
    new PerformanceObserver((list) => {
      // safe because the observer below requests only these entries
      for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
        if (hadRecentInput) continue;
        const at = ({ x, y, width, height }: DOMRectReadOnly) => `${x} ${y} ${width}×${height}`;
        const names = sources.map(({ node, previousRect, currentRect }) => {
          const moved = `${at(previousRect)} → ${at(currentRect)}`;
          if (!(node instanceof Element)) return `text ${moved}`;
          const text = node.textContent?.slice(0, 20) ?? "";
          return `${node.tagName.toLowerCase()}.${node.className} “${text}” ${moved}`;
        });
        window.shiftsSoFar.push({ value, what: names.join(", ") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** The layout shifts of this page, largest first, if they exceed the limit; else empty. */
export async function tooManyShifts(page: Page): Promise<string[]> {
  const shifts = await page.evaluate(() => window.shiftsSoFar);
  if (shifts.reduce((sum, { value }) => sum + value, 0) <= MOST_SHIFT) return [];
  return shifts
    .toSorted((a, b) => b.value - a.value)
    .map(({ value, what }) => `${value.toFixed(3)} ${what}`);
}
