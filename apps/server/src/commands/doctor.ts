import { checkBackups, checkLastVerify } from "../doctor/care-checks.ts";
import { checkClock, checkDatabase } from "../doctor/database-checks.ts";
import type { Finding } from "../doctor/finding.ts";
import {
  checkDataFolder,
  checkDisk,
  checkFileSystem,
  checkPort,
  runningServer,
} from "../doctor/machine-checks.ts";
import {
  checkCertificate,
  checkDevices,
  checkNetwork,
  checkProxy,
} from "../doctor/reach-checks.ts";
import type { Config } from "../env.ts";

export interface DoctorOptions {
  /** Prints one JSON document instead of lines. */
  readonly json: boolean;
  readonly print: (text: string) => void;
}

/**
 * `doctor`: checks the installation, also while a server is running, and changes nothing. Each line has the next step.
 * Exit code 1 if there is a problem; a warning is none.
 */
export async function doctor(config: Config, { json, print }: DoctorOptions): Promise<number> {
  const findings = await examine(config);
  const failed = findings.some(({ state }) => state === "problem");
  print(json ? `${JSON.stringify({ ok: !failed, findings }, null, 2)}\n` : describe(findings));
  return failed ? 1 : 0;
}

async function examine(config: Config): Promise<Finding[]> {
  const { dataFolder, port, allowNetworkFs } = config;
  const now = Date.now();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const running = await runningServer(dataFolder);
  const { findings, vitals } = await checkDatabase(config);
  return [
    ...checkDataFolder(dataFolder),
    ...(await checkFileSystem(dataFolder, { allowed: allowNetworkFs })),
    ...checkDisk(dataFolder),
    ...findings,
    ...(await checkPort(port, running)),
    ...(await checkNetwork(config, { vitals, running })),
    ...checkProxy(config),
    ...checkCertificate(config, now),
    ...checkClock(vitals, { now, timeZone }),
    ...(await checkDevices(config)),
    ...checkBackups(config, now),
    ...checkLastVerify(dataFolder, now),
  ];
}

const MARKS = { ok: "✓", warning: "!", problem: "✗" } as const;

function describe(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.map(({ check, state, says, next }) => {
    const head = `${MARKS[state]} ${check.padEnd(width)}  ${says}`;
    return next === null ? head : `${head}\n  ${" ".repeat(width)}  → ${next}`;
  });
  const count = (state: Finding["state"]) => findings.filter((one) => one.state === state).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  const last =
    problems > 0
      ? `Problems: ${problems}. Warnings: ${warnings}.`
      : warnings > 0
        ? `No problems. Warnings: ${warnings}.`
        : "Everything is fine.";
  return `${lines.join("\n")}\n${last}\n`;
}
