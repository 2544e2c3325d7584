/** For tests: the input of an exchange of one piece for two. */
import { EXCHANGE } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import type { ValidInputs } from "./populated-shop.ts";

interface Exchanged {
  readonly saleId: string;
  readonly productId: string;
  readonly locationId: string;
}

export function exchangeInputs({
  saleId,
  productId,
  locationId,
}: Exchanged): Pick<ValidInputs, "sales.exchange"> {
  const inGoods = [{ tender: EXCHANGE, amountMinor: 1000 }];
  return {
    "sales.exchange": {
      key: newId(),
      back: {
        key: newId(),
        id: saleId,
        lines: [{ lineNo: 1, quantityMilli: 1000 }],
        expectedTotalMinor: 1000,
        refunds: inGoods,
      },
      sale: {
        key: newId(),
        locationId,
        lines: [{ productId, quantityMilli: 2000 }],
        expectedTotalMinor: 2000,
        tenders: [...inGoods, { tender: "cash", amountMinor: 1000 }],
      },
    },
  };
}
