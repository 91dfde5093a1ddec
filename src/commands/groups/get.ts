import type { Command } from "commander";
import type { Contact, Group } from "../../domain/entities.ts";
import { CONTACT_KEYS } from "../../domain/shapes.ts";
import type { ListedContact as Member } from "../../operations/contacts/list.ts";
import { listGroups } from "../../operations/groups/list.ts";
import { listMembers, type MembersInput } from "../../operations/groups/members.ts";
import { stylesFor } from "../../render/colour.ts";
import { contactTableColumns, type ListedContact } from "../../render/contact.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { table } from "../../render/table.ts";
import { count, plural } from "../../render/time.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { showRecord, viewOf } from "../records.ts";
import { limitOf } from "../screenful.ts";
import type { Verb } from "../verb.ts";
import { GROUP_COLUMNS, GROUP_FIELDS } from "./group-view.ts";

export const get: Verb = {
  name: "get",
  summary: "Show a group with its members",
  examples: ["backside groups get Family", "backside groups get Family --json"],
  notes: [
    "A terminal shows 50 members unless there is --all. `backside contacts list --group NAME` lists the members with" +
      " all the options of a list.",
  ],
  json: "{id, name, description, metadata, created_at, updated_at, member_count, members: [{id, display_name, ...}]}",
  output: "GroupWithMembers",
  errors: { not_found: "there is no such group" },
  effect: "read",
  operations: ["groups.list", "groups.members"],
  build: getCommand,
};

type Shown = Group & { members: Contact[] };

/** `backside groups get GROUP` */
function getCommand(command: Command, context: Context): Command {
  return command
    .argument("<group>", "the group, by name or id")
    .option("--all", "every member, also on a terminal")
    .action(async (ref: string, { all = false }: { all?: boolean }) => {
      const fields = [...GROUP_FIELDS, "members", ...CONTACT_KEYS.map((key) => `members.${key}`)];
      const view = viewOf<Shown>(context, fields, [
        ...GROUP_COLUMNS,
        { name: "members", text: ({ members }) => members.map(({ display_name }) => display_name).join("; ") },
      ]);
      const group = await definitionNamed(context.backend("read"), listGroups, "group", ref);
      const card = context.form() === "table" && !view.fields;
      const members = await membersOf(context, group, card, card ? limitOf(context, { all }) : null);
      await showRecord(context, { ...group, members }, view, () => groupCard(context, group, members));
      if (card && group.member_count > members.length)
        await context.io.err(`… ${count(group.member_count - members.length)} more; use --all\n`);
    });
}

/** @param card whether what the table shows of a contact has to come along */
async function membersOf(context: Context, { id }: Group, card: boolean, limit: number | null): Promise<Member[]> {
  const backend = context.backend("read");
  const input: MembersInput = { id, sort: "created_at", include: card ? ["channels", "affiliations"] : undefined };
  if (limit !== null) return (await backend.call(listMembers, { ...input, limit })).data;
  const members: Member[] = [];
  for await (const page of backend.pages(listMembers, input)) members.push(...page);
  return members;
}

async function groupCard({ io }: Context, group: Group, members: readonly Member[]): Promise<string> {
  const styles = await stylesFor(io.stdout.colour);
  const clean = (text: string) => sanitizeForTty(text, { cell: true });
  const { name, description, member_count, id } = group;
  const heading = [styles.bold(clean(name)), ...(description === null ? [] : [clean(description)])].join("\n");
  const rows = [...members] as ListedContact[];
  const drawn: string[] = [];
  for await (const text of table(rows, contactTableColumns(rows), { columns: io.stdout.columns, styles }))
    drawn.push(text);
  const footer = styles.dim(clean(`${id}  ${member_count === 0 ? "no members" : plural(member_count, "member")}`));
  return `${[heading, ...(rows.length > 0 ? [drawn.join("").trimEnd()] : []), footer].join("\n\n")}\n`;
}
