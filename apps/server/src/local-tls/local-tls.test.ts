import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, createServer } from "node:tls";
import { afterAll, beforeEach, expect, test } from "vitest";
import { createAuthority, createLeaf, issue } from "./certificates.ts";
import type { KeyAndCertificate } from "./certificates.ts";
import { addressBytes, isLocalAddress, isLocalName, labelOf } from "./local-names.ts";
import { LocalTls } from "./local-tls.ts";

const DAY_MS = 24 * 60 * 60_000;
const root = mkdtempSync(join(tmpdir(), "daybook-tls-"));
afterAll(() => rmSync(root, { recursive: true }));
let folder = "";
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(root, "data-"));
  now = Date.now();
});

const tls = () => new LocalTls(folder, () => now);
const shop = { names: ["corner-shop.local"], addresses: ["192.168.1.20", "fd00::20"] };

/** What a device that trusts only this authority says to a server: null if it connects. */
async function refusalOf(server: KeyAndCertificate, ca: string, servername: string) {
  const listening = createServer({ key: server.key, cert: server.certificate }).listen(
    0,
    "127.0.0.1",
  );
  await once(listening, "listening");
  // safe because a server that listens on a port has both
  const { port } = listening.address() as AddressInfo;
  const socket = connect({ host: "127.0.0.1", port, ca, servername });
  const refusal = await new Promise<string | null>((resolve) => {
    socket.once("secureConnect", () => resolve(null));
    socket.once("error", (error) => resolve(error.message));
  });
  socket.destroy();
  listening.close();
  return refusal;
}

test("[O9] a device that installed the authority accepts the server's certificate, for its names only", async () => {
  const authority = createAuthority("Daybook of Corner shop", now);
  const leaf = createLeaf(authority, shop, now);
  expect(await refusalOf(leaf, authority.certificate, "corner-shop.local")).toBeNull();
  expect(await refusalOf(leaf, authority.certificate, "other.local")).toMatch(/altnames/);
  const other = createAuthority("Daybook of Corner shop", now);
  expect(await refusalOf(leaf, other.certificate, "corner-shop.local")).not.toBeNull();
  const certificate = new X509Certificate(leaf.certificate);
  expect(certificate.checkIP("192.168.1.20")).toBe("192.168.1.20");
  expect(certificate.checkIP("fd00::20")).toBe("fd00::20");
  expect(certificate.checkIP("192.168.1.21")).toBeUndefined();
});

test("[O9] a stolen key of the authority cannot pretend to be a site of the internet", async () => {
  const authority = createAuthority("Daybook of Corner shop", now);
  for (const names of [["bank.example"], ["corner-shop.local", "bank.example"], ["notlocal"]]) {
    const forged = issue(authority, { names, addresses: [] }, now);
    expect(await refusalOf(forged, authority.certificate, names.at(-1) ?? ""), String(names)).toBe(
      "permitted subtree violation",
    );
  }
  const address = issue(authority, { names: ["a.local"], addresses: ["203.0.113.7"] }, now);
  expect(await refusalOf(address, authority.certificate, "a.local")).toBe(
    "permitted subtree violation",
  );
});

test("[O9] an authority signs certificates only, and a certificate of a server signs nothing", () => {
  const authority = createAuthority("Daybook of Corner shop", now);
  const leaf = createLeaf(authority, shop, now);
  const [ca, server] = [authority, leaf].map((one) => new X509Certificate(one.certificate));
  expect([ca?.ca, server?.ca]).toEqual([true, false]);
  expect(server?.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  expect(ca && server?.checkIssued(ca)).toBe(true);
  expect(ca && server?.verify(ca.publicKey)).toBe(true);
  const days = (Date.parse(server?.validTo ?? "") - Date.parse(server?.validFrom ?? "")) / DAY_MS;
  expect(days).toBe(397);
});

test("[O9] names and addresses outside a local network are left out", () => {
  const made = tls();
  made.make("Corner shop");
  const leaf = made.certificateFor({
    names: ["corner-shop.local", "shop.example"],
    addresses: ["192.168.1.20", "203.0.113.7"],
  });
  expect(new X509Certificate(leaf?.certificate ?? "").subjectAltName).toBe(
    "DNS:corner-shop.local, IP Address:192.168.1.20",
  );
});

test("[O9] there is no certificate until someone wishes for one, and then one for good", () => {
  const made = tls();
  expect(made.certificateFor(shop)).toBeNull();
  expect(made.facts()).toBeNull();
  made.make("Corner shop");
  const leaf = made.certificateFor(shop);
  const facts = made.facts();
  expect(facts?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  made.make("Another name");
  expect(tls().facts()).toEqual(facts);
  expect(tls().certificateFor(shop)).toEqual(leaf);
});

test("[O9] the certificate is renewed before it ends and when an address changes; the authority stays", () => {
  const made = tls();
  made.make("Corner shop");
  const first = made.certificateFor(shop);
  const authority = made.facts()?.authority;
  now += 330 * DAY_MS;
  expect(made.certificateFor(shop)).toEqual(first);
  now += 10 * DAY_MS;
  const second = made.certificateFor(shop);
  expect(second).not.toEqual(first);
  expect(made.facts()?.validUntil).toBeGreaterThan(now + 300 * DAY_MS);
  const moved = { names: shop.names, addresses: ["192.168.1.77"] };
  expect(
    new X509Certificate(made.certificateFor(moved)?.certificate ?? "").subjectAltName,
  ).toContain("192.168.1.77");
  expect(made.facts()?.authority).toBe(authority);
});

test("[O9] keys can be read by the owner of the data folder only", (ctx) => {
  ctx.skip(process.platform === "win32", "Windows has other permissions");
  const made = tls();
  made.make("Corner shop");
  made.certificateFor(shop);
  const inside = join(folder, "local-ca");
  expect(readdirSync(inside).toSorted()).toEqual(["ca.crt", "ca.key", "server.crt", "server.key"]);
  expect(statSync(inside).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(inside))
    expect(statSync(join(inside, name)).mode & 0o777, name).toBe(0o600);
});

test("local names and addresses", () => {
  expect(["shop.local", "localhost", "till.home.arpa"].every(isLocalName)).toBe(true);
  expect(["shop.example", "notlocal", "local.example"].some(isLocalName)).toBe(false);
  expect(
    ["10.1.2.3", "172.31.0.1", "192.168.0.1", "fd12::1", "fe80::1"].every(isLocalAddress),
  ).toBe(true);
  expect(["8.8.8.8", "172.32.0.1", "2001:db8::1", "shop"].some(isLocalAddress)).toBe(false);
  expect(addressBytes("fd00::1:2").toString("hex")).toBe("fd000000000000000000000000010002");
  expect(addressBytes("1:2:3:4:5:6:7:8").toString("hex")).toBe("00010002000300040005000600070008");
});

test.each([
  ["Corner shop", "corner-shop"],
  ["Café Zoë & Co.", "cafe-zoe-co"],
  ["  --  ", ""],
  ["店", ""],
  ["a".repeat(80), "a".repeat(63)],
])("the shop %s has the host name %s", (name, label) => {
  expect(labelOf(name)).toBe(label);
});
