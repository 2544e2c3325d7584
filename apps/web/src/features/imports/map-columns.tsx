import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { FIELDS_OF_KIND } from "@daybook/contract/import-fields";
import type { ImportField, ImportKind } from "@daybook/contract/import-fields";
import type { ImportColumn, ImportFileHead, ImportOptions } from "@daybook/contract/imports";
import { newId } from "@daybook/contract/uuid";
import { Button } from "../../components/button.tsx";
import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { describeError, describeFieldError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { trpc } from "../../lib/trpc.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";
import classes from "./imports.module.css";

const NONE = "";
const MOST_SAMPLES = 3;

interface FileProps {
  readonly file: string;
  readonly fileName: string;
  readonly sheet: string | null;
}

/** What each column of a file contains: proposed, and corrected by a person. */
export function MapColumns({ file, fileName, sheet }: FileProps) {
  const query = trpc.imports.look.useQuery({ file, sheet });
  return (
    <Loaded query={query} data={query.data} shape="fields">
      {(head) => <Mapping file={file} fileName={fileName} sheet={sheet} head={head} />}
    </Loaded>
  );
}

type Choice = ImportField | typeof NONE;

/** What a person has chosen otherwise than proposed. */
interface Chosen {
  readonly kind?: ImportKind;
  readonly fields: Readonly<Record<number, Choice>>;
  readonly options: Partial<ImportOptions>;
}

function Mapping({ head, ...file }: FileProps & { readonly head: ImportFileHead }) {
  const navigate = useNavigate();
  const key = useRef(newId());
  const [chosen, setChosen] = useState<Chosen>({ fields: {}, options: {} });
  const start = trpc.imports.start.useMutation();
  const kind = chosen.kind ?? head.kind;
  const options = { ...head.options, ...chosen.options };
  const columns = columnsOf(head, kind, chosen);
  const option = (changed: Partial<ImportOptions>) =>
    setChosen({ ...chosen, options: { ...chosen.options, ...changed } });
  const read = async () => {
    try {
      const { source } = head;
      const batch = await start.mutateAsync({
        key: key.current,
        ...file,
        kind,
        source,
        columns,
        options,
      });
      await navigate({ to: paths.import, params: { id: batch.id } });
    } catch {
      // Shown above the button; another attempt is another write.
      key.current = newId();
    }
  };
  return (
    <>
      <p>{sentenceOf(head)}</p>
      <div className={classes.fields}>
        <ChoiceField
          label={texts.kind}
          value={kind}
          choices={texts.kinds}
          onChange={(next) => setChosen({ ...chosen, kind: next })}
        />
        <SheetChoice head={head} {...file} />
        <ChoiceField
          label={texts.decimalMark}
          value={options.decimalMark}
          choices={texts.decimalMarks}
          onChange={(decimalMark) => option({ decimalMark })}
        />
        {kind === "past_sales" ? (
          <ChoiceField
            label={texts.dateOrder}
            value={options.dateOrder}
            choices={texts.dateOrders}
            onChange={(dateOrder) => option({ dateOrder })}
          />
        ) : null}
        {kind === "past_sales" ||
        columns.some((one) => one.field === "stock" && one.target === null) ? (
          <PlaceChoice
            label={kind === "past_sales" ? texts.placeOfSales : texts.place}
            value={options.locationId}
            onChange={(locationId) => option({ locationId })}
          />
        ) : null}
      </div>
      <Section title={texts.mapping}>
        <div className={classes.fields}>
          {head.headings.map((heading, column) => (
            <ChoiceField
              key={column}
              label={heading.trim() === "" ? texts.noHeading(String(column + 1)) : heading}
              hint={samplesOf(head, column)}
              value={fieldAt(head, kind, chosen, column)}
              choices={choicesOf(kind)}
              onChange={(field) =>
                setChosen({ ...chosen, fields: { ...chosen.fields, [column]: field } })
              }
            />
          ))}
        </div>
      </Section>
      {kind === "products" ? (
        <div className={classes.switches}>
          <SwitchChoice
            label={texts.numberSkus}
            hint={texts.numberSkusHint}
            value={options.numberSkus}
            onChange={(numberSkus) => option({ numberSkus })}
          />
          <SwitchChoice
            label={texts.padBarcodes}
            hint={texts.padBarcodesHint}
            value={options.padBarcodes}
            onChange={(padBarcodes) => option({ padBarcodes })}
          />
        </div>
      ) : null}
      <div role="alert">{start.error === null ? null : <p>{whyNotRead(start.error)}</p>}</div>
      <Button kind="primary" pending={start.isPending} onClick={() => void read()}>
        {texts.showPreview}
      </Button>
    </>
  );
}

/** A missing column has no field of its own to be shown at. */
function whyNotRead(error: unknown): string {
  const [missing] = refusalOf(error)?.fieldErrors["columns"] ?? [];
  return missing === undefined ? describeError(error) : describeFieldError(missing);
}

function sentenceOf({ source, remembered }: ImportFileHead): string {
  if (remembered) return texts.remembered;
  return source === "other" ? texts.notRecognised : texts.recognised(texts.sources[source]);
}

function SheetChoice({ head, file, fileName }: FileProps & { readonly head: ImportFileHead }) {
  const navigate = useNavigate();
  if (head.sheets.length < 2 || head.sheet === null) return null;
  return (
    <ChoiceField
      label={texts.sheet}
      value={head.sheet}
      choices={Object.fromEntries(head.sheets.map((name) => [name, name]))}
      onChange={(name) =>
        void navigate({
          to: paths.imports,
          search: { file, name: fileName, in: name },
          replace: true,
        })
      }
    />
  );
}

interface PlaceChoiceProps {
  readonly label: string;
  readonly value: ImportOptions["locationId"];
  readonly onChange: (locationId: ImportOptions["locationId"]) => void;
}

function PlaceChoice({ label, value, onChange }: PlaceChoiceProps) {
  const locations = trpc.locations.list.useQuery({});
  const places = locations.data?.items ?? [];
  const shown = places.find(({ id }) => id === value) ?? places[0];
  if (shown === undefined || places.length < 2) return null;
  return (
    <ChoiceField<string>
      label={label}
      value={shown.id}
      choices={Object.fromEntries(places.map(({ id, name }) => [id, name]))}
      onChange={(id) => onChange(places.find((place) => place.id === id)?.id ?? null)}
    />
  );
}

function samplesOf({ samples }: ImportFileHead, column: number): string {
  const cells = samples.map((row) => row[column]?.trim() ?? "").filter((text) => text !== "");
  return cells
    .slice(0, MOST_SAMPLES)
    .map((text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text))
    .join(" · ");
}

function choicesOf(kind: ImportKind): Readonly<Record<Choice, string>> {
  const fields = FIELDS_OF_KIND[kind].map((field) => [field, texts.fields[field]] as const);
  // safe because the list offers the fields of this kind, and only these can be chosen
  return { [NONE]: texts.ignore, ...Object.fromEntries(fields) } as Readonly<
    Record<Choice, string>
  >;
}

function fieldAt(head: ImportFileHead, kind: ImportKind, chosen: Chosen, column: number): Choice {
  const proposed = head.columns.find((one) => one.column === column)?.field ?? NONE;
  const field = chosen.fields[column] ?? proposed;
  return field === NONE || FIELDS_OF_KIND[kind].includes(field) ? field : NONE;
}

function columnsOf(head: ImportFileHead, kind: ImportKind, chosen: Chosen): ImportColumn[] {
  return head.headings.flatMap((_, column) => {
    const field = FIELDS_OF_KIND[kind].find((one) => one === fieldAt(head, kind, chosen, column));
    if (field === undefined) return [];
    const proposed = head.columns.find((one) => one.column === column);
    return [{ column, field, target: proposed?.field === field ? proposed.target : null }];
  });
}
