import type { Locator, Page } from "playwright-core";

/** A failed press: the element under the pointer at its release, or the distance it had moved. */
export type Slip = string;

/**
 * Presses the mouse on the center of `target`, waits for the page to render, and checks that the same element is still
 * under the pointer at the same position. The button stays pressed; `null` if nothing moved.
 */
export async function pressDown(page: Page, target: Locator): Promise<Slip | null> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${target} is not on screen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.evaluate(
    ([left, top]) => {
      const under = document.elementFromPoint(left ?? 0, top ?? 0);
      Reflect.set(window, "pressedOn", under);
      Reflect.set(window, "pressedAt", JSON.stringify(under?.getBoundingClientRect()));
    },
    [x, y],
  );
  await page.mouse.down();
  return page.evaluate(
    async ([left, top]) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      const was: unknown = Reflect.get(window, "pressedOn");
      const is = document.elementFromPoint(left ?? 0, top ?? 0);
      const name = (node: unknown) =>
        node instanceof Element
          ? `${node.tagName} ${node.getAttribute("aria-label") ?? node.textContent}`
          : "nothing";
      if (is !== was) return `${name(was)} was pressed, ${name(is)} is under the pointer`;
      const at = JSON.stringify(is?.getBoundingClientRect());
      const before: unknown = Reflect.get(window, "pressedAt");
      return at === before ? null : `${name(is)} moved from ${before} to ${at}`;
    },
    [x, y],
  );
}

/** Releases outside, so the press has no effect. */
export async function releaseElsewhere(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.mouse.up();
}
