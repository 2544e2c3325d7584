/** For tests: provocations of the procedures of pictures and files. */
import { MOST_FILES, MOST_PICTURES } from "@daybook/contract/pictures";
import { newId } from "@daybook/contract/uuid";
import { sendFile, sendPicture } from "@daybook/core/testing/stored-pictures";
import { by, missing } from "./provocation.ts";
import type { Provocations, World } from "./provocation.ts";

const OF_PRODUCT = { not_found: missing("productId") };
const OF_SUPPLIER = { not_found: missing("supplierId") };

export const PICTURE_PROVOCATIONS = {
  "pictures.list": OF_PRODUCT,
  "pictures.add": {
    ...OF_PRODUCT,
    attached_already: by((w) => ({ picture: w.inputs()["pictures.move"].picture })),
    too_many_attached: by(fullOfPictures),
  },
  "pictures.move": OF_PRODUCT,
  "pictures.remove": OF_PRODUCT,
  "productFiles.list": OF_PRODUCT,
  "productFiles.add": {
    ...OF_PRODUCT,
    attached_already: by((w) => ({ file: w.inputs()["productFiles.remove"].file })),
    too_many_attached: by(productFullOfFiles),
  },
  "productFiles.remove": OF_PRODUCT,
  "supplierFiles.list": OF_SUPPLIER,
  "supplierFiles.add": {
    ...OF_SUPPLIER,
    attached_already: by((w) => ({ file: w.inputs()["supplierFiles.remove"].file })),
    too_many_attached: by(supplierFullOfFiles),
  },
  "supplierFiles.remove": OF_SUPPLIER,
} satisfies Partial<Provocations>;

async function fullOfPictures({ shop, owner }: World) {
  const { id: productId } = await owner.products.create({
    key: newId(),
    name: "Album",
    priceMinor: 100,
  });
  for (let count = 0; count < MOST_PICTURES; count++) {
    const picture = await sendPicture(shop, `album ${count}`);
    await owner.pictures.add({ key: newId(), productId, picture });
  }
  return { productId };
}

async function productFullOfFiles({ shop, owner }: World) {
  const { id: productId } = await owner.products.create({
    key: newId(),
    name: "Folder",
    priceMinor: 100,
  });
  for (let count = 0; count < MOST_FILES; count++) {
    const file = await sendFile(shop, `folder ${count}`);
    await owner.productFiles.add({ key: newId(), productId, file, name: `${count}.pdf` });
  }
  return { productId };
}

async function supplierFullOfFiles({ shop, owner }: World) {
  const { id: supplierId } = await owner.suppliers.create({ key: newId(), name: "Archivist" });
  for (let count = 0; count < MOST_FILES; count++) {
    const file = await sendFile(shop, `drawer ${count}`);
    await owner.supplierFiles.add({ key: newId(), supplierId, file, name: `${count}.pdf` });
  }
  return { supplierId };
}
