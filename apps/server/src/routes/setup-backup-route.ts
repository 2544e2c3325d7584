import { createWriteStream, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  SETUP_BACKUP_PATH,
  SETUP_PASSPHRASE_HEADER,
  SETUP_TOKEN_HEADER,
} from "@daybook/contract/backups";
import { refuse } from "@daybook/core/errors/domain-error";
import { findShop } from "@daybook/core/settings/shop";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { asBackupFailed } from "../backups/backup-failure.ts";
import { freeBytesOf, refuseFullDisk } from "../backups/backup-folder.ts";
import { orUnusable } from "../backups/server-backups.ts";
import type { ServerBackups } from "../backups/server-backups.ts";
import type { OpenedGate } from "../setup-gate.ts";

export interface SetupBackupParts {
  readonly work: UnitOfWork;
  readonly setup: OpenedGate;
  readonly backups: ServerBackups;
}

/**
 * A setup that begins with a backup: receives its file and restores it. As setup itself, it requires the token of the
 * link and works only while there is no shop.
 */
export function addSetupBackupRoute(app: FastifyInstance, parts: SetupBackupParts): void {
  const { work, setup, backups } = parts;
  app.post(SETUP_BACKUP_PATH, async (request, reply) => {
    const token = request.headers[SETUP_TOKEN_HEADER];
    if ((await work.store.read((tx) => findShop(tx))) !== null) throw refuse("set_up_already", {});
    if (typeof token !== "string" || !setup.tokenMatches(token))
      throw refuse("setup_token_wrong", {});
    const source = join(backups.desk.home, "uploaded.part");
    try {
      await receive(request, source);
      const order = { source, passphrase: passphraseIn(request), name: "uploaded", by: "" };
      await orUnusable(backups.restoreFrom({ ...order, acceptDifferences: false }));
    } finally {
      rmSync(source, { force: true });
    }
    return reply.header("cache-control", "no-store").send({});
  });
}

/** Empty if there is none. Refuses 400 `bad_request` if it is not percent-encoded. */
function passphraseIn({ headers }: FastifyRequest): string {
  try {
    return decodeURIComponent(String(headers[SETUP_PASSPHRASE_HEADER] ?? ""));
  } catch {
    throw refuse("bad_request", {});
  }
}

/** Refuses 409 `backup_failed` if the disk has too little space for the file. */
async function receive({ headers, body }: FastifyRequest, target: string): Promise<void> {
  try {
    refuseFullDisk(dirname(target), Number(headers["content-length"] ?? 0), freeBytesOf);
    // safe because the parser of this type passes the stream of the request on
    await pipeline(body as Readable, createWriteStream(target, { mode: 0o600 }));
  } catch (error) {
    throw refuse("backup_failed", { why: asBackupFailed(error).why });
  }
}
