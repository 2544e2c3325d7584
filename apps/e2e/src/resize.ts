import type { Page } from "playwright-core";

/** A layout measured in this many frames follows from its own size only. */
const FRAMES = 3;

/**
 * Resizes the window and waits until the page is laid out for its new size. Some layout is decided by scripts, such as
 * which columns of the product list fit: they run in the frame after the resize, and what they render follows it. A
 * measurement directly after `setViewportSize` may show the old layout in the new window.
 */
export async function resizeTo(
  page: Page,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await untilLaidOut(page);
}

/** Waits until what a frame has measured is rendered, and once more for what that changes. */
export function untilLaidOut(page: Page): Promise<void> {
  return page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      // React renders in a message posted by the frame; this one is posted after it, in the next frame.
      await new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
      });
    }
  }, FRAMES);
}
