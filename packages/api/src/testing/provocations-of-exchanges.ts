/** For tests: provocations of exchanges, which refuse as a return and a sale do. */
import type { ReasonCode } from "@daybook/contract/reasons";
import { EXCHANGE } from "@daybook/contract/tenders";
import type { Fields, Provocation, Provocations, World } from "./provocation.ts";

const PIECE = 1000;
const IN_GOODS = { tender: EXCHANGE, amountMinor: 1000 };
const IN_CASH = { tender: "cash", amountMinor: 1000 };

type OfOne = Readonly<Partial<Record<ReasonCode, Provocation>>>;

/** Provokes in an exchange what its two parts refuse. */
export function exchangeProvocations(documents: Provocations): OfOne {
  const ofReturn = mapped(documents["sales.return"], inReturn);
  // Empties do not come back in an exchange.
  const { not_a_deposit: _, ...sold } = documents["sales.ringUp"] ?? {};
  const ofSale = mapped(sold, inSale);
  const tooMany = { productId: "", quantityMilli: 900 * PIECE };
  const all: OfOne = {
    ...ofSale,
    ...ofReturn,
    no_quarantine: inReturn({
      change: () => ({
        lines: [{ lineNo: 1, quantityMilli: 2 * PIECE, disposition: "quarantine" }],
      }),
    }),
    total_mismatch: inSale({ change: () => ({ expectedTotalMinor: 1 }) }),
    insufficient_stock: inSale({
      change: (w) => ({
        lines: [{ ...tooMany, productId: w.inputs()["products.get"].id }],
        expectedTotalMinor: 900_000,
        tenders: [{ tender: "card", amountMinor: 899_000 }],
      }),
    }),
  };
  return all;
}

function mapped(of: OfOne | undefined, change: (one: Provocation) => Provocation): OfOne {
  return Object.fromEntries(
    Object.entries(of ?? {}).map(([code, one]) => [code, change(one)] as const),
  );
}

/** More comes back than is sold, so that something is refunded. */
function inReturn(one: Provocation): Provocation {
  return {
    ...one,
    change: async (w) => {
      const { back, sale } = partsOf(w);
      const more = {
        ...back,
        lines: [{ lineNo: 1, quantityMilli: 2 * PIECE }],
        expectedTotalMinor: 2000,
        refunds: [IN_CASH],
        ...(await one.change(w)),
      };
      const less = { expectedTotalMinor: 1000, tenders: [IN_GOODS] };
      const [line] = sale.lines;
      return {
        back: { ...more, refunds: [IN_GOODS, ...more.refunds] },
        sale: { ...sale, ...less, lines: [{ ...line, quantityMilli: PIECE }] },
      };
    },
  };
}

/** More is sold than comes back, so that something is paid. */
function inSale(one: Provocation): Provocation {
  return {
    ...one,
    change: async (w) => {
      const { back, sale } = partsOf(w);
      const changed: Fields = { ...sale, tenders: [IN_CASH], ...(await one.change(w)) };
      const tenders = Array.isArray(changed["tenders"]) ? changed["tenders"] : [];
      return { back, sale: { ...changed, tenders: [IN_GOODS, ...tenders] } };
    },
  };
}

function partsOf(w: World) {
  const { back, sale } = w.inputs()["sales.exchange"];
  return { back, sale };
}
