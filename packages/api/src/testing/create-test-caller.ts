/** For tests: the whole API of a test shop, as any caller, without a server. */
import type { Actor, Who } from "@daybook/core/context/context";
import type { Network } from "@daybook/contract/system";
import type { Role } from "@daybook/contract/permissions";
import type { ReasonCode } from "@daybook/contract/reasons";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { createSampleDatabase } from "@daybook/core/testing/create-sample-database";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { CHEAP_COST } from "@daybook/core/users/passwords";
import { newId } from "@daybook/contract/uuid";
import { createResolveActor } from "../auth/resolve-actor.ts";
import type { ResolveActor } from "../auth/resolve-actor.ts";
import { createSessionManager } from "../auth/session.ts";
import { FilesInMemory } from "@daybook/core/testing/import-files";
import { SimulatedCardTerminal } from "@daybook/core/testing/simulated-card-terminal";
import { createCardDesk } from "../card-payments/card-desk.ts";
import { createCatalogueFiles, createCatalogueMaker } from "../catalogue-file.ts";
import { createContextMaker } from "../context-maker.ts";
import type { IncomingRequest, MakeContext } from "../context-maker.ts";
import type {
  ApiContext,
  ApiServices,
  NetworkDesk,
  Problem,
  SampleShop,
  ShopServices,
} from "../context.ts";
import { refusalsOf } from "../declared-refusals.ts";
import { createImportDesk } from "../imports/import-desk.ts";
import { createLiveHub } from "../live/live-hub.ts";
import { listProcedures } from "../procedures.ts";
import { appRouter } from "../root.ts";
import { createCallerFactory } from "../trpc.ts";
import { SimulatedArchives } from "./simulated-archives.ts";
import { SimulatedBackups } from "./simulated-backups.ts";

/** The files that tests import; calls that begin a part of an import wait for its end. */
export const TEST_FILES = new FilesInMemory();

export const TEST_PEPPER = new Uint8Array(32).fill(7);
export const TEST_SETUP_TOKEN = "the token that only the test knows";

/** The API of one test shop. */
export interface TestApi {
  readonly services: ApiServices;
  readonly resolveActor: ResolveActor;
  readonly makeContext: MakeContext;
  /** Unexpected errors; a test that causes none should find none. */
  readonly problems: Problem[];
}

const known = new WeakMap<object, TestApi>();

/** The API of a shop; the same one for every call with the same shop. */
export function apiOf(shop: Pick<TestShop, "work">): TestApi {
  let api = known.get(shop.work);
  if (api === undefined) known.set(shop.work, (api = createTestApi(shop)));
  return api;
}

function createTestApi({ work }: Pick<TestShop, "work">): TestApi {
  const problems: Problem[] = [];
  const onProblem = (error: unknown) => void problems.push({ error, requestId: "", path: "" });
  const sessions = createSessionManager(work, onProblem);
  const services: ApiServices = {
    sessions,
    sample: testSample(work, onProblem),
    live: createLiveHub(work, onProblem),
    passwordCost: CHEAP_COST,
    pepper: TEST_PEPPER,
    setup: { tokenMatches: (token) => token === TEST_SETUP_TOKEN, done: () => undefined },
    version: "0.0.0-test",
    network: testNetwork(),
    host: { nodeVersion: "v22.0.0", platform: "linux x64", dataFolder: "/srv/daybook" },
    verifyAside: null,
    readThread: null,
    catalogueFiles: createCatalogueFiles((costs) => createCatalogueMaker(work, costs)),
    fiscalDesk: null,
    printDesk: null,
    importDesk: createImportDesk({ reader: TEST_FILES.reader, waits: true, onProblem }),
    cardDesk: createCardDesk({ terminal: new SimulatedCardTerminal(), onProblem }),
    backups: new SimulatedBackups(work),
    archives: new SimulatedArchives(),
    report: (problem) => void problems.push(problem),
    refused: (path, code) => refuseUndeclared(problems, path, code),
  };
  const resolveActor = createResolveActor(work, sessions, onProblem);
  return {
    services,
    resolveActor,
    problems,
    makeContext: createContextMaker({ work, services, resolveActor }),
  };
}

/** A server that other devices can reach, without HTTPS at first. */
function testNetwork(): NetworkDesk {
  let https: Network["https"] = null;
  const describe = (): Network => ({
    open: true,
    addresses: [{ url: "http://192.0.2.1:7300", secureUrl: null }],
    https,
  });
  return {
    describe,
    turnOnHttps: () => {
      https = { fingerprint: "AB:CD", validUntil: "2027-01-01T00:00:00.000Z" };
      return Promise.resolve(describe());
    },
  };
}

const procedures = new Map(listProcedures(appRouter).map((one) => [one.name, one]));

/** Fails a call, and the test, if it is refused with a code that its procedure does not declare. */
function refuseUndeclared(problems: Problem[], path: string, code: ReasonCode): void {
  const called = procedures.get(path);
  if (called === undefined || refusalsOf(called).has(code)) return;
  const error = new Error(`${path} refused with ${code}, which it does not declare`);
  problems.push({ error, requestId: "", path });
  throw error;
}

/** The in-memory sample shop, built when a test first enters. */
function testSample({ clock }: UnitOfWork, onProblem: (error: unknown) => void): SampleShop {
  let sampleShop: Promise<ShopServices> | null = null;
  const build = async (): Promise<ShopServices> => {
    const work = await createSampleDatabase(clock);
    return {
      work,
      live: createLiveHub(work, onProblem),
      verifyAside: null,
      readThread: null,
      catalogueFiles: createCatalogueFiles((costs) => createCatalogueMaker(work, costs)),
    };
  };
  return {
    open: () => (sampleShop ??= build()),
    renew: ({ fresh }) => (sampleShop = fresh || sampleShop === null ? build() : sampleShop),
  };
}

export interface CallerOptions {
  /** Receives Set-Cookie headers. */
  readonly cookies?: string[];
  readonly address?: string;
}

/**
 * The context of a request by a role of the test shop's owner, by an actor, or without authentication (null). Users
 * have a session with a password confirmed just now, keys do not.
 */
export function contextAs(
  shop: TestShop,
  as: Role | Actor | null,
  { cookies = [], address = "192.0.2.7" }: CallerOptions = {},
): ApiContext {
  const { services } = apiOf(shop);
  const who = whoIs(shop, as);
  return {
    work: shop.work,
    live: services.live,
    verifyAside: services.verifyAside,
    readThread: services.readThread,
    catalogueFiles: services.catalogueFiles,
    who,
    home: { work: shop.work, who },
    session:
      who === null || who.actor.apiKeyId !== null
        ? null
        : {
            id: "no session of the books",
            lifetime: "owner",
            authenticatedAt: shop.clock.now,
            confirmedAt: shop.clock.now,
            activeAt: shop.clock.now,
            locked: false,
            unused: false,
            login: "owner",
            roles: ["owner"],
            sampleShop: false,
            till: null,
          },
    services,
    request: {
      id: "test",
      address,
      scheme: "http",
      userAgent: "test",
      cookieHeader: undefined,
      setCookie: (cookie) => void cookies.push(cookie),
    },
    spend: () => 0,
    rightsNow: () => Promise.resolve(who?.actor.permissions ?? null),
  };
}

const createCaller = createCallerFactory(appRouter);

/** A typed caller: `await callerAs(shop, "cashier").sales.ringUp({ … })`. */
export function callerAs(shop: TestShop, as: Role | Actor | null, options: CallerOptions = {}) {
  return createCaller(contextAs(shop, as, options));
}

/** The request of a browser or script, for `makeContext`. */
export function requestOf(
  given: Partial<Omit<IncomingRequest, "setCookie">> & { cookies?: string[] } = {},
): IncomingRequest {
  const { cookies = [], ...rest } = given;
  return {
    id: newId(),
    address: "192.0.2.7",
    scheme: "http",
    userAgent: "test",
    cookieHeader: undefined,
    authorization: undefined,
    setCookie: (cookie) => void cookies.push(cookie),
    ...rest,
  };
}

function whoIs(shop: TestShop, as: Role | Actor | null): Who | null {
  if (as === null) return null;
  return typeof as === "string" ? shop.as(as) : { actor: as, requestId: "test" };
}
