/** E-mail addresses that many people answer: evidence for nobody. */

/** @param email in lower case */
export function isRoleAddress(email: string): boolean {
  const [, word = ""] = /^([^@.+_-]*(?:-?reply)?)[^@]*@/.exec(email) ?? [];
  return ROLES.has(word.replace(/\d+$/, "")) || /^(?:no|do-?not)[._-]?reply/.test(email);
}

/** The first word of the address: `info@`, `sales-emea@`, `praxis.mueller@`. */
const ROLES: ReadonlySet<string> = new Set(
  [
    "abuse account accounting accounts admin administration all anfrage anfragen billing book booking bookings",
    "buchhaltung buero bureau careers clinic club commercial compras contabilidad contact contacto contato contatto",
    "customerservice direction department dispatch einkauf empfang enquiries enquiry events everyone families family",
    "familia familie famille feedback finance frontdesk group hallo hello help helpdesk hi hola home hostmaster hotel",
    "household hr info informacion information inquiries inquiry invoice invoices it jobs kanzlei karriere kasse kontakt",
    "kundenservice legal lists mail mailbox manager marketing member members membership moin news newsletter noreply",
    "office orders pedidos personal post postmaster praxis presse press privacy purchasing reception recepcion",
    "rechnung rechnungen reservation reservations reservierung rezeption root sales secretariat secretary security",
    "sekretariat service services shop staff stay subscribe support team tech ventas verkauf vertrieb verwaltung",
    "vendite vorstand web webmaster welcome willkommen",
  ]
    .join(" ")
    .split(" "),
);
