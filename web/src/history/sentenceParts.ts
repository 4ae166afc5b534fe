import type { Language } from '@entente/contracts/rejections'
import { tell, type Names } from '@entente/contracts/telling/tell'
import type { TimelineEntry } from '@entente/contracts/views/timeline'

/** A piece of a told sentence; with an anchor when it names something that has a place on the page. */
export interface SentencePiece {
  readonly text: string
  readonly anchor?: string
}

// Private use characters: they fence a name in the told sentence and cannot be typed into one.
const open = '\uE000'
const between = '\uE001'
const close = '\uE002'
const fence = new RegExp(`${open}([^${between}]*)${between}([^${close}]*)${close}`, 'g')

/** The sentence of an entry, cut where it names a partner, a decision or an agreement. */
export function piecesOf(entry: Pick<TimelineEntry, 'type' | 'marks' | 'by' | 'onBehalfOf'>, names: Names, language: Language, timeZone: string): SentencePiece[] {
  const fenced = (kind: string, name: (id: string) => string | null) => (id: string) => {
    const known = name(id)
    return known === null ? null : `${open}${kind}-${id}${between}${known}${close}`
  }
  const told = tell(entry, {
    partner: fenced('partner', names.partner),
    organisation: names.organisation,
    decision: fenced('decision', names.decision),
    agreement: fenced('agreement', names.agreement),
  }, language, timeZone)

  const pieces: SentencePiece[] = []
  let done = 0
  for (const found of told.matchAll(fence)) {
    const [whole, anchor = '', text = ''] = found
    if (found.index > done) pieces.push({ text: told.slice(done, found.index) })
    pieces.push({ text, anchor })
    done = found.index + whole.length
  }
  if (done < told.length) pieces.push({ text: told.slice(done) })
  return pieces
}
