import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Till } from "@daybook/contract/tills";
import { Button, LinkButton } from "../../components/button.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { Pill } from "../../components/pill.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenu, RowMenuItem } from "../../components/row-menu.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { gridTexts } from "../../texts/en/grid.ts";
import { tillsTexts as texts } from "../../texts/en/tills.ts";
import { DisplayDialog } from "./display-dialog.tsx";
import { EditTillSheet, NewTillSheet } from "./till-sheet.tsx";
import { EnrolAgainDialog, RevokeDialog } from "./till-dialogs.tsx";

/** The tills of the shop; here a browser becomes one. */
export function TillsPage() {
  const [search, change] = useAddress("/shell/settings/tills");
  const mayManage = useAllowed("tills.manage");
  const formats = useFormats();
  const query = trpc.tills.list.useQuery({});
  return (
    <ListPage
      path={paths.tills}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayManage}
      query={query}
      rows={query.data?.items}
      lines={3}
      columns={[
        {
          key: "name",
          title: texts.name,
          phone: "name",
          cell: ({ id, name }) =>
            mayManage ? (
              <Link to={paths.tills} search={{ sheet: id }}>
                {name}
              </Link>
            ) : (
              name
            ),
        },
        {
          key: "prefix",
          title: texts.prefix,
          named: true,
          cell: ({ receiptPrefix }) => <span className="code">{receiptPrefix}</span>,
        },
        {
          key: "last",
          title: texts.lastReceipt,
          named: true,
          cell: ({ lastReceiptNumber }) => (
            <span className="code">{lastReceiptNumber ?? texts.none}</span>
          ),
        },
        {
          key: "used",
          title: texts.lastUsed,
          named: true,
          cell: ({ lastUsedAt }) =>
            lastUsedAt === null ? (
              texts.none
            ) : (
              <span className="num">{formats.moment(lastUsedAt)}</span>
            ),
        },
        { key: "state", title: texts.state, cell: (till) => <State till={till} /> },
        {
          key: "actions",
          title: texts.actions,
          cell: (till) => <Actions till={till} mayManage={mayManage} />,
        },
      ]}
      newSheet={(close) => <NewTillSheet tills={query.data?.items ?? []} onClose={close} />}
      editSheet={(till, close) => (
        <EditTillSheet till={till} refetch={query.refetch} onClose={close} />
      )}
    />
  );
}

function State({ till }: { readonly till: Till }) {
  if (till.revokedAt !== null) return <Pill tone="plain">{texts.isRevoked}</Pill>;
  return till.thisDevice ? <Pill tone="normal">{texts.thisDevice}</Pill> : null;
}

interface ActionsProps {
  readonly till: Till;
  readonly mayManage: boolean;
}

function Actions({ till, mayManage }: ActionsProps) {
  const [open, setOpen] = useState<"asking" | "display" | null>(null);
  const maySee = useAllowed("sales.read");
  const close = () => setOpen(null);
  const isRevoked = till.revokedAt !== null;
  const Asking = isRevoked ? EnrolAgainDialog : RevokeDialog;
  return (
    <RowActions>
      {isRevoked || !maySee ? null : (
        <Button onClick={() => setOpen("display")}>{texts.display}</Button>
      )}
      {mayManage ? (
        <>
          <LinkButton to={paths.tills} search={{ sheet: till.id }} icon="edit">
            {texts.change}
          </LinkButton>
          <RowMenu label={gridTexts.moreFor(till.name)}>
            <RowMenuItem onSelect={() => setOpen("asking")}>
              {isRevoked ? texts.enrolAgain : texts.revoke}
            </RowMenuItem>
          </RowMenu>
        </>
      ) : null}
      {open === "asking" ? <Asking till={till} onClose={close} /> : null}
      {open === "display" ? <DisplayDialog till={till} onClose={close} /> : null}
    </RowActions>
  );
}
