import type { TRPCError } from "@trpc/server";
import type { Role } from "@daybook/contract/permissions";
import type { ReasonCode } from "@daybook/contract/reasons";
import type { VerifyReport } from "@daybook/contract/reports";
import type { Network } from "@daybook/contract/system";
import type { ShownShop } from "@daybook/contract/shown-shop";
import type { Who } from "@daybook/core/context/context";
import type { TillOfBrowser } from "@daybook/core/users/sessions";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { Pepper } from "@daybook/core/users/pins";
import type { PasswordCost } from "@daybook/core/users/passwords";
import type { Rights } from "./auth/resolve-actor.ts";
import type { SessionManager } from "./auth/session.ts";
import type { ArchiveService } from "./archives/archive-service.ts";
import type { BackupService } from "./backups/backup-service.ts";
import type { CardDesk } from "./card-payments/card-desk.ts";
import type { CatalogueFiles } from "./catalogue-file.ts";
import type { FiscalDesk } from "./fiscal/fiscal-desk.ts";
import type { ImportDesk } from "./imports/import-desk.ts";
import type { LiveHub } from "./live/live-hub.ts";
import type { PrintDesk } from "./printing/print-desk.ts";
import type { ReadThread } from "./read-thread.ts";

/** The request data from the server. */
export interface ApiRequest {
  /** The request id, used in the log and in every refusal. */
  readonly id: string;
  /** The remote IP address. */
  readonly address: string;
  readonly scheme: "http" | "https";
  readonly userAgent: string;
  readonly cookieHeader: string | undefined;
  /** The shop shown by the page; undefined for clients without a page. */
  readonly shownShop?: ShownShop | undefined;
  /** Whether a page of an earlier version asks: it reads what is wrong with a field as sentences. */
  readonly earlierPage?: boolean;
  /** Adds one Set-Cookie header to the answer. */
  setCookie(cookie: string): void;
}

/** The session of a request; null for API keys and unauthenticated requests. */
export interface CurrentSession {
  /** SHA-256 of the token. */
  readonly id: string;
  readonly lifetime: "till" | "owner";
  /** When the password was last entered, in UTC milliseconds. */
  readonly authenticatedAt: number;
  /** When the password was confirmed, if not used yet, in UTC milliseconds. */
  readonly confirmedAt: number | null;
  readonly login: string;
  readonly roles: readonly Role[];
  /** When someone last did something in it, to a minute. */
  readonly activeAt: number;
  /** Whether it is at a till that nobody has used for too long. */
  readonly locked: boolean;
  /** As `locked`, up to a minute before: a page that loads must not open what was covered. */
  readonly unused: boolean;
  /** Whether it is in the sample shop. */
  readonly sampleShop: boolean;
  /** The till in the real shop that the browser is, or was until it was revoked. */
  readonly till: TillOfBrowser | null;
}

/** A database with its services: of the real shop or of the sample shop. */
export interface ShopServices {
  readonly work: UnitOfWork;
  readonly live: LiveHub;
  /** Verifies the database in another thread; null if not possible. */
  readonly verifyAside: (() => Promise<VerifyReport>) | null;
  readonly catalogueFiles: CatalogueFiles;
  /** Runs long queries in another thread; null if not possible. */
  readonly readThread: ReadThread | null;
}

/** The sample shop. It is built when someone first enters. */
export interface SampleShop {
  /** The existing sample shop, from whatever day; built if there is none. */
  open(): Promise<ShopServices>;
  /** The sample shop of today: the existing one, or else a new one. `fresh` always builds a new one. */
  renew(options: { readonly fresh: boolean }): Promise<ShopServices>;
}

/** Reports an unexpected error to the log. */
export interface Problem {
  readonly error: unknown;
  readonly requestId: string;
  readonly path: string;
}

/** Protects setup: only the server knows the token that it printed. */
export interface SetupGate {
  tokenMatches(token: string): boolean;
  /** Called after the shop was created; invalidates the token. */
  done(): void;
}

/** The computer that the process runs on. */
export interface Host {
  readonly nodeVersion: string;
  /** The operating system and the processor, such as `linux x64`. */
  readonly platform: string;
  readonly dataFolder: string;
}

/** The server's place in the shop's network. */
export interface NetworkDesk {
  describe(): Network;
  /** Makes the shop's own certificates, if there are none, and serves HTTPS with them. */
  turnOnHttps(): Promise<Network>;
}

/** Services with the lifetime of the process. */
export interface ApiServices {
  readonly sessions: SessionManager;
  /** Of the real shop; procedures use the one of their context. */
  readonly live: LiveHub;
  readonly sample: SampleShop;
  readonly passwordCost: PasswordCost;
  /** The secret that PINs are hashed with. */
  readonly pepper: Pepper;
  readonly setup: SetupGate;
  /** The product's version. */
  readonly version: string;
  readonly host: Host;
  readonly network: NetworkDesk;
  /** Of the real shop; procedures use the one of their context. */
  readonly verifyAside: ShopServices["verifyAside"];
  /** Of the real shop; procedures use the one of their context. */
  readonly catalogueFiles: CatalogueFiles;
  /** Of the real shop; procedures use the one of their context. */
  readonly readThread: ReadThread | null;
  /** The card terminal of the real shop; null by default. */
  readonly cardDesk: CardDesk | null;
  /** Has documents of the real shop signed; null by default. */
  readonly fiscalDesk: FiscalDesk | null;
  /** Prints for the real shop; null if nothing is printed, as in tests. */
  readonly printDesk: PrintDesk | null;
  /** The backups of the real shop; null if its database is in memory. */
  readonly backups: BackupService | null;
  /** Moves records of closed years of the real shop; null if its database is in memory. */
  readonly archives: ArchiveService | null;
  /** Reads files to import, and runs imports, of whichever shop. */
  readonly importDesk: ImportDesk;
  report(problem: Problem): void;
  /** Called after each refused call with the name of the procedure and the code: for metrics and tests. */
  readonly refused: (path: string, code: ReasonCode) => void;
}

/** The context of a procedure. The database is that of the session: the sample shop's while the user is in it. */
export interface ApiContext extends ShopServices {
  readonly who: Who | null;
  /** Why the sample shop cannot be opened. There is no actor then, except in `home`. */
  readonly noDatabase?: TRPCError | undefined;
  /** The real shop's database and the same user in it. Used for everything about people, also from the sample shop. */
  readonly home: { readonly work: UnitOfWork; readonly who: Who | null };
  readonly session: CurrentSession | null;
  readonly request: ApiRequest;
  readonly services: ApiServices;
  /** Charges the cost of a call to this caller; returns the seconds to wait, 0 if it may continue. */
  spend(cost: number): number;
  /**
   * Checks the credentials of this request again, null if they are no longer valid; used by long-lived connections.
   * Concurrent checks of one session share one query.
   */
  rightsNow(): Promise<Rights | null>;
}
