import { DropdownMenuRoot, DropdownMenuTrigger } from "reka-ui";
import { bind, h, kept, say, still, type Specimens } from "../gallery/specimen.ts";
import type { Problem } from "../api/problems.ts";
import LanguageSwitch from "./LanguageSwitch.vue";
import ThemeSwitch from "./ThemeSwitch.vue";
import UiBlank from "./UiBlank.vue";
import UiBusy from "./UiBusy.vue";
import UiButton from "./UiButton.vue";
import UiCopy from "./UiCopy.vue";
import UiDate from "./UiDate.vue";
import UiDialog from "./UiDialog.vue";
import UiEmpty from "./UiEmpty.vue";
import UiField from "./UiField.vue";
import UiInput from "./UiInput.vue";
import UiLens, { type LensName } from "./UiLens.vue";
import UiLink from "./UiLink.vue";
import UiMark from "./UiMark.vue";
import UiMenu from "./UiMenu.vue";
import UiMenuList from "./UiMenuList.vue";
import UiNotLoaded from "./UiNotLoaded.vue";
import UiProblem from "./UiProblem.vue";
import UiRadioGroup from "./UiRadioGroup.vue";
import UiSection from "./UiSection.vue";
import UiSectionNav from "./UiSectionNav.vue";
import UiSelect from "./UiSelect.vue";
import UiSentence from "./UiSentence.vue";
import UiTable from "./UiTable.vue";
import UiTabs from "./UiTabs.vue";
import UiTextarea from "./UiTextarea.vue";
import UiToast from "./UiToast.vue";
import { marksOf } from "./marks.ts";
import type { Blank } from "./sentence.ts";
import { tell } from "./toasts.ts";

const partners = [
  { id: "a", name: "Gemeente Utrecht" },
  { id: "b", name: "Hogeschool Midden" },
  { id: "c", name: "Provincie Utrecht" },
  { id: "d", name: "Waterschap Zuid" },
  { id: "e", name: "Zorggroep Oost" },
];
const marks = marksOf(partners);
const lensNames: LensName[] = ["ambition", "interests", "relationship", "organisation", "process"];
const row = (...inside: ReturnType<typeof h>[]) => h("div", { class: "flex flex-wrap items-center gap-3" }, inside);
const refusal = (): Problem => ({
  type: "about:blank",
  status: 422,
  code: "core-not-agreed",
  title: say(
    "Two core partners have not taken a position on this decision yet.",
    "Twee kernpartners hebben nog geen standpunt over dit besluit ingenomen.",
  ),
  wayOut: say(
    "Ask Hogeschool Midden and Zorggroep Oost for theirs, or put the decision on the agenda of 4 December.",
    "Vraag Hogeschool Midden en Zorggroep Oost om het hunne, of zet het besluit op de agenda van 4 december.",
  ),
  correlationId: "0193f2a6-7c1e-7d10-9a52-1f4c7be1a001",
  faults: [],
});

const blanks = (): Record<"who" | "what" | "kind" | "hours" | "when", Blank> => ({
  who: {
    kind: "choice",
    label: say("Who brings it", "Wie het brengt"),
    prompt: say("a partner", "een partner"),
    options: partners.map(({ id, name }) => ({ value: id, label: name })),
  },
  what: {
    kind: "text",
    label: say("What is brought", "Wat er gebracht wordt"),
    placeholder: say("two project leaders", "twee projectleiders"),
  },
  kind: {
    kind: "choice",
    label: say("Kind", "Soort"),
    options: [
      { value: "people", label: say("people", "mensen") },
      { value: "money", label: say("money", "geld") },
      { value: "knowledge", label: say("knowledge", "kennis") },
    ],
  },
  hours: { kind: "number", label: say("Hours", "Uren") },
  when: { kind: "date", label: say("By when", "Uiterlijk wanneer") },
});
const promise = () =>
  say(
    "{who} brings {what} ({kind}), good for {hours} hours, no later than {when}.",
    "{who} brengt {what} ({kind}), goed voor {hours} uur, uiterlijk op {when}.",
  );

export const specimens: Specimens = {
  "UiButton.vue": {
    looks: still(() =>
      row(
        h(UiButton, { look: "act" }, () => say("Record decision", "Besluit vastleggen")),
        h(UiButton, {}, () => say("Put on the agenda", "Op de agenda zetten")),
        h(UiButton, { look: "quiet" }, () => say("Not now", "Nu niet")),
        h(UiButton, { look: "alarm" }, () => say("Withdraw from the alliance", "Uit de alliantie stappen")),
      ),
    ),
    states: still(() =>
      row(
        h(UiButton, { look: "act", busy: true }, () => say("Record decision", "Besluit vastleggen")),
        h(UiButton, { disabled: true }, () => say("Put on the agenda", "Op de agenda zetten")),
        h(UiButton, { to: "/" }, () => say("To the alliance", "Naar de alliantie")),
      ),
    ),
  },
  "UiLink.vue": {
    links: still(() =>
      row(
        h(UiLink, { to: "/" }, () => say("Water in the city", "Water in de stad")),
        h(UiLink, {}, () => say("Show what changed", "Toon wat er veranderde")),
        h(UiLink, { href: "/docs/" }, () => say("Read on", "Lees verder")),
      ),
    ),
  },
  "UiField.vue": {
    "with a hint": kept("", (value) =>
      h(
        UiField,
        {
          label: say("Name of the alliance", "Naam van de alliantie"),
          hint: say("All partners see it.", "Alle partners zien dit."),
        },
        { default: ({ control }: { control: object }) => h(UiInput, { ...control, ...bind(value) }) },
      ),
    ),
    "with a fault": kept("", (value) =>
      h(
        UiField,
        {
          label: say("Reason", "Reden"),
          optional: true,
          hint: say("Only your own organisation reads this.", "Alleen je eigen organisatie leest dit."),
          errors: [say("Write at least 10 characters.", "Schrijf ten minste 10 tekens.")],
        },
        { default: ({ control }: { control: object }) => h(UiTextarea, { ...control, ...bind(value) }) },
      ),
    ),
  },
  "UiCopy.vue": {
    link: still(() =>
      h(UiCopy, {
        label: say("Link of the invitation", "Link van de uitnodiging"),
        text: "https://entente.example/invitations/b3JnYW5pc2F0aW9uLTliNGIxY2VkLTE1NjktOGI1NC05NGZm",
      }),
    ),
  },
  "UiInput.vue": {
    number: kept("1200", (value) => h(UiInput, { "aria-label": say("Hours", "Uren"), numeric: true, class: "max-w-48", ...bind(value) })),
  },
  "UiTextarea.vue": {
    grown: kept(Array.from({ length: 5 }, (_, line) => `${line + 1}. …`).join("\n"), (value) =>
      h(UiTextarea, { "aria-label": say("Notes", "Notities"), ...bind(value) }),
    ),
  },
  "UiSelect.vue": {
    field: kept("", (value) =>
      h(
        "div",
        { class: "max-w-measure" },
        h(UiSelect, {
          "aria-label": say("Partner", "Partner"),
          prompt: say("Choose a partner", "Kies een partner"),
          options: partners.map(({ id, name }) => ({ value: id, label: name })),
          ...bind(value),
        }),
      ),
    ),
  },
  "UiRadioGroup.vue": {
    sentences: kept("share", (value) =>
      h(UiRadioGroup, {
        label: say("Where do you stand together?", "Waar staan jullie samen?"),
        hint: say("A guess is enough; the partners decide later.", "Een schatting is genoeg; de partners beslissen later."),
        options: [
          { value: "explore", label: say("We are getting to know each other.", "We leren elkaar kennen.") },
          {
            value: "share",
            label: say("We share our interests and what we want.", "We delen onze belangen en wat we willen."),
            hint: say("This is where most alliances turn.", "Hier kantelen de meeste allianties."),
          },
          { value: "agree", label: say("We are putting our agreements on paper.", "We zetten onze afspraken op papier.") },
        ],
        ...bind(value),
      }),
    ),
  },
  "UiSentence.vue": {
    begun: kept({ who: "", what: "", kind: "people", hours: "", when: "" }, (value) =>
      h(UiSentence<"who" | "what" | "kind" | "hours" | "when">, {
        label: say("What a partner brings", "Wat een partner brengt"),
        sentence: promise(),
        blanks: blanks(),
        ...bind(value),
      }),
    ),
    "with faults": kept(
      {
        who: "d",
        what: say("the monitoring network along the Vecht and its data since 2009", "het meetnet langs de Vecht en de gegevens sinds 2009"),
        kind: "knowledge",
        hours: "40",
        when: "",
      },
      (value) =>
        h(UiSentence<"who" | "what" | "kind" | "hours" | "when">, {
          label: say("What a partner brings", "Wat een partner brengt"),
          sentence: promise(),
          blanks: blanks(),
          errors: { when: [say("Choose a later date.", "Kies een latere datum.")] },
          ...bind(value),
        }),
    ),
    "with prose": kept({ what: say("Two partners take turns in the chair.", "Twee partners zitten om beurten voor."), why: "" }, (value) =>
      h(UiSentence<"what" | "why">, {
        label: say("A decision", "Een besluit"),
        sentence: say("We decided: {what} Because {why}", "Wij besloten: {what} Omdat {why}"),
        blanks: {
          what: { kind: "prose", label: say("What was decided", "Wat er besloten is") },
          why: {
            kind: "prose",
            label: say("The reasons", "De redenen"),
            placeholder: say("the reasons, as all partners may read them", "de redenen, zoals alle partners ze mogen lezen"),
          },
        },
        ...bind(value),
      }),
    ),
  },
  "UiBlank.vue": {
    alone: kept("", (value) => h(UiBlank, { blank: { kind: "text", label: say("Name", "Naam") }, ...bind(value) })),
    several: kept("city", (value) =>
      h(UiBlank, {
        blank: {
          kind: "several",
          label: say("Who was there", "Wie er waren"),
          options: [
            { value: "city", label: "Gemeente Utrecht" },
            { value: "water", label: "Waterschap Zuid" },
          ],
        },
        ...bind(value),
      }),
    ),
  },
  "UiMenuList.vue": {
    open: still(() =>
      h(DropdownMenuRoot, { open: true, modal: false }, () => [
        h(DropdownMenuTrigger, () => say("More", "Meer")),
        h(UiMenuList, {
          align: "start",
          entries: [
            { kind: "link", label: say("Your account", "Je account"), to: "/account" },
            { kind: "line" },
            { kind: "act", label: say("Sign out", "Log uit"), run: () => undefined },
          ],
        }),
      ]),
    ),
  },
  "UiNotLoaded.vue": { "not reached": still(() => h(UiNotLoaded)) },
  "UiDialog.vue": {
    "opened by a button": kept(false, (open) =>
      h("div", [
        h(
          UiButton,
          {
            onClick: () => {
              open.value = true;
            },
          },
          () => say("Endorse this version", "Deze versie onderschrijven"),
        ),
        h(
          UiDialog,
          {
            open: open.value,
            "onUpdate:open": (value: boolean) => {
              open.value = value;
            },
            title: say("Endorse this version", "Deze versie onderschrijven"),
            description: say(
              "Your organisation stands behind version 3 of the shared ambition. All partners see it at once.",
              "Je organisatie staat achter versie 3 van de gedeelde ambitie. Alle partners zien dat meteen.",
            ),
          },
          {
            default: () =>
              h(
                UiField,
                { label: say("Reason", "Reden"), optional: true },
                { default: ({ control }: { control: object }) => h(UiTextarea, { ...control, modelValue: "" }) },
              ),
            acts: ({ close }: { close: () => void }) => [
              h(UiButton, { look: "act", onClick: close }, () => say("Endorse", "Onderschrijven")),
              h(UiButton, { look: "quiet", onClick: close }, () => say("Not now", "Nu niet")),
            ],
          },
        ),
      ]),
    ),
  },
  "UiMenu.vue": {
    "acts and a choice": kept("table", (shown) =>
      h(UiMenu, {
        label: say("More", "Meer"),
        entries: [
          { kind: "act", label: say("Export", "Exporteren"), run: () => tell(say("Exported", "Geëxporteerd")) },
          { kind: "link", label: say("History", "Geschiedenis"), to: "/" },
          { kind: "line" },
          {
            kind: "choice",
            label: say("Show as", "Toon als"),
            value: shown.value,
            options: [
              { value: "table", label: say("Table", "Tabel") },
              { value: "drawing", label: say("Drawing", "Tekening") },
            ],
            choose: (value: string) => {
              shown.value = value;
            },
          },
        ],
      }),
    ),
  },
  "UiTabs.vue": {
    two: kept("now", (chosen) =>
      h(
        UiTabs<string>,
        {
          label: say("Time", "Tijd"),
          tabs: [
            { name: "now", label: say("Now", "Nu") },
            { name: "then", label: say("A year ago", "Een jaar geleden") },
          ],
          ...bind(chosen),
        },
        {
          now: () => h("p", say("Four of five partners are content.", "Vier van de vijf partners zijn tevreden.")),
          then: () => h("p", say("Two were.", "Twee waren dat.")),
        },
      ),
    ),
  },
  "UiSection.vue": {
    people: still(() =>
      h(
        UiSection,
        { title: say("People", "Mensen") },
        {
          default: () => h("p", say("Three people speak for Waterschap Zuid.", "Drie mensen spreken namens Waterschap Zuid.")),
          aside: () => say("since March", "sinds maart"),
        },
      ),
    ),
  },
  "UiSectionNav.vue": {
    alliance: still(() =>
      h(UiSectionNav, {
        label: say("Alliance", "Alliantie"),
        sections: [
          { label: say("Overview", "Overzicht"), to: { hash: "" } },
          { label: say("Bring and get", "Brengen en halen"), to: "/exchange" },
          { label: say("Decisions", "Besluiten"), to: "/decisions" },
        ],
      }),
    ),
  },
  "UiToast.vue": {
    "told by a button": still(() =>
      row(
        h(UiButton, { onClick: () => tell(say("Decision recorded", "Besluit vastgelegd")) }, () =>
          say("Record decision", "Besluit vastleggen"),
        ),
        h(
          UiButton,
          {
            look: "quiet",
            onClick: () => tell(say("Waterschap Zuid endorsed version 3", "Waterschap Zuid onderschreef versie 3"), "live"),
          },
          () => say("A partner acts", "Een partner doet iets"),
        ),
        h(UiToast),
      ),
    ),
  },
  "UiTable.vue": {
    partners: still(() =>
      h(
        UiTable<(typeof partners)[number] & { hours: number }>,
        {
          label: say("What the partners bring this year", "Wat de partners dit jaar brengen"),
          columns: [
            { key: "name", label: say("Partner", "Partner") },
            { key: "since", label: say("Since", "Sinds") },
            { key: "hours", label: say("Hours", "Uren"), numeric: true },
          ],
          rows: partners.map((partner, index) => ({ ...partner, hours: 1240 - index * 190 })),
          rowKey: (partner) => partner.id,
        },
        {
          name: ({ row: partner }: { row: (typeof partners)[number] }) =>
            h("span", { class: "flex items-baseline" }, [
              h(UiMark, {
                mark: marks.get(partner.id)!,
                name: partner.name,
                beside: true,
                reported: partner.id === "e",
                class: "me-2 w-10 shrink-0",
              }),
              h("span", partner.name),
            ]),
          since: () => h(UiDate, { value: "2025-03-04" }),
        },
      ),
    ),
  },
  "UiDate.vue": {
    kinds: still(() =>
      row(
        h(UiDate, { value: "2026-11-21" }),
        h(UiDate, { value: "2026-11-21", kind: "short" }),
        h(UiDate, { value: "2026-11-21T13:03:00Z", kind: "moment", timeZone: "Europe/Amsterdam" }),
        h(UiDate, { value: new Date(Date.now() - 3 * 86_400_000), kind: "age" }),
      ),
    ),
  },
  "UiEmpty.vue": {
    "no decisions": still(() =>
      h(
        UiEmpty,
        {
          title: say("No decisions yet", "Nog geen besluiten"),
          text: say(
            "A decision keeps what you chose, why, and who took which position. Begin with the last one you took together.",
            "Een besluit bewaart wat jullie kozen, waarom, en wie welk standpunt innam. Begin met het laatste dat jullie samen namen.",
          ),
        },
        () => h(UiButton, { look: "act" }, () => say("Record decision", "Besluit vastleggen")),
      ),
    ),
  },
  "UiProblem.vue": {
    refusal: still(() => h(UiProblem, { problem: refusal() })),
    unreachable: still(() =>
      h(UiProblem, {
        problem: { type: "about:blank", title: "Failed to fetch", wayOut: "", status: 0, code: "unreachable", faults: [] },
        retryable: true,
      }),
    ),
  },
  "UiBusy.vue": {
    known: still(() => h(UiBusy, { label: say("Reading 40,000 events", "40.000 gebeurtenissen lezen"), done: 14_000, of: 40_000 })),
    unknown: still(() => h(UiBusy, { label: say("Making the export", "De export wordt gemaakt") })),
  },
  "UiMark.vue": {
    live: still(() => row(...partners.map(({ id, name }) => h(UiMark, { key: id, mark: marks.get(id)!, name })))),
    reported: still(() => row(...partners.map(({ id, name }) => h(UiMark, { key: id, mark: marks.get(id)!, name, reported: true })))),
  },
  "UiLens.vue": {
    letters: still(() => row(...lensNames.map((lens) => h(UiLens, { key: lens, lens })))),
    names: still(() => row(...lensNames.map((lens) => h(UiLens, { key: lens, lens, named: true })))),
  },
  "ThemeSwitch.vue": { switch: still(() => h(ThemeSwitch)) },
  "LanguageSwitch.vue": { switch: still(() => h(LanguageSwitch)) },
};
