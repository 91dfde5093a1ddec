/** What programs call things: tables of facts, joined to the domain by `mapping/`. Names are upper case here. */

/** Apple's built-in labels, which stand in `_$!<…>!$_`; every other label is the user's own. */
export const APPLE_LABELS: ReadonlySet<string> = new Set([
  "Anniversary",
  "Assistant",
  "AssistantPhone",
  "Brother",
  "Child",
  "Daughter",
  "Father",
  "Friend",
  "Home",
  "HomeFAX",
  "HomePage",
  "Main",
  "Manager",
  "Mobile",
  "Mother",
  "Other",
  "Pager",
  "Parent",
  "Partner",
  "School",
  "Sister",
  "Son",
  "Spouse",
  "Work",
  "WorkFAX",
]);

/** TYPE values that make a label, in the order they are joined: `work fax`. */
export const LABEL_TYPES: readonly string[] = [
  "home",
  "work",
  "school",
  "cell",
  "mobile",
  "main",
  "fax",
  "homefax",
  "workfax",
  "pager",
  "car",
  "video",
  "text",
  "textphone",
  "isdn",
  "bbs",
  "modem",
  "msg",
  "pcs",
  "radio",
  "telex",
  "callback",
  "assistant",
  "company",
  "main-number",
  "billing",
  "delivery",
  "homepage",
  "blog",
  "profile",
  "ftp",
  "other",
];

/** Further TYPE values of the RFCs and of Apple; they say more than a label and are kept beside it. */
export const OTHER_TYPES: readonly string[] = [
  "voice",
  "internet",
  "pref",
  "iphone",
  "x400",
  "aol",
  "applelink",
  "attmail",
  "cis",
  "eworld",
  "ibmmail",
  "mcimail",
  "powershare",
  "prodigy",
  "tlx",
  "dom",
  "intl",
  "postal",
  "parcel",
  "contact",
  "acquaintance",
  "friend",
  "met",
  "co-worker",
  "colleague",
  "co-resident",
  "neighbor",
  "child",
  "parent",
  "sibling",
  "spouse",
  "kin",
  "muse",
  "crush",
  "date",
  "sweetheart",
  "me",
  "agent",
  "emergency",
  "partner",
  "personal",
  "public",
  "private",
];

/** A messaging or social service and how a handle of it is written as a URI. */
export type Service = {
  /** Channel type. */
  type: string;
  /** As Apple writes it in X-SERVICE-TYPE. */
  title: string;
  /** IMPP with `scheme:handle`, or SOCIALPROFILE with `base` + handle. */
  form: "IMPP" | "SOCIALPROFILE";
  /** `skype:`, or `https://twitter.com/`. */
  prefix: string;
  /** Other spellings in SERVICE-TYPE, in `X-<name>` properties and as URI schemes, lower case. */
  aliases: readonly string[];
};

export const SERVICES: readonly Service[] = [
  { type: "aim", title: "AIM", form: "IMPP", prefix: "aim:", aliases: ["aol"] },
  { type: "facebook", title: "Facebook", form: "SOCIALPROFILE", prefix: "https://www.facebook.com/", aliases: ["fb"] },
  { type: "flickr", title: "Flickr", form: "SOCIALPROFILE", prefix: "https://www.flickr.com/people/", aliases: [] },
  { type: "gadugadu", title: "GaduGadu", form: "IMPP", prefix: "gg:", aliases: ["gadu-gadu"] },
  { type: "github", title: "GitHub", form: "SOCIALPROFILE", prefix: "https://github.com/", aliases: [] },
  { type: "groupwise", title: "GroupWise", form: "IMPP", prefix: "groupwise:", aliases: ["nov"] },
  {
    type: "gtalk",
    title: "GoogleTalk",
    form: "IMPP",
    prefix: "gtalk:",
    aliases: ["google-talk", "google talk", "googletalk", "google_talk", "hangouts"],
  },
  { type: "icq", title: "ICQ", form: "IMPP", prefix: "icq:", aliases: [] },
  { type: "instagram", title: "Instagram", form: "SOCIALPROFILE", prefix: "https://www.instagram.com/", aliases: [] },
  { type: "irc", title: "IRC", form: "IMPP", prefix: "irc:", aliases: ["ircs"] },
  { type: "linkedin", title: "LinkedIn", form: "SOCIALPROFILE", prefix: "https://www.linkedin.com/in/", aliases: [] },
  { type: "mastodon", title: "Mastodon", form: "IMPP", prefix: "mastodon:", aliases: [] },
  { type: "matrix", title: "Matrix", form: "IMPP", prefix: "matrix:", aliases: [] },
  { type: "msn", title: "MSN", form: "IMPP", prefix: "msnim:", aliases: ["windowslive", "messenger"] },
  { type: "myspace", title: "MySpace", form: "SOCIALPROFILE", prefix: "https://www.myspace.com/", aliases: [] },
  { type: "qq", title: "QQ", form: "IMPP", prefix: "qq:", aliases: [] },
  { type: "sametime", title: "Sametime", form: "IMPP", prefix: "sametime:", aliases: [] },
  { type: "signal", title: "Signal", form: "IMPP", prefix: "signal:", aliases: [] },
  { type: "sinaweibo", title: "SinaWeibo", form: "SOCIALPROFILE", prefix: "https://weibo.com/n/", aliases: ["weibo"] },
  { type: "sip", title: "SIP", form: "IMPP", prefix: "sip:", aliases: ["sips"] },
  { type: "skype", title: "Skype", form: "IMPP", prefix: "skype:", aliases: ["skype-username"] },
  { type: "telegram", title: "Telegram", form: "IMPP", prefix: "telegram:", aliases: ["tg"] },
  { type: "threema", title: "Threema", form: "IMPP", prefix: "threema:", aliases: [] },
  { type: "twitter", title: "Twitter", form: "SOCIALPROFILE", prefix: "https://twitter.com/", aliases: ["x"] },
  { type: "whatsapp", title: "WhatsApp", form: "IMPP", prefix: "whatsapp:", aliases: [] },
  { type: "xing", title: "Xing", form: "SOCIALPROFILE", prefix: "https://www.xing.com/profile/", aliases: [] },
  { type: "xmpp", title: "Jabber", form: "IMPP", prefix: "xmpp:", aliases: ["jabber"] },
  { type: "yahoo", title: "Yahoo", form: "IMPP", prefix: "ymsgr:", aliases: ["ym"] },
  { type: "youtube", title: "YouTube", form: "SOCIALPROFILE", prefix: "https://www.youtube.com/user/", aliases: [] },
  { type: "zoom", title: "Zoom", form: "IMPP", prefix: "zoom:", aliases: [] },
];

/** Properties that carry a bare handle without saying where; Outlook and Kontact. */
export const UNNAMED_SERVICES: readonly string[] = ["X-MS-IMADDRESS", "X-KADDRESSBOOK-X-IMADDRESS"];

/** Spellings of ANNIVERSARY: Roundcube, Evolution, Outlook, Kontact. */
export const ANNIVERSARIES: readonly string[] = [
  "ANNIVERSARY",
  "X-ANNIVERSARY",
  "X-EVOLUTION-ANNIVERSARY",
  "X-MS-ANNIVERSARY",
  "X-KADDRESSBOOK-X-ANNIVERSARY",
];

/** Properties that hold the name of one relative or colleague, and the word for what that one is. */
export const NAMED_RELATIVES: ReadonlyMap<string, string> = new Map([
  ["X-SPOUSE", "spouse"],
  ["X-MANAGER", "manager"],
  ["X-ASSISTANT", "assistant"],
  ["X-EVOLUTION-SPOUSE", "spouse"],
  ["X-EVOLUTION-MANAGER", "manager"],
  ["X-EVOLUTION-ASSISTANT", "assistant"],
  ["X-MS-SPOUSE", "spouse"],
  ["X-MS-MANAGER", "manager"],
  ["X-MS-ASSISTANT", "assistant"],
  ["X-MS-CHILD", "child"],
  ["X-KADDRESSBOOK-X-SPOUSESNAME", "spouse"],
  ["X-KADDRESSBOOK-X-MANAGERSNAME", "manager"],
  ["X-KADDRESSBOOK-X-ASSISTANTSNAME", "assistant"],
]);

/** Words for relatives and colleagues, lower case, and the relationship type of the one so named. */
export const RELATIONSHIP_TYPES: ReadonlyMap<string, string> = new Map([
  ["spouse", "spouse"],
  ["husband", "spouse"],
  ["wife", "spouse"],
  ["sweetheart", "partner"],
  ["date", "partner"],
  ["domesticpartner", "partner"],
  ["domestic_partner", "partner"],
  ["partner", "partner"],
  ["parent", "parent"],
  ["father", "parent"],
  ["mother", "parent"],
  ["child", "child"],
  ["son", "child"],
  ["daughter", "child"],
  ["sibling", "sibling"],
  ["brother", "sibling"],
  ["sister", "sibling"],
  ["friend", "friend"],
  ["co-worker", "works_with"],
  ["colleague", "works_with"],
  ["manager", "manages"],
]);

/** How a relationship type is written: TYPE of RELATED, and Apple's label. */
export const RELATED_FORMS: ReadonlyMap<string, { type: string; label: string }> = new Map([
  ["spouse", { type: "spouse", label: "Spouse" }],
  ["partner", { type: "sweetheart", label: "Partner" }],
  ["parent", { type: "parent", label: "Parent" }],
  ["child", { type: "child", label: "Child" }],
  ["sibling", { type: "sibling", label: "Sibling" }],
  ["friend", { type: "friend", label: "Friend" }],
  ["works_with", { type: "co-worker", label: "Colleague" }],
  ["manages", { type: "x-manager", label: "Manager" }],
]);

/** Numbers of Android's relation lines (`ContactsContract.CommonDataKinds.Relation`); 0 has its own label. */
export const ANDROID_RELATIONS: readonly string[] = [
  "",
  "assistant",
  "brother",
  "child",
  "domesticpartner",
  "father",
  "friend",
  "manager",
  "mother",
  "parent",
  "partner",
  "referred by",
  "relative",
  "sister",
  "spouse",
];
