/** The files of the shop's own certificate authority in the data folder, and the certificate that the server uses. */
import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { syncFolder } from "@daybook/db/engines/sqlite/opening";
import { saveFile } from "@daybook/db/engines/sqlite/sync-file";
import { createAuthority, createLeaf, namesIn } from "./certificates.ts";
import type { KeyAndCertificate, ServerNames } from "./certificates.ts";
import { isLocalAddress, isLocalName } from "./local-names.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A server that runs for months renews in time; one that starts rarely renews at its start. */
const RENEW_BEFORE_MS = 60 * DAY_MS;
const FOLDER = "local-ca";

/** What devices need to know of the certificates. */
export interface CertificateFacts {
  /** The certificate of the authority, as PEM: what a device installs. */
  readonly authority: string;
  /** SHA-256 of it, in pairs of hexadecimal digits with colons. */
  readonly fingerprint: string;
  /** When the certificate of the server ends, in UTC milliseconds; it is renewed before. */
  readonly validUntil: number;
}

/** The certificates of a data folder. They exist only after someone wished for them. */
export class LocalTls {
  readonly #folder: string;
  readonly #clock: () => number;

  constructor(dataFolder: string, clock: () => number) {
    this.#folder = join(dataFolder, FOLDER);
    this.#clock = clock;
  }

  /** Makes the authority, if there is none. Throws the system's error if the files cannot be written. */
  make(shopName: string): void {
    if (this.#read("ca") !== null) return;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    syncFolder(this.#folder);
    this.#write("ca", createAuthority(`Daybook of ${shopName}`, this.#clock()));
  }

  /** Null without an authority. */
  facts(): CertificateFacts | null {
    const authority = this.#read("ca");
    const leaf = this.#read("server");
    if (authority === null || leaf === null) return null;
    const { fingerprint256 } = new X509Certificate(authority.certificate);
    return {
      authority: authority.certificate,
      fingerprint: fingerprint256,
      validUntil: endOf(leaf),
    };
  }

  /**
   * The certificate for these names, renewed if it ends soon or lacks one of them; null without an authority. Throws the
   * system's error if the files cannot be written.
   */
  certificateFor(wanted: ServerNames): KeyAndCertificate | null {
    const authority = this.#read("ca");
    if (authority === null) return null;
    const local = {
      names: wanted.names.filter(isLocalName),
      addresses: wanted.addresses.filter(isLocalAddress),
    };
    const current = this.#read("server");
    if (current !== null && this.#isGood(current, local)) return current;
    const renewed = createLeaf(authority, local, this.#clock());
    this.#write("server", renewed);
    return renewed;
  }

  #isGood(leaf: KeyAndCertificate, { names, addresses }: ServerNames): boolean {
    const covered = namesIn(leaf);
    return (
      endOf(leaf) - this.#clock() > RENEW_BEFORE_MS &&
      names.every((name) => covered.names.includes(name)) &&
      addresses.every((address) => covered.addresses.includes(address))
    );
  }

  #read(name: "ca" | "server"): KeyAndCertificate | null {
    try {
      const read = (kind: string) => readFileSync(join(this.#folder, `${name}.${kind}`), "utf8");
      return { key: read("key"), certificate: read("crt") };
    } catch {
      return null;
    }
  }

  /** The certificate last: with it, both are complete. */
  #write(name: "ca" | "server", { key, certificate }: KeyAndCertificate): void {
    for (const [kind, text] of [
      ["key", key],
      ["crt", certificate],
    ] as const) {
      saveFile(join(this.#folder, `${name}.${kind}`), text);
    }
  }
}

const endOf = ({ certificate }: KeyAndCertificate): number =>
  Date.parse(new X509Certificate(certificate).validTo);
