import type { SharedEvent } from "@entente/contracts/api/insights";
import { definitionOf } from "@entente/contracts/events/catalogue";
import type { RecordedEvent } from "@entente/contracts/events/envelope";
import { Sealed, type Readable } from "@entente/contracts/personal";
import { personalContext } from "@entente/service-kit";
import type { PersonKeys } from "@entente/service-kit/ports";

/** An event as it leaves the house: personal text opened for the reader, keys, salts and positions left behind. */
export async function shared(event: RecordedEvent, keys: PersonKeys): Promise<SharedEvent> {
  const { actor, onBehalfOf, effectiveAt, recordedAt, correlationId, causationId, schema } = event.meta;
  const data: Record<string, unknown> = { ...event.data };
  for (const field of definitionOf(event.type)?.personal ?? [])
    data[field] = await opened(data[field], personalContext(event.stream, event.type, field), keys);
  return {
    id: event.id,
    type: event.type,
    stream: event.stream,
    revision: event.revision,
    data,
    meta: {
      actor,
      ...(onBehalfOf ? { onBehalfOf } : {}),
      effectiveAt,
      recordedAt,
      correlationId,
      ...(causationId ? { causationId } : {}),
      schema,
    },
  };
}

/** Opens a sealed text; whatever is not sealed is returned as it is. */
export async function opened<Value>(value: Value, context: string, keys: PersonKeys): Promise<Value | Readable> {
  const sealed = Sealed.safeParse(value);
  return sealed.success ? keys.open(sealed.data, context) : value;
}
