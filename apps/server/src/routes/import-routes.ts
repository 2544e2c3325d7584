import type { FastifyInstance } from "fastify";
import { IMPORT_UPLOAD_PATH, MOST_IMPORT_BYTES } from "@daybook/contract/imports";
import { refuse } from "@daybook/core/errors/domain-error";
import { saveImportFile } from "../import-files.ts";
import { contextFor } from "./incoming.ts";
import type { ApiParts } from "./incoming.ts";

/** `POST /api/imports/files`: the bytes of a file, stored as they arrive, after the caller may import. */
export function addImportRoutes(
  app: FastifyInstance,
  { makeContext }: ApiParts,
  folder: string,
): void {
  app.post(IMPORT_UPLOAD_PATH, { bodyLimit: MOST_IMPORT_BYTES }, async (request, reply) => {
    const { who, session } = await contextFor(request, reply, makeContext)();
    if (who === null) throw refuse("not_signed_in", {});
    if (!who.actor.permissions.has("imports.manage"))
      throw refuse("forbidden", { permission: "imports.manage" });
    if (session?.locked === true) throw refuse("locked", {});
    if (Number(request.headers["content-length"] ?? 0) > MOST_IMPORT_BYTES)
      throw refuse("payload_too_large", {});
    return saveImportFile(folder, request.raw);
  });
}
