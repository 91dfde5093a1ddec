// Gives the contacts of a store what years of use leave behind, straight into its tables: 3 interactions a contact, half
// of them with a second participant, half a relationship, tags and groups of very different sizes. Deterministic.
import { DatabaseSync } from "node:sqlite";

const DAY = 86_400_000;
/** Members of each tag and group, as a part of all contacts. */
const TAGS = { customer: 0.1, vip: 0.01, lead: 0.03, neighbour: 0.002 };
const GROUPS = { newsletter: 0.2, "chess club": 0.005, family: 0.0005 };
const RELATIONS = ["works_with", "reports_to", "manages", "friend", "spouse", "parent"];
const INTERACTIONS = ["call", "email", "meeting", "note"];

export function fillStore(path, now = Date.now()) {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA synchronous = OFF; BEGIN");
  const random = mulberry32(1);
  const { number: tenant } = db.prepare("SELECT number FROM tenants LIMIT 1").get();
  const people = db
    .prepare("SELECT id FROM contacts WHERE kind = 'person' AND deleted_at IS NULL ORDER BY id")
    .all()
    .map(({ id }) => id);
  const anybody = () => people[Math.floor(random() * people.length)];
  const insert = inserter(db, { tenant, now, newId: () => uuid(now, random) });

  for (const [name, part] of Object.entries(TAGS)) {
    const tag_id = insert("tags", { name, name_key: name });
    for (const contact_id of people) if (random() < part) insert("contact_tags", { contact_id, tag_id });
  }
  for (const [name, part] of Object.entries(GROUPS)) {
    const group_id = insert("groups", { name, name_key: name });
    for (const contact_id of people) if (random() < part) insert("group_members", { group_id, contact_id });
  }
  const seen = new Set();
  for (let i = 0; i < people.length / 2; i++) {
    const [from_contact_id, to_contact_id] = [anybody(), anybody()];
    const relationship_type = RELATIONS[i % RELATIONS.length];
    const ends = `${from_contact_id} ${to_contact_id} ${relationship_type}`;
    if (from_contact_id === to_contact_id || seen.has(ends)) continue;
    seen.add(ends);
    insert("relationships", { from_contact_id, to_contact_id, relationship_type });
  }
  for (let i = 0; i < people.length * 3; i++) {
    const occurred_at = now - Math.floor(random() ** 2 * 1500 * DAY);
    const contact_id = anybody();
    const interaction_type = INTERACTIONS[i % INTERACTIONS.length];
    const interaction_id = insert("interactions", { contact_id, interaction_type, summary: `Talk ${i}`, occurred_at });
    const other = anybody();
    if (i % 2 === 0 && other !== contact_id)
      insert("interaction_participants", { interaction_id, contact_id: other, occurred_at });
  }
  db.exec(`UPDATE contacts SET last_interaction_at = (SELECT max(occurred_at) FROM
    (SELECT occurred_at FROM interactions i WHERE i.contact_id = contacts.id
     UNION ALL SELECT occurred_at FROM interaction_participants p WHERE p.contact_id = contacts.id))`);
  db.exec("COMMIT");
  db.close();
}

/** Rows of one operation, each with the columns that every table has. */
function inserter(db, { tenant, now, newId }) {
  const { lastInsertRowid: written_by } = db
    .prepare(
      "INSERT INTO operations (tenant_id, id, name, label, surface, reason, recorded_at) VALUES (?, ?, 'contacts.fill', 'fill', 'cli', 'user_edit', ?)",
    )
    .run(tenant, newId(), now);
  const statements = new Map();
  return (table, values) => {
    const row = { id: newId(), tenant_id: tenant, ...values, created_at: now, updated_at: now, written_by };
    const names = Object.keys(row);
    let statement = statements.get(table);
    if (!statement) {
      statement = db.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`);
      statements.set(table, statement);
    }
    statement.run(...Object.values(row));
    return row.id;
  };
}

function mulberry32(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** UUIDs of version 7 that count up. */
let counter = 0;
function uuid(now, random) {
  counter++;
  const time = now.toString(16).padStart(12, "0");
  const rest = Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, "0");
  const count = counter.toString(16).padStart(8, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-8${count.slice(3, 6)}-${count.slice(6)}00${rest}`;
}
