import { StoreInUseError } from "@daybook/db/store-error";
import { setupUrl } from "../announce.ts";
import type { Config } from "../env.ts";
import { openBrowser } from "../open-browser.ts";
import { writeReadMe } from "../read-me.ts";
import { answers, readServerFile, removeServerFile, writeServerFile } from "../server-file.ts";
import { startServer } from "../start-server.ts";
import type { FileOptions, RunningServer } from "../start-server.ts";

export interface StartOptions {
  readonly open: boolean;
  readonly file: FileOptions;
  readonly print: (text: string) => void;
}

/**
 * `start`: runs the server until it is stopped. Returns the exit code; a second start on the same data finds the
 * running server, prints its address and exits.
 */
export async function start(config: Config, { open, file, print }: StartOptions): Promise<number> {
  const restarts = new Restarts();
  const { restored: onRestored, move: onMove } = restarts;
  let server: RunningServer;
  try {
    server = await startServer({ config, file, print, onRestored, onMove });
  } catch (error) {
    if (error instanceof StoreInUseError) return findFirst(config, error, { open, print });
    if (!isPortTaken(error)) throw error;
    print(
      `Port ${config.port} is used by another program. Stop it, or set DAYBOOK_PORT to another number.\n`,
    );
    return 1;
  }
  await announce(config, server, print);
  const page = server.setupToken === null ? server.url : setupUrl(server.port, server.setupToken);
  if (open) void openBrowser(page);
  const stopped = stopRequested(server);
  for (;;) {
    const next = await Promise.race([stopped, restarts.next()]);
    if (next === "stopped") break;
    const { port } = server;
    await server.stop();
    print(
      await next.whileStopped().catch((error: unknown) => `Nothing was moved: ${String(error)}\n`),
    );
    // The replaced database was opened as the operator asked; the restored one is sound.
    server = await startServer({
      config: { ...config, port },
      print,
      onRestored,
      onMove,
    });
    await announce(config, server, print);
  }
  exitAfter(server, isFile(config) ? FILE_END_MS : END_MS);
  await server.stop();
  if (isFile(config)) removeServerFile(config.dataFolder);
  print("Daybook has stopped.\n");
  return 0;
}

/** Work for which the server stops. Returns what happened, for the terminal. */
interface Restart {
  readonly whileStopped: () => Promise<string>;
}

/** Restores of backups and moves of records, each of which starts the server again. */
class Restarts {
  #waiting: ((restart: Restart) => void) | null = null;
  #pending: Restart | null = null;

  /** Opening the database again finishes a restore. */
  readonly restored = (): void => this.move(() => Promise.resolve(""));

  readonly move = (whileStopped: () => Promise<string>): void => {
    this.#pending = { whileStopped };
    this.#offer();
  };

  next(): Promise<Restart> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#offer();
    });
  }

  #offer(): void {
    if (this.#pending === null || this.#waiting === null) return;
    this.#waiting(this.#pending);
    this.#pending = null;
    this.#waiting = null;
  }
}

async function announce(
  config: Config,
  server: RunningServer,
  print: (text: string) => void,
): Promise<void> {
  if (isFile(config)) announceServer(config, server);
  // Printed last: the server is ready when this appears.
  print(await server.standing());
}

/** Longer than a normal stop takes, and shorter than the system waits before it kills the process. */
const END_MS = 9_000;
/** Nothing about a file takes as long as a response of a server. */
const FILE_END_MS = 4_500;

/** The process always ends, whatever the database does: acknowledged writes are durable, others were never answered. */
function exitAfter({ app }: RunningServer, withinMs: number): void {
  const late = setTimeout(() => {
    app.log.error("the database did not close in time");
    process.exit(1);
  }, withinMs);
  late.unref();
}

/** For a second start, the command line and the operator; the server works without it. */
function announceServer({ dataFolder }: Config, { url, app, commandToken }: RunningServer): void {
  try {
    writeServerFile(dataFolder, { url, pid: process.pid, token: commandToken });
  } catch (error) {
    app.log.warn({ err: error }, "a second start and commands cannot find this process");
  }
  writeReadMe(dataFolder);
}

const isFile = (config: Config): boolean => config.storeUrl.startsWith("file:");

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

async function findFirst(
  config: Config,
  error: StoreInUseError,
  { open, print }: Pick<StartOptions, "open" | "print">,
): Promise<number> {
  const first = readServerFile(config.dataFolder);
  if (first === null || !(await answers(first.url))) {
    const holder = first === null ? "another program" : `process ${first.pid}`;
    print(`${error.message}\nIt is in use by ${holder}, which does not respond.\n`);
    return 1;
  }
  print(`Daybook is already running:\n\n  ${first.url}\n\n`);
  if (open) await openBrowser(first.url);
  return 0;
}

/** Resolves at the first signal; at the second the process ends immediately. An uncaught error ends it too. */
function stopRequested({ app }: RunningServer): Promise<"stopped"> {
  const crash = (error: unknown): void => {
    app.log.fatal({ err: error }, "uncaught error");
    process.exit(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  return new Promise((resolve) => {
    let stopping = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // Under npm this process receives Ctrl+C twice: from the terminal and from its parent.
        if (stopping && signal === "SIGHUP") process.exit(1);
        stopping = true;
        resolve("stopped");
      });
    }
  });
}
