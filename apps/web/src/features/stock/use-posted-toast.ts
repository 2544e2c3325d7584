import { useNavigate } from "@tanstack/react-router";
import type { StockDocumentId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { paths } from "../../lib/paths.ts";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { goodsTexts as texts } from "../../texts/en/stock-goods.ts";

/** Shows a toast after saving, with actions to undo it or to open it. */
export function usePostedToast(): (text: string, id: StockDocumentId) => void {
  const navigate = useNavigate();
  const undo = useUndoDocument();
  return (text, id) => {
    const open = {
      label: texts.openDocument,
      run: () => void navigate({ to: paths.stockDocument, params: { id } }),
    };
    if (undo === null) showToast({ text, action: open });
    else
      showToast({
        text,
        action: { label: texts.undo, run: () => void undo(id, texts.undone(text)) },
        other: open,
      });
  };
}

/** Reverses a document and reports the result; null without permission. */
export function useUndoDocument(): ((id: StockDocumentId, done: string) => Promise<void>) | null {
  const formats = useFormats();
  const { client } = trpc.useUtils();
  const mayUndo = useAllowed("movements.adjust");
  if (!mayUndo) return null;
  return async (id, done) => {
    try {
      await client.movements.reverse.mutate({ key: newId(), id });
      showToast({ text: done });
    } catch (error) {
      showToast({ text: describeError(error, formats) });
    }
  };
}
