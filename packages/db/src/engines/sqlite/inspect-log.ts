import { randomUUID } from "node:crypto";
import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { StoreRefused } from "../../store-error.ts";
import type { Notice } from "../../types.ts";
import type { Connection } from "./connection.ts";
import { currentState } from "./file-guard.ts";
import { belongs, nameDatabase, databaseName, readLogNumber, readStamp } from "./log-stamp.ts";
import { asideName, rescueFiles } from "./traces.ts";
import { missingReceipts, readWitness, witnessPath } from "./witness.ts";
import type { Witness } from "./witness.ts";

export interface InspectedLog {
  /** `missing`: the file was copied or moved alone while in use, or after an unclean shutdown. */
  readonly log: "in order" | "missing" | "set aside";
  /** The last process was killed or lost power: everything it acknowledged must be present. */
  readonly wasKilled: boolean;
  readonly notices: Notice[];
}

const HOW_TO_ACCEPT = "start without it with `npm run shop -- start --accept-loss`";

/**
 * Checks whether the log next to a database belongs to it, before SQLite applies it. A foreign log is renamed. No
 * connection of this process may have the file open.
 */
export function inspectLog(path: string): InspectedLog {
  const log = `${path}-wal`;
  const stamp = readStamp(path);
  // A file from before stamps were introduced.
  if (stamp === null) return { log: "in order", wasKilled: false, notices: [] };
  const wasKilled = !stamp.closed;
  const number = readLogNumber(log);
  if (number === null) {
    const isMissing = wasKilled && !existsSync(log);
    return { log: isMissing ? "missing" : "in order", wasKilled, notices: [] };
  }
  if (belongs(number, stamp)) return { log: "in order", wasKilled, notices: [] };
  const since = statSync(log).mtime.toISOString();
  const aside = asideName(log);
  renameSync(log, aside);
  rmSync(`${path}-shm`, { force: true });
  const sentence = `The log next to ${path}, last written at ${since}, belongs to another file; it was not used and is kept as ${aside}.`;
  return { log: "set aside", wasKilled, notices: [{ action: "database.setLogAside", sentence }] };
}

/**
 * Compares the database with the acknowledged state and identifies its witness. Throws `StoreRefused` if data is
 * missing, unless the operator accepts that.
 */
export function compareWithWitness(
  connection: Connection,
  options: {
    readonly path: string;
    readonly log: InspectedLog["log"];
    readonly wasKilled: boolean;
    readonly acceptLoss?: boolean | undefined;
    readonly notices: Notice[];
  },
): void {
  const { path, acceptLoss = false, notices } = options;
  const witness = readWitness(path);
  const own = databaseName(connection.database);
  const databaseId = own ?? witness?.books ?? randomUUID();
  const found = currentState(connection, databaseId);
  const loss = describeLoss({ path, log: options.log, witness, found });
  if (loss !== null) {
    const before = notices.map(({ sentence }) => `${sentence} `).join("");
    if (!acceptLoss) {
      const copies = rescueFiles(path);
      const copy = copies.length === 0 ? "" : ` restore a copy (${copies.join(", ")}),`;
      throw new StoreRefused(
        `${before}${loss}; put the right file and its log ${path}-wal back,${copy} or ${HOW_TO_ACCEPT}.`,
      );
    }
    const lastReceipts = witness?.receipts ?? {};
    notices.push({ action: "database.acceptLoss", sentence: `${loss}.`, lastReceipts });
  }
  if (witness !== null && (loss !== null || witness.books !== databaseId)) {
    const aside = asideName(witnessPath(path));
    renameSync(witnessPath(path), aside);
    const whose =
      witness.books === databaseId ? "what is missing" : "the other database that was here";
    const sentence = `The record of ${whose} is kept in ${aside}.`;
    notices.push({ action: "database.setWitnessAside", sentence });
  }
  // Databases without a name are from before witnesses were introduced.
  if (witness === null && options.wasKilled && own !== null && loss === null) {
    const why = existsSync(witnessPath(path)) ? "cannot be read" : "is missing";
    const sentence = `Daybook was not stopped properly, and ${witnessPath(path)}, which records what was saved, ${why}. Compare the last receipts with the printed ones: the last sales may be missing.`;
    notices.push({ action: "database.noWitness", sentence });
  }
  if (own === null) nameDatabase(connection.database, databaseId);
}

/** The missing data, as a sentence without its end; null if nothing is known to be missing. */
function describeLoss(known: {
  readonly path: string;
  readonly log: InspectedLog["log"];
  readonly witness: Witness | null;
  readonly found: Witness;
}): string | null {
  const { path, log, witness, found } = known;
  if (witness === null || witness.books !== found.books) {
    if (log !== "missing") return null;
    return `${path} was copied or moved without its log ${path}-wal while Daybook had it open, so the last sales may be missing`;
  }
  const receipts = missingReceipts(witness, found);
  if (receipts.length > 0) {
    return `${path} lacks data that was saved in it: the receipts ${receipts.join(", ")} are missing`;
  }
  const changes = witness.seq - found.seq;
  if (changes <= 0) return null;
  return `${path} lacks data that was saved in it: the last ${changes} changes are missing, none of them a receipt`;
}
