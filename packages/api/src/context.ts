import type { TRPCError } from "@trpc/server";
import type { Role } from "@daybook/contract/permissions";
import type { ReasonCode } from "@daybook/contract/reasons";
import type { VerifyReport } from "@daybook/contract/reports";
import type { ShownShop } from "@daybook/contract/shown-shop";
import type { Who } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { PasswordCost } from "@daybook/core/users/passwords";
import type { Rights } from "./auth/resolve-actor.ts";
import type { SessionDoor } from "./auth/session.ts";
import type { CatalogueFile } from "./catalogue-file.ts";
import type { LiveHub } from "./live/live-hub.ts";
import type { ReadThread } from "./read-thread.ts";

/** The request as the process saw it. */
export interface ApiRequest {
  /** The id under which the log knows it and every refusal names it. */
  readonly id: string;
  /** The remote IP address. */
  readonly address: string;
  readonly scheme: "http" | "https";
  readonly userAgent: string;
  readonly cookieHeader: string | undefined;
  /** The shop that the page says it shows; left out by those who have no page. */
  readonly shownShop?: ShownShop | undefined;
  /** Whether a page of an earlier version asks: it reads what is wrong with a field as sentences. */
  readonly earlierPage?: boolean;
  /** Adds one Set-Cookie header to the answer. */
  setCookie(cookie: string): void;
}

/** The signed-in browser behind a request; null for keys and strangers. */
export interface CurrentSession {
  /** SHA-256 of the token. */
  readonly id: string;
  readonly lifetime: "till" | "owner";
  /** When the password was last given, UTC milliseconds. */
  readonly authenticatedAt: number;
  /** When the password was given again and nothing has used that yet, UTC milliseconds. */
  readonly confirmedAt: number | null;
  readonly login: string;
  readonly roles: readonly Role[];
  /** Whether it looks around in the sample shop. */
  readonly sampleShop: boolean;
}

/** A set of books and what stands around it: the real shop's or the sample shop's. */
export interface Books {
  readonly work: UnitOfWork;
  readonly live: LiveHub;
  /** Proves the books away from the thread that sells; null where only this one can. */
  readonly verifyAside: (() => Promise<VerifyReport>) | null;
  readonly catalogueFile: CatalogueFile;
  /** Answers long queries away from the thread that sells; null where only this one can. */
  readonly readThread: ReadThread | null;
}

/** The books in which nothing is real. They are made when somebody first enters. */
export interface SampleShop {
  /** The books as they lie there, whatever day they end on; made where there are none. */
  open(): Promise<Books>;
  /** Books that end today: those that are there, or else new ones. `fresh` makes new ones in any case. */
  renew(options: { readonly fresh: boolean }): Promise<Books>;
}

/** A failure nobody expected, on its way to the log. */
export interface Problem {
  readonly error: unknown;
  readonly requestId: string;
  readonly path: string;
}

/** Guards the first set-up: only the server knows the token it printed. */
export interface SetupGate {
  tokenMatches(token: string): boolean;
  /** Called after the shop was made; the token is spent. */
  done(): void;
}

/** What lives as long as the process. */
export interface ApiServices {
  readonly sessions: SessionDoor;
  /** Of the real shop; a procedure takes the one of its context. */
  readonly live: LiveHub;
  readonly sample: SampleShop;
  readonly passwordCost: PasswordCost;
  readonly setup: SetupGate;
  /** The product's version. */
  readonly version: string;
  /** Of the real shop; a procedure takes the one of its context. */
  readonly verifyAside: Books["verifyAside"];
  /** Of the real shop; a procedure takes the one of its context. */
  readonly catalogueFile: CatalogueFile;
  /** Of the real shop; a procedure takes the one of its context. */
  readonly readThread: ReadThread | null;
  report(problem: Problem): void;
  /** Called after each refused call with the procedure's name and the code: for counters and for tests. */
  readonly refused: (path: string, code: ReasonCode) => void;
}

/**
 * Everything a procedure is handed. The books are the ones this session is in: the sample shop's while it looks around
 * there.
 */
export interface ApiContext extends Books {
  readonly who: Who | null;
  /** Why the sample shop's books cannot be opened. There is nobody in any books then, only at home. */
  readonly noBooks?: TRPCError | undefined;
  /** The real shop's books and the same person in them. What is about people is done here, wherever they are. */
  readonly home: { readonly work: UnitOfWork; readonly who: Who | null };
  readonly session: CurrentSession | null;
  readonly request: ApiRequest;
  readonly services: ApiServices;
  /** Takes a call's cost off what this caller may do now; answers the seconds to wait, 0 where it may go on. */
  spend(cost: number): number;
  /**
   * Asks again what the credentials of this request allow, null once they open the door no more; long-lived connections
   * do. All connections of one sign-in that ask at one moment share one look.
   */
  rightsNow(): Promise<Rights | null>;
}
