import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import type { Permission } from "@daybook/contract/permissions";
import {
  FILE_UPLOAD_PATH,
  FileHash,
  MOST_FILE_BYTES,
  MOST_PICTURE_BYTES,
  PICTURE_UPLOAD_PATH,
} from "@daybook/contract/pictures";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import { storeFile, storePicture } from "@daybook/core/pictures/stored-files";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { MakeContext } from "@daybook/api/server/context-maker";
import { checkPdf } from "../pictures/check-pdf.ts";
import { sha256 } from "../pictures/encode-picture.ts";
import { PictureDesk } from "../pictures/picture-desk.ts";
import { contextFor } from "./incoming.ts";
import type { ApiParts } from "./incoming.ts";

/**
 * `POST /api/pictures` and `POST /api/files`: the bytes of a picture or of a PDF. They are checked, and stored until a
 * procedure adds them to a product or a supplier.
 */
export function addUploadRoutes(app: FastifyInstance, { makeContext }: ApiParts): void {
  const desk = new PictureDesk();
  app.post(PICTURE_UPLOAD_PATH, { bodyLimit: MOST_PICTURE_BYTES }, async (request, reply) => {
    const { work, who } = await sender(request, reply, makeContext, ["products.write"]);
    const picture = await desk.read(await received(request, MOST_PICTURE_BYTES));
    return work.write(who, (ctx) => storePicture(ctx, picture));
  });
  app.post(FILE_UPLOAD_PATH, { bodyLimit: MOST_FILE_BYTES }, async (request, reply) => {
    const may: readonly Permission[] = ["products.write", "suppliers.write"];
    const { work, who } = await sender(request, reply, makeContext, may);
    const content = await received(request, MOST_FILE_BYTES);
    checkPdf(content);
    const hash = FileHash.parse(sha256(content));
    return work.write(who, (ctx) => storeFile(ctx, { hash, content }));
  });
}

/** The caller and the shop of a request, if it may send files: one of the permissions is enough. */
async function sender(
  request: FastifyRequest,
  reply: FastifyReply,
  makeContext: MakeContext,
  oneOf: readonly Permission[],
): Promise<{ readonly work: UnitOfWork; readonly who: Who }> {
  const { work, who, session } = await contextFor(request, reply, makeContext)();
  if (who === null) throw refuse("not_signed_in", {});
  if (!oneOf.some((permission) => who.actor.permissions.has(permission)))
    throw refuse("forbidden", { permission: oneOf[0] ?? "" });
  if (session?.locked === true) throw refuse("locked", {});
  return { work, who };
}

/** All bytes of a body. Refuses 413 `upload_too_large`, and reads on, because many clients read no answer while they send. */
async function received(request: FastifyRequest, mostBytes: number): Promise<Buffer> {
  const body: Readable = request.raw;
  if (Number(request.headers["content-length"] ?? 0) > mostBytes)
    throw refuse("upload_too_large", { mostBytes });
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body.iterator({ destroyOnReturn: false })) {
    // safe because a request without an encoding is read as buffers
    const buffer = piece as Buffer;
    bytes += buffer.length;
    if (bytes > mostBytes) throw refuse("upload_too_large", { mostBytes });
    pieces.push(buffer);
  }
  return Buffer.concat(pieces);
}
