// Where this machine has a browser for the tests.
import { existsSync } from "node:fs";

/**
 * The one that CHROMIUM_PATH names, then Chromium without its window, which loads and draws a page in about half the
 * time, then the whole Chromium; null where there is none.
 */
export function findChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
  ];
  return places.find((path) => path && existsSync(path)) ?? null;
}
