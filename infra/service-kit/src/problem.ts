import { wordingOf, type Language, type Rejection } from "@entente/contracts/rejections";
import { problems, type ProblemCode, type Problem, type Fault } from "@entente/contracts/api/problem";

/** An answer that is not the one asked for; thrown by routes, turned into RFC 9457 by the app. Not a bug. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(
    code: ProblemCode,
    options: { faults?: readonly Fault[]; headers?: Readonly<Record<string, string>>; extra?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(problems[code].en.says);
    this.code = code;
    this.faults = options.faults ?? [];
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

/** A domain refusal on its way out. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly rejection: Rejection;
  constructor(rejection: Rejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

const typeOf = (code: string) => `https://entente.example/problems/${code}`;

export function problemOf(error: HttpProblem, language: Language, correlationId: string): Problem {
  const { status, [language]: wording } = problems[error.code];
  return {
    type: typeOf(error.code),
    code: error.code,
    status,
    title: wording.says,
    wayOut: wording.wayOut,
    correlationId,
    ...(error.faults.length > 0 ? { faults: [...error.faults] } : {}),
    ...error.extra,
  };
}

export function problemOfRejection(rejection: Rejection, language: Language, correlationId: string): Problem {
  const { says, wayOut } = wordingOf(rejection, language);
  return { type: typeOf(rejection.code), code: rejection.code, status: 422, title: says, wayOut, correlationId };
}

/** The reader's language by Accept-Language: Dutch when it is asked for before English, else English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", weight] = part.trim().split(";q=");
      return { tag: tag.toLowerCase().split("-")[0], weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .sort((a, b) => b.weight - a.weight)
    .find(({ tag }) => tag === "nl" || tag === "en");
  return wanted?.tag === "nl" ? "nl" : "en";
}
