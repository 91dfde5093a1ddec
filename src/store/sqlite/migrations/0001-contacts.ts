/**
 * The whole Contacts domain, the record of operations and the images of superseded rows.
 *
 * `tenant_id` is the number of a row of `tenants` (one per tenant and environment): one byte in every row and index
 * instead of 36. Its `contact_count` is of those that are not deleted: counting 100,000 rows would take a third of the
 * time of a list. Times are milliseconds since 1970. `written_by` is the operation that last wrote the row: a new row
 * is its own image, only superseded ones are copied to `row_images`.
 */
export const sql = `
CREATE TABLE tenants (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, environment TEXT NOT NULL, slug TEXT NOT NULL, name TEXT,
  plan TEXT NOT NULL, contact_count INTEGER NOT NULL DEFAULT 0, metadata TEXT, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, UNIQUE (id, environment)
) STRICT;

CREATE TABLE operations (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, label TEXT NOT NULL, actor TEXT, surface TEXT NOT NULL, reason TEXT NOT NULL, undoes TEXT,
  -- By table, the first and the last number of the rows it made: {"channels": [17, 4711]}.
  created TEXT, metadata TEXT, recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX operations_by_tenant ON operations (tenant_id, sequence);
CREATE INDEX operations_by_undone ON operations (undoes) WHERE undoes IS NOT NULL;

-- The image is the row's columns as they stood, as a JSON object. A link between two contacts names both.
CREATE TABLE row_images (
  tenant_id INTEGER NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL, contact_id TEXT, other_contact_id TEXT,
  image TEXT NOT NULL, valid_from INTEGER NOT NULL REFERENCES operations, valid_to INTEGER NOT NULL REFERENCES operations,
  PRIMARY KEY (tenant_id, table_name, row_id, valid_to)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_images_by_contact ON row_images (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX row_images_by_other ON row_images (tenant_id, other_contact_id) WHERE other_contact_id IS NOT NULL;
CREATE INDEX row_images_by_end ON row_images (valid_to, table_name);
CREATE INDEX row_images_by_begin ON row_images (valid_from, table_name);

CREATE TABLE contacts (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL,
  display_name TEXT NOT NULL, name_key TEXT NOT NULL, kind TEXT NOT NULL, given_name TEXT, middle_name TEXT,
  family_name TEXT, prefix TEXT, suffix TEXT, nickname TEXT, avatar_url TEXT, bio TEXT, language TEXT, timezone TEXT,
  vcard_uid TEXT, uid_key TEXT, card_digest TEXT, card_revision INTEGER, metadata TEXT, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, deleted_at INTEGER, written_by INTEGER NOT NULL, revision INTEGER NOT NULL,
  -- The newest of its interactions and of those it took part in: kept by the journal, for queries such as last<90d.
  last_interaction_at INTEGER
) STRICT;
CREATE UNIQUE INDEX contacts_by_id ON contacts (id, tenant_id);
-- Lists in created order, and counting what they hold, without a look at the contacts themselves.
CREATE INDEX contacts_by_created ON contacts (tenant_id, created_at, id, deleted_at, kind, last_interaction_at);
CREATE INDEX contacts_by_name ON contacts (tenant_id, name_key);
CREATE INDEX contacts_by_uid ON contacts (tenant_id, uid_key) WHERE uid_key IS NOT NULL;
CREATE INDEX contacts_by_digest ON contacts (tenant_id, card_digest) WHERE card_digest IS NOT NULL;

CREATE INDEX contacts_deleted ON contacts (tenant_id, deleted_at) WHERE deleted_at IS NOT NULL;

-- Further cards that an import found to be the same contact, so that they are known again.
CREATE TABLE card_digests (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  digest TEXT NOT NULL, metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  written_by INTEGER NOT NULL
) STRICT;
CREATE INDEX card_digests_by_digest ON card_digests (tenant_id, digest);
CREATE INDEX card_digests_by_contact ON card_digests (contact_id, tenant_id);

-- Whom a contact's card names and nobody was found for, by UID, name, or e-mail and phone: an import looks here for who
-- waits for the contacts it makes.
CREATE TABLE awaited_contacts (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  key TEXT NOT NULL, metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  written_by INTEGER NOT NULL
) STRICT;
CREATE INDEX awaited_contacts_by_key ON awaited_contacts (tenant_id, key);
CREATE INDEX awaited_contacts_by_contact ON awaited_contacts (contact_id, tenant_id);

CREATE TABLE channels (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  type TEXT NOT NULL, value TEXT NOT NULL, label TEXT, is_primary INTEGER NOT NULL DEFAULT 0,
  is_verified INTEGER NOT NULL DEFAULT 0,
  preference_order INTEGER NOT NULL, canonical_value TEXT, plain_key TEXT,
  lookup_key TEXT GENERATED ALWAYS AS (coalesce(canonical_value, plain_key)) VIRTUAL, key_version INTEGER, metadata TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE INDEX channels_by_contact ON channels (contact_id, tenant_id);
CREATE INDEX channels_by_value ON channels (tenant_id, lookup_key) WHERE lookup_key IS NOT NULL;

CREATE TABLE addresses (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  label TEXT, street TEXT, extended TEXT, po_box TEXT, city TEXT, region TEXT, postal_code TEXT, country TEXT,
  country_code TEXT, latitude REAL, longitude REAL, is_primary INTEGER NOT NULL DEFAULT 0, key_version INTEGER, metadata TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE INDEX addresses_by_contact ON addresses (contact_id, tenant_id);

CREATE TABLE dates (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  date_type TEXT NOT NULL, date_day INTEGER, date_month INTEGER, date_year INTEGER, date_label TEXT, metadata TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE INDEX dates_by_contact ON dates (contact_id, tenant_id);

CREATE TABLE affiliations (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  organization_id TEXT NOT NULL, is_current INTEGER NOT NULL DEFAULT 0, title TEXT, role TEXT, department TEXT, description TEXT,
  start_date TEXT, end_date TEXT, metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  written_by INTEGER NOT NULL
) STRICT;
CREATE INDEX affiliations_by_contact ON affiliations (contact_id, tenant_id);
CREATE INDEX affiliations_by_organization ON affiliations (organization_id, tenant_id);

CREATE TABLE tags (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, name TEXT NOT NULL,
  name_key TEXT NOT NULL, color TEXT, description TEXT, metadata TEXT, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX tags_by_id ON tags (id, tenant_id);
CREATE UNIQUE INDEX tags_by_name ON tags (tenant_id, name_key);

CREATE TABLE contact_tags (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  tag_id TEXT NOT NULL, metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contact_tags_by_contact ON contact_tags (contact_id, tenant_id, tag_id);
CREATE INDEX contact_tags_by_tag ON contact_tags (tag_id, tenant_id);

CREATE TABLE groups (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, name TEXT NOT NULL,
  name_key TEXT NOT NULL, description TEXT, metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX groups_by_id ON groups (id, tenant_id);
CREATE UNIQUE INDEX groups_by_name ON groups (tenant_id, name_key);

CREATE TABLE group_members (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, group_id TEXT NOT NULL,
  contact_id TEXT NOT NULL, metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX group_members_by_group ON group_members (group_id, tenant_id, contact_id);
CREATE INDEX group_members_by_contact ON group_members (contact_id, tenant_id);

CREATE TABLE relationship_types (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, name TEXT NOT NULL,
  inverse_name TEXT, description TEXT, is_symmetric INTEGER NOT NULL, is_builtin INTEGER NOT NULL, metadata TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX relationship_types_by_id ON relationship_types (id, tenant_id);
CREATE UNIQUE INDEX relationship_types_by_name ON relationship_types (tenant_id, name);

CREATE TABLE relationships (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL,
  from_contact_id TEXT NOT NULL, to_contact_id TEXT NOT NULL, relationship_type TEXT NOT NULL, description TEXT,
  metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL,
  CHECK (from_contact_id <> to_contact_id)
) STRICT;
CREATE UNIQUE INDEX relationships_by_id ON relationships (id, tenant_id);
CREATE UNIQUE INDEX relationships_by_ends ON relationships (from_contact_id, tenant_id, to_contact_id, relationship_type);
CREATE INDEX relationships_by_to ON relationships (to_contact_id, tenant_id);

CREATE TABLE interactions (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  interaction_type TEXT NOT NULL, summary TEXT NOT NULL, body TEXT, occurred_at INTEGER NOT NULL,
  corrects TEXT GENERATED ALWAYS AS (metadata ->> '$.corrects') VIRTUAL, metadata TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX interactions_by_id ON interactions (id, tenant_id);
CREATE INDEX interactions_by_contact ON interactions (contact_id, tenant_id, occurred_at);
CREATE INDEX interactions_by_time ON interactions (tenant_id, occurred_at);
CREATE INDEX interactions_by_corrected ON interactions (tenant_id, corrects) WHERE corrects IS NOT NULL;

CREATE TABLE interaction_participants (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL,
  interaction_id TEXT NOT NULL, contact_id TEXT NOT NULL, occurred_at INTEGER NOT NULL, metadata TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX interaction_participants_by_interaction ON interaction_participants (interaction_id, tenant_id, contact_id);
CREATE INDEX interaction_participants_by_contact ON interaction_participants (contact_id, tenant_id, occurred_at);

CREATE TABLE photos (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, id TEXT NOT NULL, contact_id TEXT NOT NULL,
  media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, metadata TEXT, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL, written_by INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX photos_by_contact ON photos (contact_id, tenant_id);
CREATE INDEX photos_by_content ON photos (sha256, tenant_id);

-- Content of photos, each once; never changed, so it needs no image.
CREATE TABLE blobs (
  number INTEGER PRIMARY KEY, tenant_id INTEGER NOT NULL REFERENCES tenants, sha256 TEXT NOT NULL, content BLOB NOT NULL,
  metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX blobs_by_content ON blobs (sha256, tenant_id);

-- Words already folded and split by domain/search-text.ts; the tokenizer only cuts at the blanks.
CREATE VIRTUAL TABLE contact_search USING fts5 (
  name, channels, work, tags, notes, digits, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
`;
