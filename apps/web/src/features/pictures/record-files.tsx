import { useState } from "react";
import { FILE_UPLOAD_PATH, FileUpload, MOST_FILE_BYTES } from "@daybook/contract/pictures";
import type { Files } from "@daybook/contract/pictures";
import { filePath } from "@daybook/contract/picture-path";
import { newId } from "@daybook/contract/uuid";
import { DataTable } from "../../components/data-table.tsx";
import { FileButton } from "../../components/file-button.tsx";
import { Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { RowMenu, RowMenuItem } from "../../components/row-menu.tsx";
import type { Formats } from "../../lib/format.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { uploadBytes } from "../../lib/upload-bytes.ts";
import { useGivenFiles } from "../../lib/use-given-files.ts";
import { pictureTexts as texts } from "../../texts/en/pictures.ts";
import { AddingNotice } from "./adding-notice.tsx";
import { AskRemoval } from "./ask-removal.tsx";
import { tooLarge, useAdding } from "./use-adding.ts";

/** The PDF files of a product. */
export function ProductFiles({ productId }: { readonly productId: string }) {
  const add = trpc.productFiles.add.useMutation();
  const remove = trpc.productFiles.remove.useMutation();
  return (
    <FilesSection
      query={trpc.productFiles.list.useQuery({ productId })}
      mayChange={useAllowed("products.write")}
      add={(file, name) => add.mutateAsync({ key: newId(), productId, file, name })}
      remove={(file) => remove.mutateAsync({ key: newId(), productId, file })}
    />
  );
}

/** The PDF files of a supplier. */
export function SupplierFiles({ supplierId }: { readonly supplierId: string }) {
  const add = trpc.supplierFiles.add.useMutation();
  const remove = trpc.supplierFiles.remove.useMutation();
  return (
    <FilesSection
      query={trpc.supplierFiles.list.useQuery({ supplierId })}
      mayChange={useAllowed("suppliers.write")}
      add={(file, name) => add.mutateAsync({ key: newId(), supplierId, file, name })}
      remove={(file) => remove.mutateAsync({ key: newId(), supplierId, file })}
    />
  );
}

interface FilesSectionProps {
  readonly query: Parameters<typeof Loaded>[0]["query"] & { readonly data?: Files | undefined };
  readonly mayChange: boolean;
  readonly add: (file: string, name: string) => Promise<unknown>;
  readonly remove: (file: string) => Promise<unknown>;
}

type FileRow = Files["items"][number];

function FilesSection({ query, mayChange, add: addToRecord, remove }: FilesSectionProps) {
  const [removing, setRemoving] = useState<FileRow | null>(null);
  const { add, notice, problems } = useAdding(
    async (file) => {
      if (file.size > MOST_FILE_BYTES) return tooLarge(MOST_FILE_BYTES);
      const answer = await uploadBytes(FILE_UPLOAD_PATH, file, FileUpload);
      if (answer === null || "refusal" in answer) return answer;
      await addToRecord(answer.sent.file, file.name);
      return "added";
    },
    (names) => texts.fileAdded(names.join(", ")),
  );
  useGivenFiles((file) => mayChange && isPdf(file), add);
  return (
    <Section
      title={texts.files}
      aside={
        mayChange ? (
          <FileButton accept="application/pdf,.pdf" multiple onChoose={add}>
            {texts.addFile}
          </FileButton>
        ) : null
      }
    >
      <Loaded query={query} data={query.data} lines={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{mayChange ? texts.noFilesYet : texts.noFiles}</p>
          ) : (
            <FileTable rows={items} onRemove={mayChange ? setRemoving : null} />
          )
        }
      </Loaded>
      {mayChange ? <AddingNotice notice={notice} problems={problems} /> : null}
      {removing === null ? null : (
        <AskRemoval
          title={texts.removeFileTitle(removing.name)}
          text={texts.removeFileText}
          remove={() => remove(removing.file)}
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}

const isPdf = ({ name, type }: File): boolean => type === "application/pdf" || /\.pdf$/i.test(name);

interface FileTableProps {
  readonly rows: readonly FileRow[];
  readonly onRemove: ((row: FileRow) => void) | null;
}

function FileTable({ rows, onRemove }: FileTableProps) {
  const formats = useFormats();
  return (
    <DataTable
      label={texts.filesList}
      rows={rows}
      rowKey={({ file }) => file}
      columns={[
        {
          key: "name",
          title: texts.fileName,
          phone: "name",
          cell: ({ file, name }) => (
            <a href={filePath(file, name)} download={name}>
              {name}
            </a>
          ),
        },
        {
          key: "size",
          title: texts.fileSize,
          figure: true,
          cell: ({ bytes }) => sizeText(bytes, formats),
        },
        {
          key: "added",
          title: texts.fileAddedAt,
          cell: ({ addedAt }) => formats.moment(addedAt),
        },
        {
          key: "by",
          title: texts.fileAddedBy,
          cell: ({ addedBy }) => addedBy?.name ?? texts.daybook,
        },
        ...(onRemove === null
          ? []
          : [
              {
                key: "actions",
                title: texts.actions,
                cell: (row: FileRow) => (
                  <RowMenu label={texts.moreForFile(row.name)}>
                    <RowMenuItem onSelect={() => onRemove(row)}>{texts.remove}</RowMenuItem>
                  </RowMenu>
                ),
              },
            ]),
      ]}
    />
  );
}

/** As file managers show it. */
function sizeText(bytes: number, formats: Formats): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return texts.kilobytes(formats.count(kilobytes));
  return texts.megabytes(formats.quantity(Math.round((kilobytes / 1024) * 10) * 100));
}
