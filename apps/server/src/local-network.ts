import { hostname } from "node:os";
import type { NetworkDesk } from "@daybook/api/server/context";
import type { Network } from "@daybook/contract/system";
import { findShop } from "@daybook/core/settings/shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { NameAnnouncement } from "./announce-name.ts";
import type { Listeners } from "./listeners.ts";
import { isLocalAddress, isLocalName, labelOf } from "./local-tls/local-names.ts";
import type { LocalTls } from "./local-tls/local-tls.ts";
import { inUrl } from "./network-addresses.ts";
import { createReach } from "./reach.ts";
import type { Reach, ReachOptions } from "./reach.ts";

const LOOPBACK = "127.0.0.1";

export interface LocalNetworkOptions {
  readonly work: UnitOfWork;
  readonly tls: LocalTls;
  /** 0 lets the system choose. */
  readonly httpsPort: number;
  /** Null announces no name. */
  readonly announcement: NameAnnouncement | null;
  readonly onProblem: (error: unknown) => void;
}

/** The port of plain HTTP and how its network is reached. */
export type OpenedHttp = Pick<ReachOptions, "hosts" | "addresses" | "always" | "port"> & {
  readonly reached: () => readonly string[];
  /** The listeners of HTTPS. */
  readonly secureListeners: Listeners;
};

/** The server in the shop's network beside plain HTTP: its name, and HTTPS with the shop's own certificates. */
export class LocalNetwork implements NetworkDesk {
  readonly #options: LocalNetworkOptions;
  #http: OpenedHttp | null = null;
  #secure: { readonly port: number; readonly reach: Reach } | null = null;
  #host = ownName();

  constructor(options: LocalNetworkOptions) {
    this.#options = options;
  }

  /** The names of this server in the local network. */
  get names(): readonly string[] {
    return [...new Set([this.#host, ownName()])];
  }

  /** The certificate that devices install, as PEM; null until someone wished for one. */
  authority(): string | null {
    return this.#options.tls.facts()?.authority ?? null;
  }

  /** Called once, when plain HTTP is open. */
  begin(http: OpenedHttp): Promise<void> {
    this.#http = http;
    return this.refresh();
  }

  /** Follows the shop's name, the network and the certificate's end. Never throws: HTTP works without it. */
  async refresh(): Promise<void> {
    try {
      await this.#refresh();
    } catch (error) {
      this.#options.onProblem(error);
    }
  }

  async #refresh(): Promise<void> {
    const http = this.#http;
    if (http === null) return;
    const { work, announcement } = this.#options;
    const shop = await work.store.read((tx) => findShop(tx));
    const label = labelOf(shop?.identity.name ?? "");
    this.#host = label === "" ? ownName() : `${label}.local`;
    http.hosts.refresh();
    const isReached = shop !== null && http.reached().length > 0;
    await announcement?.use(isReached ? { host: this.#host, port: http.port } : null);
    await this.#serveHttps(http);
  }

  async #serveHttps(http: OpenedHttp): Promise<void> {
    const { tls, httpsPort, work, onProblem } = this.#options;
    const { secureListeners } = http;
    const certificate = tls.certificateFor({
      names: [...this.names, "localhost"],
      addresses: [LOOPBACK, ...http.addresses()],
    });
    if (certificate === null) return;
    secureListeners.useCertificate(certificate);
    if (this.#secure === null) {
      const port = await secureListeners.open(LOOPBACK, httpsPort);
      const { hosts, addresses, always } = http;
      const reach = createReach({
        work,
        listeners: secureListeners,
        hosts,
        port,
        addresses,
        always,
        openBeforeSetup: false,
        onChange: () => undefined,
        onChecked: () => undefined,
        onProblem,
      });
      this.#secure = { port, reach };
    }
    await this.#secure.reach.refresh();
  }

  describe(): Network {
    const reached = this.#http?.reached() ?? [];
    const { host } = this.#options.announcement ?? { host: null };
    // IPv4 addresses can be typed.
    const typed = reached.toSorted(
      (one, other) => Number(one.includes(":")) - Number(other.includes(":")),
    );
    const facts = this.#secure === null ? null : this.#options.tls.facts();
    const port = this.#http?.port ?? 0;
    return {
      open: reached.length > 0,
      addresses: [...(host === null ? [] : [host]), ...typed].map((name) => ({
        url: `http://${inUrl(name)}:${port}`,
        secureUrl: this.#secureUrl(name),
      })),
      https:
        facts === null
          ? null
          : {
              fingerprint: facts.fingerprint,
              validUntil: new Date(facts.validUntil).toISOString(),
            },
    };
  }

  /** Null without HTTPS, and for an address that the certificate may not contain. */
  #secureUrl(name: string): string | null {
    if (this.#secure === null || !(isLocalName(name) || isLocalAddress(name))) return null;
    return `https://${inUrl(name)}:${this.#secure.port}`;
  }

  async turnOnHttps(): Promise<Network> {
    const shop = await this.#options.work.store.read((tx) => findShop(tx));
    this.#options.tls.make(shop?.identity.name ?? ownName());
    await this.#refresh();
    return this.describe();
  }

  async stop(timeoutMs: number): Promise<void> {
    this.#secure?.reach.stop();
    this.#options.announcement?.stop();
    await this.#http?.secureListeners.stop(timeoutMs);
  }
}

/** The name of this computer in the local network. */
function ownName(): string {
  return `${hostname()
    .toLowerCase()
    .replace(/\.local$/, "")}.local`;
}
