import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { MOST_IMPORT_BYTES } from "@daybook/contract/imports";
import { DataTable } from "../../components/data-table.tsx";
import { FileField } from "../../components/file-field.tsx";
import { EmptyState } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { PagedRows } from "../../components/paged-rows.tsx";
import { Pill } from "../../components/pill.tsx";
import type { PillTone } from "../../components/pill.tsx";
import { describeRefusal } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { uploadImport } from "../../lib/upload-import.ts";
import { useAddress } from "../../lib/use-address.ts";
import { useListPages } from "../../lib/use-list-pages.ts";
import { importTexts as texts } from "../../texts/en/imports.ts";
import { noAnswerToRead } from "../../texts/en/notices.ts";
import { MapColumns } from "./map-columns.tsx";

const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.gz";

/** A file to import is chosen here, and all imports are listed. */
export function ImportsPage() {
  const [search] = useAddress("/shell/imports");
  const allowed = useAllowed("imports.manage");
  if (!allowed)
    return (
      <Page title={texts.title} lead={texts.lead}>
        <p>{texts.noAccess}</p>
      </Page>
    );
  if (search.file !== undefined)
    return (
      <Page title={texts.title} lead={<Link to={paths.imports}>{texts.otherFile}</Link>}>
        <MapColumns
          key={`${search.file} ${search.in ?? ""}`}
          file={search.file}
          fileName={search.name ?? texts.file}
          sheet={search.in ?? null}
        />
      </Page>
    );
  return (
    <Page title={texts.title} lead={texts.lead}>
      <ChooseFile />
      <Section title={texts.list}>
        <ImportList />
      </Section>
    </Page>
  );
}

function ChooseFile() {
  const navigate = useNavigate();
  const [notice, setNotice] = useState<string | null>(null);
  const choose = async (file: File) => {
    if (file.size > MOST_IMPORT_BYTES) return setNotice(texts.tooLarge);
    setNotice(texts.uploading);
    const sent = await uploadImport(file);
    if (sent === null) return setNotice(noAnswerToRead);
    if ("code" in sent) return setNotice(describeRefusal(sent));
    await navigate({ to: paths.imports, search: { file: sent.file, name: file.name } });
  };
  return (
    <>
      <FileField
        label={texts.choose}
        hint={texts.chooseHint}
        accept={ACCEPTED}
        onChoose={(file) => void choose(file)}
      />
      <output>{notice}</output>
    </>
  );
}

const TONES: Readonly<Partial<Record<keyof typeof texts.states, PillTone>>> = {
  failed: "bad",
  preview: "warn",
};

function ImportList() {
  const formats = useFormats();
  const list = useListPages("imports.list", {});
  return (
    <PagedRows list={list} empty={<EmptyState title={texts.empty}>{texts.emptyHint}</EmptyState>}>
      {(rows) => (
        <DataTable
          label={texts.list}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "file",
              title: texts.file,
              phone: "name",
              cell: ({ id, fileName }) => (
                <Link to={paths.import} params={{ id }}>
                  {fileName}
                </Link>
              ),
            },
            { key: "kind", title: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
            {
              key: "rows",
              title: texts.rows,
              cell: (row) =>
                texts.rowsOf(formats.count(row.rows.new), formats.count(row.rows.changed)),
            },
            { key: "when", title: texts.when, cell: ({ createdAt }) => formats.moment(createdAt) },
            { key: "who", title: texts.who, cell: ({ createdBy }) => createdBy.name },
            {
              key: "state",
              title: texts.state,
              phone: "number",
              cell: ({ state }) => (
                <Pill tone={TONES[state] ?? "normal"}>{texts.states[state]}</Pill>
              ),
            },
          ]}
        />
      )}
    </PagedRows>
  );
}
