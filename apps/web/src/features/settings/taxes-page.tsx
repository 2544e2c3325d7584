import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { TaxClass } from "@daybook/contract/settings";
import { paths } from "../../lib/paths.ts";
import { LinkButton } from "../../components/button.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState, Loaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { trpc } from "../../lib/trpc.ts";
import { settingsTexts as texts } from "../../texts/en/settings.ts";
import { ChangeTaxClassSheet, NewTaxClassSheet } from "./tax-class-sheet.tsx";

/** The tax classes products belong to and their rates today. */
export function TaxesPage() {
  const { sheet } = useSearch({ from: "/shell/settings/taxes" });
  const navigate = useNavigate({ from: paths.taxes });
  const mayChange = useAllowed("settings.write");
  const classes = trpc.settings.taxClasses.useQuery({});
  const formats = useFormats();
  const close = () => void navigate({ search: {}, replace: true });
  useShortcuts([
    {
      keys: "n",
      label: texts.addTaxClass,
      run: () => void navigate({ search: { sheet: "new" }, replace: true }),
      when: mayChange,
    },
  ]);
  const changing = classes.data?.items.find(({ id }) => id === sheet);
  const ratesOf = ({ rates }: TaxClass) =>
    rates.map(({ name, ppm }) => `${name} ${formats.percent(ppm)}`).join(" + ") || texts.noRates;
  return (
    <Page
      title={texts.taxesTitle}
      lead={texts.taxesLead}
      action={
        mayChange ? (
          <LinkButton to={paths.taxes} search={{ sheet: "new" }} kind="primary" icon="plus">
            {texts.addTaxClass}
          </LinkButton>
        ) : undefined
      }
    >
      <Loaded
        query={classes}
        data={classes.data?.items}
        lines={3}
        empty={<EmptyState title={texts.noTaxClasses} />}
      >
        {(rows) => (
          <DataTable
            label={texts.taxClasses}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "name",
                title: texts.taxClassName,
                phone: "name",
                cell: ({ id, name }) => (
                  <Link to={paths.taxes} search={{ sheet: id }}>
                    {name}
                  </Link>
                ),
              },
              { key: "rates", title: texts.rates, cell: ratesOf },
            ]}
          />
        )}
      </Loaded>
      {sheet === "new" && mayChange ? <NewTaxClassSheet onClose={close} /> : null}
      {changing !== undefined && mayChange ? (
        <ChangeTaxClassSheet key={changing.id} taxClass={changing} onClose={close} />
      ) : null}
    </Page>
  );
}
