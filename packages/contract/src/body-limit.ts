/** The maximum size of a request body, in bytes of JSON. */
export const MOST_BODY_BYTES = 1024 * 1024;

/** The limit as display text. */
export const MOST_BODY = "1 MiB (1,048,576 bytes)";
