import { NotLoaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { trpc } from "../../lib/trpc.ts";
import { closeDrawerTexts as texts } from "../../texts/en/close-drawer.ts";
import { CorrectTenderSheet } from "../sales/correct-tender-sheet.tsx";
import type { WrongTender } from "./count-result.tsx";

interface CorrectCauseProps {
  readonly cause: WrongTender;
  readonly onCorrected: () => void;
  readonly onClose: () => void;
}

/** The sheet that corrects the payment of a sale, with what the count suggests. */
export function CorrectCause({ cause, onCorrected, onClose }: CorrectCauseProps) {
  const query = trpc.sales.get.useQuery({ id: cause.saleId });
  if (query.data === undefined)
    return (
      <SideSheet
        title={texts.correctFor(cause.receiptNumber)}
        closeLabel={texts.close}
        onClose={onClose}
      >
        <NotLoaded query={query} shape="fields" />
      </SideSheet>
    );
  const { from, to, amountMinor } = cause;
  return (
    <CorrectTenderSheet
      sale={query.data}
      proposal={{ from, to, amountMinor, reason: texts.correctReason }}
      onCorrected={onCorrected}
      onClose={onClose}
    />
  );
}
