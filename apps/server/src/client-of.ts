import type { IncomingMessage } from "node:http";

/** Who is at the other end, as far as it can be believed. */
export interface Client {
  readonly address: string;
  readonly scheme: "http" | "https";
}

/**
 * Reads the other end of a connection. X-Forwarded-For and -Proto count only when they come from a proxy of the
 * configuration; anyone else can write them too.
 */
export function clientReader(
  trustedProxies: readonly string[],
): (request: IncomingMessage) => Client {
  const trusted = new Set(trustedProxies.map(plainAddress));
  return (request) => {
    const address = plainAddress(request.socket.remoteAddress ?? "");
    if (trusted.size === 0 || !trusted.has(address)) return { address, scheme: "http" };
    return {
      address: forwardedFor(request, trusted) ?? address,
      scheme: last(request.headers["x-forwarded-proto"]) === "https" ? "https" : "http",
    };
  };
}

/** The last address that no trusted proxy wrote about itself. */
function forwardedFor(request: IncomingMessage, trusted: ReadonlySet<string>): string | undefined {
  const header = request.headers["x-forwarded-for"];
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  const hops = text.split(",").map((hop) => plainAddress(hop.trim()));
  return hops.findLast((hop) => hop !== "" && !trusted.has(hop));
}

/** IPv4 written as IPv6 is the same address. */
function plainAddress(address: string): string {
  return address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
}

function last(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === "string" ? header : header?.join(",");
  return text?.split(",").at(-1)?.trim().toLowerCase();
}
