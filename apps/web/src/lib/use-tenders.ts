import type { TenderId } from "@daybook/contract/ids";
import { CASH, FIRST_TENDERS } from "@daybook/contract/tenders";
import type { Tender } from "@daybook/contract/tenders";
import { trpc } from "./trpc.ts";

/** A payment method as a screen offers it. */
export type OfferedTender = Omit<Tender, "createdAt">;

/** The shop's payment methods. */
interface ShopTenders {
  /** All of them, also deactivated ones, in the order of the till; those of a new shop until they are loaded. */
  readonly tenders: readonly OfferedTender[];
  readonly loaded: boolean;
}

/** The shop's payment methods, up to date. */
export function useTenders(): ShopTenders {
  const { data } = trpc.tenders.list.useQuery({});
  return { tenders: data?.items ?? FIRST_TENDERS, loaded: data !== undefined };
}

/** Whether more than is due may be taken by a method. An unknown one is exact. */
export function givesChange(tenders: readonly OfferedTender[], id: TenderId): boolean {
  return tenders.find((tender) => tender.id === id)?.givesChange ?? id === CASH;
}

/** The name of a method, also of a deactivated one; empty while it is not loaded. */
export function tenderName(tenders: readonly OfferedTender[], id: TenderId): string {
  return tenders.find((tender) => tender.id === id)?.name ?? "";
}
