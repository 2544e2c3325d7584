/** Whether this run walks each journey once, as `npm test` does. */
export const IS_SHORT: boolean;

/** What marks a test that a short run leaves out, or walks in part. */
export const LEFT_TO_ALL: string;
