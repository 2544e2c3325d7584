import { useState } from "react";
import { picturePath } from "@daybook/contract/picture-path";
import { MOST_PICTURE_BYTES, PICTURE_UPLOAD_PATH, PictureUpload } from "@daybook/contract/pictures";
import type { PictureHash } from "@daybook/contract/pictures";
import { Button } from "../../components/button.tsx";
import { FileButton } from "../../components/file-button.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import type { Field } from "../../components/form-state.ts";
import { describeRefusal } from "../../lib/describe-error.ts";
import { uploadBytes } from "../../lib/upload-bytes.ts";
import { noAnswer } from "../../texts/en/notices.ts";
import { receiptSettingsTexts as texts } from "../../texts/en/receipt-settings.ts";
import { ACCEPTED_PICTURES, tooLarge } from "../pictures/use-adding.ts";
import classes from "./receipt-settings-page.module.css";

/** The picture above receipts: sent when it is chosen, kept when the form is saved. */
export function LogoField({ field }: { readonly field: Field<PictureHash | null> }) {
  const [problem, setProblem] = useState<string | null>(null);
  const send = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    const answer =
      file.size > MOST_PICTURE_BYTES
        ? tooLarge(MOST_PICTURE_BYTES)
        : await uploadBytes(PICTURE_UPLOAD_PATH, file, PictureUpload);
    if (answer !== null && "sent" in answer) {
      setProblem(null);
      field.change(answer.sent.picture);
      return;
    }
    setProblem(texts.logoProblem(answer === null ? noAnswer : describeRefusal(answer.refusal)));
  };
  return (
    <section aria-label={texts.logo} className={classes.logo} data-path={field.path} tabIndex={-1}>
      <span className={classes.label}>{texts.logo}</span>
      {field.value === null ? (
        <span className="muted">{texts.noLogo}</span>
      ) : (
        <img src={picturePath(field.value, "small")} alt={texts.logo} />
      )}
      <RowActions>
        <FileButton accept={ACCEPTED_PICTURES} onChoose={(files) => void send(files)}>
          {texts.chooseLogo}
        </FileButton>
        {field.value === null ? null : (
          <Button onClick={() => field.change(null)}>{texts.removeLogo}</Button>
        )}
      </RowActions>
      <span role="alert">{field.error ?? problem}</span>
    </section>
  );
}
