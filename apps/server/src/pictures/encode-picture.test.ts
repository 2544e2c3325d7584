import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { DomainError } from "@daybook/core/errors/domain-error";
import { hugePicture, photo, pictureBomb, pngOf, svgWithScript } from "../testing/test-pictures.ts";
import { encodePicture, sha256 } from "./encode-picture.ts";

describe("[C7] a picture is stored as WebP in two sizes", () => {
  test("of at most 1200 and 320 pixels on the longer side, named by the hash of the large one", async () => {
    const { hash, large, small, width, height } = await encodePicture(
      await photo(2400, 1000).jpeg().toBuffer(),
    );
    expect({ width, height }).toEqual({ width: 1200, height: 500 });
    expect(hash).toBe(sha256(large));
    expect(small?.hash).toBe(sha256(small?.bytes ?? Buffer.alloc(0)));
    expect(await sharp(large).metadata()).toMatchObject({ format: "webp", width: 1200 });
    expect(await sharp(small?.bytes).metadata()).toMatchObject({
      format: "webp",
      width: 320,
      height: 133,
    });
  });

  test.each(["jpeg", "png", "webp", "gif", "avif"] as const)("from %s", async (format) => {
    const bytes = await photo(400, 300).toFormat(format, { effort: 1 }).toBuffer();
    expect(await encodePicture(bytes)).toMatchObject({ width: 400, height: 300 });
  });

  test("never enlarged, and only one size if it is small", async () => {
    const bytes = await photo(90, 30).png().toBuffer();
    expect(await encodePicture(bytes)).toMatchObject({ width: 90, height: 30, small: null });
  });

  test("turned as the camera says, without the place and the camera", async () => {
    const bytes = await photo(400, 300)
      .withExif({ IFD0: { Make: "Camera" }, IFD3: { GPSLatitude: "1/1 2/1 3/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await sharp(bytes).metadata()).toMatchObject({ orientation: 6 });
    const { large, width, height } = await encodePicture(bytes);
    expect({ width, height }).toEqual({ width: 300, height: 400 });
    const { exif, orientation, icc, xmp } = await sharp(large).metadata();
    expect([exif, orientation, icc, xmp]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("the first picture of a moving one", async () => {
    const frames = Buffer.concat([Buffer.alloc(48, 0), Buffer.alloc(48, 255)]);
    const raw = { width: 4, height: 8, channels: 3, pageHeight: 4 } as const;
    const moving = await sharp(frames, { raw })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect(await sharp(moving).metadata()).toMatchObject({ pages: 2 });
    const { large, width, height } = await encodePicture(moving);
    expect({ width, height }).toEqual({ width: 4, height: 4 });
    expect((await sharp(large).stats()).channels[0]?.mean).toBeLessThan(5);
  });
});

const half = async () => {
  const bytes = await photo(800, 600).jpeg().toBuffer();
  return bytes.subarray(0, bytes.length / 2);
};

test.each([
  ["a picture of 100 million pixels", hugePicture, "too_many_pixels"],
  ["a decompression bomb", pictureBomb, "too_many_pixels"],
  ["an SVG with a script", svgWithScript, "not_a_picture"],
  ["text", () => Buffer.from("This is a picture, believe me."), "not_a_picture"],
  ["a PDF", () => Buffer.from("%PDF-1.7\n%%EOF"), "not_a_picture"],
  ["TIFF", () => photo(40, 30).tiff().toBuffer(), "not_a_picture"],
  ["nothing", () => Buffer.alloc(0), "not_a_picture"],
  ["half a photo", half, "damaged"],
  ["a PNG without its pixels", () => pngOf(7000, 7000, Buffer.alloc(100)), "damaged"],
])("[C7] %s is refused", async (_name, make, why) => {
  const refused = await encodePicture(await make()).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DomainError);
  expect(refused).toMatchObject({ reason: { code: "picture_refused", details: { why } } });
});
