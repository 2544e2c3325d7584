import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { plainAddress } from "@daybook/core/users/network-of";
import { isLoopback } from "@daybook/core/users/sign-in";

/** Who is at the other end, as far as it can be believed. */
export interface Client {
  /** The IP address; `unknown` where a proxy does not say for whom it asks. */
  readonly address: string;
  readonly scheme: "http" | "https";
  /** The name that was asked for, as the Host header writes it, in small letters: an Origin has no others. */
  readonly host: string | undefined;
  /** Whether a program on this very machine asks, and for itself. */
  readonly local: boolean;
}

/** Reads who is at the other end of a connection. */
export interface ClientReader {
  clientOf(request: IncomingMessage): Client;
  /** Whether this is the address of a trusted proxy. */
  isProxy(address: string): boolean;
}

/**
 * X-Forwarded-For, -Proto, -Host and -Port count only when they come from a proxy of the configuration; anyone else can
 * write them too.
 */
export function createClientReader(trustedProxies: readonly string[]): ClientReader {
  const trusted = new Set(trustedProxies.map(plainAddress));
  const isProxy = (address: string): boolean => trusted.has(plainAddress(address));
  return {
    isProxy,
    clientOf: ({ headers, socket }) => {
      const address = plainAddress(socket.remoteAddress ?? "");
      if (!trusted.has(address)) {
        const local = isLoopback(address) && !isForwarded(headers);
        return { address, scheme: "http", host: headers.host?.toLowerCase(), local };
      }
      const scheme = last(headers["x-forwarded-proto"])?.toLowerCase();
      const secure = scheme === "https" || scheme === "wss";
      return {
        address: forwardedFor(headers, trusted),
        scheme: secure ? "https" : "http",
        host: forwardedHost(headers, secure ? "443" : "80")?.toLowerCase(),
        local: false,
      };
    },
  };
}

/** No address, so that nothing is allowed because of it, and all of whom nothing is known are counted together. */
const UNKNOWN = "unknown";

/**
 * The last address that no trusted proxy wrote about itself. One that cannot be read says nothing, and neither does one
 * of the proxy's own machine.
 */
function forwardedFor(headers: IncomingHttpHeaders, trusted: ReadonlySet<string>): string {
  const hops = textOf(headers["x-forwarded-for"]).split(",").map(addressIn);
  const hop = hops.findLast((one) => one === null || !trusted.has(one)) ?? null;
  return hop === null || isLoopback(hop) ? UNKNOWN : hop;
}

/** `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::7` and `[2001:db8::7]:4711` name an address; anything else names none. */
function addressIn(hop: string): string | null {
  const text = hop.trim();
  const [, bracketed, plain] =
    /^\[([0-9a-f:.]+)\](?::\d{1,5})?$|^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/i.exec(text) ?? [];
  const address = plainAddress(bracketed ?? plain ?? text);
  return isIP(address) === 0 ? null : address.toLowerCase();
}

/** The Host that the browser sent, where the proxy tells it; else the one that the proxy sends. */
function forwardedHost(headers: IncomingHttpHeaders, usualPort: string): string | undefined {
  const host = last(headers["x-forwarded-host"]);
  if (host === undefined || host === "") return headers.host;
  const port = last(headers["x-forwarded-port"]);
  if (port === undefined || port === usualPort || /:\d+$/.test(host)) return host;
  return `${host}:${port}`;
}

/** A proxy that nobody has made known still shows by these headers that the request is not this machine's own. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"].some(
    (name) => headers[name] !== undefined,
  );
}

/** The nearest proxy writes last. */
function last(header: string | readonly string[] | undefined): string | undefined {
  return header === undefined ? undefined : textOf(header).split(",").at(-1)?.trim();
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === "string" ? header : (header ?? []).join(",");
}
