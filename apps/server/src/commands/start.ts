import { StoreInUseError } from "@daybook/db/store-error";
import { setupUrl } from "../announce.ts";
import type { Config } from "../env.ts";
import { openBrowser } from "../open-browser.ts";
import { writeReadMe } from "../read-me.ts";
import { answers, readServerFile, removeServerFile, writeServerFile } from "../server-file.ts";
import { startServer } from "../start-server.ts";
import type { FileWishes, RunningServer } from "../start-server.ts";

export interface StartOptions {
  readonly open: boolean;
  readonly file: FileWishes;
  readonly say: (text: string) => void;
}

/**
 * `start`: serves until it is told to stop. Answers the exit code; a second start on the same books finds the first,
 * shows its address and is done.
 */
export async function start(config: Config, { open, file, say }: StartOptions): Promise<number> {
  let server: RunningServer;
  try {
    server = await startServer({ config, file, say });
  } catch (error) {
    if (error instanceof StoreInUseError) return findFirst(config, error, { open, say });
    if (!isPortTaken(error)) throw error;
    say(
      `Port ${config.port} is used by another program. Stop it, or set DAYBOOK_PORT to another number.\n`,
    );
    return 1;
  }
  if (isFile(config)) leaveWord(config, server);
  // Said last: whoever reads it may rely on everything that belongs to a running server.
  say(await server.standing());
  const page = server.setupToken === null ? server.url : setupUrl(server.port, server.setupToken);
  if (open) void openBrowser(page);
  await toldToStop(server);
  endInTime(server, isFile(config) ? FILE_END_MS : END_MS);
  await server.stop();
  if (isFile(config)) removeServerFile(config.dataFolder);
  say("Daybook has stopped.\n");
  return 0;
}

/** More than a stop takes when everything answers, and less than a system waits before it kills. */
const END_MS = 9_000;
/** Nothing of a file has to be waited for as long as a server's answer. */
const FILE_END_MS = 4_500;

/** Whatever the database does, the process ends: what it acknowledged is durable, the rest was never answered. */
function endInTime({ app }: RunningServer, withinMs: number): void {
  const late = setTimeout(() => {
    app.log.error("the database did not close in time");
    process.exit(1);
  }, withinMs);
  late.unref();
}

/** What a second start, the command line and the person in the folder find; the server works without it. */
function leaveWord({ dataFolder }: Config, { url, app, commandToken }: RunningServer): void {
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
  { open, say }: Pick<StartOptions, "open" | "say">,
): Promise<number> {
  const first = readServerFile(config.dataFolder);
  if (first === null || !(await answers(first.url))) {
    const holder = first === null ? "another program" : `process ${first.pid}`;
    say(`${error.message}\nIt is in use by ${holder}, which does not answer.\n`);
    return 1;
  }
  say(`Daybook is already running:\n\n  ${first.url}\n\n`);
  if (open) await openBrowser(first.url);
  return 0;
}

/** Resolves at the first signal; at the second the process ends at once. A failure nobody caught ends it too. */
function toldToStop({ app }: RunningServer): Promise<void> {
  const die = (error: unknown): void => {
    app.log.fatal({ err: error }, "uncaught error");
    process.exit(1);
  };
  process.on("uncaughtException", die);
  process.on("unhandledRejection", die);
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        // Ctrl+C reaches this process twice under npm: from the terminal and from its parent.
        if (asked && signal === "SIGHUP") process.exit(1);
        asked = true;
        resolve();
      });
    }
  });
}
