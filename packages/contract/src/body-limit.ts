/** The server reads no more of one request, in bytes of its JSON. */
export const MOST_BODY_BYTES = 1024 * 1024;

/** The limit as a person reads it. */
export const MOST_BODY = "1 MiB (1,048,576 bytes)";
