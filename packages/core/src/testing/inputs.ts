/** Contract inputs for tests: a test gives the relevant fields, the contract fills in the others. */
import {
  AdjustStock,
  ReceiveGoods,
  RecordOpening,
  TransferStock,
  WasteStock,
} from "@daybook/contract/stock";
import { ReturnSale, ReturnWithoutReceipt } from "@daybook/contract/returns";
import { RingUpSale, VoidSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";

type Fields = Readonly<Record<string, unknown>>;

export const adjustment = (fields: Fields): AdjustStock =>
  AdjustStock.parse({ key: newId(), ...fields });
export const waste = (fields: Fields): WasteStock => WasteStock.parse({ key: newId(), ...fields });
export const transfer = (fields: Fields): TransferStock =>
  TransferStock.parse({ key: newId(), ...fields });
export const delivery = (fields: Fields): ReceiveGoods =>
  ReceiveGoods.parse({ key: newId(), ...fields });
export const opening = (fields: Fields): RecordOpening =>
  RecordOpening.parse({ key: newId(), ...fields });

/** A cart paid exactly in cash unless tenders are given. */
export function cart(fields: Fields & { readonly expectedTotalMinor: number }): RingUpSale {
  const tenders =
    fields.expectedTotalMinor === 0
      ? []
      : [{ tender: "cash", amountMinor: fields.expectedTotalMinor }];
  return RingUpSale.parse({ key: newId(), tenders, ...fields });
}

/** A return refunded in cash unless refunds are given. */
export function goodsBack(
  sale: Sale,
  fields: Fields & { readonly expectedTotalMinor: number },
): ReturnSale {
  const refunds =
    fields.expectedTotalMinor === 0
      ? []
      : [{ tender: "cash", amountMinor: fields.expectedTotalMinor }];
  return ReturnSale.parse({ key: newId(), id: sale.id, refunds, ...fields });
}

export function goodsWithoutReceipt(
  fields: Fields & { readonly expectedTotalMinor: number },
): ReturnWithoutReceipt {
  const refunds = [{ tender: "cash", amountMinor: fields.expectedTotalMinor }];
  return ReturnWithoutReceipt.parse({ key: newId(), reason: "gift", refunds, ...fields });
}

export const voiding = (sale: Sale, reason = "typed wrong"): VoidSale =>
  VoidSale.parse({ key: newId(), id: sale.id, reason });
