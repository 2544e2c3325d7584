import type { FastifyRequest } from "fastify";
import { SETUP_BACKUP_PATH } from "@daybook/contract/backups";
import { IMPORT_UPLOAD_PATH } from "@daybook/contract/imports";

export const UPLOAD_TYPE = "application/octet-stream";

/** The routes that store a file as it arrives. */
const UPLOAD_PATHS: ReadonlySet<string | undefined> = new Set([
  SETUP_BACKUP_PATH,
  IMPORT_UPLOAD_PATH,
]);

/** Whether a request may send a file. */
export function isUpload(request: FastifyRequest): boolean {
  return (
    UPLOAD_PATHS.has(request.routeOptions.url) &&
    request.raw.headers["content-type"] === UPLOAD_TYPE
  );
}
