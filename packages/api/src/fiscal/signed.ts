import type { Closing } from "@daybook/contract/drawers";
import type { ExchangedSale } from "@daybook/contract/exchanges";
import type { Sale } from "@daybook/contract/sales";
import type { ApiContext } from "../context.ts";
import type { FiscalDesk } from "./fiscal-desk.ts";

interface InShop {
  readonly ctx: Pick<ApiContext, "work" | "home" | "services">;
}

/** The signing device of the shop, if it has one. The sample shop is not real. */
function deskOf({ ctx: { work, home, services } }: InShop): FiscalDesk | null {
  return work === home.work ? services.fiscalDesk : null;
}

/**
 * A resolver whose document is signed after it is saved, in shops with a signing device. The return of empties that pays
 * for a sale is signed before it.
 */
export function signed<Call extends object>(save: (call: Call) => Promise<Sale>) {
  return async (call: Call & InShop): Promise<Sale> => {
    const sale = await save(call);
    const desk = deskOf(call);
    if (desk === null) return sale;
    if (sale.exchange !== null) await desk.signDocument(sale.exchange.id);
    return desk.sign(sale);
  };
}

/** As `signed`, for both documents of an exchange. */
export function signedExchange<Call extends object>(save: (call: Call) => Promise<ExchangedSale>) {
  return async (call: Call & InShop): Promise<ExchangedSale> => {
    const { back, sale } = await save(call);
    const desk = deskOf(call);
    if (desk === null) return { back, sale };
    return { back: await desk.sign(back), sale: await desk.sign(sale) };
  };
}

/** As `signed`, for a void: what is signed is its own document, of the sale that is answered. */
export function signedVoid<Call extends object>(save: (call: Call) => Promise<Sale>) {
  return async (call: Call & InShop): Promise<Sale> => {
    const sale = await save(call);
    if (sale.voidDocument !== null) await deskOf(call)?.signDocument(sale.voidDocument.id);
    return sale;
  };
}

/** A resolver that closes a drawer, after which the signing device signs the day. */
export function signedDay<Call extends object>(close: (call: Call) => Promise<Closing>) {
  return async (call: Call & InShop): Promise<Closing> => {
    const closing = await close(call);
    await deskOf(call)?.closeDay(closing.businessDate);
    return closing;
  };
}
