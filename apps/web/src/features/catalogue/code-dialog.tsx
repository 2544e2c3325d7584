import type { CatalogueRow } from "@daybook/contract/catalogue";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { codeQuestionTexts as texts } from "../../texts/en/catalogue-code-question.ts";
import type { FoundByCode } from "./found-by-code.ts";

interface CodeDialogProps {
  readonly code: string;
  readonly rows: readonly CatalogueRow[];
  readonly onAnswer: (found: FoundByCode) => void;
}

/** Asks which of these products a code belongs to. */
export function CodeDialog({ code, rows, onAnswer }: CodeDialogProps) {
  const leave = () => onAnswer("neither");
  return (
    <Dialog title={texts.title} closeLabel={texts.neither} onClose={leave}>
      <p className="muted">{texts.lead(code, rows.length)}</p>
      {rows.map((row) => (
        <Button key={row.id} wide onClick={() => onAnswer(row)}>
          {texts.choose(row.name, row.sku)}
        </Button>
      ))}
      <Button kind="plain" wide onClick={leave}>
        {texts.neither}
      </Button>
    </Dialog>
  );
}
