import { createHash } from "node:crypto";

export type Scheme = "http" | "https";

/** 256 random bits as text, like every token. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The name of a session cookie of this database for a scheme. Browsers do not separate the ports of a host, so the name
 * contains an id: another program, or another shop on another port, neither reads nor overwrites it. On HTTPS, with the
 * prefix browsers accept it only from this host.
 */
export function cookieName(what: "sid" | "browser", storeUrl: string, scheme: Scheme): string {
  const database = storeUrl.replace(/^(\w+:\/\/)[^@/]*@/, "$1");
  const whose = createHash("sha256").update(database).digest("hex").slice(0, 8);
  const name = `daybook_${what}_${whose}`;
  return scheme === "https" ? `__Host-${name}` : name;
}

/** The names of all cookies of this database, for a process that reads them in every request: each is a hash. */
export function cookieNames(storeUrl: string) {
  const of = (scheme: Scheme) => ({
    session: cookieName("sid", storeUrl, scheme),
    browser: cookieName("browser", storeUrl, scheme),
  });
  return { http: of("http"), https: of("https") };
}

/** A Set-Cookie header for a token that page scripts cannot read. */
export function tokenCookie(
  name: string,
  token: string,
  { scheme, maxAgeSeconds }: { readonly scheme: Scheme; readonly maxAgeSeconds: number },
): string {
  const secure = scheme === "https" ? "; Secure" : "";
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`;
}

/** The token of the cookie with this name, or null. */
export function tokenIn(cookieHeader: string | undefined, name: string): string | null {
  if (cookieHeader === undefined || cookieHeader.length > 8192) return null;
  for (const part of cookieHeader.split(";")) {
    const [key, value] = part.trim().split("=", 2);
    if (key === name) return value !== undefined && TOKEN.test(value) ? value : null;
  }
  return null;
}
