import type { ExchangedSale } from "@daybook/contract/exchanges";
import type { Sale } from "@daybook/contract/sales";
import type { Who } from "@daybook/core/context/context";
import type { ApiContext } from "../context.ts";
import type { PrintDesk } from "./print-desk.ts";

interface InShop {
  readonly ctx: Pick<ApiContext, "work" | "home" | "services"> & { readonly who: Who };
  /** A document that was made while the server was away is on its way home with the customer. */
  readonly input: { readonly replay?: unknown };
}

/** The desk of the shop. The sample shop prints nothing. */
export function printDeskOf({
  ctx: { work, home, services },
}: {
  readonly ctx: Pick<ApiContext, "work" | "home" | "services">;
}): PrintDesk | null {
  return work === home.work ? services.printDesk : null;
}

/** A resolver after which the till opens its drawer and prints the receipt; the answer does not wait for either. */
export function printed<Call extends object>(save: (call: Call) => Promise<Sale>) {
  return async (call: Call & InShop): Promise<Sale> => {
    const sale = await save(call);
    if (call.input.replay === undefined) printDeskOf(call)?.documentSaved(call.ctx.who, sale);
    return sale;
  };
}

/** As `printed`, for both documents of an exchange. */
export function printedExchange<Call extends object>(save: (call: Call) => Promise<ExchangedSale>) {
  return async (call: Call & InShop): Promise<ExchangedSale> => {
    const documents = await save(call);
    const desk = printDeskOf(call);
    desk?.documentSaved(call.ctx.who, documents.back);
    desk?.documentSaved(call.ctx.who, documents.sale);
    return documents;
  };
}

/** A resolver that puts something into a queue, which is printed at once. */
export function queued<Call extends object, Answer>(write: (call: Call) => Promise<Answer>) {
  return async (call: Call & Pick<InShop, "ctx">): Promise<Answer> => {
    const answer = await write(call);
    printDeskOf(call)?.wake();
    return answer;
  };
}
