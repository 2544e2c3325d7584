// The two matrices of the journeys: `npm test` walks each of them once, `npm run test:all` in every window and theme,
// at every address and by every way to press. Playwright started by hand walks all, too.

/** Whether this run walks each journey once. */
export const IS_SHORT = process.env.TEST_MATRIX === "short";

/** What marks a test that a short run leaves out, or walks in part; scripts/journeys-report.mjs looks for it. */
export const LEFT_TO_ALL = "left to test:all";
