/**
 * The shop's own certificate authority (X.509, RFC 5280) and the certificate of its server. The authority may only name
 * what exists in a local network, so a stolen key cannot pretend to be a site of the internet.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import { isIPv4 } from "node:net";
import { bits, context, integer, octets, oid, sequence, set, time, utf8, yes } from "./der.ts";
import { addressBytes, isLocalName, LOCAL_NAMES, LOCAL_NETWORKS } from "./local-names.ts";

/** A certificate with its private key, both as PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

const DAY_MS = 24 * 60 * 60_000;
/** An authority is installed by hand on each device, so it is valid for long. */
const AUTHORITY_DAYS = 3650;
/** The longest that browsers accept of any certificate is 398 days. */
const LEAF_DAYS = 397;
/** Devices of a shop do not all have the right time. */
const EARLIER_MS = DAY_MS;

const ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

/** A new authority with the name that devices show. */
export function createAuthority(name: string, now: number): KeyAndCertificate {
  const { privateKey, publicKey } = newKeys();
  const certificate = certificateOf({
    subject: name,
    issuer: name,
    days: AUTHORITY_DAYS,
    now,
    publicKey,
    signWith: privateKey,
    extensions: [
      critical("2.5.29.19", sequence(yes, integer(Buffer.from([0])))),
      // keyCertSign and cRLSign
      critical("2.5.29.15", bits(Buffer.from([0x06]), 1)),
      critical("2.5.29.30", sequence(context(0, permittedNames(), true))),
      extension("2.5.29.14", octets(keyId(publicKey))),
    ],
  });
  return { key: pemOf(privateKey), certificate };
}

/** The names and addresses of a server that an authority of this kind may certify. */
export interface ServerNames {
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** A certificate for these names and addresses; those outside a local network are left out. */
export function createLeaf(
  authority: KeyAndCertificate,
  { names, addresses }: ServerNames,
  now: number,
): KeyAndCertificate {
  return issue(authority, { names: names.filter(isLocalName), addresses }, now);
}

/** As `createLeaf`, for any name: devices must refuse it, which a test shows. */
export function issue(
  authority: KeyAndCertificate,
  { names, addresses }: ServerNames,
  now: number,
): KeyAndCertificate {
  const { privateKey, publicKey } = newKeys();
  const { publicKey: issuerKey, subject } = new X509Certificate(authority.certificate);
  const entries = [
    ...names.map((name) => context(2, Buffer.from(name), false)),
    ...addresses.map((address) => context(7, addressBytes(address), false)),
  ];
  const certificate = certificateOf({
    subject: names[0] ?? "Daybook",
    issuer: subject.replace(/^CN=/, ""),
    days: LEAF_DAYS,
    now,
    publicKey,
    signWith: createPrivateKey(authority.key),
    extensions: [
      critical("2.5.29.19", sequence()),
      // digitalSignature
      critical("2.5.29.15", bits(Buffer.from([0x80]), 7)),
      // serverAuth
      extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1"))),
      extension("2.5.29.17", sequence(...entries)),
      extension("2.5.29.14", octets(keyId(publicKey))),
      extension("2.5.29.35", sequence(context(0, keyId(issuerKey), false))),
    ],
  });
  return { key: pemOf(privateKey), certificate };
}

interface CertificateParts {
  readonly subject: string;
  readonly issuer: string;
  readonly days: number;
  readonly now: number;
  readonly publicKey: KeyObject;
  readonly signWith: KeyObject;
  readonly extensions: readonly Buffer[];
}

function certificateOf(parts: CertificateParts): string {
  const from = parts.now - EARLIER_MS;
  const content = sequence(
    // version 3
    context(0, integer(Buffer.from([2])), true),
    integer(randomBytes(16)),
    ECDSA_SHA256,
    nameOf(parts.issuer),
    sequence(time(from), time(from + parts.days * DAY_MS)),
    nameOf(parts.subject),
    parts.publicKey.export({ type: "spki", format: "der" }),
    context(3, sequence(...parts.extensions), true),
  );
  const signature = sign("sha256", content, parts.signWith);
  return pem("CERTIFICATE", sequence(content, ECDSA_SHA256, bits(signature)));
}

const nameOf = (text: string): Buffer => sequence(set(sequence(oid("2.5.4.3"), utf8(text))));

const extension = (id: string, content: Buffer): Buffer => sequence(oid(id), octets(content));
const critical = (id: string, content: Buffer): Buffer => sequence(oid(id), yes, octets(content));

function permittedNames(): Buffer {
  const subtrees = [
    ...LOCAL_NAMES.map((name) => context(2, Buffer.from(name), false)),
    ...LOCAL_NETWORKS.map(({ address, prefix }) => context(7, network(address, prefix), false)),
  ];
  return Buffer.concat(subtrees.map((subtree) => sequence(subtree)));
}

/** An address followed by its mask, as name constraints contain it. */
function network(address: string, prefix: number): Buffer {
  const bytes = addressBytes(address);
  const mask = bytes.map(
    (_, index) => (0xff00 >> Math.min(8, Math.max(0, prefix - index * 8))) & 0xff,
  );
  return Buffer.concat([bytes, mask]);
}

/** RFC 5280, 4.2.1.2, method 1: the SHA-1 of the key's bits. It identifies the key and protects nothing. */
function keyId(key: KeyObject): Buffer {
  const spki = key.export({ type: "spki", format: "der" });
  // The bits are the last 65 bytes of a P-256 key: an uncompressed point.
  return createHash("sha1").update(spki.subarray(-65)).digest();
}

function newKeys() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

const pemOf = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

/** The addresses and names in a certificate, as they were given. */
export function namesIn({ certificate }: KeyAndCertificate): ServerNames {
  const { subjectAltName = "" } = new X509Certificate(certificate);
  const entries = subjectAltName.split(", ").map((entry) => entry.split(/:(.*)/, 2));
  const of = (kind: string) =>
    entries.flatMap(([found, value]) => (found === kind && value !== undefined ? [value] : []));
  return { names: of("DNS"), addresses: of("IP Address").map(shortAddress) };
}

/** Node writes an IPv6 address in capitals with every group: `FD00:0:0:0:0:0:0:1`. */
function shortAddress(address: string): string {
  return isIPv4(address) ? address : new URL(`http://[${address}]`).hostname.slice(1, -1);
}
