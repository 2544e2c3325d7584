import { useState } from "react";
import type { z } from "zod";
import { ChangePassword } from "@daybook/contract/users";
import type { Session } from "@daybook/contract/users";
import { Button } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { CheckField, PasswordField } from "../../components/fields.tsx";
import { Form } from "../../components/form.tsx";
import { Loaded, Success } from "../../components/notices.tsx";
import { Page, Section } from "../../components/page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useContractForm } from "../../components/use-contract-form.ts";
import { switchTexts } from "../../texts/en/switch-person.ts";
import { deviceTexts as texts } from "../../texts/en/users.ts";
import { NetworkSection } from "../system/network-section.tsx";
import { PinForm } from "./pin-form.tsx";
import { nameOfBrowser } from "./name-of-browser.ts";

/** The user's own sessions and password. */
export function DevicesPage() {
  const sessions = trpc.auth.sessions.useQuery({});
  const utils = trpc.useUtils();
  const endAll = trpc.auth.endAllSessions.useMutation({
    onSuccess: ({ ended }) => {
      showToast({ text: texts.endedAll(ended) });
      void utils.auth.sessions.invalidate();
    },
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      action={
        <Button pending={endAll.isPending} onClick={() => endAll.mutate({})}>
          {texts.endAll}
        </Button>
      }
    >
      <Loaded query={sessions} data={sessions.data?.items} lines={3}>
        {(rows) => <SessionTable sessions={rows} />}
      </Loaded>
      <NetworkSection />
      <Section title={texts.passwordTitle}>
        <PasswordForm />
      </Section>
      <Section title={switchTexts.sectionTitle}>
        <PinForm />
      </Section>
    </Page>
  );
}

function SessionTable({ sessions }: { readonly sessions: readonly Session[] }) {
  const formats = useFormats();
  return (
    <DataTable
      label={texts.list}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "device",
          title: texts.device,
          phone: "name",
          cell: ({ userAgent, current }) =>
            current ? `${deviceOf(userAgent)} (${texts.here})` : deviceOf(userAgent),
        },
        { key: "address", title: texts.address, cell: ({ address }) => address },
        {
          key: "since",
          title: texts.since,
          named: true,
          cell: (row) => <span className="num">{formats.moment(row.createdAt)}</span>,
        },
        {
          key: "seen",
          title: texts.seen,
          named: true,
          cell: (row) => <span className="num">{formats.moment(row.lastSeenAt)}</span>,
        },
        {
          key: "actions",
          title: texts.actions,
          cell: (row) => (row.current ? null : <EndSession session={row} />),
        },
      ]}
    />
  );
}

function EndSession({ session }: { readonly session: Session }) {
  const utils = trpc.useUtils();
  const end = trpc.auth.endSession.useMutation({
    onSuccess: () => {
      showToast({ text: texts.ended(deviceOf(session.userAgent)) });
      void utils.auth.sessions.invalidate();
    },
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <RowActions>
      <Button pending={end.isPending} onClick={() => end.mutate({ id: session.id })}>
        {texts.end}
      </Button>
    </RowActions>
  );
}

const deviceOf = (userAgent: string) => nameOfBrowser(userAgent) ?? texts.unknown;

type Passwords = z.input<typeof ChangePassword>;

function PasswordForm() {
  const [changed, setChanged] = useState(false);
  const change = trpc.auth.changePassword.useMutation();
  const utils = trpc.useUtils();
  const form = useContractForm({
    contract: ChangePassword,
    // Passwords are never stored.
    draft: null,
    initial: { currentPassword: "", newPassword: "", keepKeys: false },
    input: (values): Passwords => values,
    send: (input) => change.mutateAsync(input),
    onSaved: (_, { reset }) => {
      setChanged(true);
      reset();
      void utils.auth.sessions.invalidate();
    },
  });
  return (
    <Form form={form} submitLabel={texts.change} label={texts.passwordTitle}>
      <PasswordField
        field={form.field("currentPassword")}
        label={texts.current}
        autoComplete="current-password"
      />
      <PasswordField
        field={form.field("newPassword")}
        label={texts.next}
        hint={texts.nextHint}
        autoComplete="new-password"
      />
      <CheckField field={form.field("keepKeys")} label={texts.keepKeys} hint={texts.keepKeysHint} />
      {changed ? <Success>{texts.changed}</Success> : null}
    </Form>
  );
}
