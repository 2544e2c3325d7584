import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Sends a code, one key every `gapMs`, and the final key of the scanner. */
export type Scanner = (
  code: string,
  options?: { readonly gapMs?: number; readonly ending?: "Enter" | null },
) => Promise<void>;

/** A scanner this fast is finished before a page could react to a part of the code. */
const FAST_GAP_MS = 5;

/**
 * Simulates a scanner. The keys of a real one have the time at which they were pressed, however busy the machine is; so
 * have these. All keys of a fast scanner are sent at once: on a busy machine single ones would arrive so late that the
 * page would split the code. The keys of a slower one are sent at their time.
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
      // The browser processes them in order, so none waits for the previous one.
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
