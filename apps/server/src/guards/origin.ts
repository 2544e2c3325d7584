import type { IncomingHttpHeaders } from "node:http";
import { showsKey } from "@daybook/api/server/auth/resolve-actor";
import type { Client } from "../client-of.ts";

interface Asked {
  readonly method: string;
  /** As it was written; one address has many spellings, `/%61pi` among them. */
  readonly url: string;
  /** What the router made of it; undefined where nothing of that name is served. */
  readonly route: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Whether a request comes from another site. `Sec-Fetch-Site` is sent to https and localhost only, so on a shop's
 * plain network `Origin` carries this check alone, compared to the last digit of the port.
 */
export function isForeign(
  request: Asked,
  { scheme, host }: Pick<Client, "scheme" | "host">,
): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `${scheme}://${withoutUsualPort(host, scheme)}`)
    return true;
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none") return false;
  // Someone may follow a link to the shop's pages; nothing happens by looking at them.
  return !(isRead(request.method) && isNavigation(request));
}

/** A write shows where it comes from, or carries a key that no browser sends by itself. */
export function isUnsigned({ headers }: Pick<Asked, "headers">): boolean {
  return (
    headers.origin === undefined &&
    headers["sec-fetch-site"] !== "same-origin" &&
    !showsKey(headers.authorization)
  );
}

export function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

/** `/trpc` and `/api`, with everything below. */
export function isApi(url: string): boolean {
  return /^\/(trpc|api)(?:[/?]|$)/.test(url);
}

/** Browsers leave a scheme's own port out of an origin; some write it in Host. */
function withoutUsualPort(host: string | undefined, scheme: Client["scheme"]): string | undefined {
  return host?.replace(scheme === "https" ? /:443$/ : /:80$/, "");
}

function isNavigation({ url, route, headers }: Asked): boolean {
  return headers["sec-fetch-mode"] === "navigate" && !isApi(url) && !isApi(route ?? "");
}
