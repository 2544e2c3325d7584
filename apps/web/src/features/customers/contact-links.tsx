import { customerTexts as texts } from "../../texts/en/customers.ts";

/** A number to tap. */
export function PhoneLink({ phone }: { readonly phone: string }) {
  const number = phone.replace(/[^\d+]/g, "");
  if (number === "") return phone === "" ? texts.none : phone;
  return (
    <a href={`tel:${number}`} className="num">
      {phone}
    </a>
  );
}

export function EmailLink({ email }: { readonly email: string }) {
  return email === "" ? texts.none : <a href={`mailto:${email}`}>{email}</a>;
}
