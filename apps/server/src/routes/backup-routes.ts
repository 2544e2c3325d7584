import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { BackupName } from "@daybook/contract/backups";
import { recordAudit } from "@daybook/core/writes/audit";
import type { MakeContext } from "@daybook/api/server/context-maker";
import { restRefusal } from "@daybook/api/server/rest";
import { appRouter } from "@daybook/api/server/root";
import { createCallerFactory } from "@daybook/api/server/trpc";
import type { ServerBackups } from "../backups/server-backups.ts";
import { contextFor } from "./incoming.ts";

const createCaller = createCallerFactory(appRouter);

export interface BackupRouteParts {
  readonly makeContext: MakeContext;
  readonly backups: ServerBackups;
}

/** `GET /api/backups/<name>/file`: the file of a backup, for callers who may read `backups.get`. */
export function addBackupRoutes(app: FastifyInstance, { makeContext, backups }: BackupRouteParts) {
  app.get<{ Params: { readonly name: string } }>(
    "/api/backups/:name/file",
    async (request, reply) => {
      try {
        const context = await contextFor(request, reply, makeContext)();
        const { name, sizeBytes } = await createCaller(context).backups.get({
          name: BackupName.safeParse(request.params.name).data ?? "",
        });
        const { work, who } = context.home;
        if (who !== null)
          await work.write(who, (ctx) =>
            recordAudit(ctx, { action: "backups.download", entity: "backup", entityId: name }),
          );
        return reply
          .header("content-type", "application/octet-stream")
          .header("content-length", sizeBytes)
          .header("content-disposition", `attachment; filename="${name}"`)
          .header("cache-control", "no-store")
          .send(createReadStream(join(backups.desk.folder, name)));
      } catch (error) {
        const { status, headers, body } = restRefusal(error, request.id);
        return reply.code(status).headers(headers).send(body);
      }
    },
  );
}
