import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { pictureTexts as texts } from "../../texts/en/pictures.ts";

interface AskRemovalProps {
  readonly title: string;
  readonly text: string;
  readonly remove: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before bytes are deleted, because that cannot be undone. */
export function AskRemoval({ title, text, remove, onClose }: AskRemovalProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const confirm = async () => {
    setPending(true);
    try {
      await remove();
      onClose();
    } catch (error) {
      setProblem(describeError(error));
      setPending(false);
    }
  };
  return (
    <Dialog title={title} closeLabel={texts.cancel} onClose={onClose}>
      <p>{text}</p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <RowActions>
        <Button kind="primary" pending={pending} onClick={() => void confirm()}>
          {texts.remove}
        </Button>
        <Button onClick={onClose}>{texts.cancel}</Button>
      </RowActions>
    </Dialog>
  );
}
