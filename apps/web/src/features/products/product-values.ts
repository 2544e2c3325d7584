import type { z } from "zod";
import type { NewProduct, Product, UnitCode } from "@daybook/contract/products";

/** What the fields of the product form hold. Numbers that are not there are NaN. */
export interface ProductValues {
  readonly name: string;
  readonly sku: string;
  readonly priceMinor: number;
  /** Codes with spaces between them, as a scanner or a person types them. */
  readonly barcodes: string;
  readonly description: string;
  readonly unit: UnitCode;
  readonly taxClassId: string;
}

/** A new product before anything was typed; the tax class is the shop's first one. */
export function newValues(taxClassId: string): ProductValues {
  return {
    name: "",
    sku: "",
    priceMinor: Number.NaN,
    barcodes: "",
    description: "",
    unit: "each",
    taxClassId,
  };
}

/** A product as its form shows it. */
export function valuesOf(product: Product): ProductValues {
  return {
    name: product.name,
    sku: product.sku,
    priceMinor: product.priceMinor,
    barcodes: product.barcodes.map(({ code }) => code).join(" "),
    description: product.description,
    unit: product.unit,
    taxClassId: product.taxClass.id,
  };
}

/** The form as the contract of a new product; an empty SKU asks for the next one of the shop's pattern. */
export function newProductInput(values: ProductValues): z.input<typeof NewProduct> {
  const { sku, taxClassId, ...rest } = values;
  return {
    ...rest,
    barcodes: codesOf(values.barcodes),
    ...(sku.trim() === "" ? {} : { sku }),
    ...(taxClassId === "" ? {} : { taxClassId }),
  };
}

/** What someone changed, and nothing else: what another person changed meanwhile is not written over. */
export function changedInput(before: ProductValues, values: ProductValues) {
  return {
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.sku === before.sku ? {} : { sku: values.sku }),
    ...(Object.is(values.priceMinor, before.priceMinor) ? {} : { priceMinor: values.priceMinor }),
    ...(values.barcodes === before.barcodes ? {} : { barcodes: codesOf(values.barcodes) }),
    ...(values.description === before.description ? {} : { description: values.description }),
    ...(values.taxClassId === before.taxClassId ? {} : { taxClassId: values.taxClassId }),
  };
}

const codesOf = (text: string) => text.split(/[\s,;]+/).filter((code) => code !== "");
