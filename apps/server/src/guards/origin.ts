import type { IncomingHttpHeaders } from "node:http";
import { showsKey } from "@daybook/api/server/auth/resolve-actor";
import type { Client } from "../client-of.ts";

interface RequestHead {
  readonly method: string;
  /** The raw path; one path has many encodings, `/%61pi` among them. */
  readonly url: string;
  /** The route that the router found; undefined if there is none. */
  readonly route: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Whether a request comes from another site. Browsers send `Sec-Fetch-Site` to HTTPS and localhost only, so on a plain
 * HTTP network only `Origin` can be checked, including the port.
 */
export function isForeign(
  request: RequestHead,
  { scheme, host }: Pick<Client, "scheme" | "host">,
): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `${scheme}://${withoutUsualPort(host, scheme)}`)
    return true;
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return false;
  // Links to pages are allowed from other sites; opening a page changes nothing.
  return !(isRead(request.method) && isNavigation(request));
}

/** A write needs a matching origin, or an API key, which browsers never send by themselves. */
export function isUnsigned({ headers }: Pick<RequestHead, "headers">): boolean {
  return (
    headers.origin === undefined &&
    headers["sec-fetch-site"] !== "same-origin" &&
    !showsKey(headers.authorization)
  );
}

export function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** `/trpc` and `/api`, including all paths below. */
export function isApi(url: string): boolean {
  return /^\/(trpc|api)(?:[/?]|$)/.test(url);
}

/** Browsers omit the default port of a scheme in an origin; some include it in Host. */
function withoutUsualPort(host: string | undefined, scheme: Client["scheme"]): string | undefined {
  return host?.replace(scheme === "https" ? /:443$/ : /:80$/, "");
}

function isNavigation({ url, route, headers }: RequestHead): boolean {
  return headers["sec-fetch-mode"] === "navigate" && !isApi(url) && !isApi(route ?? "");
}
