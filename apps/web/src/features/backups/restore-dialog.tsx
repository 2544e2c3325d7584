import { useEffect, useState } from "react";
import { RestoreBackup } from "@daybook/contract/backups";
import type { DatabaseCounts, RestorePreview } from "@daybook/contract/backups";
import { DataTable } from "../../components/data-table.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Loading, Success } from "../../components/notices.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { setLeaving } from "../../lib/leaving.ts";
import { paths } from "../../lib/paths.ts";
import { refusalOf } from "../../lib/refusal-of.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { backupTexts as texts } from "../../texts/en/backups.ts";

interface RestoreDialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** Shows what a backup contains and what would be lost, and restores it. */
export function RestoreDialog({ name, onClose }: RestoreDialogProps) {
  const preview = usePreview(name);
  const [isStarted, setStarted] = useState(false);
  return (
    <Dialog title={texts.restoreTitle} closeLabel={texts.close} onClose={onClose} wide>
      {isStarted ? (
        <Success>{texts.restarting}</Success>
      ) : (
        <>
          <p className="muted">{texts.restoreLead}</p>
          <div role="alert">{preview.error === null ? null : <p>{preview.error}</p>}</div>
          {preview.data === null && preview.error === null ? (
            <>
              <p>{texts.checking}</p>
              <Loading lines={4} />
            </>
          ) : null}
          {preview.data === null ? null : (
            <>
              <Comparison preview={preview.data} />
              <Confirmation
                preview={preview.data}
                onStarted={() => setStarted(true)}
                onClose={onClose}
              />
            </>
          )}
        </>
      )}
    </Dialog>
  );
}

/** The preview checks the whole file, once for each opening of the dialog. */
function usePreview(name: string) {
  const confirmed = usePasswordGate();
  const { client } = trpc.useUtils();
  const [state, setState] = useState<{
    readonly data: RestorePreview | null;
    readonly error: string | null;
  }>({ data: null, error: null });
  useEffect(() => {
    let isCurrent = true;
    confirmed(() => client.backups.preview.mutate({ name })).then(
      (data) => (isCurrent ? setState({ data, error: null }) : undefined),
      (error: unknown) =>
        isCurrent ? setState({ data: null, error: describeError(error) }) : undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [confirmed, client, name]);
  return state;
}

const COUNTS = [
  "sales",
  "products",
  "customers",
  "movements",
] as const satisfies readonly (keyof DatabaseCounts)[];

function Comparison({ preview: { backup, now } }: { readonly preview: RestorePreview }) {
  const formats = useFormats();
  const moment = (at: string | null) => (at === null ? texts.none : formats.fullMoment(at));
  const rows = [
    { what: texts.shop, saved: backup.shopName, now: now.shopName, lost: "" },
    {
      what: texts.lastSale,
      saved: moment(backup.lastSaleAt),
      now: moment(now.lastSaleAt),
      lost: "",
    },
    ...COUNTS.map((count) => ({
      what: texts.counts[count],
      saved: formats.count(backup.counts[count]),
      now: formats.count(now.counts[count]),
      lost: formats.count(Math.max(0, now.counts[count] - backup.counts[count])),
    })),
  ];
  return (
    <DataTable
      label={texts.comparison}
      rows={rows}
      rowKey={({ what }) => what}
      columns={[
        { key: "what", title: texts.what, phone: "name", cell: ({ what }) => what },
        {
          key: "saved",
          title: texts.inBackup,
          figure: true,
          named: true,
          cell: (row) => row.saved,
        },
        { key: "now", title: texts.now, figure: true, named: true, cell: (row) => row.now },
        { key: "lost", title: texts.lost, figure: true, named: true, cell: (row) => row.lost },
      ]}
    />
  );
}

interface ConfirmationProps {
  readonly preview: RestorePreview;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

function Confirmation({ preview, onStarted, onClose }: ConfirmationProps) {
  const confirmed = usePasswordGate();
  const { client } = trpc.useUtils();
  const restore = trpc.backups.restore.useMutation();
  const form = useContractForm({
    contract: RestoreBackup,
    draft: null,
    initial: { shopName: "" },
    input: ({ shopName }) => ({ name: preview.name, shopName }),
    send: (input) => confirmed(() => restore.mutateAsync(input)),
    onSaved: () => {
      onStarted();
      signInWhenRestarted(client);
    },
  });
  return (
    <Form form={form} submitLabel={texts.restore} onCancel={onClose}>
      <TextField
        field={form.field("shopName")}
        label={texts.nameToConfirm(preview.backup.shopName)}
        focused
      />
    </Form>
  );
}

const ASK_EVERY_MS = 1_000;

/**
 * The session of before is not valid in the restored data: as soon as the server says so, it has started again. Until
 * then this page asks nobody to sign in, because it must be loaded again for the restored data.
 */
function signInWhenRestarted(client: ReturnType<typeof trpc.useUtils>["client"]): void {
  setLeaving(true);
  setInterval(() => {
    client.auth.me.query({}).catch((error: unknown) => {
      if (refusalOf(error)?.code === "not_signed_in") window.location.assign(paths.signIn);
    });
  }, ASK_EVERY_MS);
}
