/** Contracts of pictures of products, and of files of products and suppliers. */
import { z } from "zod";
import { Instant, line, WriteKey } from "./fields.ts";
import { ProductId, SupplierId } from "./ids.ts";
import { rule } from "./rules.ts";

/** Where the bytes of a picture, and those of a file, are sent. */
export const PICTURE_UPLOAD_PATH = "/api/pictures";
export const FILE_UPLOAD_PATH = "/api/files";
export const MOST_PICTURE_BYTES = 20 * 1024 * 1024;
export const MOST_FILE_BYTES = 10 * 1024 * 1024;

/** Of one product. */
export const MOST_PICTURES = 8;
/** Of one product or supplier. */
export const MOST_FILES = 10;

/** A picture with more pixels is not decoded. */
export const MOST_PIXELS = 50_000_000;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, rule("not_an_id"));

/** The SHA-256 of the stored large size, which is the name of a picture. */
export const PictureHash = Sha256.brand<"PictureHash">();
export type PictureHash = z.infer<typeof PictureHash>;
/** The SHA-256 of a file, which is its name. */
export const FileHash = Sha256.brand<"FileHash">();
export type FileHash = z.infer<typeof FileHash>;

/** A name that is the same on every system, and that names no folder. */
const FileName = line(120, 1)
  .refine((name) => !/[/\\:*?"<>|]/.test(name), rule("file_name_not_valid"))
  .refine((name) => !name.startsWith("."), rule("file_name_not_valid"))
  .refine((name) => /[^.]\.pdf$/i.test(name), rule("file_name_not_pdf"));

/** What sending the bytes of a picture answers. */
export const PictureUpload = z.strictObject({
  picture: PictureHash,
  width: z.int().min(1),
  height: z.int().min(1),
});
export type PictureUpload = z.infer<typeof PictureUpload>;

/** What sending the bytes of a file answers. */
export const FileUpload = z.strictObject({ file: FileHash, bytes: z.int().min(1) });
export type FileUpload = z.infer<typeof FileUpload>;

const AddedBy = z
  .strictObject({ id: z.string(), name: z.string() })
  .nullable()
  .describe("null if Daybook added it");

export const ListPictures = z.strictObject({ productId: ProductId });
export type ListPictures = z.infer<typeof ListPictures>;

/** The pictures of a product in their order; lists and tiles show the first. */
export const Pictures = z.strictObject({
  items: z.array(
    z.strictObject({
      picture: PictureHash,
      width: z.int().describe("Of the large size, in pixels"),
      height: z.int(),
      addedAt: Instant,
      addedBy: AddedBy,
    }),
  ),
});
export type Pictures = z.infer<typeof Pictures>;

export const AddPicture = z.strictObject({
  key: WriteKey,
  productId: ProductId,
  picture: PictureHash,
});
export type AddPicture = z.infer<typeof AddPicture>;

export const MovePicture = AddPicture.extend({
  position: z
    .int()
    .min(0)
    .max(MOST_PICTURES - 1)
    .describe("0 is the first, which lists and tiles show"),
});
export type MovePicture = z.infer<typeof MovePicture>;

export const RemovePicture = AddPicture.extend({});
export type RemovePicture = z.infer<typeof RemovePicture>;

/** The files of a product or of a supplier, by name. */
export const Files = z.strictObject({
  items: z.array(
    z.strictObject({
      file: FileHash,
      name: z.string(),
      bytes: z.int(),
      addedAt: Instant,
      addedBy: AddedBy,
    }),
  ),
});
export type Files = z.infer<typeof Files>;

export const ListProductFiles = z.strictObject({ productId: ProductId });
export type ListProductFiles = z.infer<typeof ListProductFiles>;
export const AddProductFile = z.strictObject({
  key: WriteKey,
  productId: ProductId,
  file: FileHash,
  name: FileName,
});
export type AddProductFile = z.infer<typeof AddProductFile>;
export const RemoveProductFile = AddProductFile.omit({ name: true });
export type RemoveProductFile = z.infer<typeof RemoveProductFile>;

export const ListSupplierFiles = z.strictObject({ supplierId: SupplierId });
export type ListSupplierFiles = z.infer<typeof ListSupplierFiles>;
export const AddSupplierFile = z.strictObject({
  key: WriteKey,
  supplierId: SupplierId,
  file: FileHash,
  name: FileName,
});
export type AddSupplierFile = z.infer<typeof AddSupplierFile>;
export const RemoveSupplierFile = AddSupplierFile.omit({ name: true });
export type RemoveSupplierFile = z.infer<typeof RemoveSupplierFile>;
