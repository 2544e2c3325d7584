/** Pictures and files of tests: any bytes, stored as the server stores what it has read. */
import { createHash } from "node:crypto";
import { FileHash, PictureHash } from "@daybook/contract/pictures";
import { storeFile, storePicture } from "../pictures/stored-files.ts";
import type { TestShop } from "./create-test-shop.ts";

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** Sends a picture; equal names are equal pictures. */
export async function sendPicture(shop: TestShop, name: string): Promise<PictureHash> {
  const large = Buffer.from(`picture ${name}`);
  const small = Buffer.from(`small picture ${name}`);
  const picture = {
    hash: PictureHash.parse(sha256(large)),
    large,
    width: 600,
    height: 400,
    small: { hash: sha256(small), bytes: small },
  };
  await shop.write((ctx) => storePicture(ctx, picture));
  return picture.hash;
}

/** Sends a file; equal names are equal files. */
export async function sendFile(shop: TestShop, name: string): Promise<FileHash> {
  const content = Buffer.from(`%PDF-1.7 ${name} %%EOF`);
  const hash = FileHash.parse(sha256(content));
  await shop.write((ctx) => storeFile(ctx, { hash, content }));
  return hash;
}
