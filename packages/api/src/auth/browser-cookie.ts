/** The long-lived cookie of a browser: it distinguishes known browsers at sign-in, and proves which till a browser is. */
import { randomBytes } from "node:crypto";
import { browserId } from "@daybook/core/users/known-browsers";
import type { ApiContext } from "../context.ts";
import { cookieName, tokenCookie, tokenIn } from "./cookies.ts";

const KNOWN_SECONDS = 400 * 24 * 3600;

type Asking = Pick<ApiContext, "request" | "home">;

/** The token of the browser that asks, or null. */
export function browserTokenIn({ request, home }: Asking): string | null {
  return tokenIn(request.cookieHeader, cookieName("browser", home.work.store.url, request.scheme));
}

/** The token of the browser that asks, or a new one for `keepBrowserToken`. */
export function browserTokenFor(ctx: Asking): string {
  return browserTokenIn(ctx) ?? randomBytes(32).toString("base64url");
}

/** Sets the cookie, or extends it. */
export function keepBrowserToken({ request, home }: Asking, token: string): void {
  const { scheme } = request;
  const name = cookieName("browser", home.work.store.url, scheme);
  request.setCookie(tokenCookie(name, token, { scheme, maxAgeSeconds: KNOWN_SECONDS }));
}

/** The stored id of the browser that asks; it has a token from now on. */
export function browserIdFor(ctx: Asking): string {
  const token = browserTokenFor(ctx);
  keepBrowserToken(ctx, token);
  return browserId(token);
}
