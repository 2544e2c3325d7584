import {
  AddPicture,
  AddProductFile,
  AddSupplierFile,
  Files,
  ListPictures,
  ListProductFiles,
  ListSupplierFiles,
  MovePicture,
  Pictures,
  RemovePicture,
  RemoveProductFile,
  RemoveSupplierFile,
} from "@daybook/contract/pictures";
import {
  addProductFile,
  addSupplierFile,
  listProductFiles,
  listSupplierFiles,
  removeProductFile,
  removeSupplierFile,
} from "@daybook/core/pictures/files";
import {
  addPicture,
  listPictures,
  movePicture,
  removePicture,
} from "@daybook/core/pictures/pictures";
import { can, get, once, post, reads, router } from "../trpc.ts";

const OF_A_PICTURE =
  "The picture is sent first: `POST /api/pictures` with the bytes as `application/octet-stream`: JPEG, PNG, WebP, GIF or AVIF, at most 20 MiB and 50 million pixels. The answer has its hash. One that no product shows within a day is deleted.";
const OF_A_FILE =
  "The file is sent first: `POST /api/files` with the bytes as `application/octet-stream`: a PDF, at most 10 MiB. The answer has its hash. One that nothing shows within a day is deleted.";
const ADDRESS = "`GET /files/{file}/{name}` has the bytes.";

export const pictures = router({
  list: can("products.read")
    .meta(
      get("/products/{productId}/pictures", {
        summary: "List the pictures of a product",
        description:
          "In their order; lists and tiles show the first. `GET /pictures/{picture}-large.webp` and `-small.webp` have the bytes.",
        refuses: ["not_found"],
      }),
    )
    .input(ListPictures)
    .output(Pictures)
    .query(reads(listPictures)),
  add: can("products.write")
    .meta(
      post("/products/{productId}/pictures", {
        summary: "Add a picture to a product",
        description: `As the last one, at most 8. ${OF_A_PICTURE}`,
        refuses: ["not_found", "attached_already", "too_many_attached"],
      }),
    )
    .input(AddPicture)
    .output(Pictures)
    .mutation(once(addPicture)),
  move: can("products.write")
    .meta(
      post("/products/{productId}/pictures/{picture}/move", {
        summary: "Move a picture of a product",
        refuses: ["not_found"],
      }),
    )
    .input(MovePicture)
    .output(Pictures)
    .mutation(once(movePicture)),
  remove: can("products.write")
    .meta(
      post("/products/{productId}/pictures/{picture}/remove", {
        summary: "Remove a picture from a product",
        description: "Its bytes are deleted unless another product shows it.",
        refuses: ["not_found"],
      }),
    )
    .input(RemovePicture)
    .output(Pictures)
    .mutation(once(removePicture)),
});

export const productFiles = router({
  list: can("products.read")
    .meta(
      get("/products/{productId}/files", {
        summary: "List the files of a product",
        description: `By name. ${ADDRESS}`,
        refuses: ["not_found"],
      }),
    )
    .input(ListProductFiles)
    .output(Files)
    .query(reads(listProductFiles)),
  add: can("products.write")
    .meta(
      post("/products/{productId}/files", {
        summary: "Add a file to a product",
        description: `At most 10. ${OF_A_FILE}`,
        refuses: ["not_found", "attached_already", "too_many_attached"],
      }),
    )
    .input(AddProductFile)
    .output(Files)
    .mutation(once(addProductFile)),
  remove: can("products.write")
    .meta(
      post("/products/{productId}/files/{file}/remove", {
        summary: "Remove a file from a product",
        description: "Its bytes are deleted unless something else shows it.",
        refuses: ["not_found"],
      }),
    )
    .input(RemoveProductFile)
    .output(Files)
    .mutation(once(removeProductFile)),
});

export const supplierFiles = router({
  list: can("suppliers.read")
    .meta(
      get("/suppliers/{supplierId}/files", {
        summary: "List the files of a supplier",
        description: `By name. ${ADDRESS}`,
        refuses: ["not_found"],
      }),
    )
    .input(ListSupplierFiles)
    .output(Files)
    .query(reads(listSupplierFiles)),
  add: can("suppliers.write")
    .meta(
      post("/suppliers/{supplierId}/files", {
        summary: "Add a file to a supplier",
        description: `At most 10. ${OF_A_FILE}`,
        refuses: ["not_found", "attached_already", "too_many_attached"],
      }),
    )
    .input(AddSupplierFile)
    .output(Files)
    .mutation(once(addSupplierFile)),
  remove: can("suppliers.write")
    .meta(
      post("/suppliers/{supplierId}/files/{file}/remove", {
        summary: "Remove a file from a supplier",
        description: "Its bytes are deleted unless something else shows it.",
        refuses: ["not_found"],
      }),
    )
    .input(RemoveSupplierFile)
    .output(Files)
    .mutation(once(removeSupplierFile)),
});
