/** Every operation, in the order of help and of the OpenAPI document. */
import { addAddress } from "./addresses/add.ts";
import { listAddresses } from "./addresses/list.ts";
import { removeAddress } from "./addresses/remove.ts";
import { updateAddress } from "./addresses/update.ts";
import { addAffiliation } from "./affiliations/add.ts";
import { listAffiliations } from "./affiliations/list.ts";
import { removeAffiliation } from "./affiliations/remove.ts";
import { updateAffiliation } from "./affiliations/update.ts";
import { backupDefinitions } from "./backup/definitions.ts";
import { backupInteractions } from "./backup/interactions.ts";
import { addChannel } from "./channels/add.ts";
import { listChannels } from "./channels/list.ts";
import { removeChannel } from "./channels/remove.ts";
import { updateChannel } from "./channels/update.ts";
import { listCompletions } from "./completions/list.ts";
import { countContacts } from "./contacts/count.ts";
import { createContact } from "./contacts/create.ts";
import { deleteContact } from "./contacts/delete.ts";
import { exportContacts } from "./contacts/export.ts";
import { findByChannel, findOwners } from "./contacts/find.ts";
import { getContact } from "./contacts/get.ts";
import { importContacts } from "./contacts/import.ts";
import { listContacts } from "./contacts/list.ts";
import { mirrorFacts } from "./contacts/mirror.ts";
import { purgeContact } from "./contacts/purge.ts";
import { resolveContact } from "./contacts/resolve.ts";
import { restoreContact } from "./contacts/restore.ts";
import { tagContact } from "./contacts/tag.ts";
import { listContactTags } from "./contacts/tags.ts";
import { untagContact } from "./contacts/untag.ts";
import { updateContact } from "./contacts/update.ts";
import { addDate } from "./dates/add.ts";
import { listDates } from "./dates/list.ts";
import { removeDate } from "./dates/remove.ts";
import { updateDate } from "./dates/update.ts";
import { createGroup } from "./groups/create.ts";
import { deleteGroup } from "./groups/delete.ts";
import { getGroup } from "./groups/get.ts";
import { listGroups } from "./groups/list.ts";
import { addMembers, listMembers, removeMembers } from "./groups/members.ts";
import { updateGroup } from "./groups/update.ts";
import { contactDiff } from "./history/diff.ts";
import { contactHistory } from "./history/history.ts";
import { getOperation, listOperations } from "./history/log.ts";
import { undoOperation } from "./history/undo.ts";
import { getInteraction } from "./interactions/get.ts";
import { allInteractions, listInteractions } from "./interactions/list.ts";
import { logInteraction } from "./interactions/log.ts";
import { getPhoto } from "./photos/get.ts";
import { removePhoto } from "./photos/remove.ts";
import { setPhoto } from "./photos/set.ts";
import { createRelationshipType } from "./relationship-types/create.ts";
import { deleteRelationshipType } from "./relationship-types/delete.ts";
import { listRelationshipTypes } from "./relationship-types/list.ts";
import { updateRelationshipType } from "./relationship-types/update.ts";
import { createRelationship } from "./relationships/create.ts";
import { deleteRelationship } from "./relationships/delete.ts";
import { listRelationships } from "./relationships/list.ts";
import { createTag } from "./tags/create.ts";
import { deleteTag } from "./tags/delete.ts";
import { listTags } from "./tags/list.ts";
import { updateTag } from "./tags/update.ts";

export const operations = [
  ...[
    listContacts,
    countContacts,
    getContact,
    resolveContact,
    findByChannel,
    findOwners,
    importContacts,
    exportContacts,
    mirrorFacts,
  ],
  ...[backupDefinitions, backupInteractions],
  ...[createContact, updateContact, deleteContact, restoreContact, purgeContact],
  ...[listChannels, addChannel, updateChannel, removeChannel],
  ...[listAddresses, addAddress, updateAddress, removeAddress],
  ...[listDates, addDate, updateDate, removeDate],
  ...[listAffiliations, addAffiliation, updateAffiliation, removeAffiliation],
  ...[getPhoto, setPhoto, removePhoto],
  ...[logInteraction, listInteractions, allInteractions, getInteraction],
  ...[tagContact, untagContact, listContactTags, listTags, createTag, updateTag, deleteTag],
  ...[listGroups, getGroup, createGroup, updateGroup, deleteGroup, listMembers, addMembers, removeMembers],
  ...[listRelationships, createRelationship, deleteRelationship],
  ...[listRelationshipTypes, createRelationshipType, updateRelationshipType, deleteRelationshipType],
  ...[contactHistory, contactDiff],
  ...[listOperations, getOperation, undoOperation],
  ...[listCompletions],
] as const;
