import type { z } from "zod";
import type { NewProduct, Product } from "@daybook/contract/products";
import type { ProductKind, UnitCode } from "@daybook/contract/units";
import { sameValue } from "../../lib/stale-changes.ts";
import { required } from "../../lib/typed-number.ts";
import type { TypedNumber } from "../../lib/typed-number.ts";

/** The terms of one supplier as form values. */
export interface SupplierValues {
  readonly supplierId: string;
  readonly supplierSku: string;
  readonly packQuantityMilli: TypedNumber;
  readonly packPriceMinor: TypedNumber;
  readonly minimumOrderMilli: TypedNumber;
  readonly leadTimeDays: TypedNumber;
  readonly preferred: boolean;
}

/** A reorder rule; `locationId` is empty for the whole shop. */
export interface RuleValues {
  readonly locationId: string;
  readonly safetyStockMilli: TypedNumber;
  readonly reorderPointMilli: TypedNumber;
  readonly targetMilli: TypedNumber;
}

/** The values of the product form. Their paths are those of the contract. */
export interface ProductValues {
  readonly name: string;
  readonly sku: string;
  readonly priceMinor: TypedNumber;
  readonly basisMilli: TypedNumber;
  /** Empty for none. */
  readonly categoryId: string;
  readonly taxClassId: string;
  readonly kind: ProductKind;
  readonly unit: UnitCode;
  /** Empty for the default of the unit. */
  readonly quantityStepMilli: TypedNumber;
  readonly barcodes: readonly string[];
  readonly suppliers: readonly SupplierValues[];
  readonly reorderRules: readonly RuleValues[];
  readonly description: string;
  readonly askPrice: boolean;
  readonly ageLimit: TypedNumber;
  /** Null for the shop's rule. */
  readonly returnDays: TypedNumber;
  readonly stopReason: string;
  /** Empty for none. */
  readonly depositId: string;
}

/** The initial values of a new product; the tax class is the shop's first one. */
export function newValues(taxClassId: string, barcode = ""): ProductValues {
  return {
    name: "",
    sku: "",
    priceMinor: null,
    basisMilli: 1000,
    categoryId: "",
    taxClassId,
    kind: "stock",
    unit: "each",
    quantityStepMilli: null,
    barcodes: [barcode],
    suppliers: [],
    reorderRules: [],
    description: "",
    askPrice: false,
    ageLimit: null,
    returnDays: null,
    stopReason: "",
    depositId: "",
  };
}

export const newSupplier: SupplierValues = {
  supplierId: "",
  supplierSku: "",
  packQuantityMilli: 1000,
  packPriceMinor: null,
  minimumOrderMilli: 0,
  leadTimeDays: 0,
  preferred: false,
};

export const newRule: RuleValues = {
  locationId: "",
  safetyStockMilli: 0,
  reorderPointMilli: null,
  targetMilli: null,
};

/** The form values of a product. */
export function valuesOf(product: Product): ProductValues {
  return {
    name: product.name,
    sku: product.sku,
    priceMinor: product.priceMinor,
    basisMilli: product.basisMilli,
    categoryId: product.category?.id ?? "",
    taxClassId: product.taxClass.id,
    kind: product.kind,
    unit: product.unit,
    quantityStepMilli: product.quantityStepMilli,
    barcodes: product.barcodes.map(({ shown }) => shown),
    suppliers: product.suppliers.map(({ supplier, ...rest }) => ({
      supplierId: supplier.id,
      ...rest,
    })),
    reorderRules: product.reorderRules.map((rule) => ({
      ...rule,
      locationId: rule.locationId ?? "",
    })),
    description: product.description,
    askPrice: product.askPrice,
    ageLimit: product.ageLimit,
    returnDays: product.returnDays,
    stopReason: product.stopReason,
    depositId: product.deposit?.id ?? "",
  };
}

/** The form as the contract of a new product; an empty SKU requests the next one of the shop's pattern. */
export function newProductInput(values: ProductValues): z.input<typeof NewProduct> {
  const { sku, taxClassId, quantityStepMilli, ...rest } = values;
  return {
    ...rest,
    ...inputOf(values),
    ...(sku.trim() === "" ? {} : { sku }),
    ...(taxClassId === "" ? {} : { taxClassId }),
    ...(quantityStepMilli === null ? {} : { quantityStepMilli }),
  };
}

/** Every field that an edit can send: a field missing below would never be saved. */
type Changeable = Readonly<
  Record<Exclude<keyof ProductValues, "kind" | "unit" | "quantityStepMilli">, unknown>
>;

/** Only the changed fields, so changes by others are not overwritten. */
export function changedInput(before: ProductValues, values: ProductValues) {
  const { sku, name, description, taxClassId, askPrice, stopReason } = values;
  const plain = { sku, name, description, taxClassId, askPrice, stopReason };
  const all = { ...plain, ...inputOf(values) } satisfies Changeable;
  const changed = new Set(
    Object.entries(values)
      .filter(([key, value]) => !sameValue(value, before[fieldOf(key)]))
      .map(([key]) => key),
  );
  const entries = Object.entries(all).filter(([key]) => changed.has(key));
  // safe because these are some of the entries of the same object
  return Object.fromEntries(entries) as Partial<typeof all>;
}

/** Values that differ between form and contract. */
function inputOf(values: ProductValues) {
  const { categoryId, priceMinor, basisMilli, ageLimit, returnDays, depositId } = values;
  return {
    ageLimit: ageLimit === null ? null : required(ageLimit),
    returnDays: returnDays === null ? null : required(returnDays),
    depositId: depositId === "" ? null : depositId,
    categoryId: categoryId === "" ? null : categoryId,
    priceMinor: required(priceMinor),
    basisMilli: required(basisMilli),
    barcodes: codesOf(values.barcodes),
    suppliers: values.suppliers.map((supplier) => ({
      ...supplier,
      packQuantityMilli: required(supplier.packQuantityMilli),
      minimumOrderMilli: required(supplier.minimumOrderMilli),
      leadTimeDays: required(supplier.leadTimeDays),
    })),
    reorderRules: values.reorderRules.map((rule) => ({
      locationId: rule.locationId === "" ? null : rule.locationId,
      safetyStockMilli: required(rule.safetyStockMilli),
      reorderPointMilli: required(rule.reorderPointMilli),
      targetMilli: required(rule.targetMilli),
    })),
  };
}

/** Removes empty lines at the end; an empty line in between stays, so errors appear at the right line. */
function codesOf(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1);
}

function fieldOf(key: string): keyof ProductValues {
  // safe because it is called with the keys of the values
  return key as keyof ProductValues;
}
