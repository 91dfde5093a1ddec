import type { Channel } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { CHANNEL_KEYS, shape } from "../../domain/shapes.ts";
import { defineRead } from "../operation.ts";
import { requireContact } from "../require.ts";
import { channelsOf } from "./stored.ts";

export const listChannels = defineRead<{ id: string }, Channel[]>({
  name: "channels.list",
  summary: "List the channels of a contact",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/channels", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }) as Schema<{ id: string }>,
  async run(tx, { id }) {
    await requireContact(tx, id);
    return (await channelsOf(tx, id)).map((row) => shape(row, CHANNEL_KEYS));
  },
});
