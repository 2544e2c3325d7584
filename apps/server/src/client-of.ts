import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { TLSSocket } from "node:tls";
import { plainAddress } from "@daybook/core/users/network-of";
import { isLoopback } from "@daybook/core/users/sign-in";

/** The client of a request, from trusted data only. */
export interface Client {
  /** The IP address; `unknown` if a proxy does not send it. */
  readonly address: string;
  readonly scheme: "http" | "https";
  /** The requested host as in the Host header, in lowercase like an Origin. */
  readonly host: string | undefined;
  /** Whether the request comes from a program on this machine, without a proxy. */
  readonly local: boolean;
}

/** Identifies the client of a connection. */
export interface ClientReader {
  clientOf(request: IncomingMessage): Client;
  /** Whether this is the address of a trusted proxy. */
  isProxy(address: string): boolean;
}

/**
 * X-Forwarded-For, -Proto, -Host and -Port are used only from a configured proxy, because any other client can send
 * them too.
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
        const scheme = socket instanceof TLSSocket ? "https" : "http";
        return { address, scheme, host: headers.host?.toLowerCase(), local };
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

/** Not an address, so it grants nothing, and all unknown clients are counted together. */
const UNKNOWN = "unknown";

/**
 * The last address that is not a trusted proxy. An unparsable address counts as unknown, and so does an address of the
 * proxy's own machine.
 */
function forwardedFor(headers: IncomingHttpHeaders, trusted: ReadonlySet<string>): string {
  const hops = textOf(headers["x-forwarded-for"]).split(",").map(addressIn);
  const hop = hops.findLast((one) => one === null || !trusted.has(one)) ?? null;
  return hop === null || isLoopback(hop) ? UNKNOWN : hop;
}

/** Parses `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::7` and `[2001:db8::7]:4711`; anything else is not an address. */
function addressIn(hop: string): string | null {
  const text = hop.trim();
  const [, bracketed, plain] =
    /^\[([0-9a-f:.]+)\](?::\d{1,5})?$|^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/i.exec(text) ?? [];
  const address = plainAddress(bracketed ?? plain ?? text);
  return isIP(address) === 0 ? null : address.toLowerCase();
}

/** The Host of the browser if the proxy forwards it; otherwise that of the proxy. */
function forwardedHost(headers: IncomingHttpHeaders, usualPort: string): string | undefined {
  const host = last(headers["x-forwarded-host"]);
  if (host === undefined || host === "") return headers.host;
  const port = last(headers["x-forwarded-port"]);
  if (port === undefined || port === usualPort || /:\d+$/.test(host)) return host;
  return `${host}:${port}`;
}

/** An unconfigured proxy is recognized by these headers, so its requests do not count as local. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"].some(
    (name) => headers[name] !== undefined,
  );
}

/** The nearest proxy adds the last value. */
function last(header: string | readonly string[] | undefined): string | undefined {
  return header === undefined ? undefined : textOf(header).split(",").at(-1)?.trim();
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === "string" ? header : (header ?? []).join(",");
}
