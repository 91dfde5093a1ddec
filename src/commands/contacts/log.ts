import type { Command } from "commander";
import type { Contact } from "../../domain/entities.ts";
import { asBacksideError, BacksideError, usageError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { quoted } from "../../domain/quoted.ts";
import { allInteractions } from "../../operations/interactions/list.ts";
import { logInteraction } from "../../operations/interactions/log.ts";
import { INTERACTION_COLUMNS } from "../../render/interaction.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { readMoment, WHEN_NOTE } from "../moment.ts";
import { anyOf, REF, repeated } from "../option.ts";
import { showWritten, viewOf } from "../records.ts";
import { stdinText } from "../stdin.ts";
import type { Verb } from "../verb.ts";
import { correctedId } from "./corrected.ts";
import type { Failed } from "./each.ts";
import { INTERACTION_FIELDS, INTERACTION_TYPES } from "./interactions.ts";
import { type TargetOptions, targetOptions, targetsOf } from "./targets.ts";

export const log: Verb = {
  name: "log",
  summary: "Log a meeting, a call or another interaction",
  examples: [
    'backside contacts log meeting ada charles -m "Planned the engine"',
    'backside contacts log call ada -m "Asked for the notes" --at "yesterday 14:00"',
    `backside contacts log meeting --query 'group:"Book club"' -m "Chapter one"`,
    'backside contacts log note ada -m "Minutes" --body - < minutes.txt',
  ],
  notes: [
    WHEN_NOTE,
    "The first contact is the main one, the others took part; all of them have it in their list. So do all that --query finds.",
    "An entry never changes: log another one with --corrects and the id of the earlier, or the start of it.",
  ],
  json: "{id, contact_id, interaction_type, summary, body, occurred_at, participant_ids, ..., people, corrected_by}",
  output: "Interaction",
  errors: {
    not_found: "nobody is called so, or no entry is that --corrects names",
    ambiguous: "more than one is, or several entries; details.candidates names them",
    input_required: "-m is missing where nobody can be asked",
  },
  effect: "write",
  operations: ["contacts.resolve", "interactions.get", "interactions.list", "interactions.log"],
  build: logCommand,
};

type LogOptions = TargetOptions & {
  message?: string;
  body?: string;
  at?: string;
  corrects?: string;
  metadata?: string[];
};

/** `backside contacts log TYPE REF… -m SUMMARY` */
function logCommand(command: Command, context: Context): Command {
  return targetOptions(command)
    .argument("<type>", "meeting, call, email, note, or any other word", anyOf(INTERACTION_TYPES))
    .argument("[ref...]", `${REF}; and others who took part`)
    .option("-m, --message <summary>", "what it was about, in a line")
    .option("--body <text>", "all there is to say; - reads it from standard input")
    .option("--at <when>", "when it was; now by default")
    .option("--corrects <id>", "the earlier entry that this one corrects")
    .option("--metadata <key=value>", "further data; repeatable", repeated)
    .action(async (type: string, refs: string[], options: LogOptions) => {
      const said = metadataOf(options);
      const occurred_at = options.at === undefined ? undefined : await readMoment(context, options.at, "at");
      const [main, ...others] = await everybody(context, refs, options);
      if (!main) throw usageError("no contact is named");
      const metadata = { ...said, ...(await correction(context, [main, ...others], options)) };
      const summary = options.message ?? (await askedSummary(context, type, main));
      const body = options.body === "-" ? await stdinText(context) : options.body;
      const participant_ids = others.map(({ id }) => id);
      const input = { id: main.id, interaction_type: type, summary, body, occurred_at, participant_ids, metadata };
      const remark = (await isNewType(context, type)) ? " (a new type)" : "";
      const logged = await context.backend("write").call(logInteraction, input, context.writing());
      const people = [main, ...others].map(({ id, display_name }) => ({ contact_id: id, display_name }));
      await showWritten(context, {
        record: { ...logged, people, corrected_by: null },
        id: logged.id,
        outcome: "made",
        line: `${did(context, "Logged", "log")} ${logged.interaction_type}${remark} with ${people.map(({ display_name }) => display_name).join(", ")}`,
        view: viewOf(context, INTERACTION_FIELDS, INTERACTION_COLUMNS),
      });
    });
}

/** One entry is for all of them: a reference that names nobody fails the whole. */
async function everybody(context: Context, refs: readonly string[], options: LogOptions): Promise<Contact[]> {
  const doing = { verb: "log this", destructive: false };
  const { contacts, failed } = await targetsOf(context, refs, options, doing).catch((thrown) => {
    const [ref = ""] = refs;
    throw refs.length === 1 ? typeFirst({ ref, error: asBacksideError(thrown) }) : thrown;
  });
  const [first] = failed;
  if (first) throw typeFirst(first);
  return contacts;
}

/** `log ada meeting` is the wrong way round. */
function typeFirst({ ref, error }: Failed): BacksideError {
  const type = INTERACTION_TYPES.find((name) => name === ref.trim().toLowerCase());
  if (error.code !== "not_found" || type === undefined) return error;
  return new BacksideError(error.code, error.message, {
    hint: `the type comes first: \`backside contacts log ${type} REF\``,
    details: error.details,
  });
}

/** Any word is a type; one that nobody used yet may be mistyped. */
async function isNewType(context: Context, type: string): Promise<boolean> {
  const interaction_type = type.trim();
  if ((INTERACTION_TYPES as readonly string[]).includes(interaction_type)) return false;
  const { data } = await context.backend("write").call(allInteractions, { interaction_type, limit: 1 });
  return data.length === 0;
}

async function askedSummary(context: Context, type: string, { display_name }: Contact): Promise<string> {
  if (!context.mayPrompt())
    throw new BacksideError("input_required", "an entry needs a summary", { hint: '-m "Planned the engine" gives it' });
  const { line } = await import("../../prompt.ts");
  const summary = await line(context.io, `What was the ${type} with ${display_name} about?`);
  if (summary.trim() === "") throw new BacksideError("cancelled", "there is no summary; nothing was logged");
  return summary;
}

function metadataOf({ metadata = [] }: LogOptions): JsonObject {
  const entries = metadata.map((text) => {
    const [, key = "", value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (key.trim() === "") throw usageError(`--metadata takes key=value, not ${quoted(text)}`);
    return [key.trim(), value];
  });
  return Object.fromEntries(entries);
}

async function correction(context: Context, people: readonly Contact[], { corrects }: LogOptions): Promise<JsonObject> {
  return corrects === undefined ? {} : { corrects: await correctedId(context, people, corrects) };
}
