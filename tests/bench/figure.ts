/** One measured figure. Rates per second, latencies in ms, import in s, memory in MB, script in kB gzip. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly p50: number | null;
  readonly p99: number | null;
  /** What this machine can do at best at the bare thing, measured in the same run; null where there is no such thing. */
  readonly ceiling: number | null;
  /** The promise, in words. */
  readonly must: string;
  readonly holds: boolean;
}

export interface Bench {
  /** The names of the figures it gives. */
  readonly names: readonly string[];
  run(): Promise<Figure[]>;
}

/** The value below which that share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
