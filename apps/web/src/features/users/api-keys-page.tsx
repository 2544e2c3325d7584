import type { ApiKey } from "@daybook/contract/api-keys";
import { newId } from "@daybook/contract/uuid";
import { paths } from "../../lib/paths.ts";
import { Button } from "../../components/button.tsx";
import type { Column } from "../../components/data-table.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Pill } from "../../components/pill.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { usePasswordGate } from "../../components/password-gate.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { apiKeyTexts as texts } from "../../texts/en/users.ts";
import { NewApiKeySheet } from "./new-api-key-sheet.tsx";

/** The API keys. */
export function ApiKeysPage() {
  const [search, change] = useAddress("/shell/api-keys");
  const mayMake = useAllowed("apiKeys.write");
  const keys = trpc.apiKeys.list.useQuery({});
  const lead = (
    <>
      {texts.lead} <a href="/api/docs">{texts.docs}</a>
    </>
  );
  return (
    <ListPage
      path={paths.apiKeys}
      texts={{ ...texts, lead }}
      search={search}
      onChange={change}
      mayChange={mayMake}
      query={keys}
      rows={keys.data?.items}
      lines={3}
      columns={useColumns(mayMake)}
      newSheet={(close) => <NewApiKeySheet onClose={close} />}
    />
  );
}

function useColumns(mayRevoke: boolean): readonly Column<ApiKey>[] {
  const formats = useFormats();
  return [
    { key: "name", title: texts.name, phone: "name", cell: ({ name }) => name },
    {
      key: "key",
      title: texts.key,
      cell: ({ prefix }) => <span className="code">{prefix}…</span>,
    },
    { key: "owner", title: texts.owner, cell: ({ owner }) => owner.name },
    { key: "scopes", title: texts.scopes, cell: ({ scopes }) => texts.rightsCount(scopes.length) },
    { key: "expires", title: texts.expires, cell: (row) => formats.moment(row.expiresAt) },
    {
      key: "lastUsed",
      title: texts.lastUsed,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? texts.never : formats.moment(lastUsedAt)),
    },
    {
      key: "state",
      title: texts.state,
      phone: "number",
      cell: (row) => {
        const state = stateOf(row);
        return <Pill tone={state === "active" ? "normal" : "plain"}>{texts.states[state]}</Pill>;
      },
    },
    {
      key: "actions",
      title: texts.actions,
      cell: (row) => (mayRevoke && row.revokedAt === null ? <Revoke apiKey={row} /> : null),
    },
  ];
}

function stateOf({ revokedAt, expiresAt }: ApiKey): keyof typeof texts.states {
  if (revokedAt !== null) return "revoked";
  return Date.parse(expiresAt) <= Date.now() ? "expired" : "active";
}

function Revoke({ apiKey }: { readonly apiKey: ApiKey }) {
  const confirmed = usePasswordGate();
  const revoke = trpc.apiKeys.revoke.useMutation();
  const run = async () => {
    const input = { key: newId(), id: apiKey.id };
    try {
      await confirmed(() => revoke.mutateAsync(input));
      showToast({ text: texts.revoked(apiKey.name) });
    } catch (error) {
      showToast({ text: describeError(error) });
    }
  };
  return (
    <RowActions>
      <Button pending={revoke.isPending} onClick={() => void run()}>
        {texts.revoke}
      </Button>
    </RowActions>
  );
}
