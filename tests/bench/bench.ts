import { parseArgs } from "node:util";
import { commands64 } from "./commands64.ts";
import { horizon } from "./horizon.ts";
import { liveLatency } from "./liveLatency.ts";
import { pageScript } from "./pageScript.ts";
import type { Bench, Figure } from "./figure.ts";

/** Everything that is measured; a bench may give several figures. */
const benches: readonly Bench[] = [commands64, liveLatency, horizon, pageScript];

const { values } = parseArgs({ options: { only: { type: "string" }, json: { type: "boolean", default: false } } });
const wanted = benches.filter((bench) => values.only === undefined || bench.names.includes(values.only));
if (wanted.length === 0) {
  process.stderr.write(`There is no bench ${values.only}. Choose one of: ${benches.flatMap((bench) => bench.names).join(", ")}\n`);
  process.exit(1);
}
if (!values.json) process.stdout.write(`${row(["name", "value", "unit", "p50", "p99", "ceiling", "ratio", "must hold", ""])}\n`);
let missed = 0;
for (const bench of wanted) {
  for (const figure of await bench.run()) {
    if (values.only !== undefined && figure.name !== values.only) continue;
    if (!figure.holds) missed += 1;
    process.stdout.write(`${values.json ? JSON.stringify(plain(figure)) : row(cells(figure))}\n`);
  }
}
process.exitCode = missed > 0 ? 2 : 0;

function plain({ name, value, unit, p50, p99, ceiling }: Figure) {
  return {
    name,
    value: rounded(value),
    unit,
    p50: rounded(p50),
    p99: rounded(p99),
    ceiling: rounded(ceiling),
    ratio: rounded(ceiling === null ? null : value / ceiling),
  };
}
function cells(figure: Figure): string[] {
  const { name, value, unit, p50, p99, ceiling, ratio } = plain(figure);
  return [name, value, unit, p50, p99, ceiling, ratio, figure.must, figure.holds ? "holds" : "MISSED"].map((cell) => String(cell ?? "–"));
}
function row(cells: readonly string[]): string {
  const widths = [18, 10, 10, 8, 8, 10, 7, 26, 6];
  return cells
    .map((cell, index) => cell.padEnd(widths[index] ?? 8))
    .join(" ")
    .trimEnd();
}
function rounded<Value extends number | null>(value: Value): Value {
  return (value === null ? null : Number(value.toPrecision(4))) as Value;
}
