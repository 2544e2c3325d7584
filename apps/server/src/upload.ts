import type { FastifyRequest } from "fastify";
import { SETUP_BACKUP_PATH } from "@daybook/contract/backups";

export const UPLOAD_TYPE = "application/octet-stream";

/** Whether a request may send a file: only to the one route that stores it. */
export function isUpload(request: FastifyRequest): boolean {
  return (
    request.routeOptions.url === SETUP_BACKUP_PATH &&
    request.raw.headers["content-type"] === UPLOAD_TYPE
  );
}
