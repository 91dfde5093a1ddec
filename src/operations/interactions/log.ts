import type { Interaction } from "../../domain/entities.ts";
import { badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import {
  instant,
  jsonObject,
  list,
  nonempty,
  nullable,
  object,
  optional,
  type Schema,
  text,
  uuid,
} from "../../domain/schema.ts";
import type { Transaction } from "../../store/store.ts";
import { defineWrite } from "../operation.ts";
import { requireContact } from "../require.ts";
import { shownInteractions } from "./shown.ts";

export type LogInput = {
  id: string;
  interaction_type: string;
  summary: string;
  body?: string | null | undefined;
  occurred_at?: string | undefined;
  participant_ids?: string[] | undefined;
  metadata?: JsonObject | undefined;
};

const LONGEST_TYPE = 64;

export const logInteraction = defineWrite<LogInput, Interaction>({
  name: "interactions.log",
  summary: "Log an interaction with a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/interactions", status: 201, contract: "example" },
  mcp: { name: "contacts_log_interaction" },
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The main contact"),
      interaction_type: nonempty("What it was: meeting, call, email, note, or any other word"),
      summary: nonempty("What it was about, in a line"),
      body: optional(nullable(text("All there is to say"))),
      occurred_at: optional(instant("When it was; now by default")),
      participant_ids: optional(list(uuid("A contact"), "Other contacts who took part")),
      metadata: optional(
        jsonObject("Further data; `corrects` is the id of an earlier interaction that this one corrects"),
      ),
    }) as Schema<LogInput>,
  async run(tx, { id, participant_ids = [], metadata = {}, occurred_at = tx.recorded_at, ...input }) {
    await requireContact(tx, id);
    const interaction_type = input.interaction_type.trim();
    if (interaction_type.length > LONGEST_TYPE)
      throw badRequest(`interaction_type: at most ${LONGEST_TYPE} characters`);
    const others = [...new Set(participant_ids)].filter((other) => other !== id);
    await requireLive(tx, others);
    await requireCorrected(tx, metadata);
    const row = await tx.insert("interactions", {
      contact_id: id,
      interaction_type,
      summary: input.summary.trim(),
      body: input.body ?? null,
      occurred_at,
      metadata,
    });
    for (const contact_id of others)
      await tx.insert("interaction_participants", { interaction_id: row.id, contact_id, occurred_at, metadata: {} });
    const written = await tx.get("interactions", row.id); // its times as they are answered later
    const [logged] = await shownInteractions(tx, [written ?? row], []);
    if (!logged) throw new Error("an interaction that was logged is not shown");
    return logged;
  },
});

async function requireLive(tx: Transaction, ids: readonly string[]): Promise<void> {
  const live = new Set((await tx.names(ids)).filter(({ deleted_at }) => deleted_at === null).map(({ id }) => id));
  const missing = ids.find((id) => !live.has(id));
  if (missing !== undefined) throw badRequest(`participant_ids: there is no contact ${missing}`);
}

async function requireCorrected(tx: Transaction, { corrects }: JsonObject): Promise<void> {
  if (corrects === undefined || corrects === null) return;
  if (typeof corrects !== "string" || !(await tx.get("interactions", corrects)))
    throw badRequest(`metadata.corrects: there is no interaction ${String(corrects)}`);
}
