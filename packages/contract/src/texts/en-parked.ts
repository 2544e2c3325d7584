import type { RefusalTexts } from "./refusal-texts.ts";

/** The refusals of parked sales. */
export const parkedReasonsEn = {
  parked_sale_open: ({ by, till, since }, { moment }) => {
    const where = till === null ? "" : ` on the till “${till}”`;
    return `${by} has this parked sale open${where} since ${moment?.(since) ?? since}. It can be opened here when it is parked again there, or five minutes after its last use.`;
  },
  parked_sale_closed: ({ outcome, by, at, receiptNumber }, { moment }) => {
    const as = receiptNumber === null ? "" : ` as ${receiptNumber}`;
    return `${by} ${outcome} this parked sale${as} on ${moment?.(at) ?? at}.`;
  },
} satisfies Partial<RefusalTexts["reasons"]>;
