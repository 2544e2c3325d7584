/** What the database says of itself and of its computer. */
import { join } from "node:path";
import { readVitalSigns } from "@daybook/core/reports/vital-signs";
import type { VitalSigns } from "@daybook/core/reports/vital-signs";
import { engineVersion } from "@daybook/db/engine-version";
import { existsSync } from "node:fs";
import { Findings } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Config } from "../env.ts";
import { withReadOnlyStore } from "../with-read-only-store.ts";

export interface OpenedDatabase {
  readonly findings: readonly Finding[];
  /** Null if there is no database yet, or if it cannot be read. */
  readonly vitals: VitalSigns | null;
}

/** A server that does not answer may take minutes to say so. */
const WITHIN_MS = 10_000;

/** Opens the database next to a running server, without a lock and without changing anything. */
export async function checkDatabase(config: Config): Promise<OpenedDatabase> {
  const isServer = !config.storeUrl.startsWith("file:");
  const found = new Findings(isServer ? "PostgreSQL" : "database");
  if (!isServer && !existsSync(config.storeUrl.slice("file:".length))) {
    return noFileYet(found, config);
  }
  try {
    const reading = within(WITHIN_MS, read(config));
    const { version, vitals } = await reading;
    const engine = isServer ? "PostgreSQL" : "SQLite";
    const shop = vitals.shop === null ? "There is no shop in it yet" : "The shop can be read";
    return { findings: [found.ok(`${shop} (${engine} ${version}).`)], vitals };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const next = isServer
      ? "Check that the database server runs, and that DATABASE_URL has its address and password."
      : "Do not delete anything; restore the last backup if the message says that the file is damaged.";
    return { findings: [found.problem(`It cannot be read: ${reason}`, next)], vitals: null };
  }
}

function read({ storeUrl }: Config) {
  return withReadOnlyStore(storeUrl, true, async (store) => ({
    version: await store.read(engineVersion),
    vitals: await store.read(readVitalSigns),
  }));
}

function noFileYet(found: Findings, { dataFolder }: Config): OpenedDatabase {
  const witness = join(dataFolder, "daybook.db.witness");
  const findings = existsSync(witness)
    ? [
        found.problem(
          `${dataFolder} has no database, but had one.`,
          "Move daybook.db back, or restore the last backup.",
        ),
      ]
    : [found.ok("There is no database yet; the first start creates it.")];
  return { findings, vitals: null };
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(late);
  }
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Before this version was made. */
const EARLIEST = Date.UTC(2026, 0, 1);
/** A shop that was closed for longer is possible; a clock that jumped ahead is more likely. */
const LONG_CLOSED_DAYS = 60;

/** Whether the clock fits the last sale, and the shop's zone is known here. */
export function checkClock(
  vitals: VitalSigns | null,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Finding[] {
  const found = new Findings("clock");
  const shown = new Date(now).toISOString();
  const next = "Set the clock of this computer, and let it be set from the internet or the router.";
  if (now < EARLIEST)
    return [found.problem(`The clock says ${shown}, which is in the past.`, next)];
  const last = vitals?.lastSaleAt ?? null;
  if (last !== null && now < last - MINUTE_MS)
    return [
      found.problem(
        `The clock says ${shown}, which is before the last sale (${new Date(last).toISOString()}).`,
        next,
      ),
    ];
  if (last !== null && now - last > LONG_CLOSED_DAYS * DAY_MS)
    return [
      found.warning(
        `The clock says ${shown}, which is ${Math.floor((now - last) / DAY_MS)} days after the last sale.`,
        "If the shop was open since then, set the clock of this computer.",
      ),
    ];
  return [checkZone(found, vitals, { now, timeZone, shown })];
}

function checkZone(
  found: Findings,
  vitals: VitalSigns | null,
  { now, timeZone, shown }: { now: number; timeZone: string; shown: string },
): Finding {
  const zone = vitals?.shop?.timeZone ?? timeZone;
  const ours = localTime(now, zone);
  if (ours === null)
    return found.problem(
      `The shop's time zone ${zone} is unknown to this version of Node.`,
      "Install a newer version of Node, or change the time zone under Settings › Shop.",
    );
  if (ours === localTime(now, timeZone)) return found.ok(`The clock says ${shown}, ${zone}.`);
  return found.warning(
    `This computer is in the time zone ${timeZone}, the shop in ${zone}.`,
    `Daybook uses the shop's; set the computer to ${zone} if the shop is where the computer is.`,
  );
}

function localTime(at: number, timeZone: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "long" })
      .format(at)
      .replace(/ [^ ]+$/, "");
  } catch {
    return null;
  }
}
