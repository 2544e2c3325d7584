import { basename } from "node:path";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { ArchiveYear, MoveToArchive } from "@daybook/contract/archives";
import { refuse } from "@daybook/core/errors/domain-error";
import { isLoopback } from "@daybook/core/users/sign-in";
import { plainAddress } from "@daybook/core/users/network-of";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { describeBackup, sentenceOf } from "../backups/backup-desk.ts";
import type { ServerBackups } from "../backups/server-backups.ts";
import { BackupFailed } from "../backups/backup-failure.ts";
import { describeRestore, whyNotRestored } from "../backups/describe-restore.ts";
import { isForwarded } from "../client-of.ts";
import type { Config } from "../env.ts";
import { checkMove, moveRecords, whyNotMoved } from "../move-records.ts";
import { JSON_TYPE, sendRefusal } from "../refusal-answer.ts";
import { makeResetLink } from "../reset-link.ts";
import type { SecretToken } from "../secret-token.ts";

export const RESET_PASSWORD_PATH = "/commands/reset-password";
export const BACKUP_PATH = "/commands/backup";
export const RESTORE_PATH = "/commands/restore";
export const ARCHIVE_PATH = "/commands/archive";

const ResetPassword = z.strictObject({ login: z.string().min(1).max(60) });

const Restore = z.strictObject({
  file: z.string().min(1),
  passphrase: z.string(),
  acceptDifferences: z.boolean(),
});

const Move = z.strictObject({
  order: z.union([z.literal("back"), MoveToArchive, z.strictObject({ purgeBefore: ArchiveYear })]),
});

export interface CommandParts {
  readonly work: UnitOfWork;
  readonly token: SecretToken;
  /** Null if the database is in memory. */
  readonly backups: ServerBackups | null;
  readonly afterWrite: (procedure: string) => void;
  readonly config: Config;
  readonly clock: () => number;
  /** Called when records must move: the server is stopped, `move` awaited, and the server started again. */
  readonly onMove?: (move: () => Promise<string>) => void;
}

/**
 * Requests from the command line to a running server. They require the token of `server.json` in the data folder; for
 * all others this path does not exist.
 */
export function addCommandRoutes(app: FastifyInstance, parts: CommandParts): void {
  const { work, token, backups, afterWrite } = parts;
  addArchiveCommand(app, parts);
  app.post(RESET_PASSWORD_PATH, async (request, reply) => {
    if (!isOwnCommand(request, token))
      return sendRefusal(request, reply, refuse("no_such_path", {}));
    const { data } = ResetPassword.safeParse(request.body);
    if (data === undefined) return sendRefusal(request, reply, refuse("bad_request", {}));
    const message = await makeResetLink(work, data.login, request.socket.localPort ?? 0);
    afterWrite("auth.createPasswordReset");
    return sendMessage(reply, message);
  });
  app.post(BACKUP_PATH, async (request, reply) => {
    if (!isOwnCommand(request, token) || backups === null)
      return sendRefusal(request, reply, refuse("no_such_path", {}));
    try {
      return sendMessage(
        reply,
        describeBackup(backups.desk.folder, await backups.desk.make("manual")),
      );
    } catch (error) {
      if (!(error instanceof BackupFailed)) throw error;
      return sendMessage(reply.code(503), sentenceOf(error));
    }
  });
  app.post(RESTORE_PATH, async (request, reply) => {
    if (!isOwnCommand(request, token) || backups === null)
      return sendRefusal(request, reply, refuse("no_such_path", {}));
    const { data } = Restore.safeParse(request.body);
    if (data === undefined) return sendRefusal(request, reply, refuse("bad_request", {}));
    const { file, passphrase, acceptDifferences } = data;
    try {
      const name = basename(file);
      const order = { source: file, passphrase, name, by: "", acceptDifferences };
      return sendMessage(reply, describeRestore(await backups.restoreFrom(order)));
    } catch (error) {
      return sendMessage(reply.code(503), whyNotRestored(error));
    }
  });
}

/** Checked first: what is refused does not stop the server. */
function addArchiveCommand(app: FastifyInstance, parts: CommandParts): void {
  const { work, token, config, clock, onMove } = parts;
  app.post(ARCHIVE_PATH, async (request, reply) => {
    if (!isOwnCommand(request, token))
      return sendRefusal(request, reply, refuse("no_such_path", {}));
    const { data } = Move.safeParse(request.body);
    if (data === undefined) return sendRefusal(request, reply, refuse("bad_request", {}));
    try {
      await checkMove(work, data.order);
    } catch (error) {
      const why = whyNotMoved(error);
      if (why === null) throw error;
      return sendMessage(reply.code(409), why);
    }
    onMove?.(() => moveRecords(config, data.order, { clock }));
    return sendMessage(reply, "The server stops, moves the records and starts again.\n");
  });
}

function sendMessage(reply: FastifyReply, message: string): FastifyReply {
  return reply
    .header("content-type", JSON_TYPE)
    .header("cache-control", "no-store")
    .send(JSON.stringify({ message }));
}

/** A copy of the data folder contains the token too, but it cannot be used from the network. */
function isOwnCommand({ headers, socket }: FastifyRequest, token: SecretToken): boolean {
  const [, given] = /^Bearer (\S+)$/.exec(headers.authorization ?? "") ?? [];
  const isOfThisMachine =
    isLoopback(plainAddress(socket.remoteAddress ?? "")) && !isForwarded(headers);
  return isOfThisMachine && given !== undefined && token.matches(given);
}
