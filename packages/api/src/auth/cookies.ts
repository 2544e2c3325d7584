import { createHash } from "node:crypto";

export type Scheme = "http" | "https";

/** 256 random bits as text, as every token of ours is. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The name of a cookie of this database on a scheme. Browsers do not tell ports of one host apart, so the name says
 * whose it is: another program, or another shop on another port, neither reads nor overwrites it. On https the prefix
 * makes browsers refuse it from anyone but this very host.
 */
export function cookieName(what: "sid" | "browser", storeUrl: string, scheme: Scheme): string {
  const database = storeUrl.replace(/^(\w+:\/\/)[^@/]*@/, "$1");
  const whose = createHash("sha256").update(database).digest("hex").slice(0, 8);
  const name = `daybook_${what}_${whose}`;
  return scheme === "https" ? `__Host-${name}` : name;
}

/** A Set-Cookie header for a token that scripts of the page cannot read. */
export function tokenCookie(
  name: string,
  token: string,
  { scheme, maxAgeSeconds }: { readonly scheme: Scheme; readonly maxAgeSeconds: number },
): string {
  const secure = scheme === "https" ? "; Secure" : "";
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`;
}

/** The token in a Cookie header under this name, or null. */
export function tokenIn(cookieHeader: string | undefined, name: string): string | null {
  if (cookieHeader === undefined || cookieHeader.length > 8192) return null;
  for (const part of cookieHeader.split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name) return value !== undefined && TOKEN.test(value) ? value : null;
  }
  return null;
}
