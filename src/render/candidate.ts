/** What tells one candidate of an ambiguous reference from the next, besides its name. */
const TOLD = ["email", "phone", "organization"] as const;

/** `organization, info@example.org`; empty where nothing is known. */
export function candidateNote(candidate: { [key: string]: unknown }): string {
  const { kind } = candidate;
  const told = TOLD.map((key) => candidate[key]);
  return [kind === "person" ? null : kind, ...told]
    .filter((text) => typeof text === "string" && text !== "")
    .join(", ");
}
