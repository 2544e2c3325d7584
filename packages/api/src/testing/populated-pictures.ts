/** For tests: pictures and files of a populated shop, and inputs about them. */
import { newId } from "@daybook/contract/uuid";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { sendFile, sendPicture } from "@daybook/core/testing/stored-pictures";
import type { callerAs } from "./create-test-caller.ts";

type Owner = ReturnType<typeof callerAs>;

interface PictureRecords {
  readonly productId: string;
  readonly supplierId: string;
}

/** Two pictures and a file of a product, a file of a supplier, and one of each that nothing shows. */
export async function withPictures(shop: TestShop, owner: Owner, records: PictureRecords) {
  const { productId, supplierId } = records;
  const key = newId;
  const [first, second, spare] = [
    await sendPicture(shop, "first"),
    await sendPicture(shop, "second"),
    await sendPicture(shop, "spare"),
  ];
  const [manual, priceList, spareFile] = [
    await sendFile(shop, "manual"),
    await sendFile(shop, "price list"),
    await sendFile(shop, "spare"),
  ];
  await owner.pictures.add({ key: key(), productId, picture: first });
  await owner.pictures.add({ key: key(), productId, picture: second });
  await owner.productFiles.add({ key: key(), productId, file: manual, name: "Manual.pdf" });
  await owner.supplierFiles.add({ key: key(), supplierId, file: priceList, name: "Prices.pdf" });
  return { productId, supplierId, second, spare, manual, priceList, spareFile };
}

type WithPictures = Awaited<ReturnType<typeof withPictures>>;

export function pictureInputs({
  productId,
  supplierId,
  second,
  spare,
  manual,
  priceList,
  spareFile,
}: WithPictures) {
  const name = "New.pdf";
  return {
    "pictures.list": { productId },
    "pictures.add": { key: newId(), productId, picture: spare },
    "pictures.move": { key: newId(), productId, picture: second, position: 0 },
    "pictures.remove": { key: newId(), productId, picture: second },
    "productFiles.list": { productId },
    "productFiles.add": { key: newId(), productId, file: spareFile, name },
    "productFiles.remove": { key: newId(), productId, file: manual },
    "supplierFiles.list": { supplierId },
    "supplierFiles.add": { key: newId(), supplierId, file: spareFile, name },
    "supplierFiles.remove": { key: newId(), supplierId, file: priceList },
  };
}

/** A change of the settings, with a logo that nothing shows yet. */
export function settingsInput(version: number, { spare }: WithPictures) {
  return { key: newId(), version, discountReasonPpm: 200_000, receiptLogo: spare };
}
