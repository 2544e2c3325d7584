import { Link } from "@tanstack/react-router";
import type { TaxClass } from "@daybook/contract/settings";
import { paths } from "../../lib/paths.ts";
import { ListPage } from "../../components/list-page.tsx";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { settingsTexts as texts } from "../../texts/en/settings.ts";
import { ChangeTaxClassSheet, NewTaxClassSheet } from "./tax-class-sheet.tsx";

const listTexts = {
  title: texts.taxesTitle,
  lead: texts.taxesLead,
  add: texts.addTaxClass,
  list: texts.taxClasses,
  emptyTitle: texts.noTaxClasses,
};

/** The tax classes of products and their current rates. */
export function TaxesPage() {
  const [search, change] = useAddress("/shell/settings/taxes");
  const mayChange = useAllowed("settings.write");
  const classes = trpc.settings.taxClasses.useQuery({});
  const formats = useFormats();
  const ratesOf = ({ rates }: TaxClass) =>
    rates.map(({ name, ppm }) => `${name} ${formats.percent(ppm)}`).join(" + ") || texts.noRates;
  return (
    <ListPage
      path={paths.taxes}
      texts={listTexts}
      search={search}
      onChange={change}
      mayChange={mayChange}
      query={classes}
      rows={classes.data?.items}
      lines={3}
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
      newSheet={(close) => <NewTaxClassSheet onClose={close} />}
      editSheet={(taxClass, close) => <ChangeTaxClassSheet taxClass={taxClass} onClose={close} />}
    />
  );
}
