import { Link } from "@tanstack/react-router";
import type { LabelPattern } from "@daybook/contract/label-patterns";
import { newId } from "@daybook/contract/uuid";
import { LinkButton } from "../../components/button.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { RowMenu, RowMenuItem } from "../../components/row-menu.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { gridTexts } from "../../texts/en/grid.ts";
import { labelPatternTexts as texts } from "../../texts/en/label-patterns.ts";
import { EditLabelPatternSheet, NewLabelPatternSheet } from "./label-pattern-sheet.tsx";

/** How labels with a price, a weight or a count in their code are read. */
export function LabelPatternsPage() {
  const [search, change] = useAddress("/shell/settings/labels");
  const mayChange = useAllowed("settings.write");
  const query = trpc.labelPatterns.list.useQuery({});
  return (
    <ListPage
      path={paths.labels}
      texts={texts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={query}
      rows={query.data?.items}
      lines={3}
      columns={[
        {
          key: "name",
          title: texts.name,
          phone: "name",
          cell: ({ id, name }) => (
            <Link to={paths.labels} search={{ sheet: id }}>
              {name}
            </Link>
          ),
        },
        {
          key: "digits",
          title: texts.digits,
          cell: ({ prefix, layout }) => (
            <span className="code">{prefix + layout.slice(prefix.length)}</span>
          ),
        },
        { key: "meaning", title: texts.meaning, cell: ({ meaning }) => texts.meanings[meaning] },
        {
          key: "actions",
          title: texts.actions,
          cell: (pattern) =>
            mayChange ? (
              <RowActions>
                <LinkButton to={paths.labels} search={{ sheet: pattern.id }} icon="edit">
                  {texts.change}
                </LinkButton>
                <DeactivateMenu pattern={pattern} />
              </RowActions>
            ) : null,
        },
      ]}
      newSheet={(close) => <NewLabelPatternSheet onClose={close} />}
      editSheet={(pattern, close) => <EditLabelPatternSheet pattern={pattern} onClose={close} />}
    />
  );
}

/** Deactivates a pattern without confirmation; a toast offers to add it again. */
function DeactivateMenu({ pattern }: { readonly pattern: LabelPattern }) {
  const deactivate = trpc.labelPatterns.deactivate.useMutation();
  const create = trpc.labelPatterns.create.useMutation();
  const { id, active: _, validFrom: _since, ...fields } = pattern;
  const attempt = async (work: () => Promise<unknown>, then: () => void) => {
    try {
      await work();
      then();
    } catch (error) {
      showToast({ text: describeError(error) });
    }
  };
  const undo = () =>
    void attempt(
      () => create.mutateAsync({ key: newId(), ...fields }),
      () => undefined,
    );
  const end = () =>
    void attempt(
      () => deactivate.mutateAsync({ key: newId(), id }),
      () =>
        showToast({
          text: texts.deactivated(pattern.name),
          action: { label: texts.undo, run: undo },
        }),
    );
  return (
    <RowMenu label={gridTexts.moreFor(pattern.name)}>
      <RowMenuItem onSelect={end}>{texts.deactivate}</RowMenuItem>
    </RowMenu>
  );
}
