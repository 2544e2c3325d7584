import { STAGED_FIELDS } from "@daybook/contract/import-fields";
import type { ImportField } from "@daybook/contract/import-fields";
import { EditImportRow } from "@daybook/contract/imports";
import type { ImportBatch, ImportRow } from "@daybook/contract/imports";
import { LongTextField, TextField } from "../../components/fields.tsx";
import { FormSheet } from "../../components/form-sheet.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { SideSheet } from "../../components/side-sheet.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";
import { problemAt } from "./import-problems.ts";

interface RowSheetProps {
  readonly batch: ImportBatch;
  readonly row: number;
  readonly onClose: () => void;
}

/** Corrects one row of a preview. */
export function RowSheet({ batch, row, onClose }: RowSheetProps) {
  const formats = useFormats();
  const query = trpc.imports.row.useQuery({ id: batch.id, row });
  const title = texts.editTitle(formats.count(row));
  if (query.data === undefined)
    return (
      <SideSheet title={title} closeLabel={texts.close} onClose={onClose}>
        <NotLoaded query={query} shape="fields" />
      </SideSheet>
    );
  return <EditRow batch={batch} shown={query.data} title={title} onClose={onClose} />;
}

interface EditRowProps {
  readonly batch: ImportBatch;
  readonly shown: ImportRow;
  readonly title: string;
  readonly onClose: () => void;
}

function EditRow({ batch, shown, title, onClose }: EditRowProps) {
  const edit = trpc.imports.editRow.useMutation();
  const fields = STAGED_FIELDS[batch.kind];
  const initial = Object.fromEntries(fields.map((field) => [field, shown.values[field] ?? ""]));
  const form = useContractForm({
    contract: EditImportRow,
    draft: null,
    initial,
    input: (values, key) => ({
      key,
      id: batch.id,
      row: shown.row,
      cells: fields
        .filter((field) => values[field] !== initial[field])
        .map((field) => ({ field, text: values[field] ?? "" })),
    }),
    send: (input) => edit.mutateAsync(input),
    onSaved: onClose,
  });
  return (
    <FormSheet title={title} texts={texts} form={form} onClose={onClose}>
      {fields.map((field) => (
        <Cell key={field} field={field} form={form} problems={shown.problems} />
      ))}
    </FormSheet>
  );
}

interface CellProps {
  readonly field: ImportField;
  readonly form: { field: (path: string) => Parameters<typeof TextField>[0]["field"] };
  readonly problems: ImportRow["problems"];
}

function Cell({ field, form, problems }: CellProps) {
  const own = form.field(field);
  const shown = { ...own, error: own.error ?? problemAt(problems, field, "error") };
  const hint = problemAt(problems, field, "warning");
  const Field = field === "description" || field === "note" ? LongTextField : TextField;
  return <Field field={shown} label={texts.fields[field]} {...(hint === null ? {} : { hint })} />;
}
