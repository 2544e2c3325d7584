import { test } from "@playwright/test";
import { IS_SHORT, LEFT_TO_ALL } from "../matrix.mjs";

/**
 * Leaves a test, or the tests of the `describe` around this call, to `npm run test:all`, where `isMore` says that they repeat others
 * in one more window, theme or way to press. The summary of `npm test` has one line for each `group`.
 */
export function onlyInAll(isMore: boolean, group: string): void {
  test.skip(IS_SHORT && isMore, `${LEFT_TO_ALL}: ${group}`);
}

/** The group of what is the same in a window of another size. */
export const OTHER_WINDOW = "the same journeys in windows of other sizes";

/** The group of screens that show the same parts as one that was checked. */
export const OTHER_SCREENS = "screens of a template of which another screen was checked";

/** What a test does in this run, `once` in a short one; the summary then says that the rest of the `group` is left. */
export function onceInShort<Some>(whole: Some, once: Some, group: string): Some {
  if (!IS_SHORT) return whole;
  const { annotations } = test.info();
  if (!annotations.some(({ description }) => description === group))
    annotations.push({ type: LEFT_TO_ALL, description: group });
  return once;
}
