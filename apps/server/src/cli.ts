import { parseArgs } from "node:util";
import { ArchiveYear } from "@daybook/contract/archives";
import { StoreInUseError, StoreRefused } from "@daybook/db/store-error";
import { archive } from "./commands/archive.ts";
import { backup } from "./commands/backup.ts";
import { doctor } from "./commands/doctor.ts";
import { drill } from "./commands/drill.ts";
import { restore } from "./commands/restore.ts";
import { exportShop } from "./commands/export.ts";
import { loadShop } from "./commands/load.ts";
import { moveToPostgres, moveToSqlite } from "./commands/move.ts";
import { resetPassword } from "./commands/reset-password.ts";
import { seed } from "./commands/seed.ts";
import { SET_UP_FLAGS, setUp } from "./commands/set-up.ts";
import { start } from "./commands/start.ts";
import { verify } from "./commands/verify.ts";
import { ConfigError, readConfig } from "./env.ts";
import type { Config } from "./env.ts";
import { describeSystemError } from "./system-error.ts";
import type { ArchiveOrder } from "@daybook/contract/archives";

const HELP = `Daybook

  start [--open] [--port <number>]     starts the server
      --new            starts with a new database if the earlier file is missing
      --accept-loss    opens a database even if its latest changes are missing
  backup                               makes a backup now
  doctor [--json]                      checks this installation and names the next steps
  restore <file> [--yes]               replaces the shop's data with those of a backup
      --accept-differences   restores also records that do not agree with each other
  drill                                tries to restore the newest backup elsewhere
  archive [--years-before <year>]      moves records of closed years out of the database, or says what is archived
      --back           moves them back
      --purge-before <year>   deletes the archived audit log of years that need not be kept any more
  export <file>                        writes the whole shop to a zip file of CSV files
  load <file>                          makes the shop's database from such a file
  move-to-postgres <address>           copies the shop from its file into PostgreSQL
  move-to-sqlite                       copies the shop from PostgreSQL into a file
  verify                               checks that all stock and sales records agree
  setup --owner [--lan] [answers]      creates the shop and its owner without a browser
      answers: ${SET_UP_FLAGS.map((flag) => `--${flag}`).join(" ")}
      missing answers are read from standard input, line by line
  seed                                 builds the sample shop again and lists its contents
  reset-password <login>               prints a link to set a new password
`;

/** An invalid command line; the message says why. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Runs one command and returns the exit code: 0 success, 1 refused, 2 invalid. */
export async function runCommand(
  args: readonly string[],
  print: (text: string) => void,
): Promise<number> {
  try {
    const [command = "start", ...rest] = args;
    return await run(command, rest, print);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof UsageError) {
      print(`${error.message}\n`);
      return 2;
    }
    if (error instanceof StoreRefused || error instanceof StoreInUseError) {
      print(`${error.message}\n`);
      return 1;
    }
    const refusal = describeSystemError(error);
    if (refusal === null) throw error;
    print(`${refusal}\n`);
    return 1;
  }
}

type Print = (text: string) => void;

/** What a command does with the arguments after its name. */
const COMMANDS: Readonly<Record<string, (rest: string[], print: Print) => Promise<number>>> = {
  start: startServer,
  setup: runSetUp,
  backup: (rest, print) => backup(withoutArguments(rest), print),
  doctor: (rest, print) => {
    const { values } = parse(rest, { json: { type: "boolean" } });
    return doctor(readConfig(), { json: values["json"] === true, print });
  },
  export: (rest, print) => exportShop(readConfig(), onlyArgument(rest, "export <file>"), print),
  load: (rest, print) => loadShop(readConfig(), onlyArgument(rest, "load <file>"), print),
  "move-to-postgres": (rest, print) =>
    moveToPostgres(readConfig(), onlyArgument(rest, "move-to-postgres <address>"), print),
  "move-to-sqlite": (rest, print) => moveToSqlite(withoutArguments(rest), print),
  restore: runRestore,
  archive: runArchive,
  drill: (rest, print) => drill(withoutArguments(rest), print),
  verify: (rest, print) => verify(withoutArguments(rest), print),
  seed: (rest, print) => seed(withoutArguments(rest), print),
  "reset-password": (rest, print) =>
    resetPassword(readConfig(), onlyArgument(rest, "reset-password <login>"), print),
  help: showHelp,
  "--help": showHelp,
  "-h": showHelp,
};

async function run(command: string, rest: string[], print: Print): Promise<number> {
  const known = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (known === undefined) throw new UsageError(`Unknown command “${command}”.\n\n${HELP}`);
  return known(rest, print);
}

async function showHelp(_rest: string[], print: Print): Promise<number> {
  print(HELP);
  return 0;
}

function startServer(rest: string[], print: Print): Promise<number> {
  const { values } = parse(rest, {
    open: { type: "boolean" },
    new: { type: "boolean" },
    "accept-loss": { type: "boolean" },
    port: { type: "string" },
  });
  const file = {
    createNew: values["new"] === true,
    acceptLoss: values["accept-loss"] === true,
  };
  const open = values["open"] === true;
  return start(readConfig(text(values["port"])), { open, file, print });
}

function withoutArguments(rest: string[]): Config {
  parse(rest, {});
  return readConfig();
}

function runSetUp(rest: string[], print: (text: string) => void): Promise<number> {
  const flags = SET_UP_FLAGS.map((flag) => [flag, { type: "string" }] as const);
  const { values } = parse(rest, {
    owner: { type: "boolean" },
    lan: { type: "boolean" },
    ...Object.fromEntries(flags),
  });
  if (values["owner"] !== true) throw new UsageError("Usage: setup --owner");
  const given = SET_UP_FLAGS.flatMap((flag) => {
    const value = text(values[flag]);
    return value === undefined ? [] : [[flag, value] as const];
  });
  const options = { print, lan: values["lan"] === true };
  return setUp(readConfig(), Object.fromEntries(given), options);
}

function runRestore(rest: string[], print: (text: string) => void): Promise<number> {
  const flags = { yes: { type: "boolean" }, "accept-differences": { type: "boolean" } } as const;
  const { values, positionals } = parse(rest, flags, true);
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new UsageError("Usage: restore <file>");
  return restore(readConfig(), {
    source,
    isConfirmed: values["yes"] === true,
    acceptDifferences: values["accept-differences"] === true,
    print,
  });
}

function runArchive(rest: string[], print: Print): Promise<number> {
  const { values } = parse(rest, {
    "years-before": { type: "string" },
    "purge-before": { type: "string" },
    back: { type: "boolean" },
  });
  const orders: ArchiveOrder[] = [];
  if (values["back"] === true) orders.push("back");
  const [years, purge] = [text(values["years-before"]), text(values["purge-before"])];
  if (years !== undefined) orders.push({ beforeYear: yearIn(years) });
  if (purge !== undefined) orders.push({ purgeBefore: yearIn(purge) });
  const [order = null, ...more] = orders;
  if (more.length > 0) throw new UsageError("Give archive one option at a time.");
  return archive(readConfig(), order, print);
}

function yearIn(given: string): number {
  const { data } = ArchiveYear.safeParse(Number(given));
  if (data === undefined) throw new UsageError(`“${given}” is not a year.`);
  return data;
}

type Flags = Record<string, { readonly type: "boolean" | "string" }>;

function parse(args: string[], options: Flags, allowPositionals = false) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function onlyArgument(args: string[], usage: string): string {
  const [argument, ...more] = parse(args, {}, true).positionals;
  if (argument === undefined || more.length > 0) throw new UsageError(`Usage: ${usage}`);
  return argument;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
