import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { FileHash, PictureHash } from "@daybook/contract/pictures";
import type { PictureSize } from "@daybook/contract/picture-path";
import type { Who } from "@daybook/core/context/context";
import { refuse } from "@daybook/core/errors/domain-error";
import { fileSize, readFilePiece, readPicture } from "@daybook/core/pictures/read-bytes";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import type { MakeContext } from "@daybook/api/server/context-maker";
import { contextFor } from "./incoming.ts";
import type { ApiParts } from "./incoming.ts";

const SIZES: ReadonlyMap<string, PictureSize> = new Map([
  ["small", "small"],
  ["large", "large"],
]);
/** An address names its bytes by their hash, so it never shows others. */
const FOREVER = "private, max-age=31536000, immutable";

/**
 * `GET /pictures/<hash>-<size>.webp` and `GET /files/<hash>/<name>.pdf`, for people who are signed in and for keys, who
 * may see what shows them.
 */
export function addPictureRoutes(app: FastifyInstance, { makeContext }: ApiParts): void {
  app.get<{ Params: { readonly name: string } }>("/pictures/:name", async (request, reply) => {
    const [, hash = "", sizeName = ""] = /^(.*)-(.*)\.webp$/.exec(request.params.name) ?? [];
    const picture = PictureHash.safeParse(hash).data;
    const size = SIZES.get(sizeName);
    if (picture === undefined || size === undefined) throw refuse("no_such_path", {});
    const { work, who } = await reader(request, reply, makeContext);
    const etag = `"${picture}-${size}"`;
    const unchanged = request.headers["if-none-match"] === etag;
    const bytes = unchanged
      ? null
      : await work.read(who, (ctx) => readPicture(ctx, { picture, size }));
    void reply.header("cache-control", FOREVER).header("etag", etag);
    if (bytes === null) return reply.code(304).send();
    return reply.header("content-type", "image/webp").send(bytes);
  });
  app.get<{ Params: { readonly hash: string; readonly name: string } }>(
    "/files/:hash/:name",
    async (request, reply) => {
      const file = FileHash.safeParse(request.params.hash).data;
      if (file === undefined || !/\.pdf$/i.test(request.params.name))
        throw refuse("no_such_path", {});
      const { work, who } = await reader(request, reply, makeContext);
      const size = await work.read(who, (ctx) => fileSize(ctx, file));
      const etag = `"${file}"`;
      void reply.header("cache-control", FOREVER).header("etag", etag);
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply
        .header("content-type", "application/pdf")
        .header("content-length", size)
        .header("content-disposition", attachment(request.params.name))
        .header("content-security-policy", "sandbox; default-src 'none'")
        .send(Readable.from(piecesOf(work, who, file)));
    },
  );
}

/** The caller and the shop of a request. A locked till shows nothing new. */
async function reader(
  request: FastifyRequest,
  reply: FastifyReply,
  makeContext: MakeContext,
): Promise<{ readonly work: UnitOfWork; readonly who: Who }> {
  const { work, who, session } = await contextFor(request, reply, makeContext)();
  if (who === null) throw refuse("not_signed_in", {});
  if (session?.locked === true) throw refuse("locked", {});
  return { work, who };
}

async function* piecesOf(work: UnitOfWork, who: Who, file: FileHash): AsyncGenerator<Buffer> {
  for (let from = 0; ;) {
    const at = from;
    const piece = await work.read(who, (ctx) => readFilePiece(ctx, file, at));
    if (piece.length === 0) return;
    yield piece;
    from += piece.length;
  }
}

/** RFC 6266: the name in ASCII, and as it is. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w .()-]/g, "_");
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
