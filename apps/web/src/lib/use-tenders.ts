import type { TenderId } from "@daybook/contract/ids";
import { CASH, FIRST_TENDERS } from "@daybook/contract/tenders";
import type { Tender } from "@daybook/contract/tenders";
import { trpc } from "./trpc.ts";

/** A payment method as a screen offers it. */
export type OfferedTender = Omit<Tender, "createdAt">;

/** The shop's active payment methods, in the order of the till; those of a new shop until they are loaded. */
export function useTenders(): readonly OfferedTender[] {
  const { data } = trpc.tenders.list.useQuery({});
  return (data?.items ?? FIRST_TENDERS).filter(({ active }) => active);
}

/** Whether more than is due may be taken by a method. One that is not offered any more is exact. */
export function givesChange(tenders: readonly OfferedTender[], id: TenderId): boolean {
  return tenders.find((tender) => tender.id === id)?.givesChange ?? id === CASH;
}

/** The name of a method; its id if it is not offered any more. */
export function tenderName(tenders: readonly OfferedTender[], id: TenderId): string {
  return tenders.find((tender) => tender.id === id)?.name ?? id;
}
