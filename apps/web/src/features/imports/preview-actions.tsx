import { useState } from "react";
import type { ImportBatch, ImportOptions } from "@daybook/contract/imports";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";
import classes from "./imports.module.css";

/** Imports the preview or discards it. */
export function PreviewActions({ batch }: { readonly batch: ImportBatch }) {
  const { id, rows } = batch;
  const formats = useFormats();
  const [skipWrong, setSkipWrong] = useState(false);
  const commit = trpc.imports.commit.useMutation();
  const cancel = trpc.imports.cancel.useMutation();
  const toImport = rows.new + rows.changed;
  const error = commit.error ?? cancel.error;
  return (
    <>
      {batch.kind === "past_sales" ? <DatesChoice batch={batch} /> : null}
      {rows.wrong > 0 && toImport > 0 ? (
        <SwitchChoice
          label={texts.skipWrong(rows.wrong, formats.count)}
          hint={texts.skipWrongHint}
          value={skipWrong}
          onChange={setSkipWrong}
        />
      ) : null}
      {toImport === 0 && rows.wrong === 0 ? <p>{texts.nothing}</p> : null}
      <div role="alert">{error === null ? null : <p>{describeError(error)}</p>}</div>
      <div className={classes.actions}>
        {toImport === 0 ? null : (
          <Button
            kind="primary"
            pending={commit.isPending}
            onClick={() => commit.mutate({ key: newId(), id, skipWrong })}
          >
            {texts.commit(toImport, formats.count)}
          </Button>
        )}
        <Button pending={cancel.isPending} onClick={() => cancel.mutate({ key: newId(), id })}>
          {texts.cancelPreview}
        </Button>
      </div>
    </>
  );
}

/** The order of the dates of the file; another one reads the file again. */
function DatesChoice({ batch: { id, options } }: { readonly batch: ImportBatch }) {
  const setDates = trpc.imports.setDates.useMutation();
  const { dateOrder } = options;
  const { detect, ...orders } = texts.dateOrders;
  const choices: Readonly<Partial<typeof texts.dateOrders>> =
    dateOrder === "detect" ? { detect, ...orders } : orders;
  const choose = (chosen: ImportOptions["dateOrder"]) => {
    if (chosen !== "detect") setDates.mutate({ key: newId(), id, dateOrder: chosen });
  };
  return (
    <>
      <ChoiceField
        label={texts.dateOrder}
        hint={
          dateOrder === "detect" ? texts.datesUnclear : texts.datesRead(texts.dateOrders[dateOrder])
        }
        value={dateOrder}
        // safe because an order that is not offered is not the value
        choices={choices as Readonly<Record<ImportOptions["dateOrder"], string>>}
        onChange={choose}
      />
      <div role="alert">
        {setDates.error === null ? null : <p>{describeError(setDates.error)}</p>}
      </div>
    </>
  );
}
