import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Sends a code, one key every `gapMs`, and the key that the scanner ends with. */
export type Scanner = (
  code: string,
  options?: { readonly gapMs?: number; readonly ending?: "Enter" | null },
) => Promise<void>;

/** A scanner this fast is done before a page could act on half a code. */
const FAST_GAP_MS = 5;

/**
 * A scanner at this page. A real one's keys carry the time at which they were pressed, however busy the machine is; so
 * do these. A fast one's are sent in one go when the last is pressed: on a busy machine single ones would come so late
 * that the page takes the code for two. A slower one's are each sent at their time.
 */
export async function plugInScanner(page: Page): Promise<Scanner> {
  const session = await page.context().newCDPSession(page);
  return async (code, { gapMs = FAST_GAP_MS, ending = "Enter" } = {}) => {
    const keys = ending === null ? [...code] : [...code, ending];
    const startedAt = Date.now();
    if (gapMs <= FAST_GAP_MS) await wait(keys.length * gapMs);
    const sent: Promise<unknown>[] = [];
    for (const [index, key] of keys.entries()) {
      const pressedAt = startedAt + index * gapMs;
      if (gapMs > FAST_GAP_MS) await wait(Math.max(0, pressedAt - Date.now()));
      // The browser reads them in the order in which they were sent, so none waits for the one before.
      sent.push(session.send("Input.dispatchKeyEvent", down(key, pressedAt)));
      sent.push(session.send("Input.dispatchKeyEvent", up(key, pressedAt + 1)));
    }
    await Promise.all(sent);
  };
}

function down(key: string, at: number) {
  const text = key === "Enter" ? "\r" : key;
  return { type: "keyDown" as const, text, ...named(key), timestamp: at / 1000 };
}

function up(key: string, at: number) {
  return { type: "keyUp" as const, ...named(key), timestamp: at / 1000 };
}

function named(key: string) {
  if (key === "Enter") return { key, code: "Enter", windowsVirtualKeyCode: 13 };
  const digit = /^\d$/.test(key);
  return digit
    ? { key, code: `Digit${key}`, windowsVirtualKeyCode: key.charCodeAt(0) }
    : { key, code: "" };
}
