import { EmailLink, PhoneLink } from "./contact-links.tsx";
import type { Column } from "./data-table.tsx";

interface Contact {
  readonly phone: string;
  readonly email: string;
}

/** The columns with a person's or company's phone number and e-mail address. */
export function contactColumns(texts: Contact): readonly Column<Contact>[] {
  return [
    {
      key: "phone",
      title: texts.phone,
      cell: ({ phone }) => (phone === "" ? null : <PhoneLink phone={phone} />),
    },
    {
      key: "email",
      title: texts.email,
      cell: ({ email }) => (email === "" ? null : <EmailLink email={email} />),
    },
  ];
}
