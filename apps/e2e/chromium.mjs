// Where this machine has a browser for the tests.
import { existsSync } from "node:fs";

/**
 * The browser in CHROMIUM_PATH, else the headless shell of Chromium, which renders a page in about half the time, else
 * the full Chromium; null if there is none.
 */
export function findChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
  ];
  return places.find((path) => path && existsSync(path)) ?? null;
}
