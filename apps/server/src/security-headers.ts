import type { ServerResponse } from "node:http";

const csp = (styles: string): string =>
  [
    "default-src 'self'",
    // The barcode decoder is WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src ${styles}`,
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join("; ");

/** The headers of every response. There is no HSTS, because a shop's own host names are plain HTTP too. */
const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  ["content-security-policy", csp("'self'")],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(self)"],
  ["cache-control", "no-store"],
];

/** The same headers as text, for responses written directly to a socket. */
export const SECURITY_HEADER_LINES = SECURITY_HEADERS.map(
  ([name, value]) => `${name}: ${value}\r\n`,
).join("");

/** Adds the headers to a response before any other processing, so no response lacks them. */
export function stampSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
}

/** The policy of a page whose own style elements have this nonce. */
export function policyWithNonce(nonce: string): string {
  return csp(`'self' 'nonce-${nonce}'`);
}
