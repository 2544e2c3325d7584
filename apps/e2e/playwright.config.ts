import { defineConfig } from "@playwright/test";
import { findChromium } from "./chromium.mjs";
import { LAUNCH_ARGS } from "./src/browser.ts";

const chromium = findChromium();

/**
 * A browser on a busy machine may lose a press that no page could have kept. A journey that fails is walked once more,
 * and one that passes only then is named in the summary as unsteady: each of them is a fault to be found.
 */
const RETRIES = 1;

export default defineConfig({
  testDir: "./src",
  testMatch: "**/*.test.ts",
  // Pictures of pages that failed, and traces of second attempts: `npx playwright show-trace FILE`.
  outputDir: "../../reports/journeys",
  // Two at a time: a page waits for its server and a server for its page. The tests of a file follow each other.
  workers: 2,
  fullyParallel: false,
  retries: RETRIES,
  // These end a test that hangs. They say nothing of speed: a busy machine may take ten times as long.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["../../scripts/journeys-report.mjs"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      args: [...LAUNCH_ARGS],
      ...(chromium === null ? {} : { executablePath: chromium }),
    },
    trace: "on-first-retry",
    screenshot: "only-on-failure",
  },
});
