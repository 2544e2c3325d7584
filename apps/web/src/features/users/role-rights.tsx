import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from "@daybook/contract/permissions";
import type { Permission } from "@daybook/contract/permissions";
import { DataTable } from "../../components/data-table.tsx";
import type { Column } from "../../components/data-table.tsx";
import { HiddenText } from "../../components/hidden-text.tsx";
import { Icon } from "../../components/icons.tsx";
import { userTexts as texts } from "../../texts/en/users.ts";

/** Every permission as a sentence, and the roles that have it. */
export function RoleRights() {
  const columns: readonly Column<Permission>[] = [
    { key: "right", title: texts.right, phone: "name", cell: (right) => texts.rights[right] },
    ...ROLES.map((role) => ({
      key: role,
      title: texts.roleNames[role],
      cell: (right: Permission) =>
        ROLE_PERMISSIONS[role].includes(right) ? (
          <>
            <span className="phone-only">{texts.roleNames[role]}</span>
            <span className="desk-only">
              <Icon name="check" />
              <HiddenText>{texts.may}</HiddenText>
            </span>
          </>
        ) : (
          <span className="desk-only muted">
            <span aria-hidden="true">–</span>
            <HiddenText>{texts.mayNot}</HiddenText>
          </span>
        ),
    })),
  ];
  return (
    <DataTable
      label={texts.rightsTitle}
      rows={[...PERMISSIONS]}
      rowKey={(right) => right}
      columns={columns}
    />
  );
}
