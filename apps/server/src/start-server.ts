import type { FastifyInstance } from "fastify";
import { refreshKeys } from "@daybook/core/maintenance/refresh-keys";
import { recoverImports } from "@daybook/core/imports/run-import";
import { getSetupStatus } from "@daybook/core/settings/set-up-shop";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { PASSWORD_COST } from "@daybook/core/users/passwords";
import type { PasswordCost } from "@daybook/core/users/passwords";
import { openStore } from "@daybook/db/open-store";
import type { SchemaUpdate } from "@daybook/db/migrate";
import type { Store } from "@daybook/db/types";
import { BackupDesk } from "./backups/backup-desk.ts";
import { backupFolderOf } from "./backups/backup-folder.ts";
import type { FreeBytes } from "./backups/backup-folder.ts";
import { Bucket } from "./backups/bucket.ts";
import { ServerBackups } from "./backups/server-backups.ts";
import { keepUpgradeCopies } from "./backups/keep-upgrade-copy.ts";
import { describeReach, describeStatus, localUrl } from "./announce.ts";
import { createApiServices } from "./api-services.ts";
import { readPepper } from "./pepper.ts";
import { WEB_ROOT } from "./asset-paths.ts";
import { createClientReader } from "./client-of.ts";
import type { Config } from "./env.ts";
import { AllowedHosts } from "./guards/host.ts";
import { addGuards, createApp, checkUpgrade } from "./http.ts";
import { startJobs, startLateSigning } from "./jobs.ts";
import { importFolder } from "./import-files.ts";
import { createListeners } from "./listeners.ts";
import type { Listeners, ListenersOptions } from "./listeners.ts";
import { LocalNetwork } from "./local-network.ts";
import { LocalTls } from "./local-tls/local-tls.ts";
import { NameAnnouncement } from "./announce-name.ts";
import { addAuthorityRoute } from "./routes/authority-route.ts";
import { createLiveSockets } from "./live-sockets.ts";
import type { LiveSockets } from "./live-sockets.ts";
import { createMetrics } from "./metrics.ts";
import { networkAddresses } from "./network-addresses.ts";
import { serverArchives } from "./move-records.ts";
import { reportNotices } from "./report-notices.ts";
import { TRACES } from "./read-me.ts";
import { createSampleShop } from "./sample/sample-shop.ts";
import { loadPorts } from "./ports.ts";
import type { Ports } from "./ports.ts";
import { createReach } from "./reach.ts";
import { addBackupRoutes } from "./routes/backup-routes.ts";
import { addSetupBackupRoute } from "./routes/setup-backup-route.ts";
import { addCommandRoutes } from "./routes/command-routes.ts";
import { addDocsRoutes } from "./routes/docs-routes.ts";
import type { ApiParts } from "./routes/incoming.ts";
import { addImportRoutes } from "./routes/import-routes.ts";
import { addPictureRoutes } from "./routes/picture-routes.ts";
import { addUploadRoutes } from "./routes/upload-routes.ts";
import { addRestRoutes } from "./routes/rest-routes.ts";
import { addStatusRoutes } from "./routes/status-routes.ts";
import { addTrpcRoutes } from "./routes/trpc-routes.ts";
import { addWebClient } from "./routes/web-client.ts";
import { reportUpdates } from "./schema-updates.ts";
import { createSecretToken } from "./secret-token.ts";
import { createSetupGate } from "./setup-gate.ts";

/** Sign-in and password confirmation create no cost for others, and anyone may try them. */
const CHANGES_RIGHTS = /^(auth\.(?!signIn$|confirmPassword$)|users\.|apiKeys\.|sample\.)/;
const STOP_MS = 3_000;

export interface FileOptions {
  /** Creates a new database in place of an existing one. */
  readonly createNew: boolean;
  /** Opens a database with missing acknowledged transactions. */
  readonly acceptLoss: boolean;
}

export interface ServerOptions {
  readonly config: Config;
  /** The operator's options for the database file. */
  readonly file?: FileOptions;
  /** Called when the server's addresses in the shop's network change. */
  readonly print?: (text: string) => void;
  /** Called when a backup was restored: the server must be stopped and started again. */
  readonly onRestored?: () => void;
  /** Called when records must move: the server must be stopped, `move` awaited, and the server started again. */
  readonly onMove?: (move: () => Promise<string>) => void;
  /** UTC milliseconds. */
  readonly clock?: () => number;
  /** Lower in tests. */
  readonly passwordCost?: PasswordCost;
  /** This machine's network addresses, for tests. */
  readonly networkAddresses?: () => readonly string[];
  /** The folder of the built web client. */
  readonly webRoot?: string;
  /** Card terminal and other devices; by default those of the configuration. */
  readonly ports?: Ports;
  /** How often live connections are checked; 15 s by default. */
  readonly pingMs?: number;
  /** Free bytes of the disk for backups, for tests. */
  readonly freeBytes?: FreeBytes;
}

export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The token of the setup link; null if there is a shop, or if it came from the configuration. */
  readonly setupToken: string | null;
  /** The token for commands of the command line; also in the data folder's `server.json`. */
  readonly commandToken: string;
  readonly work: UnitOfWork;
  readonly app: FastifyInstance;
  readonly sockets: LiveSockets;
  /** The listening address. */
  readonly addresses: readonly string[];
  /** Messages for the operator: the next steps. */
  standing(): Promise<string>;
  /** Accepts no new requests, finishes those in progress, closes the database. */
  stop(): Promise<void>;
}

/**
 * Opens the database and listens on loopback, and on the network if the shop allows it. Throws `StoreRefused` and
 * `StoreInUseError` if the database cannot be opened, and the system's error if the port is in use.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, clock = Date.now } = options;
  const app = createApp(config.logLevel);
  const updates: SchemaUpdate[] = [];
  const store = await openStore({
    onUpdated: (update) => updates.push(update),
    url: config.storeUrl,
    allowNetworkFs: config.allowNetworkFs,
    ...options.file,
    traces: TRACES,
    onDefect: (sentence) => app.log.error({ sentence }, "a write waited for something else"),
    onLost: (sentence) => {
      app.log.fatal({ sentence }, "the database is lost");
      options.print?.(`\n${sentence}\n`);
    },
  });
  try {
    return await serve({ ...options, clock, app, store, updates });
  } catch (error) {
    await store.close();
    throw error;
  }
}

type Parts = ServerOptions & {
  readonly clock: () => number;
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly updates: readonly SchemaUpdate[];
};

async function serve(parts: Parts): Promise<RunningServer> {
  const { config, app, store, clock, print = () => undefined } = parts;
  const work = createUnitOfWork({ store, clock });
  const backups = backupDeskOf({ ...parts, work });
  await reportUpdates(work, await keepUpgradeCopies(parts, backups?.folder ?? null), print);
  await reportNotices(work, print);
  await prepareShop(work, app);
  const { networkAddresses: addresses = networkAddresses } = parts;
  const network = localNetworkOf({ ...parts, work });
  const hosts = new AllowedHosts(config.hosts, addresses, () => network.names);
  const life: Life = { stopping: false, settingsChanged: () => undefined };
  const http = await assemble({ ...parts, work, hosts, life, backups, network });
  const { listeners, secureListeners, sockets, services, sample, setup, commandToken } = http;
  const { port, reach, settle } = await openAll({
    ...parts,
    work,
    hosts,
    network,
    listeners,
    secureListeners,
  });
  life.settingsChanged = () => void reach.refresh();
  const { setUp } = await store.read((tx) => getSetupStatus(tx));
  const setupToken = setUp ? null : setup.printable;
  settle();
  const stopJobs = startJobs(work, (error, job) =>
    app.log.error({ err: error, job }, "a job failed"),
  );
  const stopSigning = startLateSigning(services.fiscalDesk, (error) =>
    app.log.error({ err: error }, "documents could not be signed"),
  );
  backups?.start();
  return {
    url: localUrl(port),
    port,
    setupToken,
    commandToken,
    work,
    app,
    sockets,
    get addresses() {
      return listeners.addresses;
    },
    standing: () => describeStatus({ port, setUp, setupToken, reached: reach.reached() }),
    stop: async () => {
      if (life.stopping) return;
      life.stopping = true;
      stopJobs();
      stopSigning();
      reach.stop();
      sockets.close();
      services.live.close();
      await Promise.all([listeners.stop(STOP_MS), network.stop(STOP_MS)]);
      await app.close();
      await services.printDesk?.stop();
      await services.catalogueFiles.close();
      await services.readThread?.close();
      await backups?.stop();
      // The real database first: the sample shop must not keep it open.
      await store.close();
      await sample.close();
    },
  };
}

type ToOpen = Parts & {
  readonly work: UnitOfWork;
  readonly hosts: AllowedHosts;
  readonly network: LocalNetwork;
  readonly listeners: Listeners;
  readonly secureListeners: Listeners;
};

/**
 * Listens on loopback, in the network as the settings say, and with HTTPS beside it once it is turned on. What changes
 * after `settle` is printed.
 */
async function openAll(parts: ToOpen) {
  const { app, config, work, hosts, network, listeners, secureListeners } = parts;
  const { print = () => undefined, networkAddresses: addresses = networkAddresses } = parts;
  const port = await openLocally(listeners, config.port);
  let settled = false;
  const reach = createReach({
    work,
    listeners,
    hosts,
    port,
    addresses,
    always: config.lan,
    openBeforeSetup: config.setupToken !== null,
    onChecked: () => void network.refresh(),
    onChange: (reached) => {
      if (settled) void describeReach(port, reached).then(print);
    },
    onProblem: (error) => app.log.warn({ err: error }, "an address of the network is out of reach"),
  });
  await reach.refresh();
  const { reached } = reach;
  await network.begin({ hosts, addresses, always: config.lan, port, reached, secureListeners });
  return {
    port,
    reach,
    settle: () => {
      settled = true;
    },
  };
}

/** What must be done in the database before anyone uses it. */
async function prepareShop(work: UnitOfWork, { log }: FastifyInstance): Promise<void> {
  await refreshKeys(work);
  await recoverImports(work, work.store.url.startsWith("file:"), (error) =>
    log.error({ err: error }, "an interrupted import could not be undone"),
  );
}

/** The mutable state of the server. */
interface Life {
  stopping: boolean;
  settingsChanged: () => void;
}

type Assembled = Parts & {
  readonly work: UnitOfWork;
  readonly hosts: AllowedHosts;
  readonly life: Life;
  readonly backups: BackupDesk | null;
  readonly network: LocalNetwork;
};

function localNetworkOf({
  app,
  config,
  work,
  clock,
}: Parts & { readonly work: UnitOfWork }): LocalNetwork {
  const onProblem = (error: unknown): void =>
    app.log.warn({ err: error }, "HTTPS or the shop's name in the network is not available");
  return new LocalNetwork({
    work,
    tls: new LocalTls(config.dataFolder, clock),
    httpsPort: config.httpsPort,
    announcement: config.mdns ? new NameAnnouncement(onProblem) : null,
    onProblem,
  });
}

/** A database in memory has no backups. */
function backupDeskOf(parts: Parts & { readonly work: UnitOfWork }): BackupDesk | null {
  const { app, config, work, store, freeBytes } = parts;
  if (store.url === "memory:") return null;
  const onProblem = (error: unknown): void => app.log.error({ err: error }, "a backup failed");
  const bucket = config.bucket === null ? null : new Bucket(config.bucket);
  return new BackupDesk({ work, folder: backupFolderOf(config), onProblem, freeBytes, bucket });
}

/** The application behind an address, without listeners. */
async function assemble(parts: Assembled) {
  const { config, app, store, work, hosts, life, backups, network, ...rest } = parts;
  const { clientOf, isProxy } = createClientReader(config.trustedProxies);
  const setup = createSetupGate(config.setupToken, () => life.settingsChanged());
  const sample = createSampleShop({
    work,
    url: config.sampleUrl,
    allowNetworkFs: config.allowNetworkFs,
    onProblem: (error) => app.log.error({ err: error }, "the sample shop failed"),
  });
  const metrics = createMetrics({ store, sockets: () => sockets.count });
  const service =
    backups === null
      ? null
      : new ServerBackups({ work, desk: backups, restart: rest.onRestored ?? (() => undefined) });
  const { services, makeContext } = createApiServices({
    work,
    sample,
    log: app.log,
    setup,
    passwordCost: rest.passwordCost ?? PASSWORD_COST,
    pepper: readPepper(config.dataFolder),
    dataFolder: config.dataFolder,
    network,
    refused: metrics.refused,
    backups: service,
    archives: serverArchives({ work, config, clock: rest.clock, onMove: rest.onMove }),
    importFolder: importFolder(config.dataFolder),
    beforeImport: async () => backups?.make("import"),
    ports: rest.ports ?? (await loadPorts(config.portsModule)),
  });
  const sockets = createLiveSockets({
    checkUpgrade: (request) => checkUpgrade(request, hosts, clientOf(request)),
    makeContext: (request) =>
      makeContext({
        id: "socket",
        ...clientOf(request),
        userAgent: request.headers["user-agent"] ?? "",
        cookieHeader: request.headers.cookie,
        authorization: request.headers.authorization,
        setCookie: () => undefined,
      }),
    onProblem: (error) => app.log.error({ err: error }, "a live connection failed"),
    pingMs: rest.pingMs,
  });
  const stopping = (): boolean => life.stopping;
  const afterWrite = (procedure: string): void => {
    if (CHANGES_RIGHTS.test(procedure)) sockets.revalidate();
    if (procedure.startsWith("settings.")) life.settingsChanged();
    // The computer may be switched off after the day is closed.
    if (procedure === "drawers.close") void backups?.check();
  };
  addGuards(app, { hosts, clientOf, metrics, stopping, makeContext });
  addStatusRoutes(app, { store, metrics, stopping });
  const token = createSecretToken();
  addAuthorityRoute(app, network);
  addCommandRoutes(app, { ...parts, token, backups: service, afterWrite });
  if (service !== null) addBackupRoutes(app, { makeContext, backups: service });
  if (service !== null) addSetupBackupRoute(app, { work, setup, backups: service });
  addImportRoutes(app, { makeContext, afterWrite }, importFolder(config.dataFolder));
  await addRoutes(app, { makeContext, afterWrite }, rest.webRoot ?? WEB_ROOT);
  const serving: ListenersOptions = {
    clientOf,
    isProxy,
    onRequest: (request, response) => app.routing(request, response),
    onUpgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
  };
  const [listeners, secureListeners] = [createListeners(serving), createListeners(serving)];
  return { listeners, secureListeners, sockets, services, sample, setup, commandToken: token.text };
}

async function addRoutes(app: FastifyInstance, parts: ApiParts, webRoot: string): Promise<void> {
  addUploadRoutes(app, parts);
  addPictureRoutes(app, parts);
  addTrpcRoutes(app, parts);
  addRestRoutes(app, parts);
  addDocsRoutes(app);
  await addWebClient(app, webRoot);
  await app.ready();
}

const LOOPBACK = ["127.0.0.1", "::1"] as const;

/** Both loopback addresses, if there are two. */
async function openLocally(listeners: Listeners, wanted: number): Promise<number> {
  const [first, second] = LOOPBACK;
  const port = await listeners.open(first, wanted);
  // On a machine without IPv6, only IPv4.
  await listeners.open(second, port).catch(() => undefined);
  return port;
}
