import { SupplierFiles } from "../features/pictures/record-files.tsx";
import { SupplierPage } from "../features/suppliers/supplier-page.tsx";

/** A supplier's page, composed of the features with data of suppliers. */
export function SupplierRoute() {
  return <SupplierPage>{(supplierId) => <SupplierFiles supplierId={supplierId} />}</SupplierPage>;
}
