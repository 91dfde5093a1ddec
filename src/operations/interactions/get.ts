import type { Interaction } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { object, uuid } from "../../domain/schema.ts";
import { defineRead } from "../operation.ts";
import { shownInteractions } from "./shown.ts";

export const getInteraction = defineRead<{ id: string }, Interaction>({
  name: "interactions.get",
  summary: "Show one interaction",
  scope: "contacts:read",
  http: { method: "GET", path: "/interactions/{id}", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The interaction") }),
  async run(tx, { id }) {
    const row = await tx.get("interactions", id);
    const [interaction] = row ? await shownInteractions(tx, [row], []) : [];
    if (!interaction) throw notFound(`there is no interaction ${id}`);
    return interaction;
  },
});
