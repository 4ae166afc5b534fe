import { useQuery } from "@pinia/colada";
import type { AllianceEvent } from "@entente/contracts/events/catalogue";
import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from "vue";
import { problemOf } from "../api/problems.ts";
import { useTopic } from "../api/useLive.ts";
import { folded, leavesGap, placesOf, received, type AllianceRecord } from "./record.ts";
import { allianceRecord, readEarlier, readPeople } from "./queries.ts";

export interface FoldOptions {
  allianceId: MaybeRefOrGetter<string>;
  /** For whom the record is read. */
  organisationId: MaybeRefOrGetter<string | undefined>;
  /** A moment or a revision; undefined follows the present. */
  asOf: MaybeRefOrGetter<string | undefined>;
  /** What just happened, after it was folded in. */
  heard?: (events: readonly AllianceEvent[], record: AllianceRecord) => void;
}

/** How long a change by others stays marked. */
const markedFor = 2_000;
/** Events of one act arrive one by one; within this time they are told together. */
const together = 150;
/** How long one's own act may take to come back over the socket before it is fetched. */
const patience = 1_200;

/** The record of one alliance: read once, then kept up by folding what arrives. */
export function useFold({ allianceId, organisationId, asOf, heard }: FoldOptions) {
  let atLeast: string | undefined;
  const query = useQuery(() =>
    allianceRecord({
      allianceId: toValue(allianceId),
      organisationId: toValue(organisationId),
      asOf: toValue(asOf),
      atLeast: () => atLeast,
    }),
  );
  const record = shallowRef<AllianceRecord>();
  let waiting: AllianceEvent[] = [];
  let telling: AllianceEvent[] = [];
  let bell: ReturnType<typeof setTimeout> | undefined;

  watch(
    query.data,
    (data) => {
      const late = waiting;
      waiting = [];
      record.value =
        data && keepEarlier(late.filter((event) => event.revision > data.alliance.revision).reduce(folded, data), record.value);
    },
    { immediate: true },
  );

  const following = computed(
    () =>
      record.value !== undefined &&
      record.value.alliance.allianceId === toValue(allianceId) &&
      record.value.asOf === null &&
      !record.value.seat.left,
  );
  useTopic(
    () => (following.value ? { topic: "alliance", id: toValue(allianceId) } : undefined),
    {
      event: (event) => take(event),
      resync: () => void query.refetch(),
      refused: () => void query.refetch(),
    },
    () => record.value?.cursor,
  );

  function take(event: Parameters<typeof received>[0]) {
    const known = record.value;
    if (!known || event.revision <= known.alliance.revision) return;
    let fact: AllianceEvent;
    try {
      fact = received(event);
    } catch {
      // A server newer than this page: its own documents say what the fold here cannot.
      return void query.refetch();
    }
    if (leavesGap(known, fact)) {
      waiting.push(fact);
      return void query.refetch();
    }
    record.value = folded(known, fact);
    if (movesTheReader(fact, toValue(organisationId))) void query.refetch();
    if (fact.meta.actor.kind === "person" && !(fact.meta.actor.id in known.people)) void learnPeople();
    telling.push(fact);
    clearTimeout(bell);
    bell = setTimeout(() => {
      const told = telling;
      telling = [];
      if (record.value) heard?.(told, record.value);
    }, together);
  }

  async function learnPeople() {
    const people = await readPeople(toValue(allianceId)).catch(() => undefined);
    if (people && record.value) record.value = { ...record.value, people };
  }

  /** Waits until the page shows what a command wrote. */
  async function settle({ revision, position }: { revision: number; position: string }) {
    const until = Date.now() + patience;
    while (Date.now() < until) {
      if ((record.value?.alliance.revision ?? -1) >= revision) return;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    atLeast = position;
    await query.refetch();
  }

  async function loadEarlier() {
    const known = record.value;
    if (!known || known.earlier === null) return;
    const older = await readEarlier(toValue(allianceId), known.earlier, toValue(asOf));
    const now = record.value;
    if (now && now.earlier === known.earlier)
      record.value = { ...now, entries: [...now.entries, ...older.entries], earlier: older.earlier };
  }

  onScopeDispose(() => clearTimeout(bell));
  const problem = computed(() => (query.error.value ? problemOf(query.error.value) : undefined));
  return { record, problem, refetch: () => query.refetch(), settle, loadEarlier };
}

/** What others changed a moment ago, by the anchors of the places. */
export function useChanges() {
  const changed = shallowRef<ReadonlySet<string>>(new Set());
  const timers = new Set<ReturnType<typeof setTimeout>>();
  onScopeDispose(() => timers.forEach(clearTimeout));

  function mark(events: readonly AllianceEvent[]) {
    const places = events.flatMap(placesOf);
    if (places.length === 0) return;
    changed.value = new Set([...changed.value, ...places]);
    const timer = setTimeout(() => {
      changed.value = new Set([...changed.value].filter((place) => !places.includes(place)));
      timers.delete(timer);
    }, markedFor);
    timers.add(timer);
  }
  return { changed, mark };
}

/** Whoever reads may read on from another seat: the server says which. */
const movesTheReader = (event: AllianceEvent, organisationId: string | undefined): boolean =>
  "organisationId" in event.data && event.data.organisationId !== null && event.data.organisationId === organisationId;

/** A fresh answer holds the newest entries; older ones that were loaded before stay. */
function keepEarlier(fresh: AllianceRecord, known: AllianceRecord | undefined): AllianceRecord {
  if (!known || known.alliance.allianceId !== fresh.alliance.allianceId || known.asOf?.revision !== fresh.asOf?.revision) return fresh;
  const oldest = fresh.entries.at(-1)?.revision ?? 0;
  const newestKept = known.entries[0]?.revision ?? -1;
  if (newestKept < oldest - 1) return fresh;
  const older = known.entries.filter((entry) => entry.revision < oldest);
  return older.length === 0 ? fresh : { ...fresh, entries: [...fresh.entries, ...older], earlier: known.earlier };
}
