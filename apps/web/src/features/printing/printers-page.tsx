import { Link } from "@tanstack/react-router";
import type { Printer } from "@daybook/contract/printers";
import { newId } from "@daybook/contract/uuid";
import { Button, LinkButton } from "../../components/button.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { StateMenu } from "../../components/state-button.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { printingTexts as texts } from "../../texts/en/printing.ts";
import { LatestPrints } from "./latest-prints.tsx";
import { EditPrinterSheet, NewPrinterSheet } from "./printer-sheet.tsx";

/** The receipt printers of the shop, and what was printed on them. */
export function PrintersPage() {
  const [search, change] = useAddress("/shell/settings/printers");
  const mayChange = useAllowed("settings.write");
  const maySee = useAllowed("sales.read");
  const query = trpc.printers.list.useQuery({});
  return (
    <ListPage
      path={paths.printers}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={query}
      rows={query.data?.items}
      lines={2}
      columns={[
        {
          key: "name",
          title: texts.name,
          phone: "name",
          cell: ({ id, name }) =>
            mayChange ? (
              <Link to={paths.printers} search={{ sheet: id }}>
                {name}
              </Link>
            ) : (
              name
            ),
        },
        { key: "address", title: texts.address, cell: ({ address }) => address },
        { key: "tills", title: texts.tills, cell: tillNames },
        {
          key: "state",
          title: texts.state,
          cell: ({ active }) => (active ? "" : texts.isDeactivated),
        },
        {
          key: "actions",
          title: texts.actions,
          cell: (printer) =>
            mayChange ? (
              <RowActions>
                {printer.active ? <TestButton printer={printer} /> : null}
                <LinkButton to={paths.printers} search={{ sheet: printer.id }} icon="edit">
                  {texts.change}
                </LinkButton>
                <StateMenu row={printer} texts={texts} of={trpc.printers} />
              </RowActions>
            ) : null,
        },
      ]}
      newSheet={(close) => <NewPrinterSheet onClose={close} />}
      editSheet={(printer, close) => (
        <EditPrinterSheet printer={printer} refetch={query.refetch} onClose={close} />
      )}
    >
      {maySee && (query.data?.items.length ?? 0) > 0 ? <LatestPrints /> : null}
    </ListPage>
  );
}

function tillNames({ tills }: Printer): string {
  return tills.map(({ name }) => name).join(", ");
}

function TestButton({ printer }: { readonly printer: Printer }) {
  const test = trpc.printers.test.useMutation({
    onSuccess: () => showToast({ text: texts.tested(printer.name) }),
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <Button pending={test.isPending} onClick={() => test.mutate({ key: newId(), id: printer.id })}>
      {texts.test}
    </Button>
  );
}
