import { createHash } from "node:crypto";
import type { Metadata } from "sharp";
import { PICTURE_SIDES } from "@daybook/contract/picture-path";
import { MOST_PIXELS, PictureHash } from "@daybook/contract/pictures";
import type { PictureProblem } from "@daybook/contract/picture-problems";
import { refuse } from "@daybook/core/errors/domain-error";
import type { PictureBytes } from "@daybook/core/pictures/stored-files";

const QUALITY = 80;
const MOST_SECONDS = 20;

/** The only decoders that may see the bytes: none for SVG, PDF, or a format with scripts or other files. */
const DECODERS = ["Jpeg", "Png", "Webp", "Nsgif", "Heif"].map(
  (name) => `VipsForeignLoad${name}Buffer`,
);
const FORMATS: ReadonlySet<string | undefined> = new Set(["jpeg", "png", "webp", "gif", "heif"]);

/**
 * Reads a picture of any size and makes the two stored sizes of it: WebP, turned as the camera says, without any
 * metadata. Refuses 422 `picture_refused`.
 */
export async function encodePicture(bytes: Uint8Array): Promise<PictureBytes> {
  if (bytes.length === 0) refused("not_a_picture");
  const sharp = await loadSharp();
  const found = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => refused("not_a_picture"));
  checkFormat(found);
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    .timeout({ seconds: MOST_SECONDS })
    .autoOrient()
    .toColourspace("srgb")
    .resize(inside(PICTURE_SIDES.large))
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) =>
      refused(String(error).includes("timeout") ? "took_too_long" : "damaged"),
    );
  const { width, height, channels } = info;
  const pixels = () => sharp(data, { raw: { width, height, channels } });
  const large = await pixels().webp({ quality: QUALITY }).toBuffer();
  const isSmall = Math.max(width, height) <= PICTURE_SIDES.small;
  const small = isSmall
    ? null
    : await pixels().resize(inside(PICTURE_SIDES.small)).webp({ quality: QUALITY }).toBuffer();
  return {
    hash: PictureHash.parse(sha256(large)),
    large,
    width,
    height,
    small: small === null ? null : { hash: sha256(small), bytes: small },
  };
}

/** Only when the first picture is added: a platform without it sells as well as any other. */
async function loadSharp() {
  const { default: sharp } = await import("sharp").catch(() => refused("not_available"));
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: DECODERS });
  // Sales need the other cores and the memory more.
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

function checkFormat({ format, width, height, compression }: Metadata): void {
  const isHeic = format === "heif" && compression !== "av1";
  if (!FORMATS.has(format) || isHeic) refused("not_a_picture");
  if (width * height > MOST_PIXELS) refused("too_many_pixels");
}

const inside = (side: number) =>
  ({ width: side, height: side, fit: "inside", withoutEnlargement: true }) as const;

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function refused(why: PictureProblem): never {
  throw refuse("picture_refused", { why });
}
