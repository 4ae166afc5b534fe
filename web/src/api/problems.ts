import type { Translate } from '../i18n/index.ts'

/** RFC 9457, with the members that Entente adds. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  /** Stable name of the case, for wording and for decisions in code. */
  code?: string
  /** What to do next, as the domain sees it. */
  wayOut?: string
  correlationId?: string
  /** Seconds, from `Retry-After`. */
  retryAfter?: number
  faults: Fault[]
}

export interface Fault {
  /** JSON pointer into what was sent: `#/lines/0/what`. */
  pointer: string
  detail: string
}

/** The server said no, or could not be heard. Carries what to show. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Reads whatever came back with a refused request; a proxy's HTML page becomes a problem too. */
export function readProblem(body: unknown, response: Response): Problem {
  const said = isRecord(body) ? body : {}
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN)
  return {
    type: text(said.type) ?? 'about:blank',
    title: text(said.title) ?? (response.statusText || `HTTP ${response.status}`),
    status: response.status,
    ...defined('detail', text(said.detail)),
    ...defined('code', text(said.code)),
    ...defined('wayOut', text(said.wayOut)),
    ...defined('correlationId', text(said.correlationId) ?? response.headers.get('X-Correlation-Id') ?? undefined),
    ...defined('retryAfter', Number.isFinite(retryAfter) ? retryAfter : undefined),
    faults: Array.isArray(said.errors) ? said.errors.flatMap(readFault) : [],
  }
}

/** Any thrown thing as something to show. What is no answer of the server is a connection that failed, or our own fault. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  // fetch rejects with a TypeError when nothing answered.
  if (error instanceof TypeError) return { type: 'about:blank', title: error.message, status: 0, code: 'unreachable', faults: [] }
  return { type: 'about:blank', title: error instanceof Error ? error.message : String(error), status: 0, code: 'unexpected', faults: [] }
}

/** The faults by dotted path, as Regle's `externalErrors` wants them: `lines.0.what`. */
export function fieldErrors(problem: Problem): Record<string, string[]> {
  const errors: Record<string, string[]> = {}
  for (const { pointer, detail } of problem.faults) (errors[dotted(pointer)] ??= []).push(detail)
  return errors
}

/** Two sentences for the reader: what happened, and what to do next. */
export function wordProblem(problem: Problem, t: Translate): { happened: string; next: string } {
  const ours = { happened: problem.detail ?? problem.title, next: problem.wayOut ?? '' }
  switch (problem.status) {
    case 0:
      return problem.code === 'unreachable'
        ? { happened: t('problem.unreachable.happened'), next: t('problem.unreachable.next') }
        : { happened: t('problem.unexpected.happened'), next: t('problem.unexpected.next') }
    case 400:
      return { happened: t('problem.invalid.happened'), next: problem.wayOut ?? problem.detail ?? t('problem.invalid.next') }
    case 401:
      return { happened: t('problem.signedOut.happened'), next: t('problem.signedOut.next') }
    case 403:
      return { happened: t('problem.forbidden.happened'), next: problem.wayOut ?? t('problem.forbidden.next') }
    case 404:
      return { happened: t('problem.absent.happened'), next: t('problem.absent.next') }
    case 409:
      return { happened: t('problem.conflict.happened'), next: problem.wayOut ?? t('problem.conflict.next') }
    case 412:
    case 428:
      return { happened: t('problem.changed.happened'), next: t('problem.changed.next') }
    case 413:
      return { happened: t('problem.large.happened'), next: problem.wayOut ?? t('problem.large.next') }
    case 429:
      return { happened: t('problem.often.happened'), next: t('problem.often.next', { seconds: problem.retryAfter ?? 60 }) }
    case 503:
      return problem.wayOut ? ours : { happened: t('problem.behind.happened'), next: t('problem.behind.next') }
    case 422:
      return ours
    default:
      return problem.status >= 500 ? { happened: t('problem.server.happened'), next: t('problem.server.next') } : ours
  }
}

function dotted(pointer: string): string {
  return pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .map(step => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}

function readFault(fault: unknown): Fault[] {
  if (!isRecord(fault)) return []
  const detail = text(fault.detail) ?? text(fault.message)
  return detail === undefined ? [] : [{ pointer: text(fault.pointer) ?? '', detail }]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function defined<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value })
}
