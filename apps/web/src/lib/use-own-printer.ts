import type { Printer } from "@daybook/contract/printers";
import { trpc } from "./trpc.ts";

/** The printer of this till; null without one, and until it is known. */
export function useOwnPrinter(): Printer | null {
  const { data } = trpc.printers.list.useQuery({}, { retry: false });
  return data?.items.find(({ id }) => id === data.ownPrinterId) ?? null;
}
