import type { PhotoInfo } from "../../domain/entities.ts";
import { object, type Schema, uuid } from "../../domain/schema.ts";
import { defineWrite } from "../operation.ts";
import { forgetHead, photoInfo, requirePhoto } from "./photo.ts";

type RemoveInput = { id: string };

/** Its content stays in the store, for the contact's history and for undo. Answers the photo as it was. */
export const removePhoto = defineWrite<RemoveInput, PhotoInfo>({
  name: "photos.remove",
  summary: "Remove the photo of a contact",
  effect: "destructive",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/contacts/{id}/photo", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact") }) as Schema<RemoveInput>,
  async run(tx, { id }) {
    const photo = await requirePhoto(tx, id);
    await forgetHead(tx, id);
    await tx.remove("photos", photo);
    return photoInfo(photo);
  },
});
