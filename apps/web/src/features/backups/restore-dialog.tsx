import { useEffect, useState } from "react";
import { PreviewRestore, RestoreBackup } from "@daybook/contract/backups";
import type { DatabaseCounts, RestorePreview } from "@daybook/contract/backups";
import { DataTable } from "../../components/data-table.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { PasswordField, TextField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Loading, Success } from "../../components/notices.tsx";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { useContractForm } from "../../components/use-contract-form.ts";
import { describeError } from "../../lib/describe-error.ts";
import { needsPassphrase } from "../../lib/passphrase-needed.ts";
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
  const [passphrase, setPassphrase] = useState("");
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
          {preview.data === null && preview.error === null && !preview.isLocked ? (
            <>
              <p>{texts.checking}</p>
              <Loading lines={4} />
            </>
          ) : null}
          {preview.isLocked ? (
            <Unlock
              name={name}
              onUnlocked={(data, entered) => {
                setPassphrase(entered);
                preview.show(data);
              }}
              onClose={onClose}
            />
          ) : null}
          {preview.data === null ? null : (
            <>
              <Comparison preview={preview.data} />
              <Confirmation
                preview={preview.data}
                passphrase={passphrase}
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

interface Preview {
  readonly data: RestorePreview | null;
  readonly error: string | null;
  /** The backup is encrypted, and its passphrase was not entered yet. */
  readonly isLocked: boolean;
}

/** The preview checks the whole file, once for each opening of the dialog. */
function usePreview(name: string): Preview & { show(data: RestorePreview): void } {
  const confirmed = usePasswordGate();
  const { client } = trpc.useUtils();
  const [state, setState] = useState<Preview>({ data: null, error: null, isLocked: false });
  useEffect(() => {
    let isCurrent = true;
    confirmed(() => client.backups.preview.mutate({ name })).then(
      (data) => (isCurrent ? setState({ data, error: null, isLocked: false }) : undefined),
      (error: unknown) => {
        const isLocked = needsPassphrase(refusalOf(error));
        const sentence = isLocked ? null : describeError(error);
        if (isCurrent) setState({ data: null, error: sentence, isLocked });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [confirmed, client, name]);
  return { ...state, show: (data) => setState({ data, error: null, isLocked: false }) };
}

interface UnlockProps {
  readonly name: string;
  readonly onUnlocked: (preview: RestorePreview, passphrase: string) => void;
  readonly onClose: () => void;
}

/** Asks for the passphrase of an encrypted backup, which the preview then checks. */
function Unlock({ name, onUnlocked, onClose }: UnlockProps) {
  const confirmed = usePasswordGate();
  const preview = trpc.backups.preview.useMutation();
  const form = useContractForm({
    contract: PreviewRestore,
    // Passphrases are never stored.
    draft: null,
    initial: { passphrase: "" },
    input: ({ passphrase }) => ({ name, passphrase }),
    send: (input) => confirmed(() => preview.mutateAsync(input)),
    onSaved: (data, { values }) => onUnlocked(data, values.passphrase),
  });
  return (
    <Form form={form} submitLabel={texts.unlock} onCancel={onClose}>
      <PasswordField
        field={form.field("passphrase")}
        label={texts.passphraseOfBackup}
        autoComplete="off"
        focused
      />
    </Form>
  );
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
  readonly passphrase: string;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}

function Confirmation({ preview, passphrase, onStarted, onClose }: ConfirmationProps) {
  const confirmed = usePasswordGate();
  const { client } = trpc.useUtils();
  const restore = trpc.backups.restore.useMutation();
  const form = useContractForm({
    contract: RestoreBackup,
    draft: null,
    initial: { shopName: "" },
    input: ({ shopName }) => ({ name: preview.name, shopName, passphrase }),
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
