import type { FastifyRequest } from "fastify";
import { SETUP_BACKUP_PATH } from "@daybook/contract/backups";
import { IMPORT_UPLOAD_PATH } from "@daybook/contract/imports";
import { FILE_UPLOAD_PATH, PICTURE_UPLOAD_PATH } from "@daybook/contract/pictures";

export const UPLOAD_TYPE = "application/octet-stream";

/** The routes that receive a file. */
const UPLOAD_PATHS: ReadonlySet<string | undefined> = new Set([
  SETUP_BACKUP_PATH,
  IMPORT_UPLOAD_PATH,
  PICTURE_UPLOAD_PATH,
  FILE_UPLOAD_PATH,
]);

/** Whether a request may send a file. */
export function isUpload(request: FastifyRequest): boolean {
  return (
    UPLOAD_PATHS.has(request.routeOptions.url) &&
    request.raw.headers["content-type"] === UPLOAD_TYPE
  );
}
