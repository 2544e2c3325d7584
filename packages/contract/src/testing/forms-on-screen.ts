/**
 * For tests: every form of the web client, the procedure it calls and the paths that have a field in it. The client's
 * sources prove that the list is theirs; the API proves that every refusal of those procedures finds its field in it.
 */
import { fieldFor } from "../field-errors.ts";

export interface FormOnScreen {
  /** `file#Component` below apps/web/src. */
  readonly component: string;
  /** Other components in which its fields stand. */
  readonly parts: readonly string[];
  readonly procedures: readonly string[];
  /** Paths of its fields; `*` is the number of a line. */
  readonly fields: readonly string[];
  /** What it sends without having a field for it: sentences about that stand above its button. */
  readonly above: readonly string[];
}

/** The field at which this form shows a sentence about `path`; null where that is above its button. */
export function fieldOnScreen({ fields }: FormOnScreen, path: string): string | null {
  const steps = path.split(".");
  const here = fields.map((field) =>
    field
      .split(".")
      .map((step, index) => (step === "*" ? (steps[index] ?? step) : step))
      .join("."),
  );
  return fieldFor(path, here);
}

/** Whether sentences about `path` are meant to stand above the button of this form. */
export function isMeantAbove({ above }: FormOnScreen, path: string): boolean {
  return fieldFor(path, above) !== null;
}

interface Form extends Pick<FormOnScreen, "procedures"> {
  readonly fields?: readonly string[];
  readonly parts?: readonly string[];
  readonly above?: readonly string[];
}

function form(component: string, { parts = [], fields = [], above = [], ...rest }: Form) {
  return { component, parts, fields, above: ["key", ...above], ...rest };
}

const EDITED = ["id", "version"];
const CUSTOMER = {
  parts: ["features/customers/customer-fields.tsx#CustomerFields"],
  fields: ["name", "phone", "email", "taxNumber", "note"],
};
const SUPPLIER = {
  parts: ["features/suppliers/supplier-sheet.tsx#Fields"],
  fields: ["name", "phone", "email", "termsDays", "note"],
};
const CATEGORY = {
  parts: ["features/categories/category-sheets.tsx#CategoryFields"],
  fields: ["name", "parentId"],
};
const TAX_CLASS = {
  parts: ["features/settings/tax-class-sheet.tsx#Fields"],
  fields: ["name", "rates.*.name", "rates.*.ppm", "rates.*.compound"],
  above: ["rates"],
};
const PRODUCT = {
  parts: [
    "features/products/product-fields.tsx#ProductFields",
    "features/products/product-fields.tsx#BarcodeLines",
    "features/products/price-fields.tsx#PriceFields",
    "features/products/price-fields.tsx#LinkedFields",
    "features/products/supplier-lines.tsx#SupplierLines",
    "features/products/rule-lines.tsx#RuleLines",
  ],
  fields: [
    "name",
    "sku",
    "categoryId",
    "taxClassId",
    "kind",
    "unit",
    "quantityStepMilli",
    "description",
    "barcodes.*",
    "priceMinor",
    "basisMilli",
    "suppliers.*.supplierId",
    "suppliers.*.supplierSku",
    "suppliers.*.leadTimeDays",
    "suppliers.*.packQuantityMilli",
    "suppliers.*.packPriceMinor",
    "suppliers.*.minimumOrderMilli",
    "suppliers.*.preferred",
    "reorderRules.*.locationId",
    "reorderRules.*.*",
  ],
  // How many lines there may be.
  above: ["barcodes", "suppliers", "reorderRules"],
};
const GOODS = {
  parts: [
    "features/stock/goods-line-list.tsx#GoodsLineList",
    "features/stock/goods-line-card.tsx#GoodsLineCard",
  ],
  fields: ["lines", "lines.*", "lines.*.quantityMilli", "lines.*.costMinor"],
};
const RETURNED = ["lines", "lines.*.quantityMilli", "lines.*.disposition"];
const REFUNDS = ["refunds", "refunds.*.tender", "refunds.*.amountMinor"];
const REFUND_PARTS = [
  "features/returns/refund-fields.tsx#RefundFields",
  "features/returns/refund-fields.tsx#RefundPart",
];

export const FORMS_ON_SCREEN: readonly FormOnScreen[] = [
  form("features/products/new-product-sheet.tsx#NewProductForm", {
    procedures: ["products.create"],
    ...PRODUCT,
  }),
  form("features/products/edit-product-sheet.tsx#EditProductForm", {
    procedures: ["products.update"],
    ...PRODUCT,
    above: [...EDITED, ...PRODUCT.above],
  }),
  form("features/products/bulk-sheet.tsx#BulkForm", {
    procedures: ["products.updateMany"],
    fields: [
      "set.priceChangePpm",
      "set.priceRounding",
      "set.categoryId",
      "set.taxClassId",
      "set.active",
    ],
    // The sheet names the products that are refused.
    above: ["products", "set"],
  }),
  form("features/categories/category-sheets.tsx#NewCategorySheet", {
    procedures: ["categories.create"],
    ...CATEGORY,
  }),
  form("features/categories/category-sheets.tsx#EditCategorySheet", {
    procedures: ["categories.update"],
    ...CATEGORY,
    above: EDITED,
  }),
  form("features/suppliers/supplier-sheet.tsx#NewSupplierSheet", {
    procedures: ["suppliers.create"],
    ...SUPPLIER,
  }),
  form("features/suppliers/supplier-sheet.tsx#EditSupplierSheet", {
    procedures: ["suppliers.update"],
    ...SUPPLIER,
    above: EDITED,
  }),
  form("features/customers/customer-sheets.tsx#NewCustomerSheet", {
    procedures: ["customers.create"],
    ...CUSTOMER,
  }),
  form("features/customers/customer-sheets.tsx#EditCustomerSheet", {
    procedures: ["customers.update"],
    ...CUSTOMER,
    above: EDITED,
  }),
  form("features/locations/location-sheet.tsx#NewLocationSheet", {
    procedures: ["locations.create"],
    fields: ["name", "kind", "parentId", "address"],
  }),
  form("features/locations/location-sheet.tsx#EditLocationSheet", {
    procedures: ["locations.update"],
    fields: ["name", "parentId", "address"],
    above: EDITED,
  }),
  form("features/stock/receive-form.tsx#ReceiveForm", {
    procedures: ["movements.receive"],
    parts: GOODS.parts,
    fields: ["supplierId", "locationId", "reference", ...GOODS.fields],
    above: ["note"],
  }),
  form("features/stock/receive-section.tsx#ReceiveForm", {
    procedures: ["movements.receive"],
    fields: ["locationId", "reference", "lines.0.quantityMilli", "lines.0.costMinor"],
    // The product is that of the page.
    above: ["lines"],
  }),
  form("features/stock/opening-form.tsx#OpeningForm", {
    procedures: ["movements.opening"],
    parts: GOODS.parts,
    fields: ["locationId", "note", ...GOODS.fields],
  }),
  form("features/stock/move-page.tsx#MoveForm", {
    procedures: ["movements.transfer"],
    parts: GOODS.parts,
    fields: ["fromLocationId", "toLocationId", ...GOODS.fields],
    above: ["note"],
  }),
  form("features/stock/adjust-form.tsx#AdjustForm", {
    procedures: ["movements.adjust", "movements.waste"],
    parts: ["features/stock/adjust-form.tsx#ChosenProduct"],
    fields: ["productId", "locationId", "quantityMilli", "reason", "note"],
  }),
  form("features/returns/return-sheet.tsx#ReturnSheet", {
    procedures: ["sales.return"],
    parts: [
      "features/returns/return-lines.tsx#ReturnLines",
      "features/returns/return-lines.tsx#ChosenLine",
      ...REFUND_PARTS,
    ],
    fields: ["locationId", "reason", ...RETURNED, ...REFUNDS],
    above: ["id", "expectedTotalMinor"],
  }),
  form("features/returns/return-without-receipt-sheet.tsx#LooseReturnForm", {
    procedures: ["sales.returnWithoutReceipt"],
    parts: [
      "features/returns/loose-return-lines.tsx#LooseReturnLines",
      "features/returns/loose-return-lines.tsx#LooseReturnLine",
      ...REFUND_PARTS,
    ],
    fields: ["locationId", "reason", "lines.*.unitPriceMinor", ...RETURNED, ...REFUNDS],
    above: ["expectedTotalMinor"],
  }),
  form("features/sales/void-sale-sheet.tsx#VoidSaleSheet", {
    procedures: ["sales.void"],
    fields: ["reason"],
    above: ["id"],
  }),
  form("features/alerts/snooze-dialog.tsx#SnoozeDialog", {
    procedures: ["alerts.updateMany"],
    fields: ["set.snoozedUntil"],
    above: ["ids", "set"],
  }),
  form("features/users/user-sheet.tsx#NewUserSheet", {
    procedures: ["users.create"],
    fields: ["name", "login", "password", "roles"],
  }),
  form("features/users/user-sheet.tsx#EditUserSheet", {
    procedures: ["users.update"],
    fields: ["name", "login", "roles", "password", "keepKeys"],
    above: EDITED,
  }),
  form("features/users/new-api-key-sheet.tsx#KeyForm", {
    procedures: ["apiKeys.create"],
    fields: ["name", "scopes", "expiresInDays", "requestsPerSecond"],
  }),
  form("features/users/devices-page.tsx#PasswordForm", {
    procedures: ["auth.changePassword"],
    fields: ["currentPassword", "newPassword", "keepKeys"],
  }),
  form("features/users/sign-in-page.tsx#SignInPage", {
    procedures: ["auth.signIn"],
    fields: ["login", "password"],
  }),
  form("features/users/reset-password-page.tsx#ResetPasswordPage", {
    procedures: ["auth.resetPassword"],
    fields: ["newPassword"],
    above: ["token"],
  }),
  form("components/ask-password.tsx#AskPassword", {
    procedures: ["auth.confirmPassword"],
    fields: ["password"],
  }),
  form("features/settings/settings-page.tsx#ShopForm", {
    procedures: ["settings.update"],
    fields: [
      "name",
      "skuPattern",
      "timeZone",
      "dayCutoffMinutes",
      "locale",
      "pricesIncludeTax",
      "taxRounding",
      "discountReasonPpm",
      "listenOnLan",
    ],
    above: ["version"],
  }),
  form("features/settings/tax-class-sheet.tsx#NewTaxClassSheet", {
    procedures: ["settings.createTaxClass"],
    ...TAX_CLASS,
  }),
  form("features/settings/tax-class-sheet.tsx#ChangeTaxClassSheet", {
    procedures: ["settings.changeTaxClass"],
    ...TAX_CLASS,
    above: ["id", ...TAX_CLASS.above],
  }),
  // The first step sends nothing: what it holds goes with the second one.
  form("features/settings/shop-step.tsx#ShopStep", {
    procedures: [],
    fields: [
      "name",
      "currency",
      "timeZone",
      "taxName",
      "taxPpm",
      "pricesIncludeTax",
      "listenOnLan",
    ],
  }),
  form("features/settings/owner-step.tsx#OwnerStep", {
    procedures: ["setup.create"],
    fields: ["owner.name", "owner.login", "owner.password"],
    above: ["token", "shop", "owner"],
  }),
];
